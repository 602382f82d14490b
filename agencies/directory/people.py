"""Say who holds which office on a day; an office nobody is named for says who has to fill it in."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.models import BESIDE, Acting, Agency, Official
from agencies.terms import in_office, is_in_office, term_text
from foundation import formats


@dataclass(frozen=True)
class Person:
    """Hold how one person in an office is shown: status, name and since when."""

    name: str
    acting: str
    since: str
    photo: str = ""  # address of the photo, "" where there is none
    thumb: str = ""
    photo_source: str = ""  # only where the photo was read with the official

    @property
    def initials(self) -> str:
        """Return the letters that stand in for a photo: of the name, without titles."""
        words = [word for word in self.name.partition(",")[0].split() if "." not in word and word[0].isalpha()]
        return "".join(word[0].upper() for word in words[:2])

    @property
    def text(self) -> str:
        """Write the name with its status before it: "Plt. ..."."""
        return f"{self.acting} {self.name}".strip()


@dataclass(frozen=True)
class Seat:
    """Hold one office: what it is called, who holds it, who stands beside, and who was there before."""

    title: str
    missing: str  # what to read where nobody is named
    holder: Person | None = None
    beside: Person | None = None
    former: tuple[tuple[str, str], ...] = field(default=())  # name and term


SIGNS = {Acting.PLT.value: "Plt.", Acting.PLH.value: "Plh.", Acting.PJ.value: "Pj."}


def heads(agencies: Iterable[Agency], day: dt.date) -> dict[str, Seat]:
    """Return who heads each agency on a day (one query however many they are)."""
    rows: dict[str, list[Official]] = {}
    for row in Official.objects.filter(in_office(day), is_head=True).order_by("id"):
        rows.setdefault(row.agency_id, []).append(row)
    return {each.pk: seat(each, rows.get(each.pk, []), day) for each in agencies}


def seat(agency: Agency, rows: Iterable[Official], day: dt.date, title: str = "") -> Seat:
    """Return one office from the rows about it, in whatever order they come."""
    known = sorted(rows, key=lambda row: (row.since or dt.date.min, row.pk), reverse=True)
    now = [row for row in known if is_in_office(row, day)]
    holder = next((row for row in now if row.name and row.acting != BESIDE), None)
    beside = next((row for row in now if row.name and row.acting == BESIDE), None)
    past = [row for row in known if row.name and row.until is not None and row.until < day]
    place = next((row for row in [holder, *now, *known] if row is not None and row.acting != BESIDE), None)
    return Seat(
        title=title or (place.position if place else _("Pimpinan")),
        missing=missing(agency),
        holder=person(holder) if holder else None,
        beside=person(beside) if beside else None,
        former=tuple((person(row).text, term_text(row)) for row in past),
    )


def missing(agency: Agency) -> str:
    """Say that nobody typed it in, and whose task that is."""
    return _("Belum diisi oleh admin %(agency)s") % {"agency": agency.short_name}


def person(row: Official) -> Person:
    """Return one person in an office."""
    since = _("sejak %(day)s") % {"day": formats.long_date(row.since, weekday=False)} if row.since else ""
    if row.until is not None:
        until = _("sampai %(day)s") % {"day": formats.long_date(row.until, weekday=False)}
        since = f"{since} {until}".strip()
    person = Person(row.name, SIGNS.get(row.acting, ""), since)
    return _with_photo(person, row) if row.portrait_id else person


def _with_photo(plain: Person, row: Official) -> Person:
    known = Official._meta.get_field("portrait").is_cached(row)
    return replace(
        plain,
        photo=reverse("directory:portrait", args=[row.portrait_id]),
        thumb=reverse("directory:thumb", args=[row.portrait_id]),
        photo_source=row.portrait.source if known and row.portrait is not None else "",
    )
