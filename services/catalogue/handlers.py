"""Publish what was approved from a day on."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy

from foundation.outbox import handles
from foundation.outbox.models import Job
from services.catalogue import versions


@handles(versions.JOB, says=gettext_lazy("menerbitkan versi layanan"))
def publish(job: Job) -> None:
    """Publish one version, once; a relay that comes late publishes late."""
    versions.publish_due(UUID(job.ids["version"]))
