"""Let an operator, or BAKTI, see what was proposed to it and answer; nothing of the panel besides, and no reporter."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.opd.diskominfosatik.signal import listing, presenters, stepping, workflow
from services.opd.diskominfosatik.signal.models import Coverage, OperatorSeat, SignalSite, SiteState, SiteStep
from services.opd.diskominfosatik.signal.policies import proposed_to, seat_of

STATES: Final = (
    *(workflow.PROPOSED, workflow.ANSWERED, workflow.BUILDING, workflow.TESTED),
    *(workflow.DONE,),
)


def _seat(request: HttpRequest) -> OperatorSeat:
    seat = seat_of(request.user)
    if seat is None:
        raise PermissionDenied
    return seat


@never_cache
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Show the sites proposed to this operator, or write them down as CSV."""
    seat = _seat(request)
    choice = listing.Choice.of(request.GET, listing.ALL)
    rows = proposed_to(seat.target)
    if "unduh" in request.GET:
        return listing.table(rows, choice, f"usulan-{seat.target}", reports=False)
    page = listing.page(rows, choice, request.GET.get("setelah", ""))
    context = listing.boxes(choice, STATES) | {
        "seat": seat,
        "rows": [_line(site) for site in page.items],
        "previous_url": choice.address(page.previous_cursor),
        "next_url": choice.address(page.next_cursor),
    }
    return render(request, "diskominfosatik/signal/proposed.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one proposed site, and take an answer, the day building begins, or word that it can be tested."""
    seat = _seat(request)
    found = get_object_or_404(proposed_to(seat.target).select_related("village", "district"), pk=pk)
    typed = stepping.NOTHING
    if request.method == "POST":
        typed = stepping.read(request)
        if stepping.take(request, found.pk, typed, operator=seat.target):
            messages.success(request, _("Langkah dicatat."))
            return redirect("signal:proposed_site", pk=pk)
        found.refresh_from_db(fields=["state", "seq"])
    return render(request, "diskominfosatik/signal/proposed_site.html", _whole(found, seat, typed))


def _whole(site: SignalSite, seat: OperatorSeat, typed: stepping.Typed) -> dict[str, Any]:
    here = site.proposals.filter(target=seat.target, is_current=True).exists()
    rules = [rule for rule in workflow.possible(site.state) if here and rule.key in workflow.OPERATORS]
    return {
        "seat": seat,
        "site": site,
        "state": SiteState(site.state).label,
        "facts": presenters.facts(site, reports=False),
        "steps": presenters.step_rows(_own(site, seat.target)),
        "rules": stepping.forms(rules, typed),
        "refusal": typed["refusal"],
        "here": here,
    }


def _own(site: SignalSite, target: str) -> list[SiteStep]:
    """Return the steps between the office and this operator; what others answered, and who was asked, is not told."""
    steps = [step for step in site.steps.order_by("seq") if target in step.targets]
    for step in steps:
        step.targets, step.actor = [target], None
    return steps


def _line(site: SignalSite) -> dict[str, Any]:
    return {
        "url": reverse("signal:proposed_site", args=[site.pk]),
        "code": site.code,
        "place": f"{site.village.name}, {site.district.name}",
        "coverage": Coverage(site.coverage).label,
        "state": SiteState(site.state).label,
        "since": site.state_since,
        "households": site.households,
    }
