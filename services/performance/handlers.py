"""Do the jobs of figures: count what is new every hour, and count anew when a calendar changed."""

from __future__ import annotations

from django.dispatch import receiver
from django.utils.translation import gettext_lazy

from agencies.events import calendar_changed
from foundation.outbox import handles, hourly
from foundation.outbox.models import Job
from services.performance import actions


@hourly
def count_this_hour() -> None:
    """Have this hour's events counted."""
    actions.order()


@handles(actions.UPDATE, says=gettext_lazy("menghitung angka kinerja"))
def update(job: Job) -> None:
    """Count what is new; what is left comes in a job of its own."""
    part = int(job.ids["part"])
    if actions.update(part):
        actions.order(part + 1)


@handles(actions.RECOUNT, says=gettext_lazy("menghitung ulang angka kinerja"))
def recount(job: Job) -> None:
    """Count the next batch of an agency's cases anew."""
    actions.recount(job.ids["agency"], int(job.ids["after"]), job.ids["run"])


@receiver(calendar_changed, dispatch_uid="performance.recount")
def follow_calendar(sender: object, agency: str, **_more: object) -> None:
    """Have an agency's days counted again after this transaction."""
    actions.order_recount(agency)
