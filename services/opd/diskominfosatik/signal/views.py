"""Show everybody where there is no signal and how far its mending is, and lead into the report."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from foundation.keyset import paginate
from services.catalogue.models import Service
from services.opd.diskominfosatik.signal import geo, listing, presenters, rules, statistics, workflow
from services.opd.diskominfosatik.signal.actions import SERVICE
from services.opd.diskominfosatik.signal.models import DistrictFigures, Operator, SignalSite

PAGE: Final = 25


@login_not_required
@require_safe
def map_page(request: HttpRequest) -> HttpResponse:
    """Show the map of 29 kecamatan and the figures, read from the rows that were written down."""
    figures: dict[str, dict[str, Any]] = dict(DistrictFigures.objects.values_list("district", "data"))
    atlas, areas = geo.atlas(), presenters.areas(figures)
    context = {
        "areas": areas,
        "size": atlas.size,
        "islands": atlas.islands,
        "source": atlas.source,
        "legend": presenters.legend(),
        "journey": presenters.journey(figures.values()),
        "ages": presenters.ages(figures.values()),
        "operators": presenters.operators(figures.values()),
        "total": sum(area.open + area.done for area in areas),
        "demo": any(each.get("demo") for each in figures.values()),
        "service": SERVICE if may_report() else "",
    }
    return render(request, "diskominfosatik/signal/map.html", context)


@login_not_required
@require_safe
def district_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one kecamatan: its desa as cells, and the sites as a list."""
    district = geo.atlas().by_slug(slug)
    if district is None:
        raise Http404(slug)
    figures = DistrictFigures.objects.filter(district=district.code).values_list("data", flat=True).first() or {}
    rows = SignalSite.objects.filter(district=district.code, state__in=workflow.PUBLIC)
    rows = rows.select_related("village").prefetch_related("operators")
    page = paginate(rows, order=("-reported_at", "-id"), cursor=request.GET.get("setelah", ""), size=PAGE)
    context = {
        "district": district,
        "source": geo.atlas().source,
        "villages": presenters.villages(district, figures),
        "legend": presenters.legend(),
        "rows": presenters.public_rows(page.items, rules.current().few),
        "demo": bool(figures.get("demo")),
        "previous_url": f"?setelah={page.previous_cursor}#titik" if page.previous_cursor else "",
        "next_url": f"?setelah={page.next_cursor}#titik" if page.next_cursor else "",
        "service": SERVICE if may_report() else "",
    }
    return render(request, "diskominfosatik/signal/district.html", context)


@login_not_required
@require_safe
def figures_page(request: HttpRequest) -> HttpResponse:
    """Show the figures of each kecamatan by operator and age, or give them as CSV."""
    rows = statistics.lines()
    ages, names = presenters.age_names(), [str(label) for label in Operator.labels]
    if "unduh" in request.GET:
        heads = ["kode", "kecamatan", "belum_tertangani", "tertangani", *names, *ages, "demo"]
        cells = ([r.code, r.name, r.open, r.done, *r.operators, *r.ages, "DEMO" if r.demo else ""] for r in rows)
        return listing.write("titik-sinyal-per-kecamatan", heads, cells)
    total = statistics.total(rows)
    context = {"rows": rows, "total": total, "ages": ages, "operators": names, "demo": total.demo}
    return render(request, "diskominfosatik/signal/figures.html", context)


def may_report() -> bool:
    """Say whether the report is published, so that nobody is led to a page that is not there."""
    return Service.objects.filter(pk=SERVICE, live__isnull=False).exists()
