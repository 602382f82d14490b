"""Show a service as one row: name, office, time and price; the same row in lists, searches and life events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from services.catalogue import queries, wording
from services.catalogue.life_events import LIFE_EVENTS, LifeEvent
from services.catalogue.queries import Listed

PLAIN: Final = ("file-text", "")
NAMED: Final = 2  # services named on the tile of an event


@dataclass(frozen=True)
class Row:
    """Hold what one row of services shows."""

    slug: str
    title: str
    summary: str
    remark: str
    icon: str
    tile: str
    closed: str


@dataclass(frozen=True)
class EventTile:
    """Hold what one tile of life events shows."""

    slug: str
    title: str | Promise
    services: str
    icon: str
    tile: str


def row(listed: Listed) -> Row:
    """Return the row of a service."""
    icon, tile = _picture(listed)
    return Row(
        slug=listed.slug,
        title=wording.text(listed.document.title),
        summary=wording.text(listed.document.summary),
        remark=" · ".join(_remarks(listed)),
        icon=icon,
        tile=tile,
        closed="" if listed.availability.is_open else listed.availability.reason,
    )


@dataclass(frozen=True)
class Step:
    """Hold one step of a life event: the service, its office, and what it takes from the steps before."""

    row: Row
    needs: str


def steps(event: LifeEvent, services: list[Listed]) -> list[Step]:
    """Return the services of an event as steps, in the turn they come in."""
    found = []
    for each in services:
        step = each.document.life_steps.get(event.slug)
        found.append(Step(row(each), wording.text(step.needs) if step else ""))
    return found


def offices(services: list[Listed]) -> list[str]:
    """Name the offices that serve an event, each once, in the order in which it first comes."""
    return list(dict.fromkeys(queries.office_name(each) for each in services))


def tile(event: LifeEvent, services: list[Listed]) -> EventTile:
    """Return the tile of a life event."""
    titles = [wording.text(each.document.title).partition(" (")[0] for each in services]
    text = ", ".join(titles[:NAMED]) + (_(", dan lainnya") if len(titles) > NAMED else "")
    return EventTile(event.slug, event.title, text, event.icon, event.tile)


def _remarks(listed: Listed) -> list[str]:
    standard = listed.document.standard
    parts = [queries.office_name(listed)]
    if standard.duration:
        length = wording.length(standard.duration)
        # A time nobody decreed yet is a target; the start page says so in full, and where it comes from.
        parts.append(length if standard.duration.status == "statutory" else _("target %(length)s") % {"length": length})
    parts.append(wording.price(standard.fee))
    if listed.document.access.level == "anonymous":
        parts.append(_("Tanpa akun"))
    return parts


def _picture(listed: Listed) -> tuple[str, str]:
    first = next((LIFE_EVENTS[slug] for slug in listed.document.life_events if slug in LIFE_EVENTS), None)
    return (first.icon, first.tile) if first else PLAIN
