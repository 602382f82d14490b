"""Give the public figures as open data: tables, what their columns mean, and a catalogue for programs (DCAT)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from foundation import sheets
from services.performance import reading
from services.performance.datasets import DATASETS, Dataset

BETWEEN: Final = "; "
VOCABULARIES: Final = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
}
FORMATS: Final = (("csv", "text/csv"), ("json", "application/json"))


@login_not_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the tables and their data dictionary."""
    return render(request, "performance/data.html", {"datasets": DATASETS.values()})


@login_not_required
@require_safe
def as_csv(request: HttpRequest, name: str) -> HttpResponse:
    """Give a table as CSV; what is hidden or empty is an empty cell."""
    found = _dataset(name)
    rows = ([_cell(row.get(column)) for column in found.columns] for row in found.rows())
    return sheets.table(name, list(found.columns), rows)


@login_not_required
@require_safe
def as_json(request: HttpRequest, name: str) -> HttpResponse:
    """Give a table as JSON; what is hidden is null."""
    found = _dataset(name)
    rows = [{column: row.get(column) for column in found.columns} for row in found.rows()]
    columns = {column: str(text) for column, text in found.columns.items()}
    return JsonResponse({"name": name, "title": str(found.title), "columns": columns, "rows": rows})


@login_not_required
@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Describe all tables as a DCAT catalogue in JSON-LD."""
    url = _absolute(reverse("performance:data"))
    publisher = {"@type": "foaf:Organization", "foaf:name": "Diskominfosatik Kabupaten Serang"}
    periods = reading.periods()
    data = {
        "@context": VOCABULARIES,
        "@id": url,
        "@type": "dcat:Catalog",
        "dct:title": "Data kinerja layanan Kabupaten Serang",
        "dct:language": "id",
        "dct:publisher": publisher,
        "dct:spatial": "36.04",
        "dcat:dataset": [_described(each, publisher, periods) for each in DATASETS.values()],
    }
    return JsonResponse(data, content_type="application/ld+json", json_dumps_params={"ensure_ascii": False})


def _described(found: Dataset, publisher: dict[str, str], periods: list[Any]) -> dict[str, Any]:
    described = {
        "@id": f"{_absolute(reverse('performance:data'))}#{found.name}",
        "@type": "dcat:Dataset",
        "dct:identifier": found.name,
        "dct:title": str(found.title),
        "dct:description": str(found.text),
        "dct:language": "id",
        "dct:publisher": publisher,
        "dct:accrualPeriodicity": "http://purl.org/cld/freq/continuous",
        "dcat:landingPage": f"{_absolute(reverse('performance:data'))}#{found.name}",
        "dcat:distribution": list(_distributions(found)),
    }
    if periods and "period" in found.columns:
        first, last = min(each.first for each in periods), max(each.last for each in periods)
        described["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": first.isoformat(),
            "dcat:endDate": last.isoformat(),
        }
    return described


def _distributions(found: Dataset) -> Iterator[dict[str, str]]:
    for ending, media in FORMATS:
        url = _absolute(reverse(f"performance:data_{ending}", args=[found.name]))
        yield {"@type": "dcat:Distribution", "dcat:downloadURL": url, "dcat:mediaType": media}


def _dataset(name: str) -> Dataset:
    if name not in DATASETS:
        raise Http404(name)
    return DATASETS[name]


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN.join(value)
    return "" if value is None else str(value)


def _absolute(path: str) -> str:
    return f"{settings.PORTAL_URL}{path}"
