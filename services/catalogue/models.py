"""Keep the services and their versions: what may be asked, since when, answered by whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Staff, Unit
from citizens.models import Region
from foundation.ids import uuid7


class Source(models.TextChoices):
    """Tell a service that comes from an OPD's file from one configured in the panel."""

    FILE = "file", _("berkas OPD")
    PANEL = "panel", _("panel")


class VersionStatus(models.TextChoices):
    """Name the life of a version."""

    DRAFT = "draft", _("draf")
    PROPOSED = "proposed", _("diusulkan")
    APPROVED = "approved", _("disetujui, menunggu tanggal terbit")
    PUBLISHED = "published", _("terbit")
    RETIRED = "retired", _("digantikan")


class Service(models.Model):
    """Describe one service; everything that makes it this service is its live version's document."""

    slug = models.SlugField(_("kode alamat"), primary_key=True, max_length=80)
    code = models.CharField(_("kode"), max_length=20, unique=True)
    app = models.CharField(  # of the OPD app that registered it; "" from the panel
        _("aplikasi OPD"), max_length=40, blank=True
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="services", verbose_name=_("perangkat daerah")
    )
    source = models.CharField(_("sumber"), max_length=5, choices=Source.choices, default=Source.FILE)
    category = models.CharField(_("kelompok"), max_length=40, blank=True)
    title = models.CharField(_("judul"), max_length=160)  # copied from the live document for lists
    summary = models.CharField(_("ringkasan"), max_length=300, blank=True)
    search_text = models.TextField(blank=True)  # folded title, synonyms, life events
    confidential = models.BooleanField(_("rahasia"), default=False)
    live = models.ForeignKey(
        "ServiceVersion", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("versi yang berlaku")
    )
    opens_at = models.DateTimeField(_("dibuka pada"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ditutup pada"), null=True, blank=True)
    closed_message = models.CharField(_("pesan saat tutup"), max_length=300, blank=True)
    withdrawn_at = models.DateTimeField(
        _("ditarik pada"), null=True, blank=True
    )  # set by sync when no OPD app registers it any more

    class Meta:
        """Sort by title; agency is empty when an answer decides it (29 kecamatan)."""

        ordering = ["title", "slug"]
        constraints = [
            models.CheckConstraint(condition=models.Q(source__in=Source.values), name="service_source_known"),
            models.CheckConstraint(
                condition=models.Q(opens_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closes_at__gt=models.F("opens_at")),
                name="service_opens_before_closing",
            ),
        ]
        verbose_name = _("layanan")
        verbose_name_plural = _("layanan")

    def __str__(self) -> str:
        return self.title


class ServiceVersion(models.Model):
    """Hold one immutable document; a request stays on the version it began with."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    service = models.ForeignKey(Service, models.PROTECT, related_name="versions", verbose_name=_("layanan"))
    number = models.PositiveIntegerField(_("versi"))
    status = models.CharField(_("keadaan"), max_length=9, choices=VersionStatus.choices, default=VersionStatus.DRAFT)
    document = models.JSONField()
    checksum = models.CharField(_("sidik isi (SHA-256)"), max_length=64)
    written_by = models.ForeignKey(  # nobody for what came from an OPD's file
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("ditulis oleh"),
    )
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("diusulkan oleh"),
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("disetujui oleh"),
    )
    publish_at = models.DateTimeField(_("dijadwalkan terbit pada"), null=True, blank=True)
    published_at = models.DateTimeField(_("terbit pada"), null=True, blank=True)
    note = models.CharField(_("catatan"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Numbers run per service; one open draft; who wrote or proposed is not who approves."""

        ordering = ["service", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["service", "number"], name="version_number_once"),
            models.UniqueConstraint(
                fields=["service"],
                condition=models.Q(status__in=["draft", "proposed", "approved"]),
                name="version_one_open_draft",
            ),
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(status="published"), name="version_one_published"
            ),
            models.CheckConstraint(condition=models.Q(status__in=VersionStatus.values), name="version_status_known"),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(proposed_by__isnull=True)
                | ~models.Q(approved_by=models.F("proposed_by")),
                name="version_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(written_by__isnull=True)
                | ~models.Q(approved_by=models.F("written_by")),
                name="version_writer_is_not_approver",
            ),
            # An OPD's file has neither proposer nor approver; what the panel lets out has both.
            models.CheckConstraint(
                condition=~models.Q(status__in=["approved", "published"])
                | models.Q(proposed_by__isnull=True)
                | models.Q(approved_by__isnull=False),
                name="version_approved_before_live",
            ),
            models.CheckConstraint(
                condition=models.Q(status="approved", publish_at__isnull=False) | ~models.Q(status="approved"),
                name="version_approved_has_its_day",
            ),
        ]
        verbose_name = _("versi layanan")
        verbose_name_plural = _("versi layanan")

    def __str__(self) -> str:
        return f"{self.service_id} v{self.number}"


