"""Keep the agencies (OPD) and their units; a desa is a unit of its kecamatan."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.models import Region


class AgencyKind(models.TextChoices):
    """Name the kinds of perangkat daerah."""

    SECRETARIAT = "sekretariat", _("sekretariat")
    INSPECTORATE = "inspektorat", _("inspektorat")
    OFFICE = "dinas", _("dinas")
    BOARD = "badan", _("badan")
    UNIT = "satuan", _("satuan")
    HOSPITAL = "rsud", _("rumah sakit")
    DISTRICT = "kecamatan", _("kecamatan")


class Agency(models.Model):
    """Describe one OPD; empty facts stay empty and are shown as "Belum diisi"."""

    slug = models.SlugField(_("kode alamat"), primary_key=True, max_length=40)
    code = models.CharField(_("kode nomor"), max_length=5, unique=True)  # DKC in SRG-DKC-2026-000123-7
    name = models.CharField(_("nama"), max_length=160, unique=True)
    short_name = models.CharField(_("singkatan"), max_length=40)
    kind = models.CharField(_("jenis"), max_length=12, choices=AgencyKind.choices)
    duties = models.CharField(_("urusan"), max_length=300, blank=True)
    region = models.OneToOneField(
        Region, models.PROTECT, null=True, blank=True, related_name="agency", verbose_name=_("wilayah")
    )
    address = models.CharField(_("alamat"), max_length=200, blank=True)
    phone = models.CharField(_("telepon"), max_length=40, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    website = models.URLField(_("situs"), blank=True)
    # Where the door is; the interior point of a kecamatan says nothing about its office.
    latitude = models.DecimalField(
        _("lintang"),
        max_digits=8,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-8), MaxValueValidator(-5)],
        help_text=_("Letak pintu kantor, misalnya -6.119876."),
    )
    longitude = models.DecimalField(
        _("bujur"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(105), MaxValueValidator(107)],
        help_text=_("Letak pintu kantor, misalnya 106.150345."),
    )
    # UU 25/2009 art. 22: the pledge to the public, open for all to read, with its date.
    charter = models.TextField(_("maklumat pelayanan"), max_length=2000, blank=True)
    charter_date = models.DateField(_("tanggal maklumat"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        """Sort by name; a kecamatan has its region."""

        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=AgencyKind.values), name="agency_kind_known"),
            models.CheckConstraint(
                condition=~models.Q(kind="kecamatan") | models.Q(region__isnull=False), name="agency_district_region"
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="agency_point_whole",
                violation_error_message=_("Isi lintang dan bujur dua-duanya, atau kosongkan dua-duanya."),
            ),
            models.CheckConstraint(
                condition=models.Q(charter_date__isnull=True) | ~models.Q(charter=""),
                name="agency_charter_dated",
                violation_error_message=_("Tanggal maklumat hanya berlaku bersama isi maklumatnya."),
            ),
        ]
        verbose_name = _("perangkat daerah")
        verbose_name_plural = _("perangkat daerah")

    def __str__(self) -> str:
        return self.short_name


class Unit(models.Model):
    """Describe a part of an agency, with the region it serves if any."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name=_("perangkat daerah"))
    code = models.SlugField(_("kode"), max_length=40)
    name = models.CharField(_("nama"), max_length=120)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("di bawah"),
        help_text=_("Kosongkan bila unit ini langsung di bawah pimpinan."),
    )
    rank = models.PositiveSmallIntegerField(
        _("urutan"), default=0, help_text=_("Unit dengan angka kecil tampil lebih dulu dalam bagan.")
    )
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("wilayah")
    )

    class Meta:
        """One code per agency; a unit is never its own part."""

        ordering = ["rank", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "code"], name="unit_once"),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")), name="unit_not_own_part"
            ),
        ]
        verbose_name = _("unit kerja")
        verbose_name_plural = _("unit kerja")

    def __str__(self) -> str:
        return self.name
