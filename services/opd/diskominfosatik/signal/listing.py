"""Narrow, sort and write down lists of sites, for the office and for operators alike."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from foundation import formats, keyset
from foundation.imports.reading import formula_in
from services.opd.diskominfosatik.signal import geo, workflow
from services.opd.diskominfosatik.signal.models import Coverage, Operator, SignalSite, SiteState

PAGE: Final = 25
MOST_ROWS: Final = 20_000
ORDERS: Final[Mapping[str, tuple[str, ...]]] = {
    "baru": ("-reported_at", "-id"),
    "lama": ("reported_at", "id"),
    "laporan": ("-reports", "-id"),
}
ALL: Final = "semua"


@dataclass(frozen=True)
class Choice:
    """Hold what a list was narrowed to; what nobody knows narrows nothing."""

    state: str
    district: str
    order: str

    @classmethod
    def of(cls, query: QueryDict, usual: str) -> Choice:
        """Read it from an address."""
        state, district = query.get("tahap", usual), query.get("kecamatan", "")
        order = query.get("urut", "baru")
        return cls(
            state if state in workflow.STATES else "",
            district if district in geo.atlas().districts else "",
            order if order in ORDERS else "baru",
        )

    def narrow(self, rows: QuerySet[SignalSite]) -> QuerySet[SignalSite]:
        """Return the rows of this choice."""
        rows = rows.select_related("village", "district")
        rows = rows.filter(state=self.state) if self.state else rows
        return rows.filter(district=self.district) if self.district else rows

    def address(self, cursor: str | None = None, **more: str) -> str:
        """Return the query that leads to a page of this choice; "" for no cursor where one is needed."""
        if cursor == "":
            return ""
        asked = {"tahap": self.state or ALL, "kecamatan": self.district, "urut": self.order} | more
        return "?" + urlencode(asked | ({"setelah": cursor} if cursor else {}))


def page(rows: QuerySet[SignalSite], choice: Choice, cursor: str) -> keyset.KeysetPage[SignalSite]:
    """Return one page of the narrowed list."""
    return keyset.paginate(choice.narrow(rows), order=ORDERS[choice.order], cursor=cursor, size=PAGE)


def boxes(choice: Choice, states: Sequence[str] = workflow.STATES) -> dict[str, Any]:
    """Return what the boxes above a list show."""
    names = geo.atlas().districts.values()
    return {
        "state": choice.state or ALL,
        "states": [*((state, SiteState(state).label) for state in states), (ALL, _("semua tahap"))],
        "district": choice.district,
        "districts": sorted(((each.code, each.name) for each in names), key=lambda each: each[1]),
        "order": choice.order,
        "orders": [
            ("baru", _("terbaru lebih dulu")),
            ("lama", _("terlama lebih dulu")),
            ("laporan", _("laporan terbanyak")),
        ],
        "csv_query": choice.address(),
    }


def table(rows: QuerySet[SignalSite], choice: Choice, name: str, *, reports: bool) -> HttpResponse:
    """Return the narrowed list as CSV for spreadsheets; how many reported is for the office alone."""
    sites = choice.narrow(rows).prefetch_related("operators").order_by(*ORDERS[choice.order])[:MOST_ROWS]
    heads = [
        *("nomor", "tahap", "tahap_sejak", "kecamatan", "desa", "lintang", "bujur", "titik_terukur"),
        *("keadaan_sinyal", "operator", "perkiraan_keluarga", "dilaporkan", *(("laporan",) if reports else ())),
    ]
    return write(name, heads, (_row(site, reports=reports) for site in sites))


def _row(site: SignalSite, *, reports: bool) -> list[Any]:
    return [
        site.code,
        SiteState(site.state).label,
        f"{formats.local_date(site.state_since):%Y-%m-%d}",
        site.district.name,
        site.village.name,
        site.lat,
        site.lng,
        _("tidak, tengah desa") if site.is_rough else _("ya"),
        Coverage(site.coverage).label,
        ", ".join(str(Operator(each.operator).label) for each in site.operators.all()),
        "" if site.households is None else site.households,
        f"{formats.local_date(site.reported_at):%Y-%m-%d}",
        *((site.reports,) if reports else ()),
    ]


def write(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """Return a CSV file whose texts no spreadsheet takes for a formula."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response.write("\ufeff")  # or a spreadsheet reads the accents wrong
    sheet = csv.writer(response)
    sheet.writerow(heads)
    for row in rows:
        sheet.writerow([_safe(cell) for cell in row])
    return response


def _safe(cell: Any) -> Any:
    return f"'{cell}" if isinstance(cell, str) and formula_in(cell) else cell
