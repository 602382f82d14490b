"""Mend what an officer marked: only those fields, each with its remark; everything else stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from services.definition import workflow
from services.definition.document import ActionType
from services.definition.fields import FieldBase
from services.requests import engine
from services.requests.forms import pages
from services.requests.forms.controls import Source, draw, ids_of
from services.requests.forms.filing import Filing
from services.requests.forms.live import live
from services.requests.models import CorrectionItem, Phase, ServiceRequest
from services.requests.views import stash
from services.requests.views.common import Own, find, key_of, new_key, own_page, seq_of, told


@own_page("GET", "POST")
def fix(http: HttpRequest, own: Own) -> HttpResponse:
    """Show the marked fields, or save them and send the correction."""
    if own.request.phase != Phase.WAITING_APPLICANT:
        if http.method == "POST":
            messages.info(http, _("Perbaikan ini sudah terkirim atau tidak diminta lagi."))
        return redirect("requests:detail", own.request.pk)
    filing = Filing(own.request)
    if http.method == "POST":
        return _save(http, own, filing)
    left_over = stash.take(http)
    if left_over is not None:
        pages.take_in(filing, None, marked(filing), left_over, MultiValueDict(), own.actor)
        messages.success(http, _("Anda sudah masuk kembali. Isian terakhir Anda tidak hilang."))
        return redirect("requests:fix", own.request.pk)
    return _show(http, own, {})


def marked(filing: Filing) -> list[FieldBase]:
    """Return the fields with an open remark and those their new answers ask for, in the order of the form."""
    wanted = engine.mendable(filing.request)
    return [field for _page, field in filing.document.fields() if field.id in wanted]


def _remarks(filing: Filing) -> dict[str, str]:
    items = CorrectionItem.objects.filter(request=filing.request, resolved_at__isnull=True)
    return {item.field: _remark(item) for item in items}


def _remark(item: CorrectionItem) -> str:
    """Begin with what is wrong, where the officer chose it: "Tidak terbaca. Foto ulang." """
    reason = capfirst(str(item.get_reason_display())) if item.reason else ""
    return f"{reason}. {item.note}" if reason else item.note


def _save(http: HttpRequest, own: Own, filing: Filing) -> HttpResponse:
    try:
        taken = pages.take_in(filing, None, marked(filing), http.POST, http.FILES, own.actor)
    except engine.EngineError as error:
        return told(http, error, own)
    fresh = find(http, own.request.pk)
    if fresh is None:
        raise Http404
    if "keluar" in http.POST:
        messages.success(http, _("Perbaikan tersimpan, belum dikirim."))
        return redirect("requests:detail", own.request.pk)
    if not taken.ok:
        return _show(http, fresh, taken.errors, new_questions=taken.new_questions)
    if "sama" not in http.POST and _unmended(filing, fresh.request):
        return _show(http, fresh, {}, unmended=True)
    return _send(http, fresh)


def _unmended(before: Filing, now: ServiceRequest) -> bool:
    """Say whether nothing was changed since the officer asked; who saved anything meanwhile is not asked again."""
    marks = CorrectionItem.objects.filter(request=now, resolved_at__isnull=True)
    asked = marks.order_by("-created_at").values_list("created_at", flat=True).first()
    untouched = asked is not None and before.request.updated_at <= asked
    return untouched and engine.plain_answers(before.request) == engine.plain_answers(now)


def _send(http: HttpRequest, own: Own) -> HttpResponse:
    document = Filing(own.request).document
    action = workflow.first_of(document, own.request.state, ActionType.RESUBMIT)
    try:
        engine.perform(
            own.request.pk,
            action.key if action else "perbaiki",
            own.actor,
            key=key_of(http),
            expected_seq=seq_of(http),
        )
    except engine.InvalidData as error:
        return _show(http, own, pages.sentences(document, error.problems) or {"": error.sentence})
    except engine.EngineError as error:
        return told(http, error, own)
    messages.success(http, _("Perbaikan terkirim. Petugas memeriksanya kembali."))
    return redirect("requests:detail", own.request.pk)


def _show(
    http: HttpRequest, own: Own, errors: Mapping[str, str], *, new_questions: bool = False, unmended: bool = False
) -> HttpResponse:
    filing = Filing(own.request)
    fields = marked(filing)
    alive = live(filing.document, fields, filing.answers, filing.facts)
    source = Source(filing.document, filing.answers, filing.typed, filing.facts, errors, filing.files, live=alive)
    context: dict[str, Any] = {
        "case": own.request,
        "service": own.request.service,
        "confidential": own.request.confidential,
        "controls": draw(source, fields, _remarks(filing)),
        "asked": " ".join(ids_of(source, fields)),
        "live": alive.text,
        "new_questions": new_questions,
        "unmended": unmended,
        "errors": pages.summary(filing.document, errors),
        "saved_at": own.request.updated_at,
        "key": new_key(),
    }
    return render(http, "requests/fix.html", context, status=422 if errors or new_questions or unmended else 200)
