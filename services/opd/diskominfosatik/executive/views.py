"""Show the executive page, and behind each of its figures the OPD it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from foundation import clock, formats, sheets
from services.opd.diskominfosatik.executive import figures
from services.opd.diskominfosatik.executive.figures import Line, Measure
from services.opd.diskominfosatik.executive.policies import reads

HEADS = ("opd", "jumlah", "dari", "bagian")


@dataclass(frozen=True)
class Card:
    """Hold one figure as the page shows it."""

    measure: Measure
    url: str
    number: str
    whole: str
    share: str


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Show the five figures that matter, the worst first."""
    _require_reader(request)
    cards = [_card(measure, line) for measure, line in figures.county()]
    return render(request, "diskominfosatik/executive/page.html", {"cards": cards} | _span())


@never_cache
@require_safe
def figure(request: HttpRequest, figure: str) -> HttpResponse:
    """Show one figure of every OPD as counts, or write them down as CSV."""
    _require_reader(request)
    measure = figures.BY_SLUG.get(figure)
    if measure is None:
        raise Http404
    lines = figures.offices(measure)
    if "unduh" in request.GET:
        return sheets.table(f"ringkasan-{figure}", HEADS, (_cells(line) for line in lines))
    context = {"measure": measure, "rows": [_cells(line) for line in lines]} | _span()
    return render(request, "diskominfosatik/executive/figure.html", context)


def _require_reader(request: HttpRequest) -> None:
    if not reads(request.user):
        raise PermissionDenied


def _span() -> dict[str, object]:
    quarter = figures.period()
    return {"first_day": quarter.first, "last_day": quarter.until(clock.today())}


def _card(measure: Measure, line: Line) -> Card:
    _name, number, whole, share = _cells(line)
    return Card(measure, reverse("executive:figure", args=[measure.slug]), number, whole, share)


def _cells(line: Line) -> list[str]:
    hidden = line.part is None or line.whole is None
    share = formats.share(line.part, line.whole) if line.part is not None and line.whole else "–"
    number, whole = ("–" if each is None else formats.number(each) for each in (line.part, line.whole))
    return [line.name, number, whole, "–" if hidden else share]
