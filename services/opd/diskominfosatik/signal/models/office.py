"""Keep what the office works with: to whom sites were proposed, who sits there, letters, and the numbers it chose."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from services.opd.diskominfosatik.signal.models.site import SignalSite, Target

_KNOWN = models.Q(target__in=Target.values)


class SiteProposal(models.Model):
    """Name to whom a site was proposed; `is_current` where that is where it lies now."""

    site = models.ForeignKey(SignalSite, models.CASCADE, related_name="proposals")
    target = models.CharField(_("tujuan"), max_length=12, choices=Target.choices)
    at = models.DateTimeField(_("diusulkan"))
    is_current = models.BooleanField(_("berlaku"), default=True)

    class Meta:
        """Each addressee once a site."""

        constraints: ClassVar = [
            models.UniqueConstraint(fields=["site", "target"], name="site_proposal_once"),
            models.CheckConstraint(condition=_KNOWN, name="site_proposal_target_known"),
        ]
        indexes: ClassVar = [models.Index(fields=["target", "is_current"], name="site_proposal_target")]

    def __str__(self) -> str:
        return f"{self.site_id} {self.target}"


class OperatorSeat(models.Model):
    """Let one account act for an operator or BAKTI: it sees what was proposed there, and nothing else."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="signal_seat")
    target = models.CharField(_("operator"), max_length=12, choices=Target.choices)
    is_active = models.BooleanField(_("aktif"), default=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    given_at = models.DateTimeField(_("diberikan"))
    ended_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    class Meta:
        """An ended seat says when it ended."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=_KNOWN, name="operator_seat_target_known"),
            models.CheckConstraint(
                condition=models.Q(is_active=True, ended_at__isnull=True)
                | models.Q(is_active=False, ended_at__isnull=False),
                name="operator_seat_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.target}"


class Letter(models.Model):
    """Keep one letter to an operator or BAKTI as it was written: `rows` are the sites as they stood that day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    target = models.CharField(_("tujuan"), max_length=12, choices=Target.choices)
    number = models.CharField(_("nomor surat"), max_length=60, blank=True)  # the office's own register gives it
    dated = models.DateField(_("tanggal surat"))
    signer_name = models.CharField(_("nama penanda tangan"), max_length=120, blank=True)
    signer_position = models.CharField(_("jabatan penanda tangan"), max_length=120, blank=True)
    rows = models.JSONField(default=list)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(_("dibuat"))
    is_demo = models.BooleanField("DEMO", default=False)

    class Meta:
        """A number belongs to one letter."""

        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=_KNOWN, name="signal_letter_target_known"),
            models.UniqueConstraint(
                fields=["number"], condition=~models.Q(number=""), name="signal_letter_number_once"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.pk)


class LetterSite(models.Model):
    """Name a site that a letter is about."""

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="sites")
    site = models.ForeignKey(SignalSite, models.PROTECT, related_name="letters")

    class Meta:
        """Each once a letter."""

        constraints: ClassVar = [models.UniqueConstraint(fields=["letter", "site"], name="signal_letter_site_once")]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.site_id}"


class Rules(models.Model):
    """Hold the numbers Diskominfosatik chose; one row, and without it the first choice counts."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    near_m = models.PositiveIntegerField(_("jarak gabung (meter)"), default=500)
    few = models.PositiveIntegerField(_("keluarga paling sedikit agar letak tampil"), default=10)
    far_km = models.PositiveIntegerField(_("jarak terjauh dari desa (kilometer)"), default=15)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(null=True)

    class Meta:
        """Hold the numbers to what still makes sense."""

        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="signal_rules_one"),
            models.CheckConstraint(condition=models.Q(near_m__range=(50, 5000)), name="signal_rules_near"),
            models.CheckConstraint(condition=models.Q(few__range=(5, 1000)), name="signal_rules_few"),
            models.CheckConstraint(condition=models.Q(far_km__range=(2, 50)), name="signal_rules_far"),
        ]

    def __str__(self) -> str:
        return f"{self.near_m} m, {self.few}, {self.far_km} km"
