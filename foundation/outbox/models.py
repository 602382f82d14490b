"""Keep every piece of work that must follow a commit as a row: the row is the truth, not the queue."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from foundation.outbox.states import FINAL_STATES, JobState, Lane

__all__ = ["FINAL_STATES", "Job", "JobState", "Lane"]


class Job(models.Model):
    """Describe one piece of work by kind and ids; personal data stays in the rows the ids name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("jenis"), max_length=60)
    ids = models.JSONField(_("rujukan"), default=dict)
    lane = models.CharField(_("jalur"), max_length=16, choices=Lane.choices, default=Lane.TRANSACTIONAL)
    key = models.CharField(max_length=120, blank=True)
    secret = models.TextField(blank=True)  # encrypted with the row id as associated data, wiped at hand-over
    had_secret = models.BooleanField(default=False)  # such a job cannot be sent again once it is final
    state = models.CharField(_("keadaan"), max_length=12, choices=JobState.choices, default=JobState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    not_before = models.DateTimeField(_("tidak sebelum"))
    leased_until = models.DateTimeField(  # by the clock of the database, like offered_until
        _("dikerjakan sampai"), null=True
    )
    offers = models.PositiveSmallIntegerField(  # how often the queue was told of it since the last attempt
        _("kali ditawarkan"), default=0
    )
    offered_until = models.DateTimeField(null=True)  # until then the relay does not tell the queue again
    reason = models.CharField(_("alasan"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    finished_at = models.DateTimeField(_("selesai pada"), null=True)

    class Meta:
        """Index what the relay asks for; one job per non-empty key."""

        ordering = ["not_before", "id"]
        verbose_name = _("pekerjaan")
        verbose_name_plural = _("pekerjaan")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=~models.Q(key=""), name="job_once_per_key"),
            models.CheckConstraint(condition=models.Q(lane__in=Lane.values), name="job_lane_known"),
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="leased", leased_until__isnull=False)
                | (~models.Q(state="leased") & models.Q(leased_until__isnull=True)),
                name="job_lease_has_end",
            ),
            models.CheckConstraint(
                condition=models.Q(secret="") | models.Q(state__in=["waiting", "leased"]),
                name="job_secret_wiped_when_final",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lane", "not_before"],
                condition=models.Q(state__in=["waiting", "leased"]),
                name="job_open",
            ),
            # What ended without success is rare beside what is done: the page of failures reads only this.
            models.Index(fields=["-id"], condition=models.Q(state__in=["failed", "exhausted"]), name="job_lost"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
