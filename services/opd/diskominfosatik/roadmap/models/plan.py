"""Keep what is planned: initiatives, what each waits for, and what each costs a year and source."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text

FIRST_YEAR: Final = 2018  # Perpres 95/2018: before it nobody planned SPBE
LAST_YEAR: Final = 2060
MOST_RUPIAH: Final = 10**14  # a hundred thousand billion, many times what the kabupaten spends in a year
_YEARS: Final = [MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)]
_CODE: Final = RegexValidator(r"\A[A-Z0-9][A-Z0-9.-]*\Z", _("Pakai huruf besar, angka, titik, atau tanda hubung."))


class Status(models.TextChoices):
    """Name how far an initiative is."""

    PLANNED = "direncanakan", _("direncanakan")
    RUNNING = "berjalan", _("berjalan")
    DONE = "selesai", _("selesai")
    STOPPED = "dihentikan", _("dihentikan")


class Source(models.TextChoices):
    """Name where the money comes from."""

    COUNTY = "apbd", _("APBD Kabupaten")
    PROVINCE = "apbd-provinsi", _("APBD Provinsi Banten")
    STATE = "apbn", _("APBN")
    SPECIAL = "dak", _("Dana Alokasi Khusus")
    GRANT = "hibah", _("hibah")
    OTHER = "lain", _("sumber lain")


class Initiative(models.Model):
    """Describe one piece of work: whose it is, when it shall be done, and how far it came."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(
        _("kode"),
        max_length=20,
        unique=True,
        validators=[_CODE],
        error_messages={"unique": _("Kode ini sudah dipakai inisiatif lain.")},
        help_text=_("Huruf besar dan angka, misalnya PJ-2027-01."),
    )
    title = models.CharField(_("nama inisiatif"), max_length=160, validators=[one_line, public_text])
    summary = models.TextField(_("ringkasan"), max_length=1000, blank=True, validators=[public_text])
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    start_on = models.DateField(_("rencana mulai"))
    due_on = models.DateField(_("rencana selesai"))
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.PLANNED)
    percent = models.PositiveSmallIntegerField(_("kemajuan (%)"), default=0, validators=[MaxValueValidator(100)])
    expected_on = models.DateField(
        _("perkiraan selesai"), null=True, blank=True, help_text=_("Isi bila berbeda dari rencana.")
    )
    finished_on = models.DateField(_("tanggal selesai"), null=True, blank=True)
    is_public = models.BooleanField(
        _("boleh terbit"), default=False, help_text=_("Ikut terbit di halaman publik pada penerbitan berikutnya.")
    )
    is_demo = models.BooleanField("DEMO", default=False, editable=False)
    changed_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """By plan; what is done says when, and nothing ends before it begins."""

        ordering = ["start_on", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=Status.values), name="initiative_status_known"),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("start_on")),
                name="initiative_ends_after_start",
                violation_error_message=_("Rencana selesai harus pada atau sesudah rencana mulai."),
            ),
            models.CheckConstraint(
                condition=Q(start_on__year__gte=FIRST_YEAR, due_on__year__lte=LAST_YEAR),
                name="initiative_years",
                violation_error_message=_("Tahun harus antara 2018 dan 2060."),
            ),
            models.CheckConstraint(
                condition=(Q(status="selesai", percent=100) & Q(finished_on__isnull=False))
                | (~Q(status="selesai") & Q(finished_on__isnull=True)),
                name="initiative_done_says_when",
                violation_error_message=_(
                    "Inisiatif selesai harus 100 persen dan bertanggal selesai; selain itu tanpa tanggal selesai."
                ),
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100),
                name="initiative_percent",
                violation_error_message=_("Kemajuan harus antara 0 dan 100."),
            ),
        ]
        indexes = [models.Index(fields=["agency", "start_on", "code"], name="initiative_agency")]
        verbose_name = _("inisiatif")
        verbose_name_plural = _("inisiatif peta jalan")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def years(self) -> range:
        """Return the years it is planned for."""
        return range(self.start_on.year, self.due_on.year + 1)

    def ends(self, today: dt.date) -> dt.date:
        """Return when it ended or is bound to end: what is open ends neither before its plan nor before today."""
        if self.finished_on is not None:
            return self.finished_on
        return max(self.expected_on or self.due_on, today) if self.status != Status.STOPPED else self.due_on


class Dependency(models.Model):
    """Say that an initiative waits for another; `ordering.circle` refuses what would wait for itself."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="needs", verbose_name=_("inisiatif"))
    needed = models.ForeignKey(
        Initiative, models.PROTECT, related_name="needed_by", verbose_name=_("menunggu inisiatif")
    )

    class Meta:
        """Each once, and never itself."""

        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "needed"],
                name="dependency_once",
                violation_error_message=_("Ketergantungan ini sudah tercatat."),
            ),
            models.CheckConstraint(
                condition=~Q(initiative=F("needed")),
                name="dependency_not_itself",
                violation_error_message=_("Inisiatif tidak dapat menunggu dirinya sendiri."),
            ),
        ]
        verbose_name = _("ketergantungan")
        verbose_name_plural = _("ketergantungan")

    def __str__(self) -> str:
        return f"{self.initiative_id} {self.needed_id}"


class Budget(models.Model):
    """Hold the money of one year and source in whole rupiah: what is planned, and what of it was spent."""

    initiative = models.ForeignKey(Initiative, models.CASCADE, related_name="budgets", verbose_name=_("inisiatif"))
    year = models.PositiveSmallIntegerField(_("tahun"), validators=_YEARS)
    source = models.CharField(_("sumber dana"), max_length=13, choices=Source.choices, default=Source.COUNTY)
    planned = models.BigIntegerField(_("rencana (rupiah)"))
    realised = models.BigIntegerField(_("realisasi (rupiah)"), default=0)
    note = models.CharField(
        _("penjelasan"),
        max_length=200,
        blank=True,
        validators=[one_line, public_text],
        help_text=_("Wajib bila realisasi melebihi rencana: dasar dan sebabnya."),
    )

    class Meta:
        """One row a year and source; nothing negative, nothing beyond its plan without a reason."""

        ordering = ["year", "source"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["initiative", "year", "source"],
                name="budget_once",
                violation_error_message=_("Tahun dan sumber dana ini sudah ada. Ubah barisnya."),
            ),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="budget_source_known"),
            models.CheckConstraint(condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="budget_year"),
            models.CheckConstraint(
                condition=Q(planned__range=(0, MOST_RUPIAH), realised__range=(0, MOST_RUPIAH)),
                name="budget_not_negative",
                violation_error_message=_("Anggaran tidak boleh negatif, dan paling banyak Rp100 triliun."),
            ),
            models.CheckConstraint(
                condition=Q(realised__lte=F("planned")) | ~Q(note=""),
                name="budget_beyond_plan_explained",
                violation_error_message=_("Realisasi melebihi rencana. Periksa angkanya, atau isi penjelasannya."),
            ),
        ]
        verbose_name = _("anggaran")
        verbose_name_plural = _("anggaran")

    def __str__(self) -> str:
        return f"{self.year} {self.source}"

    def clean(self) -> None:
        """Say beside each number what is wrong with it."""
        problems = {}
        for field in ("planned", "realised"):
            if (value := getattr(self, field)) is not None and value < 0:
                problems[field] = _("Anggaran tidak boleh negatif.")
        if problems:
            raise ValidationError(problems)

    @property
    def beyond(self) -> int:
        """Return how much more was spent than planned."""
        return max(self.realised - self.planned, 0)
