"""Keep what an OPD wants to change of its public facts until Diskominfosatik publishes it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency


class Subject(models.TextChoices):
    """Name the facts that become public only after Diskominfosatik read them."""

    AGENCY = "agency", _("data OPD")
    OFFICIAL = "official", _("pejabat")
    CALENDAR = "workcalendar", _("hari dan jam kerja")


class Outcome(models.TextChoices):
    """Tell a waiting proposal from those that were answered."""

    WAITING = "menunggu", _("menunggu")
    PUBLISHED = "terbit", _("terbit")
    REFUSED = "ditolak", _("ditolak")
    WITHDRAWN = "ditarik", _("ditarik")


class Proposal(models.Model):
    """Hold new values of one row as text; the row itself holds what everybody reads."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="proposals", verbose_name=_("perangkat daerah"))
    subject = models.CharField(_("tentang"), max_length=12, choices=Subject.choices)
    target = models.CharField(max_length=40, blank=True)  # the row's key; empty for a row that does not exist yet
    values = models.JSONField(_("usulan"), default=dict)
    before = models.JSONField(_("sebelumnya"), default=dict, blank=True)  # written when it is published
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="proposals", verbose_name=_("diusulkan oleh")
    )
    proposed_at = models.DateTimeField(_("diusulkan"))
    outcome = models.CharField(_("keadaan"), max_length=8, choices=Outcome.choices, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_proposals",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan"), null=True, blank=True)
    reason = models.CharField(_("alasan"), max_length=300, blank=True)

    class Meta:
        """One waiting proposal per row; an answer has its giver and moment, who is never the proposer, and a reason."""

        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "target"],
                condition=models.Q(outcome=Outcome.WAITING) & ~models.Q(target=""),
                name="proposal_one_waiting",
            ),
            models.CheckConstraint(condition=models.Q(subject__in=Subject.values), name="proposal_subject_known"),
            models.CheckConstraint(
                condition=models.Q(outcome=Outcome.WAITING, decided_by__isnull=True, decided_at__isnull=True)
                | models.Q(
                    outcome__in=[Outcome.PUBLISHED, Outcome.REFUSED, Outcome.WITHDRAWN],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="proposal_answered_whole",
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome=Outcome.REFUSED) | ~models.Q(reason=""), name="proposal_refused_why"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=[Outcome.WAITING, Outcome.WITHDRAWN])
                | ~models.Q(decided_by=models.F("proposed_by")),
                name="proposal_two_people",
            ),
        ]
        indexes = [models.Index(fields=["agency", "outcome"], name="proposal_by_agency")]
        verbose_name = _("usulan perubahan")
        verbose_name_plural = _("usulan perubahan")

    def __str__(self) -> str:
        return f"{self.get_subject_display()} · {self.agency_id}"
