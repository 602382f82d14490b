"""Keep the tasks of a fork and what a guest agency may see."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Staff
from foundation.ids import uuid7
from services.requests.models.request import ServiceRequest

# The outcome of a part that was still open when the request went on: an `any` was satisfied, or the state was left.
NOT_NEEDED: Final = "tidak_diperlukan"


class TaskKind(models.TextChoices):
    """Tell a part of a fork, which the request waits for, from a question to an expert."""

    FORK = "fork", _("bagian kerja")
    CONSULT = "consult", _("minta pendapat")


class RequestTask(models.Model):
    """Ask one function of one agency for its part of a fork, or for its advice."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="tasks")
    kind = models.CharField(max_length=8, choices=TaskKind.choices, default=TaskKind.FORK)
    fork = models.CharField(max_length=40)  # "<seq of the event that asked>"
    function = models.CharField(max_length=40)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    assignee = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One task per function and agency in a fork."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=TaskKind.values), name="task_kind_known"),
            models.UniqueConstraint(fields=["request", "fork", "function", "agency"], name="task_once"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, outcome="")
                | (models.Q(done_at__isnull=False) & ~models.Q(outcome="")),
                name="task_done_has_outcome",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.function}"


class RequestGrant(models.Model):
    """Let another agency see chosen fields of one request while it has a task there."""

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="grants")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    fields = models.JSONField(default=list)
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One grant per guest."""

        constraints = [models.UniqueConstraint(fields=["request", "agency"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.request_id} {self.agency_id}"
