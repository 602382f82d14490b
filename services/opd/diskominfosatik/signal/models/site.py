"""Keep sites without signal: one place however many reported it, its history, and figures written down."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.models import Region
from foundation.ids import uuid7
from services.opd.diskominfosatik.signal import workflow
from services.requests.models import ServiceRequest


class SiteState(models.TextChoices):
    """Name how far a site is."""

    REPORTED = workflow.REPORTED, _("menunggu verifikasi")
    VERIFIED = workflow.VERIFIED, _("terverifikasi")
    SURVEYED = workflow.SURVEYED, _("sudah disurvei")
    PROPOSED = workflow.PROPOSED, _("diusulkan")
    ANSWERED = workflow.ANSWERED, _("sudah ditanggapi")
    BUILDING = workflow.BUILDING, _("sedang dibangun")
    TESTED = workflow.TESTED, _("diuji ulang")
    DONE = workflow.DONE, _("tertangani")
    DROPPED = workflow.DROPPED, _("ditutup")


class Coverage(models.TextChoices):
    """Name the trouble, the worst first; the values are those of the report."""

    NONE = "tidak-ada", _("tidak ada sinyal")
    WEAK = "lemah", _("sinyal lemah")
    ONLY_2G = "hanya-2g", _("hanya 2G")
    SLOW = "data-lambat", _("data lambat")


class Operator(models.TextChoices):
    """Name the operators of 2026; the brands of older reports stand beside them."""

    TELKOMSEL = "telkomsel", _("Telkomsel")
    INDOSAT = "indosat", _("Indosat (IM3/Tri)")
    XLSMART = "xlsmart", _("XLSmart (XL/AXIS/Smartfren)")


class Target(models.TextChoices):
    """Name to whom a site is proposed."""

    TELKOMSEL = "telkomsel", _("Telkomsel")
    INDOSAT = "indosat", _("Indosat")
    XLSMART = "xlsmart", _("XLSmart")
    BAKTI = "bakti", _("BAKTI Komdigi")


class Series(models.Model):
    """Count the numbers of sites; its one row is also the lock under which reports are joined."""

    name = models.CharField(primary_key=True, max_length=10)
    year = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year} {self.last}"


class SignalSite(models.Model):
    """Describe one place; a projection of its steps and of the reports joined into it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    code = models.CharField(_("nomor"), max_length=16, unique=True)
    state = models.CharField(_("tahap"), max_length=12, choices=SiteState.choices, default=SiteState.REPORTED)
    seq = models.PositiveIntegerField(default=0)
    district = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("kecamatan"))
    village = models.ForeignKey(Region, models.PROTECT, related_name="+", verbose_name=_("desa"))
    lat = models.FloatField(_("lintang"))
    lng = models.FloatField(_("bujur"))
    is_rough = models.BooleanField(_("titik perkiraan"), default=False)  # nobody gave a point: the middle of the desa
    coverage = models.CharField(_("keadaan sinyal"), max_length=12, choices=Coverage.choices)
    households = models.PositiveIntegerField(_("perkiraan keluarga"), null=True, blank=True)
    reports = models.PositiveIntegerField(_("laporan"), default=0)
    reported_at = models.DateTimeField(_("pertama dilaporkan"))
    state_since = models.DateTimeField(_("tahap sejak"))
    is_demo = models.BooleanField("DEMO", default=False)

    class Meta:
        """Index what joining, lists and figures ask."""

        ordering = ["-reported_at", "-id"]
        verbose_name = _("titik sinyal")
        verbose_name_plural = _("titik sinyal")
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=SiteState.values), name="site_state_known"),
            models.CheckConstraint(condition=models.Q(coverage__in=Coverage.values), name="site_coverage_known"),
        ]
        indexes = [
            models.Index(fields=["lat", "lng"], condition=models.Q(state__in=workflow.OPEN), name="site_open_place"),
            models.Index(fields=["district", "-reported_at", "-id"], name="site_district"),
            models.Index(fields=["state", "-reported_at", "-id"], name="site_state"),
        ]

    def __str__(self) -> str:
        return self.code


class SiteOperator(models.Model):
    """Name an operator that somebody tried at a site."""

    site = models.ForeignKey(SignalSite, models.CASCADE, related_name="operators")
    operator = models.CharField(_("operator"), max_length=12, choices=Operator.choices)

    class Meta:
        """Each once."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "operator"], name="site_operator_once"),
            models.CheckConstraint(condition=models.Q(operator__in=Operator.values), name="site_operator_known"),
        ]

    def __str__(self) -> str:
        return self.operator


class SiteReport(models.Model):
    """Join one report to its site; a report belongs to one site for ever."""

    site = models.ForeignKey(SignalSite, models.PROTECT, related_name="joined")
    request = models.OneToOneField(ServiceRequest, models.PROTECT, related_name="+")
    distance = models.PositiveIntegerField(_("jarak (m)"))
    joined_at = models.DateTimeField(_("digabung"))

    def __str__(self) -> str:
        return f"{self.site_id} {self.request_id}"


class SiteStep(models.Model):
    """Record one step of a site; the database refuses to change or remove it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    site = models.ForeignKey(SignalSite, models.PROTECT, related_name="steps")
    seq = models.PositiveIntegerField()
    at = models.DateTimeField(_("waktu"))
    action = models.CharField(_("langkah"), max_length=12)
    from_state = models.CharField(max_length=12, blank=True)
    to_state = models.CharField(max_length=12)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    targets = models.JSONField(default=list)
    on_date = models.DateField(_("tanggal"), null=True, blank=True)
    note = models.TextField(_("catatan"), blank=True)

    class Meta:
        """The sequence has no twins."""

        ordering = ["site", "seq"]
        constraints = [models.UniqueConstraint(fields=["site", "seq"], name="site_step_once")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.seq} {self.action}"


class DistrictFigures(models.Model):
    """Keep what the public page says of one kecamatan, written whenever one of its sites changes."""

    district = models.OneToOneField(Region, models.CASCADE, primary_key=True, related_name="+")
    data = models.JSONField(default=dict)
    updated_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.district_id
