"""Look at the jobs of messages alone: what the clock asks for by the hour stands beside them."""

from __future__ import annotations

from django.db.models import QuerySet

from foundation.outbox.models import Job


def posted() -> QuerySet[Job]:
    """Return the jobs that hand messages over."""
    return Job.objects.filter(kind__startswith="notifications.")