class FunctionHolder(models.Model):
    """Say who holds a function of a service: a person or a unit, for the whole agency or one area."""

    agency = models.ForeignKey(
        Agency, models.CASCADE, related_name="function_holders", verbose_name=_("perangkat daerah")
    )
    service = models.ForeignKey(
        Service, models.CASCADE, null=True, blank=True, related_name="function_holders", verbose_name=_("layanan")
    )
    function = models.SlugField(_("fungsi"), max_length=40)
    staff = models.ForeignKey(
        Staff, models.CASCADE, null=True, blank=True, related_name="functions", verbose_name=_("petugas")
    )
    unit = models.ForeignKey(
        Unit, models.CASCADE, null=True, blank=True, related_name="functions", verbose_name=_("unit kerja")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("wilayah")
    )

    class Meta:
        """Exactly one of staff and unit holds it."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff__isnull=False, unit__isnull=True)
                | models.Q(staff__isnull=True, unit__isnull=False),
                name="holder_person_or_unit",
            ),
            models.UniqueConstraint(
                "agency",
                Coalesce("service", models.Value("")),
                "function",
                Coalesce("staff", models.Value(0)),
                Coalesce("unit", models.Value(0)),
                Coalesce("region", models.Value("")),
                name="holder_once",
            ),
        ]
        ordering = ["agency", "function", "id"]
        indexes = [models.Index(fields=["agency", "function"], name="holder_lookup")]
        verbose_name = _("pemegang fungsi")
        verbose_name_plural = _("pemegang fungsi")

    def __str__(self) -> str:
        return f"{self.agency_id} {self.function}"


class ServiceFigures(models.Model):
    """Hold one period's honest figures of a service; overdue-open counts as late."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="figures")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, blank=True, related_name="+")
    first_day = models.DateField(_("hari pertama"))
    last_day = models.DateField(_("hari terakhir"))
    decided = models.PositiveIntegerField(_("diputus"), default=0)
    on_time = models.PositiveIntegerField(_("tepat waktu"), default=0)
    overdue_open = models.PositiveIntegerField(_("terlambat dan terbuka"), default=0)
    without_deadline = models.PositiveIntegerField(_("diputus tanpa tenggat"), default=0)
    late_withdrawn = models.PositiveIntegerField(_("dibatalkan setelah lewat tenggat"), default=0)
    is_public = models.BooleanField(_("boleh ditampilkan"), default=True)  # not below ten, nor by subtraction
    median_working_days = models.DecimalField(max_digits=6, decimal_places=1, null=True, blank=True)
    computed_at = models.DateTimeField()

    class Meta:
        """Consistent counts only."""

        constraints = [
            models.UniqueConstraint(
                "service",
                Coalesce("agency", models.Value("")),
                "first_day",
                "last_day",
                name="service_figures_once",
            ),
            models.CheckConstraint(
                condition=models.Q(on_time__lte=models.F("decided")), name="service_figures_consistent"
            ),
        ]
        verbose_name = _("angka layanan")
        verbose_name_plural = _("angka layanan")

    def __str__(self) -> str:
        return f"{self.service_id} {self.first_day}"

    @property
    def measured(self) -> int:
        """Return what the rate is measured by: what had a deadline and ended, and what is open past it."""
        return self.decided - self.without_deadline + self.late_withdrawn + self.overdue_open


class ServiceSatisfaction(models.Model):
    """Hold the newest yearly satisfaction index of a service that may be shown."""

    service = models.OneToOneField(Service, models.CASCADE, primary_key=True, related_name="satisfaction")
    first_day = models.DateField()
    last_day = models.DateField()
    count = models.PositiveIntegerField()  # how many answered
    index = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=1)

    class Meta:
        """Never of fewer than ten answers, never outside the scale."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(count__gte=10, index__gte=25, index__lte=100), name="service_satisfaction_of_ten"
            )
        ]

    def __str__(self) -> str:
        return f"{self.service_id} {self.index}"
