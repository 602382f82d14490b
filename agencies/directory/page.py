"""Gather the page of one agency: contacts, hours, officials, units and structure; few queries, whatever its size."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from agencies.county import is_office
from agencies.directory.listing import leader_of
from agencies.directory.opening import Hours, Opening, hours_of, opening
from agencies.directory.people import Person, Seat, missing, person, seat
from agencies.models import Agency, AgencyFigures, AgencySatisfaction, Official, Unit
from agencies.terms import is_in_office
from citizens.models import RegionKind
from citizens.places import kind_of
from foundation import clock

MAP: Final = "https://www.openstreetmap.org/"
ZOOM: Final = 18
_NOT_DIALLED: Final = re.compile(r"[^+\d]")
FEWEST: Final = 10  # measured cases
DEEPEST: Final = 6  # levels of a structure that are drawn


@dataclass(frozen=True)
class Node:
    """Hold one box of the structure: a unit, who leads it, and the units below."""

    name: str
    seat: Seat
    below: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Page:
    """Hold everything the public page of an agency shows of its own facts."""

    agency: Agency
    hours: Hours
    opening: Opening
    map_url: str
    head: Seat
    others: tuple[tuple[str, Person], ...]
    structure: tuple[Node, ...]
    villages: tuple[Node, ...]
    county: tuple[Node, ...]
    figures: AgencyFigures | None
    satisfaction: AgencySatisfaction | None
    missing: str

    @property
    def empty(self) -> str:
        """Name the contacts nobody typed in."""
        agency = self.agency
        facts = [
            (agency.address, _("alamat")),
            (agency.phone, _("telepon")),
            (agency.email, _("surel")),
            (agency.website, _("situs")),
        ]
        return ", ".join(word for value, word in facts if not value)

    @property
    def phone(self) -> str:
        """Return the telephone as a dialling link wants it: digits, and a plus in front."""
        return _NOT_DIALLED.sub("", self.agency.phone)


def find(slug: str) -> Agency | None:
    """Return an agency at work."""
    return Agency.objects.filter(pk=slug, is_active=True).select_related("region").first()


def load(agency: Agency, now: dt.datetime) -> Page:
    """Return the page of an agency (seven queries)."""
    day = clock.local(now).date()
    hours = hours_of([agency.pk], day)[agency.pk]
    photos = Official.objects.select_related("portrait").defer("portrait__large", "portrait__small")
    officials = list(photos.filter(agency=agency).order_by("position", "id"))
    units = list(Unit.objects.filter(agency=agency).order_by("rank", "name", "id"))
    for unit in units:
        unit.agency = agency  # the same row, already here
    nodes = structure(units, officials, day)
    return Page(
        agency=agency,
        hours=hours,
        opening=opening(hours, now),
        map_url=map_url(agency),
        head=seat(agency, [row for row in officials if row.is_head], day),
        others=tuple(_others(officials, day)),
        structure=tuple(nodes),
        villages=tuple(_node(unit, officials, day) for unit in units if _is_village(unit)),
        county=tuple(_node(unit, officials, day) for unit in units if is_office(agency.pk, unit.code)),
        figures=_figures(agency),
        satisfaction=AgencySatisfaction.objects.filter(pk=agency.pk).first(),
        missing=missing(agency),
    )


def _figures(agency: Agency) -> AgencyFigures | None:
    """Return the newest figures of an agency, None while they would be about few people."""
    newest = agency.figures.order_by("-last_day", "-first_day").first()
    return newest if newest is not None and newest.is_public and newest.measured >= FEWEST else None


def structure(units: Sequence[Unit], officials: Sequence[Official], day: dt.date) -> list[Node]:
    """Return the units as a tree; what is no part of the office and a circle of units is drawn nowhere."""
    inside = [unit for unit in units if not _is_village(unit) and not is_office(unit.agency_id, unit.code)]
    return _below(None, inside, officials, day, DEEPEST)


def map_url(agency: Agency) -> str:
    """Return where a map shows the door, or the typed address; nothing while neither is known."""
    if agency.latitude is not None and agency.longitude is not None:
        point = {"mlat": agency.latitude, "mlon": agency.longitude}
        return f"{MAP}?{urlencode(point)}#map={ZOOM}/{agency.latitude}/{agency.longitude}"
    if agency.address:
        return f"{MAP}search?{urlencode({'query': f'{agency.address}, Serang, Banten'})}"
    return ""


def _below(
    parent: int | None, units: Sequence[Unit], officials: Sequence[Official], day: dt.date, levels: int
) -> list[Node]:
    if levels == 0:
        return []
    return [
        _node(unit, officials, day, tuple(_below(unit.pk, units, officials, day, levels - 1)))
        for unit in units
        if unit.parent_id == parent
    ]


def _node(unit: Unit, officials: Iterable[Official], day: dt.date, below: tuple[Node, ...] = ()) -> Node:
    return Node(unit.name, leader_of(unit, [row for row in officials if row.unit_id == unit.pk], day), below)


def _is_village(unit: Unit) -> bool:
    return unit.region_id is not None and kind_of(unit.region_id) == RegionKind.VILLAGE


def _others(officials: Iterable[Official], day: dt.date) -> Iterable[tuple[str, Person]]:
    """Yield those in office who neither head the agency nor lead a unit."""
    for row in officials:
        if row.name and not row.is_head and row.unit_id is None and is_in_office(row, day):
            yield row.position, person(row)
