"""Keep the tasks of a fork and what a guest agency may see."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Staff
from foundation import clock
from foundation.ids import uuid7
from services.requests.models.request import ServiceRequest

# The outcome of a part that was still open when the request went on: an `any` was satisfied, or the state was left.
NOT_NEEDED: Final = "tidak_diperlukan"
# What the portal notes in the payloads of events, beside the fields of the action's own form: no field has a "$".
ASKED: Final = "$asked"  # by a fork or a consultation: who is asked
TASK: Final = "$task"  # by an answer: the id of the task it finishes


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
    fields = models.JSONField(default=list)  # the answers its agency may read for it
    opened_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(null=True, blank=True)
    due_is_estimate = models.BooleanField(default=False)
    outcome = models.CharField(max_length=40, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One task per function and agency in a fork, and one open at a time of either kind."""

        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=TaskKind.values), name="task_kind_known"),
            models.UniqueConstraint(fields=["request", "fork", "function", "agency"], name="task_once"),
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, outcome="")
                | (models.Q(done_at__isnull=False) & ~models.Q(outcome="")),
                name="task_done_has_outcome",
            ),
            models.UniqueConstraint(
                fields=["request", "kind", "function", "agency"],
                condition=models.Q(done_at__isnull=True),
                name="task_open_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["agency", "function", "due_at", "id"],
                condition=models.Q(done_at__isnull=True),
                name="task_open",
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
