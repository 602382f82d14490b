"""Let an officer sign several drafts at once, with a passphrase typed once and forgotten with the answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from agencies.models import Staff
from services.desk import signatures
from services.desk.attempt import SIGN
from services.desk.policies import officer
from services.desk.presenters import signing as wording
from services.outputs.signing import drafts
from services.outputs.signing.port import Secret, SigningError
from services.outputs.signing.sentences import STATES, sentence
from services.requests.actor import Actor

CHOSEN = "dokumen"
CERTIFICATE = "sertifikat"


@sensitive_post_parameters(SIGN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def signing(request: HttpRequest) -> HttpResponse:
    """List what waits for this officer's signature, and sign what was chosen."""
    actor, staff = officer(request)
    if request.method != "POST" or not settings.ESIGN["url"]:
        return _show(request, actor, staff)
    if CERTIFICATE in request.POST:
        return _show(request, actor, staff, certificate=_certificate(staff))
    chosen = _chosen(request)
    errors = _errors(request, chosen)
    if errors:
        return _show(request, actor, staff, errors=errors, chosen=chosen, status=422)
    results = signatures.sign_chosen(actor, staff, chosen, Secret(request.POST[SIGN]))
    said = [wording.result(each) for each in results]
    if not said:
        errors = {CHOSEN: _("Dokumen itu tidak menunggu tanda tangan Anda.")}
    elif not any(each.done for each in said):
        errors = {SIGN: said[0].sentence}
    return _show(request, actor, staff, errors=errors, chosen=chosen, results=said, status=422 if errors else 200)


def _chosen(request: HttpRequest) -> list[UUID]:
    """Return what was ticked, each once; what is no id is nobody's document."""
    found = []
    for text in request.POST.getlist(CHOSEN)[: signatures.PAGE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))


def _errors(request: HttpRequest, chosen: list[UUID]) -> dict[str, str]:
    errors = {}
    if not chosen:
        errors[CHOSEN] = _("Centang paling sedikit satu dokumen.")
    elif len(chosen) > signatures.MOST:
        errors[CHOSEN] = _("Centang paling banyak %(most)d dokumen sekali jalan.") % {"most": signatures.MOST}
    if not request.POST.get(SIGN):
        errors[SIGN] = _("Isi frasa sandi sertifikat elektronik Anda.")
    return errors


def _certificate(staff: Staff) -> str:
    try:
        return str(STATES[drafts.certificate_of(staff)])
    except SigningError as error:
        return sentence(error)


def _show(request: HttpRequest, actor: Actor, staff: Staff, *, status: int = 200, **more: Any) -> HttpResponse:
    on = bool(settings.ESIGN["url"])
    page = signatures.waiting(actor, staff, request.GET.get("setelah", "")) if on else None
    context: dict[str, Any] = {"errors": {}, "chosen": [], "results": [], "certificate": ""} | more
    errors = context.pop("errors")
    chosen = {str(pk) for pk in context.pop("chosen")}
    shown = {
        "on": on,
        "rows": [wording.row(draft, hand, chosen) for draft, hand in page.items] if page else [],
        "next_url": f"?setelah={page.next_cursor}" if page and page.next_cursor else "",
        "previous_url": f"?setelah={page.previous_cursor}" if page and page.previous_cursor else "",
        "errors": list(errors.items()),
        "chosen_error": errors.get(CHOSEN, ""),
        "passphrase": SIGN,
        "passphrase_error": errors.get(SIGN, ""),
        "most": signatures.MOST,
    }
    return render(request, "desk/signing.html", context | shown, status=status)
