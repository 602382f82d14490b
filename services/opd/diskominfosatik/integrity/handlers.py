"""Do the jobs of integrity: go round once an hour."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy

from foundation import clock
from foundation.outbox import handles, hourly
from foundation.outbox.models import Job
from services.opd.diskominfosatik.integrity import actions


@hourly
def go_round() -> None:
    """Begin this hour's round."""
    actions.order(clock.now().replace(minute=0, second=0, microsecond=0))


@handles(actions.LOOK, says=gettext_lazy("memeriksa keutuhan halaman publik"))
def look(job: Job) -> None:
    """Look at one part; what is left comes in a job of its own."""
    hour, part = dt.datetime.fromisoformat(job.ids["hour"]), int(job.ids["part"])
    if actions.look(hour, part):
        actions.order(hour, part + 1)
