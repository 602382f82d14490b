"""Keep uploaded evidence: stored under a UUID outside any web root, known by its SHA-256."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from services.requests.models.request import ServiceRequest


class Scan(models.TextChoices):
    """Name what the virus scan said."""

    NOT_CONFIGURED = "off", _("tidak dipindai")
    WAITING = "waiting", _("menunggu pindai")
    CLEAN = "clean", _("bersih")
    INFECTED = "infected", _("berbahaya")


class Attachment(models.Model):
    """Describe one uploaded file of one field."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="attachments")
    field = models.CharField(max_length=80)
    path = models.CharField(max_length=120, unique=True)  # relative to PRIVATE_ROOT, made of UUIDs
    display_name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    mime = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=1)
    scan = models.CharField(max_length=8, choices=Scan.choices, default=Scan.NOT_CONFIGURED)
    sensitivity = models.CharField(max_length=12, default="personal")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="+")
    purge_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Files have content."""

        ordering = ["uploaded_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(size__gt=0), name="attachment_not_empty"),
            models.CheckConstraint(condition=models.Q(scan__in=Scan.values), name="attachment_scan_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)
