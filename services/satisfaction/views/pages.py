"""Show how satisfied people are: the county, an office, a service, what is done about it, and the table as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Agency
from foundation import sheets
from foundation.keyset import paginate
from services.catalogue.models import Service
from services.satisfaction import formula, reading
from services.satisfaction.instrument import skm
from services.satisfaction.models import Kind, PublishedIndex
from services.satisfaction.presenters import pages, words

PAGE: Final = 20
NEWEST: Final = 3


@login_not_required
@require_safe
def county(request: HttpRequest) -> HttpResponse:
    """Show the county's index and that of its offices."""
    context = _figures(request, Kind.COUNTY)
    context["lines"] = pages.lines(reading.parts(context["chosen"], Kind.AGENCY), _agency)
    context["plans"] = plan_rows(reading.plans()[:NEWEST])
    return render(request, "satisfaction/county.html", context)


@login_not_required
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Show the index of every service somebody answered about."""
    context = _figures(request, Kind.COUNTY)
    context["lines"] = pages.lines(reading.parts(context["chosen"], Kind.SERVICE), _service)
    return render(request, "satisfaction/services.html", context)


@login_not_required
@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the index of one office and of what it serves, and what it does about it."""
    office = get_object_or_404(Agency, pk=slug, is_active=True)
    context = _figures(request, Kind.AGENCY, agency=office.pk)
    rows = reading.parts(context["chosen"], Kind.PAIR, agency=office.pk)
    context |= {
        "agency": office,
        "lines": pages.lines(rows, _service),
        "plans": plan_rows(reading.plans(agency=office.pk)[:NEWEST]),
    }
    return render(request, "satisfaction/agency.html", context)


@login_not_required
@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Show the index of one service, and of each office that serves it."""
    shown = get_object_or_404(Service, code=code, live__isnull=False, confidential=False)
    context = _figures(request, Kind.SERVICE, service=shown.pk)
    found = pages.lines(reading.parts(context["chosen"], Kind.PAIR, service=shown.pk), _agency)
    context |= {"service": shown, "lines": found if len(found) > 1 else []}
    return render(request, "satisfaction/service.html", context)


@login_not_required
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """Show every published plan."""
    cursor = request.GET.get("setelah", "")
    rows = paginate(reading.plans(), order=("-due_on", "-id"), cursor=cursor, size=PAGE)
    context = {
        "plans": plan_rows(rows.items),
        "previous_url": f"?setelah={rows.previous_cursor}" if rows.previous_cursor else "",
        "next_url": f"?setelah={rows.next_cursor}" if rows.next_cursor else "",
    }
    return render(request, "satisfaction/plans.html", context)


@login_not_required
@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Give every published index as a table for spreadsheets; what is hidden is an empty cell."""
    heads = ["jenis", "periode", "opd", "layanan", "responden", "responden_portal", "responden_loket", "indeks"]
    heads += ["mutu", *(f"nrr_{code}" for code in skm().codes), "nilai_cepat_jumlah", "nilai_cepat_rata_rata"]
    rows = PublishedIndex.objects.select_related("agency", "service").order_by("-first_day", "key")
    return sheets.table("kepuasan-skm", heads, (list(_cells(row)) for row in rows.iterator(500)))


def plan_rows(rows: Any) -> list[dict[str, Any]]:
    """Return plans as the template lists them."""
    found = []
    for row in rows:
        period = reading.period_of(row.period)
        found.append({"row": row, "period": words.period_name(period) if period else row.period})
    return found


def _figures(request: HttpRequest, kind: str, **names: str) -> dict[str, Any]:
    offered = reading.periods()
    chosen = reading.chosen(request.GET.get("periode", ""), offered)
    page = pages.page(chosen, offered, reading.rows_of(kind, **names))
    return {"chosen": chosen, "page": page, "page_query": pages.address(chosen), "basis": skm().basis}


def _agency(row: PublishedIndex) -> tuple[str, str]:
    office = row.agency
    if office is None:
        return "", ""
    return office.short_name, reverse("satisfaction:agency", args=[office.pk]) if office.is_active else ""


def _service(row: PublishedIndex) -> tuple[str, str]:
    shown = row.service
    if shown is None:
        return _("Layanan lain"), ""
    is_open = shown.live_id is not None and not shown.confidential
    return shown.title, reverse("satisfaction:service", args=[shown.code]) if is_open else ""


def _cells(row: PublishedIndex) -> Iterator[str]:
    whose = [row.agency.name if row.agency else "", row.service.title if row.service else ""]
    yield from [row.kind, row.period, *whose]
    yield from (_cell(value) for value in (row.count, row.portal, row.counter, row.index))
    yield row.grade
    shown = row.count if row.sums else None
    yield from (str(formula.mean(row.sums[code], shown)) if shown else "" for code in skm().codes)
    yield _cell(row.marks)
    yield str(formula.mean(row.mark_sum, row.marks)) if row.marks and row.mark_sum is not None else ""


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
