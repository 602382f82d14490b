"""Do the jobs of the builder: try a draft batch by batch."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation.outbox import handles
from foundation.outbox.models import Job
from services.builder import trials


@handles(trials.JOB, says=gettext_lazy("menguji draf layanan"))
def try_out(job: Job) -> None:
    """Try the next batch."""
    trials.run(UUID(job.ids["trial"]), int(job.ids["from"]))
