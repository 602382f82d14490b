"""Show the queue: what waits, who has it, how much time is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from agencies.models import Staff
from citizens.models import Region
from foundation import clock
from services.catalogue import documents
from services.catalogue.holdings import Holding, agencies_in, homes
from services.catalogue.models import Service
from services.desk import queries
from services.desk.calendars import calendar_of
from services.desk.forms import new_key
from services.desk.policies import officer
from services.desk.presenters.due import soon_until
from services.desk.presenters.people import standing_in
from services.desk.presenters.rows import QueueRow, asked_row, queue_row
from services.requests.actor import Actor
from services.requests.models import Priority, RequestTask
from services.requests.policies import asked_of, holdings, workable_by

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
    asked = asked_of(held, staff)
    counts = queries.counts(mine, staff, soon) | {queries.ASKED: asked.count()}
    if tab.key == queries.ASKED:
        rows, before, after = _asked(asked, tab, cursor)
    else:
        found = queries.narrow(mine.filter(queries.within(tab.key, staff, soon)), filters, agencies_in(held))
        rows, before, after = _cases(found, staff, held, tab, cursor)
    return {
        "tab": tab,
        "tabs": [_tab(each, counts, tab, filters) for each in _shown(counts, tab)],
        "asked": tab.key == queries.ASKED,
        "rows": rows,
        "previous_url": _address(tab, filters, before) if before else "",
        "next_url": _address(tab, filters, after) if after else "",
        "clear_url": _address(tab, queries.Filters()),
        "now": clock.now(),
        "key": new_key(),
    }


Rows = tuple[list[QueueRow], str, str]  # with the cursors before and after


def _cases(found: queries.Requests, staff: Staff, held: Sequence[Holding], tab: queries.Tab, cursor: str) -> Rows:
    page = queries.page(found, tab, cursor)
    calendars = {agency: calendar_of(agency) for agency in sorted({row.agency_id or "" for row in page.items})}
    rows = [queue_row(row, staff, held, calendars[row.agency_id or ""], tab.key) for row in page.items]
    return rows, page.previous_cursor, page.next_cursor


def _asked(found: QuerySet[RequestTask], tab: queries.Tab, cursor: str) -> Rows:
    """Return the parts that wait; filters are for one's own cases, and would tell a guest what it may not read."""
    page = queries.asked_page(found, cursor)
    calendars = {agency: calendar_of(agency) for agency in sorted({task.agency_id for task in page.items})}
    rows = [
        asked_row(task, documents.load(task.request.version), calendars[task.agency_id], tab.key) for task in page.items
    ]
    return rows, page.previous_cursor, page.next_cursor


def _shown(counts: dict[str, int], chosen: queries.Tab) -> list[queries.Tab]:
    """Return the tabs; most officers are never asked for a part, and need no empty tab for it."""
    return [tab for tab in queries.TABS if tab.key != queries.ASKED or counts[queries.ASKED] or tab == chosen]


def _tab(tab: queries.Tab, counts: dict[str, int], chosen: queries.Tab, filters: queries.Filters) -> dict[str, Any]:
    return {
        "title": tab.title,
        "url": _address(tab, filters),
        "current": tab == chosen,
        "count": counts.get(tab.key),
        "hot": tab.key in {"tenggat", queries.ASKED} and bool(counts[tab.key]),
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
