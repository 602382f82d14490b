"""Show a number of identity in full, once, to an officer who says why."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from agencies.models import Staff
from services.catalogue import documents
from services.desk import actions, policies
from services.desk.forms import new_key
from services.desk.policies import IDENTITY, officer, open_case, shared_fields
from services.desk.presenters.case import case_url
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.prefill import facts_for
from services.requests.presenters.answers import Row, answer_rows

SHORTEST_REASON = 5
HIDDEN = "••••"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reveal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the reason, write it down where the applicant reads it, and show the number on this one page."""
    actor, staff = officer(request)
    case = open_case(actor, pk)
    given = request.POST if request.method == "POST" else request.GET
    field = given.get("isian", "")
    hidden = _rows(case, staff, field, mask=True)
    if not hidden:
        raise Http404
    reason = request.POST.get("alasan", "").replace("\x00", "").strip()
    error = ""
    if request.method == "POST" and len(reason) < SHORTEST_REASON:
        error = _("Tulis alasannya, misalnya “mencocokkan dengan SIAK”.")
    shown: list[Row] = []
    if request.method == "POST" and not error:
        _write_down(case, actor, staff, hidden[0].label, reason)
        shown = _rows(case, staff, field, mask=False)
    context = {
        "case": case,
        "field": field,
        "hidden": hidden,
        "shown": shown,
        "reason": reason,
        "error": error,
        "errors": [("alasan", error)] if error else [],
        "back_url": case_url(case.pk, given.get("dari", "")),
        "tab": given.get("dari", ""),
    }
    return render(request, "desk/reveal.html", context, status=422 if error else 200)


def _write_down(case: ServiceRequest, actor: Actor, staff: Staff, label: str, reason: str) -> None:
    """Keep the reason where it belongs: with the applicant, or inside the unit when the request is confidential."""
    actions.log_opening(case, staff, "nik", case.pk, reason)
    if case.confidential:
        text = _("%(label)s dilihat penuh: %(reason)s") % {"label": label, "reason": reason}
        engine.perform(case.pk, "catatan", actor, data={"text": text}, key=new_key())


def _rows(case: ServiceRequest, staff: Staff, field: str, *, mask: bool) -> list[Row]:
    """Return the lines of one field that hold a masked number."""
    if field == IDENTITY:
        return _reporter(case, staff, mask=mask)
    shared = shared_fields(case, staff)
    if shared is not None and field not in shared:
        return []
    document, answers = documents.load(case.version), engine.plain_answers(case)
    facts = facts_for(case.applicant, case)
    rows = [row for part in answer_rows(document, answers, mask=True, facts=facts) for row in part.rows]
    plain = [row for part in answer_rows(document, answers, mask=False, facts=facts) for row in part.rows]
    pairs = zip(rows, plain, strict=True)
    return [row if mask else full for row, full in pairs if row.field == field and row.masked]


def _reporter(case: ServiceRequest, staff: Staff, *, mask: bool) -> list[Row]:
    """Return who filed a request that hides it, for those whom its document lets know, and nothing for others."""
    if not policies.may_learn_identity(case, staff) or case.applicant is None:
        return []
    told = [(_("Nama pelapor"), case.applicant.name), (_("Nomor HP pelapor"), str(case.applicant.phone or ""))]
    return [Row(IDENTITY, label, HIDDEN if mask else text, masked=True) for label, text in told if text]
