"""Do the jobs that documents leave behind: make those that were decided, look at those whose day has come."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation.outbox import handles, hourly
from foundation.outbox.models import Job
from services.outputs.life import watch
from services.outputs.rendering import issuing
from services.requests.engine import asking


def gave_up(job: Job) -> None:
    """Let staff see on the case that the document of an effective decision was not made."""
    asking.effect_failed(UUID(job.ids["request"]), "outputs.render")


@handles(issuing.JOB, gave_up=gave_up, says=gettext_lazy("menerbitkan dokumen hasil"))
def render_output(job: Job) -> None:
    """Make, number and issue one document; one that is issued already needs nothing."""
    issuing.issue(UUID(job.ids["output"]))


@handles(watch.JOB, says=gettext_lazy("mengawasi masa berlaku dokumen"))
def watch_outputs(job: Job) -> None:
    """Attend to the documents whose day has come."""
    watch.run(job.ids["day"], int(job.ids.get("part", "0")))


hourly(watch.call)
