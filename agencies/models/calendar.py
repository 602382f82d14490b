"""Keep working time as rows: which days count, for whom, and which decree says so."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency


class HolidayKind(models.TextChoices):
    """Tell a national holiday from a day of joint leave."""

    NATIONAL = "libur_nasional", _("libur nasional")
    JOINT_LEAVE = "cuti_bersama", _("cuti bersama")
    LOCAL = "libur_daerah", _("libur daerah")


class Holiday(models.Model):
    """Describe one day that does not count, with its decree (SKB 3 Menteri)."""

    date = models.DateField(_("tanggal"))
    kind = models.CharField(_("jenis"), max_length=16, choices=HolidayKind.choices)
    name = models.CharField(_("nama"), max_length=120)
    decree = models.CharField(_("dasar"), max_length=200, blank=True)
    note = models.CharField(_("catatan"), max_length=200, blank=True)

    class Meta:
        """One row per day and kind."""

        ordering = ["date", "id"]
        constraints = [
            models.UniqueConstraint(fields=["date", "kind"], name="holiday_once"),
            models.CheckConstraint(condition=models.Q(kind__in=HolidayKind.values), name="holiday_kind_known"),
        ]
        verbose_name = _("hari libur")
        verbose_name_plural = _("hari libur")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class DecreedYear(models.Model):
    """Name a year whose holidays are decreed; due dates in any other year are marked "perkiraan"."""

    year = models.PositiveSmallIntegerField(_("tahun"), primary_key=True)
    decree = models.CharField(_("dasar"), max_length=200)
    note = models.CharField(_("catatan"), max_length=200, blank=True)

    class Meta:
        """Newest year first."""

        ordering = ["-year"]
        verbose_name = _("tahun ber-SKB")
        verbose_name_plural = _("tahun ber-SKB")

    def __str__(self) -> str:
        return str(self.year)


class WorkCalendar(models.Model):
    """Describe the week of one agency; the row without an agency is everybody else's."""

    agency = models.OneToOneField(
        Agency, models.CASCADE, null=True, blank=True, related_name="calendar", verbose_name=_("perangkat daerah")
    )
    weekdays = models.CharField(  # ISO weekdays
        _("hari kerja"), max_length=7, default="12345", validators=[RegexValidator(r"^1?2?3?4?5?6?7?$")]
    )
    opens = models.TimeField(_("buka"), default="08:00")
    closes = models.TimeField(_("tutup"), default="16:00")
    counts_joint_leave = models.BooleanField(_("cuti bersama dihitung kerja"), default=False)
    follows_holidays = models.BooleanField(_("libur nasional tidak dihitung"), default=True)
    verified = models.BooleanField(_("sudah diperiksa"), default=False)
    note = models.CharField(_("catatan"), max_length=200, blank=True)

    class Meta:
        """Exactly one default calendar; a week has a working day and the day runs forward."""

        ordering = ["agency", "id"]
        constraints = [
            models.UniqueConstraint(Coalesce("agency", models.Value("")), name="calendar_one_default"),
            models.CheckConstraint(condition=models.Q(closes__gt=models.F("opens")), name="calendar_forward"),
            models.CheckConstraint(condition=~models.Q(weekdays=""), name="calendar_has_weekdays"),
        ]
        verbose_name = _("kalender kerja")
        verbose_name_plural = _("kalender kerja")

    def __str__(self) -> str:
        return self.agency_id or "baku"
