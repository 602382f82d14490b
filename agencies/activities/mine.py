"""Gather what one person registered for: what is to come, page by page, and what was, while it is still known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from agencies.activities import joining, presenters
from agencies.models import Activity, Occurrence
from citizens.models import User
from foundation import clock, keyset

PAGE: Final = 20
PAST: Final = 20


@dataclass(frozen=True, slots=True)
class Registration:
    """Hold one line of a person's own list; what is no longer announced has no page and no calendar file."""

    row: presenters.Row
    activity: UUID
    date: str
    announced: bool
    may_leave: bool
    calendar_url: str


def coming(user: User, cursor: str | None) -> keyset.KeysetPage[Occurrence]:
    """Return a page of the days that are not over yet, by when they begin (one query)."""
    rows = _days(user).filter(ends_at__gt=clock.now())
    return keyset.paginate(rows, order=("starts_at", "id"), cursor=cursor, size=PAGE)


def past(user: User) -> list[Occurrence]:
    """Return the last days that are over (one query); older ones are forgotten with the registration."""
    return list(_days(user).filter(ends_at__lte=clock.now()).order_by("-starts_at", "-id")[:PAST])


def line(occurrence: Occurrence) -> Registration:
    """Return the line of one day."""
    activity = occurrence.activity
    announced = activity.is_published and activity.agency.is_active
    return Registration(
        row=presenters.row(occurrence),
        activity=activity.pk,
        date=f"{occurrence.day:%Y-%m-%d}",
        announced=announced,
        may_leave=announced and joining.is_open(occurrence, activity),
        calendar_url=_calendar(occurrence, activity) if announced else "",
    )


def _calendar(occurrence: Occurrence, activity: Activity) -> str:
    return reverse("agencies:activity_feed", args=[activity.pk]) + f"?tanggal={occurrence.day:%Y-%m-%d}"


def _days(user: User) -> QuerySet[Occurrence]:
    rows = Occurrence.objects.filter(participants__user=user, participants__left_at=None)
    return rows.select_related("activity__agency")
