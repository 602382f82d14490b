"""Keep one request: a projection of its events, changed by the engine alone."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Staff, Unit
from citizens.models import Mandate, Party, Region
from foundation.ids import uuid7
from services.catalogue.models import Service, ServiceVersion


class Phase(models.TextChoices):
    """Name the fixed phases, so that every dashboard works for every service."""

    DRAFT = "draft", _("draf")
    IN_PROCESS = "in_process", _("diproses")
    WAITING_APPLICANT = "waiting_applicant", _("menunggu pemohon")
    APPROVED = "approved", _("disetujui")
    REJECTED = "rejected", _("ditolak")
    WITHDRAWN = "withdrawn", _("dibatalkan")
    CLOSED = "closed", _("ditutup")


OPEN_PHASES = [Phase.IN_PROCESS, Phase.WAITING_APPLICANT]
FINAL_PHASES = [Phase.APPROVED, Phase.REJECTED, Phase.WITHDRAWN, Phase.CLOSED]


class Priority(models.TextChoices):
    """Name why a request goes first (UU 25/2009 art. 29: special treatment for certain people)."""

    ELDERLY = "lansia", _("lansia")
    DISABLED = "disabilitas", _("penyandang disabilitas")
    PREGNANT = "hamil", _("ibu hamil")
    DISASTER = "bencana", _("korban bencana")


class Channel(models.TextChoices):
    """Name the door a request came in by."""

    WEB = "web", _("lewat portal")
    VILLAGE = "village", _("lewat kantor desa")
    COUNTER = "counter", _("lewat loket")
    API = "api", _("lewat aplikasi lain")


class ServiceRequest(models.Model):
    """Describe one request; `seq` is its version: every write compares it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.CharField(_("nomor"), max_length=32, null=True, blank=True, unique=True)  # given at submit
    service = models.ForeignKey(Service, models.PROTECT, related_name="requests", verbose_name=_("layanan"))
    version = models.ForeignKey(
        ServiceVersion, models.PROTECT, related_name="requests", verbose_name=_("versi layanan")
    )
    kind = models.CharField(_("jenis"), max_length=12)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    parent_cycle = models.PositiveSmallIntegerField(null=True, blank=True)  # which decision of the parent
    state = models.CharField(_("tahap"), max_length=40)
    phase = models.CharField(_("keadaan"), max_length=18, choices=Phase.choices, default=Phase.DRAFT)
    shown_state = models.CharField(max_length=40, blank=True)  # what citizen and API see until effective_at
    shown_phase = models.CharField(max_length=18, choices=Phase.choices, blank=True)
    answers = models.JSONField(default=dict)  # secret values as {"$enc": "kid:..."}
    typed = models.TextField(blank=True)  # sealed: what was typed but is not right yet, so that nothing is lost
    seq = models.PositiveIntegerField(_("urutan"), default=0)
    round = models.PositiveSmallIntegerField(_("putaran perbaikan"), default=0)
    applicant = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="requests")
    subject = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="+")
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.CharField(_("jalur"), max_length=8, choices=Channel.choices, default=Channel.WEB)
    confidential = models.BooleanField(_("rahasia"), default=False)
    # Somebody is named in `exclusions`: every scope asks that table then, and no other request pays for it.
    restricted = models.BooleanField(default=False)
    identity_hidden = models.BooleanField(default=False)  # no screen of a desk says who filed it
    priority = models.CharField(_("prioritas"), max_length=12, choices=Priority.choices, blank=True)
    # 1 where a flag is set: the queue sorts by it, so that every flag weighs the same and an index can serve.
    goes_first = models.GeneratedField(
        expression=models.Case(models.When(priority="", then=0), default=1),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )
    fee = models.PositiveBigIntegerField(_("biaya (rupiah)"), null=True, blank=True)  # null: the document names none
    receipt_number = models.CharField(_("nomor bukti bayar"), max_length=80, blank=True)  # as the officer recorded it
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("perangkat daerah")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="requests", verbose_name=_("unit kerja")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah")
    )
    assignee = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="assigned", verbose_name=_("petugas")
    )
    due_at = models.DateTimeField(_("tenggat"), null=True, blank=True)
    due_is_estimate = models.BooleanField(_("tenggat perkiraan"), default=False)
    created_at = models.DateTimeField(_("dibuat"))
    updated_at = models.DateTimeField(_("diubah"))
    state_since = models.DateTimeField(null=True, blank=True)  # when the present state began
    submitted_at = models.DateTimeField(_("dikirim"), null=True, blank=True)
    completed_at = models.DateTimeField(_("berkas lengkap"), null=True, blank=True)
    decided_at = models.DateTimeField(_("diputus"), null=True, blank=True)
    effective_at = models.DateTimeField(_("putusan berlaku"), null=True, blank=True)
    retain_until = models.DateField(_("disimpan sampai"), null=True, blank=True)
    follow_up_hash = models.CharField(max_length=64, blank=True)  # anonymous requests: SHA-256 of the code
    session_hash = models.CharField(max_length=64, blank=True)  # anonymous drafts: who may go on
    external_number = models.CharField(max_length=80, blank=True)  # number given by a national system
    cycle = models.PositiveSmallIntegerField(default=0)  # how often it was reopened; each cycle is decided once
    trouble = models.CharField(_("kendala"), max_length=200, blank=True)  # why a check is still owed; for staff
    is_test = models.BooleanField(_("uji coba"), default=False)

    class Meta:
        """Index what the queue asks; partial on open phases."""

        ordering = ["-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="request_phase_known"),
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="request_channel_known"),
            models.CheckConstraint(
                condition=models.Q(priority="") | models.Q(priority__in=Priority.values), name="request_priority_known"
            ),
            models.CheckConstraint(
                condition=models.Q(phase="draft")
                | models.Q(number__isnull=False, submitted_at__isnull=False, agency__isnull=False),
                name="request_submitted_has_number",
            ),
            models.CheckConstraint(
                condition=~models.Q(phase__in=["approved", "rejected"]) | models.Q(decided_at__isnull=False),
                name="request_decided_at",
            ),
            models.UniqueConstraint(
                fields=["parent", "parent_cycle"],
                condition=models.Q(kind="objection", phase__in=["draft", "in_process", "waiting_applicant"]),
                name="request_one_open_objection",
            ),
            models.CheckConstraint(
                condition=models.Q(restricted=False, identity_hidden=False) | models.Q(confidential=True),
                name="request_kept_is_confidential",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | models.Q(parent_cycle__isnull=False),
                name="request_parent_has_cycle",
            ),
        ]
        indexes = [
            models.Index(fields=["agency", "phase", "due_at"], name="request_agency_due"),
            models.Index(fields=["assignee", "phase"], name="request_assignee"),
            models.Index(fields=["service", "submitted_at"], name="request_service"),
            models.Index(
                fields=["agency", "-goes_first", "due_at", "submitted_at", "id"],
                condition=models.Q(phase__in=["in_process", "waiting_applicant"]),
                name="request_open",
            ),
            models.Index(
                fields=["agency", "-updated_at", "-id"],
                condition=models.Q(phase__in=["approved", "rejected", "withdrawn", "closed"]),
                name="request_ended",
            ),
            models.Index(fields=["applicant", "-created_at"], name="request_applicant"),
        ]
        verbose_name = _("permohonan")
        verbose_name_plural = _("permohonan")

    def __str__(self) -> str:
        return self.number or str(self.id)


class NumberSeries(models.Model):
    """Count request numbers per agency and year, under a row lock."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        """One counter per agency and year."""

        constraints = [models.UniqueConstraint(fields=["agency", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}"
