"""Keep the applications of the kabupaten, what each costs, and how much of an OPD's work comes through the portal."""

from __future__ import annotations

from typing import ClassVar, Final

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text
from services.catalogue.models import Service

MOST_RUPIAH: Final = 10**13


class Kind(models.TextChoices):
    """Name the kinds of Perpres 95/2018: used by all governments, or made for one."""

    COMMON = "umum", _("aplikasi umum")
    SPECIAL = "khusus", _("aplikasi khusus")


class Origin(models.TextChoices):
    """Name where an application comes from."""

    STATE = "pusat", _("dari pemerintah pusat")
    OWN = "sendiri", _("dibangun sendiri")
    BOUGHT = "vendor", _("dibangun penyedia")
    OPEN = "terbuka", _("sumber terbuka")
    GRANT = "hibah", _("hibah")


class Interface(models.TextChoices):
    """Name how programs reach an application."""

    NONE = "tidak-ada", _("tidak ada API")
    CLOSED = "tertutup", _("ada API, belum didokumentasikan")
    DOCUMENTED = "terdokumentasi", _("API terdokumentasi")


class SignOn(models.TextChoices):
    """Name the account people use there."""

    OWN = "sendiri", _("akun aplikasi itu sendiri")
    PORTAL = "portal", _("akun portal ini")
    STATE = "nasional", _("akun nasional")
    NONE = "tanpa", _("tanpa akun")


class Plan(models.TextChoices):
    """Name what shall become of an application."""

    KEEP = "pertahankan", _("dipertahankan")
    JOIN = "gabung", _("digabung ke portal")
    RETIRE = "hentikan", _("dihentikan")


class Application(models.Model):
    """Describe one application; an empty fact is not known yet and shown as "Belum diisi"."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    name = models.CharField(
        _("nama aplikasi"),
        max_length=120,
        unique=True,
        validators=[one_line, public_text],
        error_messages={"unique": _("Aplikasi dengan nama ini sudah tercatat.")},
    )
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pemilik"),
        help_text=_("Kosong bila pemiliknya di luar kabupaten."),
    )
    kind = models.CharField(_("jenis"), max_length=6, choices=Kind.choices, blank=True)
    summary = models.CharField(_("kegunaan"), max_length=300, blank=True, validators=[public_text])
    users = models.CharField(
        _("pengguna"), max_length=200, blank=True, validators=[one_line, public_text], help_text=_("Siapa dan berapa.")
    )
    data = models.CharField(_("data yang dipakai"), max_length=300, blank=True, validators=[one_line, public_text])
    origin = models.CharField(_("asal"), max_length=8, choices=Origin.choices, blank=True)
    source_link = models.URLField(_("alamat kode sumber"), max_length=300, blank=True)
    interface = models.CharField(_("API"), max_length=14, choices=Interface.choices, blank=True)
    interface_link = models.URLField(_("alamat dokumentasi API"), max_length=300, blank=True)
    sign_on = models.CharField(_("cara masuk"), max_length=8, choices=SignOn.choices, blank=True)
    clearance = models.CharField(
        _("surat pertimbangan"), max_length=120, blank=True, validators=[one_line], help_text=_("Nomor dan tanggal.")
    )
    plan = models.CharField(_("rencana"), max_length=11, choices=Plan.choices, blank=True)
    plan_year = models.PositiveSmallIntegerField(_("tahun target"), null=True, blank=True)
    progress = models.PositiveSmallIntegerField(
        _("kemajuan menuju satu aplikasi (%)"), default=0, validators=[MaxValueValidator(100)]
    )
    services = models.ManyToManyField(
        Service, blank=True, related_name="applications", verbose_name=_("layanan yang memakainya")
    )
    found_in = models.CharField(_("sumber fakta"), max_length=200, blank=True, validators=[one_line])
    is_public = models.BooleanField(_("terbit"), default=False, editable=False)
    changed_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """By name; only what shall become one with the portal can be on its way there."""

        ordering = ["name"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=["", *Kind.values]), name="application_kind_known"),
            models.CheckConstraint(condition=Q(origin__in=["", *Origin.values]), name="application_origin_known"),
            models.CheckConstraint(
                condition=Q(interface__in=["", *Interface.values]), name="application_interface_known"
            ),
            models.CheckConstraint(condition=Q(sign_on__in=["", *SignOn.values]), name="application_sign_on_known"),
            models.CheckConstraint(condition=Q(plan__in=["", *Plan.values]), name="application_plan_known"),
            models.CheckConstraint(
                condition=Q(progress=0) | Q(plan__in=["gabung", "hentikan"], progress__lte=100),
                name="application_progress_of_a_plan",
                violation_error_message=_("Kemajuan hanya diisi bila aplikasi digabung atau dihentikan."),
            ),
            models.CheckConstraint(
                condition=Q(plan_year__isnull=True) | Q(plan_year__range=(2018, 2060)),
                name="application_plan_year",
                violation_error_message=_("Tahun harus antara 2018 dan 2060."),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "name"], name="application_agency")]
        verbose_name = _("aplikasi")
        verbose_name_plural = _("inventaris aplikasi")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Lead nobody off the sites of government; source code may lie where it lies and is never linked."""
        try:
            public_text(self.interface_link or "")
        except ValidationError as refused:
            raise ValidationError({"interface_link": refused}) from refused


class Cost(models.Model):
    """Hold what an application costs in one year, in whole rupiah."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="costs", verbose_name=_("aplikasi"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    amount = models.BigIntegerField(_("biaya (rupiah)"))
    note = models.CharField(_("untuk apa"), max_length=160, blank=True, validators=[one_line, public_text])

    class Meta:
        """Once a year, never negative."""

        ordering = ["-year"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application", "year"],
                name="application_cost_once",
                violation_error_message=_("Biaya tahun ini sudah tercatat. Ubah barisnya."),
            ),
            models.CheckConstraint(
                condition=Q(amount__range=(0, MOST_RUPIAH)),
                name="application_cost_not_negative",
                violation_error_message=_("Biaya tidak boleh negatif, dan paling banyak Rp10 triliun."),
            ),
            models.CheckConstraint(
                condition=Q(year__range=(2018, 2060)),
                name="application_cost_year",
                violation_error_message=_("Tahun harus antara 2018 dan 2060."),
            ),
        ]
        verbose_name = _("biaya per tahun")
        verbose_name_plural = _("biaya per tahun")

    def __str__(self) -> str:
        return str(self.year)


class Adoption(models.Model):
    """Hold how much of what an OPD received within a year its citizens filed by themselves; null may not be shown."""

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField()
    received = models.PositiveIntegerField(null=True)
    through = models.PositiveIntegerField(null=True)  # of them by the portal itself or a program, at no counter
    computed_at = models.DateTimeField()

    class Meta:
        """A part is never more than its whole, and both are shown or neither."""

        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(received__isnull=True, through__isnull=True)
                | Q(received__isnull=False, through__isnull=False, through__lte=F("received")),
                name="adoption_part_of_whole",
            )
        ]

    def __str__(self) -> str:
        return self.agency_id
