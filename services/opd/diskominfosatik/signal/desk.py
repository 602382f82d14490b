"""Let Diskominfosatik work through the sites: a list, and one page on which every step of a site is taken."""

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
from services.opd.diskominfosatik.signal.models import Coverage, SignalSite, SiteReport, SiteState, Target
from services.opd.diskominfosatik.signal.policies import keeps_sites, rules_sites
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.policies import visible_to

MOST_REPORTS: Final = 20  # of a site that a whole village reported, the first are enough to understand it


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_sites(request.user):
        raise PermissionDenied


@never_cache
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Show the sites of one step, or all, or write them down as CSV."""
    _require_keeper(request)
    choice = listing.Choice.of(request.GET, workflow.REPORTED)
    if "unduh" in request.GET:
        return listing.table(SignalSite.objects.all(), choice, "titik-sinyal", reports=True)
    page = listing.page(SignalSite.objects.all(), choice, request.GET.get("setelah", ""))
    context = listing.boxes(choice) | {
        "rows": [_line(site) for site in page.items],
        "previous_url": choice.address(page.previous_cursor),
        "next_url": choice.address(page.next_cursor),
        "rules": rules_sites(request.user),
    }
    return render(request, "diskominfosatik/signal/sites.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one site with its history; a POST takes a step, and what cannot be taken keeps what was typed."""
    _require_keeper(request)
    found = get_object_or_404(SignalSite.objects.select_related("village", "district"), pk=pk)
    typed = stepping.NOTHING
    if request.method == "POST":
        typed = stepping.read(request)
        if stepping.take(request, found.pk, typed):
            messages.success(request, _("Langkah dicatat."))
            return redirect("signal:site", pk=pk)
        found.refresh_from_db(fields=["state", "seq"])
    return render(request, "diskominfosatik/signal/site.html", _whole(found, Actor.at_desk(request.user), typed))


def _whole(site: SignalSite, actor: Actor | None, typed: dict[str, Any]) -> dict[str, Any]:
    # An officer who may not see the reports of this service sees none of them here either.
    seen = visible_to(actor) if actor else ServiceRequest.objects.none()
    joined = SiteReport.objects.filter(site=site, request__in=seen).select_related("request")
    steps = site.steps.select_related("actor__party").order_by("seq")
    return {
        "site": site,
        "state": SiteState(site.state).label,
        "facts": presenters.facts(site, reports=True),
        "steps": presenters.step_rows(steps),
        "reports": [(row.request_id, row.request.number, row.distance) for row in joined.order_by("pk")[:MOST_REPORTS]],
        "rules": stepping.forms(workflow.possible(site.state), typed),
        "letters": [each.letter for each in site.letters.select_related("letter").order_by("-letter__made_at")],
        "may_move": site.state in workflow.OPEN,
        "typed": typed,
        "targets": Target.choices,
        "refusal": typed["refusal"],
    }


def _line(site: SignalSite) -> dict[str, Any]:
    return {
        "url": reverse("signal:site", args=[site.pk]),
        "code": site.code,
        "place": f"{site.village.name}, {site.district.name}",
        "coverage": Coverage(site.coverage).label,
        "state": SiteState(site.state).label,
        "reports": site.reports,
        "since": site.state_since,
    }
