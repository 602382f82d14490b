"""Name who does the jobs of the agencies, and what is forgotten when."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.translation import gettext_lazy

from agencies import actions
from agencies.activities import presenters, telling
from agencies.models import Occurrence, Participant
from citizens.notifications.notify import notify
from foundation import clock, formats
from foundation.outbox import handles, hourly
from foundation.outbox.models import Job


@handles(telling.JOB, says=gettext_lazy("memberi tahu pendaftar kegiatan"))
def tell_participants(job: Job) -> None:
    """Tell everybody who comes what became of their day; a second run tells nobody twice."""
    row = Occurrence.objects.select_related("activity").filter(pk=job.ids["occurrence"]).first()
    if row is None:
        return
    activity = row.activity
    off = activity.is_cancelled or row.is_cancelled or row.is_dropped
    context = {"title": activity.title, "day": formats.long_date(row.day)}
    for participant in row.participants.filter(left_at=None).select_related("user").order_by("id").iterator():
        notify(
            user=participant.user,
            topic=telling.OFF if off else telling.CHANGED,
            context=context,
            path=presenters.page_url(activity, row.day),
            key=f"kegiatan:{row.pk}:{job.ids['revision']}:{participant.user_id}",
        )


@hourly
def forget_portraits() -> int:
    """Wipe photos that nobody shows any more; returns how many."""
    return actions.forget_unshown()


@hourly
def forget_participants() -> int:
    """Delete who came some time after it was over, the number of people stays; returns how many."""
    kept = dt.timedelta(days=settings.PARTICIPANTS_KEPT_DAYS)
    return Participant.objects.filter(occurrence__ends_at__lt=clock.now() - kept).delete()[0]
