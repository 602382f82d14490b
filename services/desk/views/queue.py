"""Show the queue: what waits, who has it, how much time is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Staff
from citizens.models import Region
from foundation import clock
from services.catalogue.holdings import Holding, agencies_in, homes
from services.catalogue.models import Service
from services.desk import queries
from services.desk.calendars import calendar_of
from services.desk.forms import new_key
from services.desk.policies import officer
from services.desk.presenters.due import soon_until
from services.desk.presenters.people import standing_in
from services.desk.presenters.rows import queue_row
from services.requests.actor import Actor
from services.requests.models import Priority
from services.requests.policies import holdings, workable_by

PARAMETERS = {"layanan": "service", "wilayah": "area", "prioritas": "priority", "cari": "words"}
LONGEST_SEARCH = 80


@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Show one tab of the officer's queue, narrowed by what the address says; unknown values narrow nothing."""
    actor, staff = officer(request)
    tab = queries.BY_KEY.get(request.GET.get("tab", ""), queries.TABS[0])
    held = holdings(staff)
    offices = homes(staff, held)
    services, areas = queries.services_for(held, offices), queries.areas_for(offices)
    filters = _filters(request, services, areas)
    context = board(actor, staff, held, tab, filters, request.GET.get("setelah", ""))
    context |= {
        "filters": filters,
        "services": [(service.pk, service.title) for service in services],
        "areas": [(area.pk, area.name) for area in areas],
        "flags": Priority.choices,
        "any_flag": queries.ANY_FLAG,
        "standing_in": standing_in(staff),
    }
    return render(request, "desk/queue.html", context)


def board(
    actor: Actor, staff: Staff, held: Sequence[Holding], tab: queries.Tab, filters: queries.Filters, cursor: str
) -> dict[str, Any]:
    """Return tabs with counts, one page of rows and the addresses of its neighbours."""
    soon = soon_until(calendar_of(staff.agency_id))
    mine = workable_by(actor, held)
    counts = queries.counts(mine, staff, soon)
    rows = queries.narrow(mine.filter(queries.within(tab.key, staff, soon)), filters, agencies_in(held))
    page = queries.page(rows, tab, cursor)
    homes_of = {staff.agency_id, *agencies_in(held)}
    calendars = {agency: calendar_of(agency) for agency in sorted({row.agency_id or "" for row in page.items})}
    return {
        "tab": tab,
        "tabs": [_tab(each, counts, tab, filters) for each in queries.TABS],
        "rows": [queue_row(row, staff, calendars[row.agency_id or ""], tab.key, homes_of) for row in page.items],
        "previous_url": _address(tab, filters, page.previous_cursor) if page.previous_cursor else "",
        "next_url": _address(tab, filters, page.next_cursor) if page.next_cursor else "",
        "clear_url": _address(tab, queries.Filters()),
        "now": clock.now(),
        "key": new_key(),
    }


def _tab(tab: queries.Tab, counts: dict[str, int], chosen: queries.Tab, filters: queries.Filters) -> dict[str, Any]:
    return {
        "title": tab.title,
        "url": _address(tab, filters),
        "current": tab == chosen,
        "count": counts.get(tab.key),
        "hot": tab.key == "tenggat" and bool(counts["tenggat"]),
    }


def _filters(request: HttpRequest, services: list[Service], areas: list[Region]) -> queries.Filters:
    service, area = request.GET.get("layanan", ""), request.GET.get("wilayah", "")
    flag = request.GET.get("prioritas", "")
    return queries.Filters(
        service=service if any(each.pk == service for each in services) else "",
        area=area if any(each.pk == area for each in areas) else "",
        priority=flag if flag in {queries.ANY_FLAG, *Priority.values} else "",
        words=request.GET.get("cari", "").replace("\x00", "").strip()[:LONGEST_SEARCH],
    )


def _address(tab: queries.Tab, filters: queries.Filters, cursor: str = "") -> str:
    given = asdict(filters)
    query = {"tab": tab.key} | {name: given[field] for name, field in PARAMETERS.items() if given[field]}
    if cursor:
        query["setelah"] = cursor
    return f"{reverse('desk:queue')}?{urlencode(query)}"
