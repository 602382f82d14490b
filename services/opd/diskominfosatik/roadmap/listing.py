"""Narrow the list of initiatives, cut it into pages, and write it down for spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from agencies.models import Agency
from foundation import clock, sheets
from foundation.keyset import KeysetPage, paginate
from services.opd.diskominfosatik.roadmap.models import Budget, Initiative, Status
from services.opd.diskominfosatik.roadmap.models.plan import FIRST_YEAR, LAST_YEAR

PAGE: Final = 30
INITIATIVES: Final = (
    *("kode", "nama", "opd", "mulai", "selesai", "status", "kemajuan", "perkiraan", "tanggal_selesai"),
    *("menunggu", "ringkasan", "terbit"),
)
BUDGETS: Final = ("kode", "tahun", "sumber", "rencana", "realisasi", "penjelasan")


@dataclass(frozen=True)
class Choice:
    """Hold which initiatives somebody wants to see; what names nothing is as if it was not said."""

    year: str = ""
    agency: str = ""
    status: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Choice:
        """Read an address."""
        year = query.get("tahun", "")
        fits = year.isascii() and year.isdigit() and len(year) == 4 and FIRST_YEAR <= int(year) <= LAST_YEAR
        agency, status = query.get("opd", ""), query.get("status", "")
        known = agency.isascii() and agency.replace("-", "").isalnum() and len(agency) <= 40
        return cls(year if fits else "", agency if known else "", status if status in Status.values else "")

    def narrow(self, rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
        """Return the rows that fit."""
        wanted = Q()
        if self.year:
            wanted &= Q(start_on__year__lte=int(self.year), due_on__year__gte=int(self.year))
        if self.agency:
            wanted &= Q(agency=self.agency)
        if self.status:
            wanted &= Q(status=self.status)
        return rows.filter(wanted)

    def address(self, **more: str) -> str:
        """Return the query of a page of this choice."""
        words = {"tahun": self.year, "opd": self.agency, "status": self.status} | more
        return f"?{urlencode({name: word for name, word in words.items() if word})}"

    def turn(self, cursor: str) -> str:
        """Return the query of another page, nothing where there is none."""
        return self.address(setelah=cursor) if cursor else ""


def page(rows: QuerySet[Initiative], choice: Choice, cursor: str) -> KeysetPage[Initiative]:
    """Return one page of a choice with everything its lines need."""
    return paginate(fetched(choice.narrow(rows)), order=("start_on", "code"), cursor=cursor, size=PAGE)


def fetched(rows: QuerySet[Initiative]) -> QuerySet[Initiative]:
    """Return rows with what `lines.line` reads of them."""
    return rows.select_related("agency").prefetch_related("budgets", "needs__needed")


def boxes(choice: Choice, offices: QuerySet[Agency] | None) -> dict[str, Any]:
    """Return what the form of choices needs; an OPD that sees its own alone chooses none."""
    today = clock.today().year
    chosen = {int(choice.year)} if choice.year else set()
    return {
        "choice": choice,
        "years": [(str(year), str(year)) for year in sorted({*range(today - 4, today + 6), *chosen})],
        "offices": list(offices.order_by("short_name").values_list("pk", "short_name")) if offices is not None else [],
        "states": [(value, str(label).capitalize()) for value, label in Status.choices],
    }


def initiatives_table(rows: QuerySet[Initiative]) -> HttpResponse:
    """Write initiatives under the heads that the import reads."""
    found = rows.prefetch_related("needs__needed").order_by("start_on", "code")
    cells = (
        [
            *(row.code, row.title, row.agency_id, row.start_on.isoformat(), row.due_on.isoformat(), row.status),
            *(str(row.percent), _day(row.expected_on), _day(row.finished_on)),
            " ".join(sorted(each.needed.code for each in row.needs.all())),
            *(" ".join(row.summary.split()), "ya" if row.is_public else "tidak"),
        ]
        for row in found.iterator(500)
    )
    return sheets.table("peta-jalan-inisiatif", INITIATIVES, cells)


def budgets_table(rows: QuerySet[Initiative]) -> HttpResponse:
    """Write the money of initiatives under the heads that the import reads."""
    found = Budget.objects.filter(initiative__in=rows).select_related("initiative")
    cells = (
        [row.initiative.code, str(row.year), row.source, str(row.planned), str(row.realised), row.note]
        for row in found.order_by("initiative__code", "year", "source").iterator(500)
    )
    return sheets.table("peta-jalan-anggaran", BUDGETS, cells)


def url_of(row: Initiative) -> str:
    """Return the page of an initiative in the panel."""
    return reverse("roadmap:initiative", args=[row.pk])


def _day(day: Any) -> str:
    return day.isoformat() if day else ""
