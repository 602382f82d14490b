"""Do the jobs of the survey: publish every hour, make reports, forget old remarks."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.outbox import handles, hourly
from foundation.outbox.models import Job
from services.satisfaction import actions, publishing, reports
from services.satisfaction.models import Remark


@hourly
def publish_this_hour() -> None:
    """Have the answers of this hour counted."""
    actions.order_publishing()


@handles(actions.PUBLISH, says=gettext_lazy("menghitung indeks kepuasan"))
def publish(job: Job) -> None:
    """Publish what is due, and forget remarks whose time is over."""
    publishing.publish_due()
    Remark.objects.filter(said_on__lt=clock.today() - dt.timedelta(days=actions.KEPT_DAYS)).delete()


def gave_up(job: Job) -> None:
    """Let the panel say that a report was not made."""
    reports.fail(UUID(job.ids["report"]))


@handles(actions.REPORT, gave_up=gave_up, says=gettext_lazy("membuat laporan kepuasan"))
def make_report(job: Job) -> None:
    """Make one report; one that is made already needs nothing."""
    reports.make(UUID(job.ids["report"]))
