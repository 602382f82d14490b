"""Ask for what everybody may see: published days of activities, and notices at their time."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from agencies.models import Activity, Agency, News, Occurrence
from citizens.models import Region
from citizens.models.region import RegionKind
from foundation import clock

# What a page or feed shows of the agency and the place: no column more is read.
_SHOWN: Final = ("activity__agency", "activity__region")


@dataclass(frozen=True)
class Wanted:
    """Say whose activities are asked for: of one agency, in one kecamatan, or all."""

    agency: str = ""
    region: str = ""

    def of_activities(self, prefix: str = "") -> Q:
        """Return the condition, for rows that reach the activity by `prefix`."""
        condition = Q()
        if self.agency:
            condition &= Q(**{f"{prefix}agency": self.agency})
        if self.region:
            condition &= Q(**{f"{prefix}region": self.region})
        return condition


def public_days(wanted: Wanted) -> QuerySet[Occurrence]:
    """Return the days everybody may see, by when they begin."""
    rows = Occurrence.objects.filter(
        wanted.of_activities("activity__"),
        is_dropped=False,
        activity__is_published=True,
        activity__agency__is_active=True,
    )
    return rows.select_related(*_SHOWN).order_by("starts_at", "id")


def between(rows: QuerySet[Occurrence], first: dt.date, last: dt.date) -> QuerySet[Occurrence]:
    """Return the rows that are held on at least one day from `first` to `last`."""
    return rows.filter(day__lte=last, last_day__gte=first)


def public_activities(wanted: Wanted) -> QuerySet[Activity]:
    """Return the activities everybody may see."""
    rows = Activity.objects.filter(wanted.of_activities(), is_published=True, agency__is_active=True)
    return rows.select_related("agency", "region")


def public_activity(pk: UUID) -> Activity | None:
    """Return one activity everybody may see, or None."""
    return public_activities(Wanted()).filter(pk=pk).first()


def day_of(activity: Activity, day: dt.date | None) -> Occurrence | None:
    """Return the day asked for, else the next one that is held, else the last one that was."""
    rows = activity.occurrences.all()
    if day is not None:
        return rows.filter(day=day).first()
    held = rows.filter(is_dropped=False)
    coming = held.filter(ends_at__gt=clock.now()).order_by("is_cancelled", "starts_at", "id")
    return coming.first() or held.order_by("-starts_at", "-id").first()


def coming_days(activity: Activity, most: int) -> list[Occurrence]:
    """Return the next days of an activity, cancelled ones too."""
    rows = activity.occurrences.filter(is_dropped=False, ends_at__gt=clock.now())
    return list(rows.order_by("starts_at", "id")[:most])


def agencies(asked: str = "") -> list[Agency]:
    """Return the agencies that have a published activity still to come, and the one that is asked for."""
    ahead = Activity.objects.filter(is_published=True, until_day__gte=clock.today())
    offered = Q(pk__in=ahead.values("agency")) | Q(pk=asked)
    return list(Agency.objects.filter(offered, is_active=True).order_by("name"))


def districts() -> QuerySet[Region]:
    """Return the kecamatan of the county."""
    return Region.objects.filter(kind=RegionKind.DISTRICT, valid_to__isnull=True).order_by("name", "code")


def shown_news(agency: str = "") -> QuerySet[News]:
    """Return the notices whose time it is, newest first."""
    now = clock.now()
    rows = News.objects.filter(
        Q(shown_until__isnull=True) | Q(shown_until__gt=now),
        is_published=True,
        shown_from__lte=now,
        agency__is_active=True,
    )
    if agency:
        rows = rows.filter(agency=agency)
    return rows.select_related("agency").order_by("-shown_from", "-id")
