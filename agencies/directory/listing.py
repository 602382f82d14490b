"""Gather the lists of the directory: every agency by kind, and who heads each; few queries, bounded by the county."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from agencies.county import KEEPER, OFFICES, is_office
from agencies.directory.opening import Hours, hours_of, opening
from agencies.directory.people import Seat, heads, seat
from agencies.models import Agency, AgencyKind, Official, Unit
from agencies.terms import in_office
from citizens.places import fold
from foundation import clock

MAX_QUERY: Final = 80
COUNTY: Final = " Kabupaten Serang"
NAME: Final = COUNTY.strip()
COUNTY_KIND: Final = "kepala-daerah"  # no kind of perangkat daerah
MOST_UNITS: Final = 30  # units shown for one search; a longer list asks for a longer word
GROUPS: Final[tuple[tuple[str | Promise, frozenset[str]], ...]] = (
    (_("Kepala daerah"), frozenset({COUNTY_KIND})),
    (_("Sekretariat dan inspektorat"), frozenset({AgencyKind.SECRETARIAT, AgencyKind.INSPECTORATE})),
    (_("Dinas"), frozenset({AgencyKind.OFFICE})),
    (_("Badan dan satuan"), frozenset({AgencyKind.BOARD, AgencyKind.UNIT})),
    (_("Rumah sakit"), frozenset({AgencyKind.HOSPITAL})),
    (_("Kecamatan"), frozenset({AgencyKind.DISTRICT})),
)
ICONS: Final[dict[str, str]] = {AgencyKind.HOSPITAL: "stethoscope", AgencyKind.DISTRICT: "map-pin"}
# Words of a question that name no office.
FILLERS: Final = frozenset(
    {"siapa", "siapakah", "kepala", "pimpinan", "nama", "pejabat", "camat", "dimana", "mana", "alamat", "kantor", "di"}
)


@dataclass(frozen=True)
class Row:
    """Hold what a list shows of one agency."""

    slug: str
    name: str
    short_name: str
    duties: str
    kind: str
    icon: str
    head: Seat
    is_open: bool  # only said where somebody verified the hours

    @property
    def title(self) -> str:
        """Return the name without the county, which every page says already."""
        return self.name.removesuffix(COUNTY)


@dataclass(frozen=True)
class Group:
    """Hold the agencies of a kind."""

    key: str
    title: str | Promise
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class UnitRow:
    """Hold one unit that fits a search, with who leads it."""

    slug: str
    name: str
    agency: str
    head: Seat


def rows(*, with_hours: bool = False, with_county: bool = False) -> list[Row]:
    """Return every agency at work with its head, by name (two queries, and two for the hours)."""
    agencies = list(Agency.objects.filter(is_active=True).order_by("name"))
    now = clock.now()
    today = clock.local(now).date()
    seats, top = heads(agencies, today)
    hours = hours_of([each.pk for each in agencies], today) if with_hours else {}
    county = [Row(KEEPER, NAME, "", "", COUNTY_KIND, "building", each, is_open=False) for each in top]
    return (county if with_county else []) + [
        Row(
            slug=each.pk,
            name=each.name,
            short_name=each.short_name,
            duties=each.duties,
            kind=each.kind,
            icon=ICONS.get(each.kind, "building"),
            head=seats[each.pk],
            is_open=_is_open(hours.get(each.pk), now),
        )
        for each in agencies
    ]


def grouped(found: Sequence[Row]) -> list[Group]:
    """Return rows by kind, empty kinds left out."""
    groups = []
    for number, (title, members) in enumerate(GROUPS):
        inside = tuple(row for row in found if row.kind in members)
        if inside:
            groups.append(Group(f"jenis-{number}", title, inside))
    return groups


def words_of(query: str) -> list[str]:
    """Return the words of a question that may name an office; all of them when none is left."""
    words = [word for word in query.casefold().split() if fold(word)]
    return [word for word in words if fold(word) not in FILLERS] or words


def matching(query: str, found: Iterable[Row]) -> list[Row]:
    """Return the agencies whose names or head hold every word of a question, else those whose tasks do."""
    words, every = [fold(word) for word in words_of(query)], list(found)
    named = [row for row in every if all(word in _named(row) for word in words)]
    return named or [row for row in every if all(word in _named(row) + fold(row.duties) for word in words)]


def units_matching(query: str) -> list[UnitRow]:
    """Return units, such as a desa, by their name, with who leads each (two queries, one when nothing fits)."""
    words = [word for word in words_of(query) if fold(word) != "desa"]
    if not words or max(len(word) for word in words) < 3:
        return []
    units = Unit.objects.filter(agency__is_active=True).select_related("agency")
    for word in words:
        units = units.filter(name__icontains=word)
    # The offices of the county stand above the agencies already.
    units = units.exclude(agency=KEEPER, code__in=OFFICES)
    found = list(units.order_by("name", "id")[:MOST_UNITS])
    today = clock.today()
    leaders: dict[int | None, list[Official]] = {}
    for row in Official.objects.filter(in_office(today), unit__in=found) if found else ():
        leaders.setdefault(row.unit_id, []).append(row)
    return [
        UnitRow(unit.agency_id, unit.name, unit.agency.short_name, leader_of(unit, leaders.get(unit.pk, []), today))
        for unit in found
    ]


def leader_of(unit: Unit, rows: Iterable[Official], day: dt.date) -> Seat:
    """Return who leads a unit; a desa has its own word for it."""
    if is_office(unit.agency_id, unit.code):
        return seat(unit.agency, rows, day, str(OFFICES[unit.code]))
    title = _("Kepala desa") if unit.code.startswith("desa-") else _("Kepala %(unit)s") % {"unit": unit.name}
    return seat(unit.agency, rows, day, str(title))


def _named(row: Row) -> str:
    people = [person.name for person in (row.head.holder, row.head.beside) if person is not None]
    return fold(" ".join([row.name, row.short_name, row.head.title, *people]))


def _is_open(hours: Hours | None, now: dt.datetime) -> bool:
    return hours is not None and hours.verified and opening(hours, now).is_open
