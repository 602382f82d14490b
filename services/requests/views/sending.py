"""Check everything, declare, send once, and keep a receipt that opens again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from foundation.flood import Flood, TooMany
from services.definition import fees, workflow
from services.definition.document import ActionType
from services.requests import engine, uploads
from services.requests.effects import receipts
from services.requests.forms.filing import Filing
from services.requests.forms.pages import anchor, sentences
from services.requests.models import Phase
from services.requests.presenters import states
from services.requests.presenters.answers import answer_rows
from services.requests.presenters.promise import promise
from services.requests.presenters.timeline import next_sentence
from services.requests.views import codes
from services.requests.views.common import Own, key_of, new_key, own_page, seq_of, told
from services.requests.views.steps import frame

CHECK = ""
NAMELESS: Final = Flood("tanpa-akun")


@own_page("GET", "POST")
def check(http: HttpRequest, own: Own) -> HttpResponse:
    """Show all answers with what is missing, or send them."""
    if own.request.phase != Phase.DRAFT and http.method == "GET":
        return redirect("requests:receipt", own.request.pk)
    if http.method == "POST":
        return _send(http, own)
    return _show(http, own, {})


def _send(http: HttpRequest, own: Own) -> HttpResponse:
    filing = Filing(own.request)
    action = workflow.first_of(filing.document, filing.document.workflow.initial, ActionType.SUBMIT)
    if http.POST.get("benar") != "ya" and own.request.phase == Phase.DRAFT:
        return _show(http, own, {"benar": _("Centang pernyataan bahwa jawaban Anda benar.")})
    try:
        _hold_back(http, own)
        outcome = engine.perform(
            own.request.pk,
            action.key if action else "ajukan",
            own.actor,
            data={"declared": True},
            key=key_of(http),
            expected_seq=seq_of(http) if own.request.phase == Phase.DRAFT else None,
        )
    except TooMany as many:
        answer = _show(http, own, {"": _too_many(many.retry_after)}, status=429)
        answer["Retry-After"] = str(many.retry_after)
        return answer
    except engine.InvalidData as error:
        return _show(http, own, {} if error.problems else {"": error.sentence}, status=422)
    except engine.EngineError as error:
        return _refused(http, own, error)
    if not outcome.replayed:  # sent again later, the same press must not throw away what is evidence by then
        uploads.keep_only(outcome.request, set(Filing(outcome.request).file_ids))
    if outcome.follow_up:
        codes.keep(http, outcome.request.pk, outcome.follow_up)
    return redirect("requests:receipt", own.request.pk)


def _hold_back(http: HttpRequest, own: Own) -> None:
    """Count what is sent without an account, each request once; raises TooMany."""
    if own.actor.kind == "anonymous":
        NAMELESS.count(str(own.request.pk), http.session.session_key or "", get_adapter().get_client_ip(http))


def _too_many(seconds: int) -> str:
    said = _("Terlalu banyak laporan dalam satu jam. Jawaban Anda tersimpan. Coba kirim lagi %(n)d menit lagi.")
    return said % {"n": seconds // 60}


def _refused(http: HttpRequest, own: Own, error: engine.EngineError) -> HttpResponse:
    if own.request.phase == Phase.DRAFT and not isinstance(error, engine.WrongState):
        return _show(http, own, {"": error.sentence})
    if own.request.number:  # the other tab was faster: this is the same request, sent once
        messages.info(http, _("Permohonan ini sudah terkirim. Menekan dua kali tidak membuat dua permohonan."))
        return redirect("requests:receipt", own.request.pk)
    return told(http, error, own)


def _show(http: HttpRequest, own: Own, errors: Mapping[str, str], status: int = 0) -> HttpResponse:
    filing = Filing(own.request)
    context: dict[str, Any] = frame(own, filing, CHECK) | {
        "sections": sections(filing, editable=True),
        "missing": _missing(filing),
        "errors": [("benar" if at == "benar" else "", said) for at, said in errors.items()],
        "declaration_error": errors.get("benar", ""),
        "promise": promise(filing.document, agency_slug(filing), _rupiah(filing)),
        "is_report": own.request.kind in {"report", "complaint"},
        "key": new_key(),
    }
    return render(http, "requests/check.html", context, status=status or (422 if errors else 200))


def _rupiah(filing: Filing) -> int | None:
    """Return the fee a formula works out from these answers; a plain amount has its own words."""
    fee = filing.document.standard.fee
    if fee is None or fee.expr is None:
        return None
    return fees.fee_of(filing.document, filing.whole.answers, filing.facts)


def _missing(filing: Filing) -> list[tuple[str, str]]:
    found = []
    for path, said in sentences(filing.document, filing.whole.problems).items():
        url = reverse("requests:page", args=[filing.request.pk, filing.page_of(path)])
        found.append((f"{url}?periksa=1#{anchor(filing.document, path)}", said))
    return found


def agency_slug(filing: Filing) -> str:
    """Return the agency whose calendar counts, "" while an answer has not named it."""
    if filing.request.agency_id:
        return filing.request.agency_id
    fixed = filing.document.agency
    return fixed if isinstance(fixed, str) else ""


def sections(filing: Filing, *, editable: bool) -> list[dict[str, Any]]:
    """Return the answers page by page, each with the way back to it while it may still change."""
    pk = filing.request.pk
    answers = filing.whole.answers if editable else filing.answers
    rows = answer_rows(filing.document, answers, facts=filing.facts, lookups=filing.lookups, files=filing.files)
    return [
        {
            "id": f"bagian-{section.page}",
            "title": section.title,
            "rows": section.rows,
            "change_url": f"{reverse('requests:page', args=[pk, section.page])}?periksa=1" if editable else "",
        }
        for section in rows
    ]


@own_page("GET")
def receipt(http: HttpRequest, own: Own) -> HttpResponse:
    """Show what was sent, under which number, and what happens next; the follow-up code is shown once."""
    if own.request.phase == Phase.DRAFT:
        return redirect("requests:check", own.request.pk)
    filing = Filing(own.request)
    context = {
        "case": own.request,
        "service": own.request.service,
        "confidential": own.request.confidential,
        "nameless": own.request.applicant_id is None,
        "code": codes.show_once(http, own.request.pk),
        "badge": states.badge(own.request),
        "next": next_sentence(own.request),
        "phase": states.public_phase(own.request),
        "promise": promise(filing.document, agency_slug(filing), own.request.fee or None),
        "proofs": receipts(own.request),
        "office": own.request.agency.name if own.request.agency else "",
    }
    return render(http, "requests/receipt.html", context)
