"""Do the jobs that issued documents leave behind: look at those whose day has come."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from foundation.outbox import handles, hourly
from foundation.outbox.models import Job
from services.outputs.life import watch


@handles(watch.JOB, says=_("mengawasi masa berlaku dokumen"))
def watch_outputs(job: Job) -> None:
    """Attend to the documents whose day has come."""
    watch.run(job.ids["day"], int(job.ids.get("part", "0")))


hourly(watch.call)
