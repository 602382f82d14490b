"""List my requests: what waits for me on top, then drafts, then the rest, newest first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from foundation import formats, keyset
from services.requests import policies
from services.requests.actor import Actor
from services.requests.models import Phase, ServiceRequest
from services.requests.presenters import states
from services.requests.presenters.phone import may_keep, owner_of
from services.requests.presenters.states import Badge, public_phase
from services.requests.presenters.watching import day_or_moment

PAGE = 20


@dataclass(frozen=True)
class Line:
    """Hold one request as the list shows it."""

    request: ServiceRequest
    title: str
    badge: Badge
    remark: str


@login_required
@never_cache
@require_GET
def mine(http: HttpRequest) -> HttpResponse:
    """Show the visitor's own requests."""
    rank = Case(
        When(phase=Phase.WAITING_APPLICANT, then=Value(0)),
        When(phase=Phase.DRAFT, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    own = policies.visible_to(Actor.of(http.user)).select_related("service", "agency", "applicant").annotate(rank=rank)
    page = keyset.paginate(
        own.defer("answers", "typed"), order=("rank", "-created_at", "-id"), cursor=http.GET.get("setelah"), size=PAGE
    )
    lines = [_line(request) for request in page.items]
    context = {
        "waiting": [line for line in lines if line.request.phase in {Phase.WAITING_APPLICANT, Phase.DRAFT}],
        "others": [line for line in lines if line.request.phase not in {Phase.WAITING_APPLICANT, Phase.DRAFT}],
        **_on_this_phone(http, lines),
        "next_url": _cursor_url(page.next_cursor),
        "previous_url": _cursor_url(page.previous_cursor),
    }
    return render(http, "requests/list.html", context)


def _on_this_phone(http: HttpRequest, lines: list[Line]) -> dict[str, str]:
    """Return whose drafts this phone may name, and what the portal has of each; only where all drafts are listed."""
    if http.GET.get("setelah") or not may_keep(http.session):
        return {"phone_owner": "", "phone_bases": ""}
    drafts = [line.request for line in lines if line.request.phase == Phase.DRAFT]
    bases = {str(draft.pk): draft.updated_at.isoformat() for draft in drafts}
    return {"phone_owner": owner_of(Actor.of(http.user).key), "phone_bases": json.dumps(bases)}


def _line(request: ServiceRequest) -> Line:
    # A shared screen must not tell what kind of report was filed.
    title = _("Laporan rahasia") if request.confidential else request.service.title
    if request.mandate_id and request.applicant is not None:
        title = _("%(service)s untuk %(name)s") % {"service": title, "name": request.applicant.name}
    return Line(request, title, states.badge(request), _remark(request))


def _remark(request: ServiceRequest) -> str:
    phase = public_phase(request)
    if phase == Phase.DRAFT:
        return _("Terakhir disimpan %(at)s") % {"at": formats.moment(request.updated_at)}
    # Over a shoulder, the office alone would say what a confidential report is about.
    office = request.agency.short_name if request.agency and not request.confidential else ""
    # While the applicant is asked the clock stands, so no date is promised.
    if phase != Phase.IN_PROCESS or request.due_at is None:
        sent = formats.long_date(request.submitted_at) if request.submitted_at else ""
        return " · ".join(part for part in (office, _("Dikirim %(on)s") % {"on": sent}) if part)
    on = day_or_moment(request.due_at)
    if request.due_is_estimate:
        on = _("%(date)s (perkiraan)") % {"date": on}
    due = _("Paling lambat %(on)s") % {"on": on}
    return f"{office} · {due}" if office else due


def _cursor_url(cursor: str) -> str:
    return f"?{urlencode({'setelah': cursor})}" if cursor else ""
