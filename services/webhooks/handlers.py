"""Do the jobs of webhooks."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation.outbox import PermanentFailure, handles, hourly
from foundation.outbox.models import Job
from services.webhooks import actions
from services.webhooks.models import Delivery

hourly(actions.forget)


def deliver_gave_up(job: Job) -> None:
    """Show in the panel that the last attempt failed."""
    delivery = _delivery(job)
    if delivery is not None:
        actions.gave_up(delivery)


@handles(actions.JOB, gave_up=deliver_gave_up, says=gettext_lazy("memberi tahu sistem OPD"))
def deliver(job: Job) -> None:
    """Make one attempt at a delivery."""
    delivery = _delivery(job)
    if delivery is None:
        raise PermanentFailure("pengiriman sudah dihapus")
    actions.deliver(delivery)


def _delivery(job: Job) -> Delivery | None:
    rows = Delivery.objects.select_related("endpoint", "event__request")
    return rows.filter(pk=UUID(job.ids["delivery"])).first()
