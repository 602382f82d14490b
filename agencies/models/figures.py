"""Keep the figures of an agency, written down by performance, read by public pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency


class AgencyFigures(models.Model):
    """Hold one period's honest figures of an agency; overdue-open counts as late."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="figures")
    first_day = models.DateField(_("hari pertama"))
    last_day = models.DateField(_("hari terakhir"))
    decided = models.PositiveIntegerField(_("diputus"), default=0)
    on_time = models.PositiveIntegerField(_("tepat waktu"), default=0)
    overdue_open = models.PositiveIntegerField(_("terlambat dan terbuka"), default=0)
    without_deadline = models.PositiveIntegerField(_("diputus tanpa tenggat"), default=0)
    late_withdrawn = models.PositiveIntegerField(_("dibatalkan setelah lewat tenggat"), default=0)
    is_public = models.BooleanField(_("boleh ditampilkan"), default=True)  # not below ten, nor by subtraction
    computed_at = models.DateTimeField()

    class Meta:
        """One row per agency and period."""

        constraints = [
            models.UniqueConstraint(fields=["agency", "first_day", "last_day"], name="agency_figures_once"),
            models.CheckConstraint(
                condition=models.Q(on_time__lte=models.F("decided")), name="agency_figures_consistent"
            ),
        ]
        verbose_name = _("angka perangkat daerah")
        verbose_name_plural = _("angka perangkat daerah")

    def __str__(self) -> str:
        return f"{self.agency_id} {self.first_day}"

    @property
    def measured(self) -> int:
        """Return what the rate is measured by: what had a deadline and ended, and what is open past it."""
        return self.decided - self.without_deadline + self.late_withdrawn + self.overdue_open


class AgencySatisfaction(models.Model):
    """Hold the newest yearly satisfaction index of an agency that may be shown."""

    agency = models.OneToOneField(Agency, models.CASCADE, primary_key=True, related_name="satisfaction")
    first_day = models.DateField()
    last_day = models.DateField()
    count = models.PositiveIntegerField()  # how many answered
    index = models.DecimalField(max_digits=5, decimal_places=2)
    grade = models.CharField(max_length=1)

    class Meta:
        """Never of fewer than ten answers, never outside the scale."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(count__gte=10, index__gte=25, index__lte=100), name="agency_satisfaction_of_ten"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.index}"
