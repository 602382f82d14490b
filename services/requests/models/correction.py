"""Keep what an officer asked to be corrected, and the conversation in a case."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from services.requests.models.request import ServiceRequest


class CorrectionReason(models.TextChoices):
    """Name what is wrong with the marked answer or paper."""

    MISSING = "kurang", _("belum lengkap")
    WRONG = "salah", _("tidak sesuai")
    UNREADABLE = "buram", _("tidak terbaca")
    OUTDATED = "usang", _("sudah tidak berlaku")


class CorrectionItem(models.Model):
    """Pin one remark to one field of one round."""

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="corrections")
    round = models.PositiveSmallIntegerField()
    field = models.CharField(max_length=80)
    reason = models.CharField(max_length=8, choices=CorrectionReason.choices, blank=True)
    note = models.TextField()
    created_at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One remark per field and round."""

        ordering = ["round", "id"]
        constraints = [
            models.UniqueConstraint(fields=["request", "round", "field"], name="correction_once"),
            models.CheckConstraint(
                condition=models.Q(reason="") | models.Q(reason__in=CorrectionReason.values),
                name="correction_reason_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.field}"


class Message(models.Model):
    """Hold one message between applicant and officers."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="messages")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    from_staff = models.BooleanField()
    body = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order they were written."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        return str(self.id)
