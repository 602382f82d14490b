"""Say how each reference file becomes rows: which table, which key, which columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from django.db import transaction

from agencies.county import KEEPER, OFFICES
from agencies.events import tell_calendar_changed
from agencies.models import BESIDE, Agency, DecreedYear, Holiday, Official, Unit, WorkCalendar
from agencies.reference.files import DATA, read
from agencies.reference.merge import Tally, Values, merge
from citizens.models import Region
from citizens.places import fold

KABUPATEN: Final = "36.04"
# As rows of the database in the language of the county, whoever loads them.
COUNTY_NAMES: Final = {"bupati": "Bupati", "wakil-bupati": "Wakil Bupati"}
Loader = Callable[[Path], Tally]


def _region(kind: str, row: Mapping[str, str], parent: str | None) -> tuple[str, Values]:
    return row["code"], {
        "code": row["code"],
        "kind": kind,
        "name": row["name"],
        "folded": fold(row["name"]),
        "parent_id": parent,
        "postcode": row.get("postcode", ""),
        "latitude": row.get("latitude"),
        "longitude": row.get("longitude"),
    }


def _by(attribute: str, rows: Any) -> dict[str, Any]:
    return {str(getattr(row, attribute)): row for row in rows}


def regencies(folder: Path) -> Tally:
    """Load the kabupaten itself, the parent of all kecamatan."""
    wanted = [_region("regency", {"code": KABUPATEN, "name": "Kabupaten Serang"}, None)]
    return merge("regency", Region, _by("code", Region.objects.filter(kind="regency")), wanted)


def districts(folder: Path) -> Tally:
    """Load the kecamatan."""
    wanted = [_region("district", row, KABUPATEN) for row in read("kecamatan", folder).rows]
    return merge("district", Region, _by("code", Region.objects.filter(kind="district")), wanted)


def villages(folder: Path) -> Tally:
    """Load the desa; this kabupaten has no kelurahan."""
    wanted = [_region("village", row, row["district"]) for row in read("desa", folder).rows]
    return merge("village", Region, _by("code", Region.objects.filter(kind="village")), wanted)


def agencies(folder: Path) -> Tally:
    """Load the OPD with their number codes; addresses and telephones stay empty until somebody fills them in."""
    columns = ("slug", "code", "short_name", "name", "kind", "duties", "source")
    wanted: list[tuple[str, Values]] = [
        (row["slug"], {**{column: row[column] for column in columns}, "region_id": row["region"]})
        for row in read("opd", folder).rows
    ]
    return merge("agency", Agency, _by("slug", Agency.objects.all()), wanted)


def heads(folder: Path) -> Tally:
    """Make room for the head of each OPD: the office is known, the name is typed in by Diskominfosatik."""
    wanted: list[tuple[str, Values]] = [
        (row["slug"], {"agency_id": row["slug"], "position": row["head_position"], "is_head": "True"})
        for row in read("opd", folder).rows
    ]
    present = Official.objects.filter(is_head=True, until__isnull=True).exclude(acting=BESIDE)
    return merge("head", Official, _by("agency_id", present), wanted)


def village_offices(folder: Path) -> Tally:
    """Load every desa as a unit of its kecamatan."""
    agency_of = {row["region"]: row["slug"] for row in read("opd", folder).rows if row["region"]}
    wanted: list[tuple[str, Values]] = []
    for row in read("desa", folder).rows:
        agency, code = agency_of[row["district"]], f"desa-{row['code'].rpartition('.')[2]}"
        values = {"agency_id": agency, "code": code, "name": f"Desa {row['name']}", "region_id": row["code"]}
        wanted.append((f"{agency}/{code}", values))
    present = {f"{unit.agency_id}/{unit.code}": unit for unit in Unit.objects.filter(region__isnull=False)}
    return merge("village_office", Unit, present, wanted)


def county_offices(folder: Path) -> Tally:
    """Make room for bupati and wakil bupati; their names are typed in by the Sekretariat Daerah."""
    present = {unit.code: unit for unit in Unit.objects.filter(agency=KEEPER, code__in=OFFICES)}
    wanted: list[tuple[str, Values]] = [
        (code, {"agency_id": KEEPER, "code": code, "name": COUNTY_NAMES[code]}) for code in OFFICES
    ]
    return merge("county_office", Unit, present, wanted)


def holidays(folder: Path) -> Tally:
    """Load libur nasional and cuti bersama with their decree."""
    wanted: list[tuple[str, Values]] = [(f"{row['date']}/{row['kind']}", row) for row in read("holidays", folder).rows]
    present = {f"{row.date}/{row.kind}": row for row in Holiday.objects.all()}
    return merge("holiday", Holiday, present, wanted)


def decreed_years(folder: Path) -> Tally:
    """Load which years have their decree."""
    wanted: list[tuple[str, Values]] = [(row["year"], row) for row in read("decreed_years", folder).rows]
    return merge("decreed_year", DecreedYear, _by("year", DecreedYear.objects.all()), wanted)


def calendars(folder: Path) -> Tally:
    """Load the default working week and the agencies that work other hours, all still to be verified."""
    wanted: list[tuple[str, Values]] = []
    for row in read("calendars", folder).rows:
        columns = {column: row[column] for column in ("weekdays", "opens", "closes", "note")}
        wanted.append((row["agency"], {**columns, "agency_id": row["agency"]}))
    present = {row.agency_id or "": row for row in WorkCalendar.objects.all()}
    return merge("calendar", WorkCalendar, present, wanted)


LOADERS: Final[tuple[tuple[str, Loader], ...]] = (
    ("kabupaten", regencies),
    ("kecamatan", districts),
    ("desa", villages),
    ("OPD", agencies),
    ("pimpinan OPD", heads),
    ("kantor desa", village_offices),
    ("kepala daerah", county_offices),
    ("hari libur", holidays),
    ("tahun ber-SKB", decreed_years),
    ("kalender kerja", calendars),
)
# What working days are counted by.
COUNTED: Final = ("hari libur", "tahun ber-SKB", "kalender kerja")


@transaction.atomic
def load_all(folder: Path = DATA) -> dict[str, Tally]:
    """Load every reference table, parents first, all or nothing; raise BrokenReference for a broken file."""
    tallies = {name: loader(folder) for name, loader in LOADERS}
    if any(tallies[name].added or tallies[name].changed for name in COUNTED):
        tell_calendar_changed()
    return tallies
