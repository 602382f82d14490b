"""Keep what people answered, cut off from who they are, and what may be shown of it (docs/satisfaction.md)."""

from __future__ import annotations

import uuid
from typing import Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Unit
from foundation import clock, periods
from foundation.ids import uuid7
from foundation.texts import one_line, public_text
from services.catalogue.models import Service
from services.requests.models import ServiceRequest
from services.satisfaction.instrument import LEAST, MARKS, MOST, choices, skm

LONGEST_REMARK: Final = 1000
PREFIX: Final = "nilai_"
COLUMNS: Final = tuple(f"{PREFIX}{code}" for code in skm().codes)


def known_period(code: str) -> bool:
    """Say whether a code names a year or quarter that has begun."""
    period = periods.year(code) or periods.named(code)
    return period is not None and period.months > 1 and period.first <= clock.today()


class Channel(models.TextChoices):
    """Tell where somebody answered; the two are never mixed without saying so."""

    PORTAL = "portal", _("setelah permohonan di portal")
    COUNTER = "loket", _("di loket, lewat tautan atau kode QR")


class SurveyPoint(models.Model):
    """Hold one counter at which people are asked: its address is printed there as a QR code."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit kerja")
    )
    name = models.CharField(
        _("nama loket"), max_length=80, validators=[one_line, public_text], help_text=_("Misalnya Loket pelayanan.")
    )
    token = models.CharField(max_length=24, unique=True, editable=False)
    is_active = models.BooleanField(
        _("dipakai"), default=True, help_text=_("Bila tidak dipakai, tautan dan kode QR-nya tidak menerima jawaban.")
    )
    made_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    class Meta:
        """One counter of a name for each agency."""

        ordering = ["agency", "name", "id"]
        constraints = [models.UniqueConstraint(fields=["agency", "name"], name="survey_point_once")]
        verbose_name = _("loket survei")
        verbose_name_plural = _("loket survei (SKM)")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Hold the unit to the agency."""
        if self.unit is not None and self.agency_id and self.unit.agency_id != self.agency_id:
            raise ValidationError({"unit": _("Pilih unit dari perangkat daerah yang sama.")})


def _range(column: str) -> Q:
    # A check that comes to NULL passes, so that there is a value must be said.
    return Q(**{f"{column}__isnull": False, f"{column}__gte": LEAST, f"{column}__lte": MOST})


def _all_or_none() -> Q:
    whole, none = Q(), Q(mark__isnull=False)
    for column in COLUMNS:
        whole &= _range(column)
        none &= Q(**{f"{column}__isnull": True})
    return whole | none


def _score() -> models.PositiveSmallIntegerField[int | None, int | None]:
    return models.PositiveSmallIntegerField(null=True, editable=False)


class Response(models.Model):
    """Hold one answer: a day and a place, no request, no account, no hour; its id tells no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    channel = models.CharField(max_length=6, choices=Channel.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+")
    point = models.ForeignKey(SurveyPoint, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField()
    form = models.CharField(max_length=64, blank=True)  # of a counter: pressed twice it counts once
    mark = models.PositiveSmallIntegerField(
        null=True, validators=[MinValueValidator(MARKS[0]), MaxValueValidator(MARKS[-1])]
    )
    nilai_persyaratan = _score()
    nilai_prosedur = _score()
    nilai_waktu = _score()
    nilai_biaya = _score()
    nilai_produk = _score()
    nilai_kompetensi = _score()
    nilai_perilaku = _score()
    nilai_pengaduan = _score()
    nilai_sarpras = _score()

    class Meta:
        """All nine elements or none of them; a counter's answer names its counter."""

        ordering = ["answered_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="survey_channel_known"),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__gte=MARKS[0], mark__lte=MARKS[-1]), name="survey_mark_range"
            ),
            models.CheckConstraint(condition=_all_or_none(), name="survey_all_nine_or_a_mark"),
            models.UniqueConstraint(fields=["form"], condition=~Q(form=""), name="survey_form_once"),
            models.CheckConstraint(
                condition=Q(channel="portal", point__isnull=True, service__isnull=False)
                | Q(channel="loket", point__isnull=False),
                name="survey_counter_named",
            ),
        ]
        indexes = [models.Index(fields=["answered_on", "agency", "service"], name="survey_day")]

    def __str__(self) -> str:
        return str(self.pk)


