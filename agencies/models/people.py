"""Keep who heads and who works for an agency."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency, Unit
from agencies.models.portrait import Portrait


class Acting(models.TextChoices):
    """Tell a definitive holder of an office from a temporary one."""

    DEFINITIVE = "", _("definitif")
    PLT = "plt", _("pelaksana tugas (Plt.)")
    PLH = "plh", _("pelaksana harian (Plh.)")
    PJ = "pj", _("penjabat (Pj.)")


# A Plh. stands beside the holder of the office for a while; all others hold it alone (UU 30/2014 art. 14).
BESIDE: Final = Acting.PLH
_OPEN_HEAD: Final = models.Q(is_head=True, until__isnull=True)
_OPEN_LEADER: Final = models.Q(unit__isnull=False, until__isnull=True)


class Official(models.Model):
    """Describe who holds an office since when; an empty name means nobody filled it in, never an invented one.

    Two rows are about the same office when both head the same agency or both lead the same unit. Triggers keep the
    terms of one office apart (`agencies.triggers`).
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="officials", verbose_name=_("perangkat daerah"))
    position = models.CharField(_("jabatan"), max_length=120)
    is_head = models.BooleanField(_("pimpinan"), default=False)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="officials", verbose_name=_("memimpin unit")
    )
    name = models.CharField(_("nama"), max_length=120, blank=True)
    acting = models.CharField(_("status"), max_length=4, choices=Acting.choices, default=Acting.DEFINITIVE, blank=True)
    since = models.DateField(_("sejak"), null=True, blank=True)
    until = models.DateField(_("sampai"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True)
    portrait = models.ForeignKey(
        Portrait, models.PROTECT, null=True, blank=True, related_name="officials", verbose_name=_("foto")
    )

    class Meta:
        """At most one holder without an end per office, and one Plh. beside."""

        ordering = ["-is_head", "position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agency"], condition=_OPEN_HEAD & ~models.Q(acting=BESIDE), name="official_one_head"
            ),
            models.UniqueConstraint(
                fields=["agency"], condition=_OPEN_HEAD & models.Q(acting=BESIDE), name="official_one_daily_head"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=_OPEN_LEADER & ~models.Q(acting=BESIDE), name="official_one_leader"
            ),
            models.UniqueConstraint(
                fields=["unit"], condition=_OPEN_LEADER & models.Q(acting=BESIDE), name="official_one_daily_leader"
            ),
            models.CheckConstraint(
                condition=models.Q(is_head=False) | models.Q(unit__isnull=True), name="official_one_office"
            ),
            models.CheckConstraint(condition=models.Q(acting__in=Acting.values), name="official_acting_known"),
            models.CheckConstraint(
                condition=models.Q(since__isnull=True)
                | models.Q(until__isnull=True)
                | models.Q(until__gte=models.F("since")),
                name="official_dates_forward",
            ),
        ]
        verbose_name = _("pejabat")
        verbose_name_plural = _("pejabat")

    def __str__(self) -> str:
        return self.position


class Staff(models.Model):
    """Let an account work for an agency; what it may do there is held by functions in the catalogue."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.PROTECT, related_name="staff", verbose_name=_("akun"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="staff", verbose_name=_("perangkat daerah"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="staff", verbose_name=_("unit kerja")
    )
    title = models.CharField(_("jabatan"), max_length=120, blank=True)
    is_agency_admin = models.BooleanField(_("admin OPD"), default=False)
    is_platform_admin = models.BooleanField(_("admin portal (Diskominfosatik)"), default=False)
    is_auditor = models.BooleanField(_("auditor (hanya membaca)"), default=False)
    is_active = models.BooleanField(_("aktif"), default=True)

    class Meta:
        """Sorted by agency; who looks at everything changes nothing."""

        ordering = ["agency", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_auditor=False) | models.Q(is_agency_admin=False, is_platform_admin=False),
                name="staff_auditor_keeps_nothing",
            )
        ]
        verbose_name = _("petugas")
        verbose_name_plural = _("petugas")

    def __str__(self) -> str:
        return self.title or str(self.pk)


class Substitution(models.TextChoices):
    """Say as what the substitute acts."""

    PLH = "plh", _("pelaksana harian (Plh.)")
    PLT = "plt", _("pelaksana tugas (Plt.)")


class Absence(models.Model):
    """Say that a member of staff is away and who acts meanwhile."""

    staff = models.ForeignKey(Staff, models.CASCADE, related_name="absences", verbose_name=_("petugas"))
    substitute = models.ForeignKey(
        Staff, models.PROTECT, null=True, blank=True, related_name="substitutions", verbose_name=_("pengganti")
    )
    acts_as = models.CharField(_("sebagai"), max_length=3, choices=Substitution.choices, default=Substitution.PLH)
    first_day = models.DateField(_("mulai"))
    last_day = models.DateField(_("sampai"))

    class Meta:
        """Dates run forward and nobody replaces oneself."""

        ordering = ["-first_day", "id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(acts_as__in=Substitution.values), name="absence_acts_as_known"),
            models.CheckConstraint(condition=models.Q(last_day__gte=models.F("first_day")), name="absence_forward"),
            models.CheckConstraint(
                condition=models.Q(substitute__isnull=True) | ~models.Q(substitute=models.F("staff")),
                name="absence_other",
            ),
        ]
        verbose_name = _("ketidakhadiran")
        verbose_name_plural = _("ketidakhadiran")

    def __str__(self) -> str:
        return f"{self.first_day} - {self.last_day}"
