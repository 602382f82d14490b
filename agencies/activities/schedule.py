"""Keep the days of an activity in step with its rule; every change of an activity goes through here."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction

from agencies.activities import rules, telling
from agencies.models import Activity, Occurrence
from foundation import clock, rls

# What whoever comes must hear of.
_TOLD: Final = ("place", "opens", "closes", "is_cancelled")
# What changes when the rule does; what people said (cancelled, taken) stays.
_FROM_RULE: Final = ["last_day", "starts_at", "ends_at", "is_dropped"]


def save(activity: Activity) -> Activity:
    """Save a new or changed activity and its days; raises rules.BadRule."""
    days = rules.expand(activity.rule, activity.first_day)
    activity.until_day = days[-1] + (activity.last_day - activity.first_day)
    with transaction.atomic():
        before = None
        if not activity._state.adding:
            before = Activity.objects.select_for_update(of=("self",)).get(pk=activity.pk)
            activity.revision = before.revision + 1
        activity.save()
        gone = _follow(activity, days)
        if before is not None and activity.is_published:
            changed = any(getattr(before, name) != getattr(activity, name) for name in _TOLD)
            telling.ask(activity, _coming(activity) if changed else gone)
    return activity


def cancel(occurrence: Occurrence, reason: str) -> Occurrence:
    """Say that one day is not held, and why; an empty reason lets it be held again."""
    with transaction.atomic():
        activity = Activity.objects.select_for_update(of=("self",)).get(pk=occurrence.activity_id)
        occurrence.is_cancelled, occurrence.cancel_reason = bool(reason), reason
        occurrence.save(update_fields=["is_cancelled", "cancel_reason"])
        activity.revision += 1
        activity.save(update_fields=["revision", "updated_at"])
        if activity.is_published and occurrence.ends_at > clock.now():
            telling.ask(activity, [occurrence])
    return occurrence


def moments(activity: Activity, day: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """Return when an activity begins and ends that is held from `day`; without hours it takes the whole days."""
    last = day + (activity.last_day - activity.first_day)
    if activity.opens is None or activity.closes is None:
        return _at(day, dt.time()), _at(last + dt.timedelta(days=1), dt.time())
    return _at(day, activity.opens), _at(last, activity.closes)


def _coming(activity: Activity) -> list[Occurrence]:
    """Return the days that are not over yet, also those the rule no longer gives."""
    return list(activity.occurrences.filter(ends_at__gt=clock.now()).order_by("id"))


def _follow(activity: Activity, days: list[dt.date]) -> list[Occurrence]:
    """Bring the rows in step; returns the days that are newly gone although people had registered."""
    known = {row.day: row for row in activity.occurrences.select_for_update(of=("self",)).order_by("id")}
    wanted = set(days)
    fresh = [Occurrence(activity=activity, day=day) for day in days if day not in known]
    for row in fresh:
        _fit(activity, row)
    changed = [row for day, row in known.items() if day in wanted and _fit(activity, row)]
    gone = [row for day, row in known.items() if day not in wanted]
    # Whoever said they would come must still find the day, and read that it is not held.
    with rls.system():  # whoever took it back left a row, which only the agency's own people see
        Occurrence.objects.filter(pk__in=[row.pk for row in gone if not row.taken]).delete()
    Occurrence.objects.filter(pk__in=[row.pk for row in gone if row.taken]).update(is_dropped=True)
    Occurrence.objects.bulk_update(changed, _FROM_RULE, batch_size=200)
    Occurrence.objects.bulk_create(fresh, batch_size=200)
    return [row for row in gone if row.taken and not row.is_dropped and row.ends_at > clock.now()]


def _fit(activity: Activity, row: Occurrence) -> bool:
    """Give a row the hours of its activity; says whether that changed it."""
    before = [getattr(row, name) for name in _FROM_RULE]
    row.starts_at, row.ends_at = moments(activity, row.day)
    row.last_day = row.day + (activity.last_day - activity.first_day)
    row.is_dropped = False
    return before != [getattr(row, name) for name in _FROM_RULE]


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    return dt.datetime.combine(day, time, clock.JAKARTA).astimezone(dt.UTC)
