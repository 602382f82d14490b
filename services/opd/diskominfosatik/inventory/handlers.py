"""Do the job of the inventory: count once a day."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from foundation.outbox import handles, hourly
from foundation.outbox.models import Job
from services.opd.diskominfosatik.inventory import adoption


@hourly
def count_this_day() -> None:
    """Have the day before counted, once it is over."""
    adoption.order()


@handles(adoption.REFRESH, says=gettext_lazy("menghitung pemakaian portal"))
def refresh(job: Job) -> None:
    """Write the rows down."""
    adoption.refresh()