class Turn(models.Model):
    """Note that a request's applicant has answered; nothing here leads to the answer."""

    request = models.OneToOneField(ServiceRequest, models.CASCADE, primary_key=True, related_name="+")
    marked = models.BooleanField(default=False)
    scored = models.BooleanField(default=False)

    class Meta:
        """A row says that something was answered."""

        constraints = [
            models.CheckConstraint(condition=Q(marked=True) | Q(scored=True), name="survey_turn_taken"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class Remark(models.Model):
    """Hold what somebody wrote besides; read in the panel by the office alone, shown to nobody else as it is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="+", verbose_name=_("layanan"))
    channel = models.CharField(_("jalur"), max_length=6, choices=Channel.choices)
    said_on = models.DateField(_("tanggal"))
    text = models.TextField(_("catatan"), max_length=LONGEST_REMARK)

    class Meta:
        """Newest day first."""

        ordering = ["-said_on", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="survey_remark_channel_known"),
            models.CheckConstraint(condition=~Q(text=""), name="survey_remark_not_empty"),
        ]
        indexes = [models.Index(fields=["agency", "-said_on", "id"], name="survey_remark_agency")]
        verbose_name = _("catatan responden")
        verbose_name_plural = _("catatan responden (SKM)")

    def __str__(self) -> str:
        return self.text[:60]


class Kind(models.TextChoices):
    """Name whom an index is worked out for."""

    COUNTY = "county", _("kabupaten")
    AGENCY = "agency", _("perangkat daerah")
    SERVICE = "service", _("layanan")
    PAIR = "pair", _("layanan pada perangkat daerah")


class PublishedIndex(models.Model):
    """Hold what may be shown of one entity in one quarter or year; what is hidden is null and stands nowhere."""

    key = models.CharField(primary_key=True, max_length=200)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    period = models.CharField(max_length=7)  # 2026-T4 or 2026
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    count = models.PositiveIntegerField(null=True)
    portal = models.PositiveIntegerField(null=True)
    counter = models.PositiveIntegerField(null=True)
    marks = models.PositiveIntegerField(null=True)
    index = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    grade = models.CharField(max_length=1, blank=True)
    sums = models.JSONField(default=dict)  # of each element, {} where hidden
    mark_sum = models.PositiveIntegerField(null=True)
    computed_at = models.DateTimeField()

    class Meta:
        """Known kinds; an index and how many answered stand or fall together."""

        ordering = ["first_day", "key"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="survey_index_kind"),
            models.CheckConstraint(
                condition=Q(index__isnull=True, grade="")
                | Q(index__isnull=False, index__gte=25, index__lte=100, count__isnull=False, count__gte=10),
                name="survey_index_of_ten",
            ),
        ]
        indexes = [
            models.Index(fields=["period", "kind"], name="survey_index_period"),
            models.Index(fields=["kind", "agency"], name="survey_index_agency"),
        ]

    def __str__(self) -> str:
        return self.key


class PlanStatus(models.TextChoices):
    """Tell what an office wrote from what stands on the public page."""

    DRAFT = "draft", _("draf")
    PROPOSED = "proposed", _("diusulkan")
    PUBLISHED = "published", _("terbit")


class Progress(models.TextChoices):
    """Tell how far a plan is."""

    AHEAD = "belum", _("belum mulai")
    RUNNING = "berjalan", _("berjalan")
    DONE = "selesai", _("selesai")


class FollowUp(models.Model):
    """Say what an office does about its weakest element, by when, and how far it is."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("layanan")
    )
    period = models.CharField(
        _("periode survei"), max_length=7, help_text=_("Tahun atau triwulan, misalnya 2026 atau 2026-T4.")
    )
    element = models.CharField(_("unsur"), max_length=12, choices=choices())
    plan = models.CharField(
        _("rencana tindak lanjut"),
        max_length=400,
        validators=[public_text],
        help_text=_("Tulis apa yang akan dilakukan. Jangan menyebut nama orang."),
    )
    responsible = models.CharField(
        _("penanggung jawab"),
        max_length=120,
        validators=[one_line, public_text],
        help_text=_("Jabatan atau unit, bukan nama orang."),
    )
    due_on = models.DateField(_("selesai paling lambat"))
    progress = models.CharField(_("kemajuan"), max_length=8, choices=Progress.choices, default=Progress.AHEAD)
    done_on = models.DateField(_("selesai pada"), null=True, blank=True)
    status = models.CharField(
        _("keadaan"), max_length=9, choices=PlanStatus.choices, default=PlanStatus.DRAFT, editable=False
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("diterbitkan oleh"),
    )
    published_at = models.DateTimeField(_("terbit pada"), null=True, editable=False)

    class Meta:
        """One plan for an element of a period; what is published says by whom, what is done says when."""

        ordering = ["-due_on", "-id"]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=PlanStatus.values), name="survey_plan_status"),
            models.CheckConstraint(condition=Q(element__in=skm().codes), name="survey_plan_element"),
            models.CheckConstraint(
                condition=Q(progress=Progress.DONE, done_on__isnull=False)
                | Q(progress__in=[Progress.AHEAD, Progress.RUNNING], done_on__isnull=True),
                name="survey_plan_done_when",
            ),
            models.CheckConstraint(
                condition=Q(status="published", published_at__isnull=False, published_by__isnull=False)
                | (~Q(status="published") & Q(published_at__isnull=True)),
                name="survey_plan_published_by",
            ),
        ]
        indexes = [
            models.Index(fields=["-due_on", "-id"], condition=Q(status="published"), name="survey_plan_public"),
        ]
        verbose_name = _("rencana tindak lanjut SKM")
        verbose_name_plural = _("rencana tindak lanjut SKM")

    def __str__(self) -> str:
        return self.plan

    def clean(self) -> None:
        """Hold the period to one there is, and the day of the end to what is done."""
        problems = {}
        if not known_period(self.period):
            problems["period"] = _("Tulis tahun atau triwulan yang sudah mulai, misalnya 2026 atau 2026-T4.")
        if self.progress == Progress.DONE and self.done_on is None:
            problems["done_on"] = _("Isi tanggal selesainya.")
        if self.progress != Progress.DONE and self.done_on is not None:
            problems["done_on"] = _("Kosongkan tanggal ini, atau pilih kemajuan selesai.")
        if problems:
            raise ValidationError(problems)


