"""Read how the queue fares: what waits, since when, and what ended without success."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Count, Min, Q, QuerySet

from foundation.outbox.models import Job, JobState, Lane
from foundation.outbox.states import LOST_STATES

OPEN: Final = (JobState.WAITING, JobState.LEASED)
# How long the oldest job of a lane may be due before somebody should look; a code is worthless after minutes.
PATIENCE: Final = {
    Lane.OTP: dt.timedelta(minutes=1),
    Lane.TRANSACTIONAL: dt.timedelta(minutes=10),
    Lane.BULK: dt.timedelta(hours=2),
}


@dataclass(frozen=True)
class LaneLoad:
    """Hold the figures of one lane; `since` is the moment at which its oldest waiting job became due."""

    lane: Lane
    ready: int = 0
    later: int = 0
    leased: int = 0
    failed: int = 0
    exhausted: int = 0
    since: dt.datetime | None = None


@dataclass(frozen=True)
class LostGroup:
    """Hold how many jobs of one kind ended for one reason, and how many of them may be sent again."""

    kind: str
    reason: str
    jobs: int
    sendable: int


def lane_loads(now: dt.datetime) -> list[LaneLoad]:
    """Return every lane with its counts, in two queries that never look at jobs that are done."""
    due = Q(state=JobState.WAITING, not_before__lte=now)
    opened = Job.objects.filter(state__in=OPEN).order_by().values("lane")
    figures: dict[str, dict[str, Any]] = {
        str(row["lane"]): {name: value for name, value in row.items() if name != "lane"}
        for row in opened.annotate(
            ready=Count("id", filter=due),
            later=Count("id", filter=Q(state=JobState.WAITING, not_before__gt=now)),
            leased=Count("id", filter=Q(state=JobState.LEASED)),
            since=Min("not_before", filter=due),
        )
    }
    for row in lost().order_by().values("lane", "state").annotate(count=Count("id")):
        figures.setdefault(row["lane"], {})[row["state"]] = row["count"]
    return [LaneLoad(lane=lane, **figures.get(lane.value, {})) for lane in Lane]


def late_lanes(now: dt.datetime) -> set[Lane]:
    """Return the lanes whose oldest due job waits longer than it may; one query, which reads only open jobs."""
    due = Job.objects.filter(state=JobState.WAITING, not_before__lte=now).order_by().values("lane")
    oldest = {Lane(row["lane"]): row["since"] for row in due.annotate(since=Min("not_before"))}
    return {lane for lane, since in oldest.items() if now - since > PATIENCE[lane]}


def lost() -> QuerySet[Job]:
    """Return the jobs that ended without success, the latest first."""
    return Job.objects.filter(state__in=LOST_STATES).order_by("-id")


def lost_groups(most: int) -> list[LostGroup]:
    """Return the commonest reasons among them, the most frequent first."""
    rows = lost().order_by().values("kind", "reason")
    counted = rows.annotate(jobs=Count("id"), sendable=Count("id", filter=Q(had_secret=False)))
    return [LostGroup(**row) for row in counted.order_by("-jobs", "kind", "reason")[:most]]
