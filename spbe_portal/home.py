"""Gather what the start page shows: real services and real figures, kept for a minute."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db.models import F, Sum
from django.utils.translation import get_language

from agencies.activities import periods, presenters
from agencies.activities import queries as held
from foundation import clock, formats
from services.catalogue import queries
from services.catalogue.models import ServiceFigures
from services.catalogue.presenters.rows import EventTile, Row, row, tile
from services.performance import reading

KEY: Final = "home:3"
SECONDS: Final = 60
ROWS: Final = 8
TILES: Final = 12
WORDS: Final = 4
ALL: Final = 10_000
DAYS: Final = 6  # days of activities
HEADLINES: Final = 3
FEWEST: Final = 10  # below this many cases figures would tell about people, not about work


@dataclass(frozen=True, slots=True)
class Figures:
    """Hold the county's honest figures of the last period, from ten cases on."""

    measured: int
    on_time: int
    overdue_open: int
    share: str
    first_day: dt.date
    last_day: dt.date


@dataclass(frozen=True, slots=True)
class Headline:
    """Hold one notice of an agency."""

    pk: UUID
    title: str
    agency: str
    day: dt.datetime


@dataclass(frozen=True, slots=True)
class Front:
    """Hold everything the start page shows; `popular` says whether the order of the rows was measured."""

    total: int
    popular: bool
    rows: tuple[Row, ...]
    events: tuple[EventTile, ...]
    words: tuple[str, ...]
    figures: Figures | None
    activities: tuple[presenters.Row, ...]
    news: tuple[Headline, ...]


def load() -> Front:
    """Return the start page's content, at most a minute old: no query warm, five cold."""
    key = f"{KEY}:{get_language()}"
    known = cache.get(key)
    if isinstance(known, Front):
        return known
    front = _gather()
    cache.set(key, front, SECONDS)
    return front


def _gather() -> Front:
    found, measured = queries.popular(clock.now(), ALL)
    words = [word for each in found for word in each.document.synonyms[:1]]
    return Front(
        total=len(found),
        popular=measured,
        rows=tuple(row(each) for each in found[:ROWS]),
        events=tuple(tile(event, services) for event, services in queries.life_events(found))[:TILES],
        words=tuple(words[:WORDS]),
        figures=_figures(),
        activities=_activities(),
        news=_news(),
    )


def _activities() -> tuple[presenters.Row, ...]:
    """Return what is held in the next seven days and is not over yet, whoever holds it."""
    week = periods.week(clock.today())
    rows = held.between(held.public_days(held.Wanted()), week.first, week.last).filter(ends_at__gt=clock.now())
    return tuple(presenters.row(each, week.first) for each in rows[:DAYS])


def _news() -> tuple[Headline, ...]:
    rows = held.shown_news()[:HEADLINES]
    return tuple(Headline(each.pk, each.title, each.agency.short_name, each.shown_from) for each in rows)


def _figures() -> Figures | None:
    last = (
        ServiceFigures.objects.filter(agency=None)
        .exclude(first_day__in=reading.hidden_quarters())
        .values("first_day", "last_day")
        .annotate(
            ended=Sum(F("decided") - F("without_deadline") + F("late_withdrawn")),
            on_time=Sum("on_time"),
            overdue=Sum("overdue_open"),
        )
        .order_by("-last_day", "-first_day")
        .first()
    )
    if last is None:
        return None
    measured = last["ended"] + last["overdue"]  # a case still open past its deadline counts as late
    if measured < FEWEST:
        return None
    share = formats.share(last["on_time"], measured)
    return Figures(measured, last["on_time"], last["overdue"], share, last["first_day"], last["last_day"])
