"""Keep what went to SP4N-LAPOR!, what came back, and which of its numbers stand for ours."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation import clock
from foundation.ids import uuid7
from services.requests.models import ServiceRequest


class TicketState(models.TextChoices):
    """Name how far a ticket came."""

    WAITING = "waiting", _("menunggu dikirim")
    SENT = "sent", _("tercatat di SP4N-LAPOR!")
    REFUSED = "refused", _("ditolak SP4N-LAPOR!")
    ENDED = "ended", _("ditutup")


class LaporTicket(models.Model):
    """Send one request to SP4N-LAPOR!, once; the id is the key by which a repeat is known there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.OneToOneField(ServiceRequest, models.CASCADE, related_name="+")
    title = models.CharField(max_length=100)
    state = models.CharField(max_length=8, choices=TicketState.choices, default=TicketState.WAITING)
    number = models.CharField(max_length=60, null=True, blank=True, unique=True)  # as SP4N-LAPOR! gave it
    trouble = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(default=clock.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    polled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """What was taken there has a number."""

        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=TicketState.values), name="lapor_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="sent") | models.Q(number__isnull=False, sent_at__isnull=False),
                name="lapor_sent_has_number",
            ),
        ]
        indexes = [
            models.Index(fields=["polled_at", "id"], condition=models.Q(state="sent"), name="lapor_to_poll"),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)


class LaporFollowUp(models.Model):
    """Keep one follow-up of SP4N-LAPOR!, once, however often it is fetched."""

    ticket = models.ForeignKey(LaporTicket, models.CASCADE, related_name="follow_ups")
    external_id = models.CharField(max_length=60)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        """Each once per ticket, oldest first."""

        ordering = ["at", "id"]
        constraints = [models.UniqueConstraint(fields=["ticket", "external_id"], name="lapor_follow_up_once")]

    def __str__(self) -> str:
        return f"{self.ticket_id} {self.external_id}"


class CodeKind(models.TextChoices):
    """Name what a number of SP4N-LAPOR! stands for."""

    CATEGORY = "category", _("kategori")
    LOCATION = "location", _("lokasi")


class LaporCode(models.Model):
    """Map one of our services, or one of our regions, to the number it has at SP4N-LAPOR!."""

    kind = models.CharField(_("jenis"), max_length=8, choices=CodeKind.choices)
    ours = models.CharField(
        _("milik portal"),
        max_length=80,
        help_text=_("Slug layanan atau kode wilayah, misalnya 36.04.09. Tulis * untuk semua yang lain."),
    )
    theirs = models.PositiveIntegerField(_("nomor di SP4N-LAPOR!"))

    class Meta:
        """One number for each of ours."""

        ordering = ["kind", "ours"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "ours"], name="lapor_code_once"),
            models.CheckConstraint(condition=models.Q(kind__in=CodeKind.values), name="lapor_code_kind_known"),
        ]
        verbose_name = _("nomor SP4N-LAPOR!")
        verbose_name_plural = _("nomor SP4N-LAPOR!")

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ours}"
