"""Keep what an OPD does in public: an activity, each day it is held, and who said they would come."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from citizens.models import Region
from foundation.ids import uuid7
from foundation.texts import one_line, public_text

MOST_PLACES: Final = 10_000


class Activity(models.Model):
    """Describe an activity and its rule; the days the rule gives are rows of Occurrence, kept by `schedule`."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="activities", verbose_name=_("perangkat daerah"))
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("kecamatan")
    )
    title = models.CharField(_("nama kegiatan"), max_length=120, validators=[one_line, public_text])
    description = models.TextField(_("keterangan"), max_length=2000, blank=True, validators=[public_text])
    place = models.CharField(_("tempat"), max_length=160, validators=[one_line, public_text])
    for_whom = models.CharField(_("untuk siapa"), max_length=160, blank=True, validators=[one_line, public_text])
    contact = models.CharField(_("kontak"), max_length=120, blank=True, validators=[one_line, public_text])
    first_day = models.DateField(_("hari pertama"))
    last_day = models.DateField(_("sampai hari"))
    opens = models.TimeField(_("mulai pukul"), null=True, blank=True)
    closes = models.TimeField(_("selesai pukul"), null=True, blank=True)
    rule = models.CharField(_("aturan berulang"), max_length=200, blank=True)  # RFC 5545, as `rules` writes it
    until_day = models.DateField(_("hari terakhir"), editable=False)
    capacity = models.PositiveIntegerField(
        _("jumlah tempat"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
    )
    is_published = models.BooleanField(_("terbit"), default=False)
    is_cancelled = models.BooleanField(_("dibatalkan"), default=False)
    cancel_reason = models.CharField(_("alasan batal"), max_length=200, blank=True, validators=[one_line, public_text])
    revision = models.PositiveIntegerField(default=0, editable=False)  # SEQUENCE of iCalendar
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """Dates and hours run forward; whoever cancels says why."""

        ordering = ["-first_day", "id"]
        indexes = [models.Index(fields=["until_day", "id"], name="activity_until")]
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="activity_days_forward"),
            models.CheckConstraint(condition=Q(until_day__gte=F("last_day")), name="activity_until_forward"),
            models.CheckConstraint(
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False, last_day__gt=F("first_day"))
                | Q(opens__isnull=False, closes__isnull=False, closes__gt=F("opens")),
                name="activity_hours_forward",
            ),
            models.CheckConstraint(condition=Q(capacity__isnull=True) | Q(capacity__gt=0), name="activity_has_places"),
            models.CheckConstraint(
                condition=Q(is_cancelled=False, cancel_reason="") | (Q(is_cancelled=True) & ~Q(cancel_reason="")),
                name="activity_cancel_says_why",
            ),
        ]
        verbose_name = _("kegiatan")
        verbose_name_plural = _("kegiatan")

    def __str__(self) -> str:
        return self.title


class Occurrence(models.Model):
    """Describe one time an activity is held; rows are made from the rule and cancelled by people."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="occurrences", verbose_name=_("kegiatan"))
    day = models.DateField(_("hari"))
    last_day = models.DateField(_("sampai hari"))
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"))
    is_cancelled = models.BooleanField(_("dibatalkan"), default=False)
    cancel_reason = models.CharField(_("alasan batal"), max_length=200, blank=True, validators=[one_line, public_text])
    # The rule no longer gives this day; the row stays because people had said they would come.
    is_dropped = models.BooleanField(default=False, editable=False)
    taken = models.PositiveIntegerField(_("pendaftar"), default=0, editable=False)

    class Meta:
        """One row per activity and day, found by when it begins."""

        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["starts_at", "id"], name="occurrence_starts")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "day"], name="occurrence_once"),
            models.CheckConstraint(condition=Q(last_day__gte=F("day")), name="occurrence_days_forward"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="occurrence_forward"),
            models.CheckConstraint(
                condition=Q(is_cancelled=False, cancel_reason="") | (Q(is_cancelled=True) & ~Q(cancel_reason="")),
                name="occurrence_cancel_says_why",
            ),
        ]
        verbose_name = _("jadwal kegiatan")
        verbose_name_plural = _("jadwal kegiatan")

    def __str__(self) -> str:
        return f"{self.day}"


class Participant(models.Model):
    """Say that a person comes; leaving keeps the row, so that the same press twice changes nothing."""

    occurrence = models.ForeignKey(
        Occurrence, models.CASCADE, related_name="participants", verbose_name=_("jadwal kegiatan")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("akun"))
    joined_at = models.DateTimeField(_("mendaftar"))
    left_at = models.DateTimeField(_("batal ikut"), null=True, blank=True)

    class Meta:
        """One row per person."""

        ordering = ["joined_at", "id"]
        constraints = [models.UniqueConstraint(fields=["occurrence", "user"], name="participant_once")]
        verbose_name = _("pendaftar kegiatan")
        verbose_name_plural = _("pendaftar kegiatan")

    def __str__(self) -> str:
        return f"{self.pk}"
