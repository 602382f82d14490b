"""Keep the clock of a request: a pause stops it and never resets it."""

from __future__ import annotations

from django.db import models

from agencies.models import Agency
from services.requests.models.request import ServiceRequest


class SlaClock(models.Model):
    """Count the time promised for a request (scope "") or for one state (scope = its key)."""

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="clocks")
    scope = models.CharField(max_length=40, blank=True)
    cycle = models.PositiveSmallIntegerField(default=0)  # a reopened request is promised its time anew
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=16)
    roll = models.CharField(max_length=20, blank=True)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    is_estimate = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One running clock per scope."""

        constraints = [
            models.UniqueConstraint(
                fields=["request", "scope"], condition=models.Q(stopped_at__isnull=True), name="clock_one_running"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.scope}"


class SlaPause(models.Model):
    """Record one pause of a clock."""

    clock = models.ForeignKey(SlaClock, models.CASCADE, related_name="pauses")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=40)
    # The office whose calendar counted up to here, where the case went to another one at this moment.
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        """A clock is paused once at a time, and pauses run forward."""

        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clock"], condition=models.Q(ended_at__isnull=True), name="pause_one_open"),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(ended_at__gte=models.F("began_at")),
                name="pause_forward",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.began_at}"
