"""Write down when a request must next be looked at, and wake the watch in time.

The row is the truth. A job is written only for what falls into the next hour and a half, one for each minute and never
one for each request: a million open requests make at most sixty jobs an hour.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from foundation import clock
from foundation.outbox import enqueue
from services.definition.document import Document
from services.requests.engine import agenda
from services.requests.models import ServiceRequest, Watch

JOB: Final = "requests.watch"
# Longer than the hour between two looks ahead, so that no minute falls between them.
HORIZON: Final = timedelta(minutes=90)
MINUTE: Final = timedelta(minutes=1)


def arrange(request: ServiceRequest, document: Document) -> None:
    """Keep the next moment of a request, or that there is none; called with the row locked, after every change."""
    items = agenda.ahead(request, document)
    if not items:
        Watch.objects.filter(request=request).delete()
        return
    look_again(request, items[0].at)


def look_again(request: ServiceRequest, at: datetime) -> None:
    """Have a request looked at then."""
    row = Watch(request=request, at=at)
    Watch.objects.bulk_create([row], update_conflicts=True, unique_fields=["request"], update_fields=["at"])
    if at <= clock.now() + HORIZON:
        wake(at)


def wake(at: datetime) -> None:
    """Write the job of the minute that follows a moment, once for all requests of that minute."""
    minute = minute_after(max(at, clock.now()))
    enqueue(JOB, {"minute": minute.isoformat()}, key=minute.isoformat(), not_before=minute)


def minute_after(at: datetime) -> datetime:
    """Return the full minute that follows a moment."""
    return at.replace(second=0, microsecond=0) + MINUTE