class ReportState(models.TextChoices):
    """Tell how far the making of a report is."""

    WAITING = "menunggu", _("sedang dibuat")
    READY = "siap", _("siap diunduh")
    FAILED = "gagal", _("gagal dibuat")


class Report(models.Model):
    """Hold the report of one period as it was made; a new one is a new row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("perangkat daerah"),
        help_text=_("Kosongkan untuk laporan seluruh kabupaten."),
    )
    period = models.CharField(
        _("periode"), max_length=7, help_text=_("Tahun atau triwulan, misalnya 2026 atau 2026-T4.")
    )
    state = models.CharField(
        _("keadaan"), max_length=8, choices=ReportState.choices, default=ReportState.WAITING, editable=False
    )
    file = models.BinaryField(null=True, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    asked_at = models.DateTimeField(_("diminta"), auto_now_add=True)
    made_at = models.DateTimeField(_("dibuat"), null=True, editable=False)

    class Meta:
        """What is ready has its file."""

        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="siap", file__isnull=False, made_at__isnull=False)
                | (Q(state__in=["menunggu", "gagal"]) & Q(file__isnull=True)),
                name="survey_report_has_file",
            ),
        ]
        verbose_name = _("laporan SKM")
        verbose_name_plural = _("laporan SKM")

    def __str__(self) -> str:
        return self.period

    def clean(self) -> None:
        """Hold the period to one there is."""
        if not known_period(self.period):
            raise ValidationError(
                {"period": _("Tulis tahun atau triwulan yang sudah mulai, misalnya 2026 atau 2026-T4.")}
            )
