"""Let Diskominfosatik work through the sites: a list, and one page on which every step of a site is taken."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from foundation.keyset import paginate
from services.opd.diskominfosatik.signal import actions, geo, presenters, workflow
from services.opd.diskominfosatik.signal.models import Coverage, Operator, SignalSite, SiteReport, SiteState, Target
from services.opd.diskominfosatik.signal.policies import keeps_sites
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from services.requests.policies import visible_to

PAGE: Final = 25
MOST_REPORTS: Final = 20  # of a site that a whole village reported, the first are enough to understand it


def _require_keeper(request: HttpRequest) -> None:
    if not keeps_sites(request.user):
        raise PermissionDenied


@never_cache
@require_safe
def sites(request: HttpRequest) -> HttpResponse:
    """Show the sites of one step, or all, the newest first; unknown values narrow nothing."""
    _require_keeper(request)
    state = request.GET.get("tahap", workflow.REPORTED)
    state = state if state in workflow.STATES else ""
    district = request.GET.get("kecamatan", "")
    district = district if district in geo.atlas().districts else ""
    rows = SignalSite.objects.select_related("village", "district")
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(district=district) if district else rows
    page = paginate(rows, order=("-reported_at", "-id"), cursor=request.GET.get("setelah", ""), size=PAGE)
    context = {
        "rows": [_line(site) for site in page.items],
        "state": state or "semua",
        "states": [*SiteState.choices, ("semua", _("semua tahap"))],
        "district": district,
        "districts": sorted(((d.code, d.name) for d in geo.atlas().districts.values()), key=lambda each: each[1]),
        "previous_url": _address(state, district, page.previous_cursor),
        "next_url": _address(state, district, page.next_cursor),
    }
    return render(request, "diskominfosatik/signal/sites.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def site(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one site with its history; a POST takes a step, and what cannot be taken keeps what was typed."""
    _require_keeper(request)
    found = get_object_or_404(SignalSite.objects.select_related("village", "district"), pk=pk)
    typed: dict[str, Any] = {"step": "", "note": "", "targets": [], "refusal": "", "field": ""}
    if request.method == "POST":
        typed["step"], typed["note"] = request.POST.get("langkah", ""), request.POST.get("catatan", "")
        typed["targets"] = request.POST.getlist("tujuan")
        if typed["step"] not in workflow.BY_KEY:
            raise Http404
        try:
            _take(request, found, typed)
        except actions.StepRefused as refused:
            typed["refusal"], typed["field"] = str(refused), refused.field
            found.refresh_from_db(fields=["state", "seq"])
        else:
            messages.success(request, _("Langkah dicatat."))
            return redirect("signal:site", pk=pk)
    return render(request, "diskominfosatik/signal/site.html", _whole(found, Actor.at_desk(request.user), typed))


def _take(request: HttpRequest, site: SignalSite, typed: dict[str, Any]) -> None:
    sent = request.POST.get("urutan", "")
    seq = int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 10 else None
    note = typed["note"].replace("\x00", "")
    actions.take(site.pk, typed["step"], request.user, seq=seq, note=note, targets=typed["targets"])  # type: ignore[arg-type]


def _whole(site: SignalSite, actor: Actor | None, typed: dict[str, Any]) -> dict[str, Any]:
    # An officer who may not see the reports of this service sees none of them here either.
    seen = visible_to(actor) if actor else ServiceRequest.objects.none()
    joined = SiteReport.objects.filter(site=site, request__in=seen).select_related("request")
    steps = site.steps.select_related("actor__party").order_by("seq")
    return {
        "site": site,
        "state": SiteState(site.state).label,
        "facts": _facts(site),
        "steps": presenters.step_rows(steps),
        "reports": [(row.request_id, row.request.number, row.distance) for row in joined.order_by("pk")[:MOST_REPORTS]],
        "rules": [_form(rule, typed) for rule in workflow.possible(site.state)],
        "targets": Target.choices,
        "refusal": typed["refusal"],
    }


def _form(rule: workflow.Rule, typed: dict[str, Any]) -> dict[str, Any]:
    """Return what one step asks, with what was typed for it when it was refused."""
    mine = typed["step"] == rule.key
    return {
        "key": rule.key,
        "title": presenters.STEPS[rule.key],
        "note_optional": not rule.note,
        "target": rule.target,
        "note": typed["note"] if mine else "",
        "chosen": typed["targets"] if mine else [],
        "note_error": typed["refusal"] if mine and typed["field"] == "catatan" else "",
        "target_error": typed["refusal"] if mine and typed["field"] == "tujuan" else "",
        "open": mine,
        "ends": rule.to in workflow.FINAL,
    }


def _facts(site: SignalSite) -> list[tuple[str, str]]:
    where = f"{site.lat:.6f}, {site.lng:.6f}"
    tried = ", ".join(str(Operator(each.operator).label) for each in site.operators.order_by("operator"))
    return [
        (_("Tempat"), f"{site.village.name}, {site.district.name}"),
        (_("Titik"), _("belum diukur, tengah desa") if site.is_rough else where),
        (_("Keadaan sinyal"), str(Coverage(site.coverage).label)),
        (_("Operator yang diuji"), tried or "-"),
        (_("Perkiraan keluarga"), str(site.households or "-")),
        (_("Laporan"), str(site.reports)),
    ]


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


def _address(state: str, district: str, cursor: str) -> str:
    if not cursor:
        return ""
    return f"?{urlencode({'tahap': state or 'semua', 'kecamatan': district, 'setelah': cursor})}"
