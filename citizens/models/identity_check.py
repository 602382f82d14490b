"""Keep that a person's data were compared with the population register, and what agreed; never the register's data."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.models.party import Party


class CheckOutcome(models.TextChoices):
    """Name how a comparison ended."""

    MATCHED = "matched", _("cocok")
    DIFFERS = "differs", _("tidak cocok")
    UNANSWERED = "unanswered", _("tidak terjawab")


class IdentityCheck(models.Model):
    """Record one comparison by element (Permendagri 102/2019): flags and time, nothing else."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="identity_checks", verbose_name=_("warga atau badan"))
    outcome = models.CharField(_("hasil"), max_length=10, choices=CheckOutcome.choices)
    flags = models.JSONField(_("rincian"), default=dict)  # element -> agrees
    code = models.CharField(_("sebab"), max_length=20, blank=True)  # why there was no answer
    at = models.DateTimeField(_("waktu"), auto_now_add=True)

    class Meta:
        """Newest first; only known outcomes."""

        ordering = ["-at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=CheckOutcome.values), name="identity_check_outcome_known"
            )
        ]
        verbose_name = _("pencocokan identitas")
        verbose_name_plural = _("pencocokan identitas")

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d}"
