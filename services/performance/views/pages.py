"""Show how the county, its offices and its services keep their promises, the worst first."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.models import Agency
from citizens.models import Region, RegionKind
from foundation.keyset import paginate
from services.catalogue import documents
from services.catalogue.models import Service
from services.performance import reading
from services.performance.models import EntityKind, PublishedRow
from services.performance.presenters import pages, words
from services.performance.presenters.lines import known_order, lines
from services.satisfaction import reading as satisfaction
from services.satisfaction.models import Kind

NEWEST: Final = 3
PAGE: Final = 20


@login_not_required
@require_safe
def county(request: HttpRequest) -> HttpResponse:
    """Show the county's figures and its offices (five queries)."""
    context = _figures(request, EntityKind.COUNTY)
    rows = reading.parts(context["chosen"], EntityKind.AGENCY)
    context["lines"] = lines(rows, _agency, context["order"])
    context["improvements"] = reading.improvements()[:NEWEST]
    context["satisfaction"] = satisfaction.newest(Kind.COUNTY)
    return render(request, "performance/county.html", context)


@login_not_required
@require_safe
def agency(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the figures of one office and of what it serves."""
    office = get_object_or_404(Agency, pk=slug, is_active=True)
    context = _figures(request, EntityKind.AGENCY, agency=office.pk)
    rows = reading.parts(context["chosen"], EntityKind.PAIR, agency=office.pk)
    context |= {"lines": lines(rows, _service, context["order"]), "agency": office}
    context["satisfaction"] = satisfaction.newest(Kind.AGENCY, agency=office.pk)
    return render(request, "performance/agency.html", context)


@login_not_required
@require_safe
def service(request: HttpRequest, code: str) -> HttpResponse:
    """Show the figures of one service, why requests were refused, and each office that serves it."""
    shown = get_object_or_404(Service.objects.select_related("live", "agency"), code=code, live__isnull=False)
    context = _figures(request, EntityKind.SERVICE, service=shown.pk)
    rows = reading.parts(context["chosen"], EntityKind.PAIR, service=shown.pk)
    found = lines(rows, _agency, context["order"])
    context |= {
        "service": shown,
        "lines": found if len(found) > 1 else [],
        "reasons": _reasons(shown, context["page"].row),
        "satisfaction": satisfaction.newest(Kind.SERVICE, service=shown.pk),
    }
    return render(request, "performance/service.html", context)


@login_not_required
@require_safe
def services(request: HttpRequest) -> HttpResponse:
    """Show every service of which something was counted."""
    context = _table(request, EntityKind.SERVICE, _service)
    return render(request, "performance/services.html", context)


@login_not_required
@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """Show the requests of every kecamatan, whoever serves them."""
    names: dict[str, str] = dict(Region.objects.filter(kind=RegionKind.DISTRICT).values_list("pk", "name"))

    def named(row: PublishedRow) -> tuple[str, str]:
        return names.get(row.district) or _("Tidak terkait satu kecamatan"), ""

    return render(request, "performance/districts.html", _table(request, EntityKind.DISTRICT, named))


@login_not_required
@require_safe
def improvements(request: HttpRequest) -> HttpResponse:
    """Show what people said and what was changed because of it."""
    rows = paginate(
        reading.improvements(), order=("-changed_on", "-id"), cursor=request.GET.get("setelah", ""), size=PAGE
    )
    context = {
        "rows": rows.items,
        "previous_url": f"?setelah={rows.previous_cursor}" if rows.previous_cursor else "",
        "next_url": f"?setelah={rows.next_cursor}" if rows.next_cursor else "",
    }
    return render(request, "performance/improvements.html", context)


def _figures(request: HttpRequest, kind: str, **names: str) -> dict[str, Any]:
    offered = reading.periods()
    chosen, order = reading.chosen(request.GET.get("periode", ""), offered), known_order(request.GET.get("urut", ""))
    rows = reading.rows_of(chosen, kind, **names)
    return {
        "chosen": chosen,
        "order": order,
        "page": pages.page(chosen, offered, rows, order),
        "orders": pages.orders(chosen, order),
        "page_query": pages.address(chosen),
    }


def _table(request: HttpRequest, kind: str, named: Any) -> dict[str, Any]:
    context = _figures(request, EntityKind.COUNTY)
    return context | {"lines": lines(reading.parts(context["chosen"], kind), named, context["order"])}


def _agency(row: PublishedRow) -> tuple[str, str]:
    office = row.agency
    if office is None:
        raise Http404
    return office.short_name, reverse("performance:agency", args=[office.pk]) if office.is_active else ""


def _service(row: PublishedRow) -> tuple[str, str]:
    shown = row.service
    if shown is None:
        raise Http404
    return shown.title, reverse("performance:service", args=[shown.code]) if shown.live_id else ""


def _reasons(shown: Service, row: PublishedRow | None) -> list[list[str]]:
    if row is None or shown.live is None:
        return []
    titles = {action.key: action.title for _state, action in documents.load(shown.live).workflow.actions()}
    found = []
    for reason, number in sorted(row.reasons.items(), key=lambda each: (-(each[1] or 0), each[0])):
        found.append([titles.get(reason, reason), words.shown(number)])
    return found
