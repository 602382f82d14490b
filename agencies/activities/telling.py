"""Ask, in the transaction of a change, that the people who come are told of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from agencies.models import Activity, Occurrence
from citizens.notifications.topics import Topic, Topics
from foundation import outbox

JOB: Final = "agencies.tell_participants"
OFF: Final = "agencies.kegiatan_batal"
CHANGED: Final = "agencies.kegiatan_berubah"


def register(topics: Topics) -> None:
    """Register what people are told about; whoever set out for nothing would have wanted to know."""
    topics.register(*(Topic(code, frozenset({"title", "day"})) for code in (OFF, CHANGED)))


def ask(activity: Activity, rows: Iterable[Occurrence]) -> None:
    """Write one job for each day that people come to; there may be more people than one page has time for."""
    for row in rows:
        if row.taken:
            ids = {"occurrence": str(row.pk), "revision": str(activity.revision)}
            outbox.enqueue(JOB, ids, key=f"{row.pk}:{activity.revision}")
