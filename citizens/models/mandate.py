"""Keep who may act for whom, since when and until when."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.models.party import Party
from foundation.ids import uuid7


class Relation(models.TextChoices):
    """Name why somebody may act for another."""

    CHILD = "child", _("anak")
    PARENT = "parent", _("orang tua")
    SPOUSE = "spouse", _("suami/istri")
    WARD = "ward", _("dalam perwalian")
    OTHER = "other", _("lainnya dengan kuasa")


class Mandate(models.Model):
    """Let `agent` act for `principal`; ends by date or by being revoked, never by being deleted."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    principal = models.ForeignKey(Party, models.PROTECT, related_name="mandates_given", verbose_name=_("yang diwakili"))
    agent = models.ForeignKey(Party, models.PROTECT, related_name="mandates_held", verbose_name=_("wakil"))
    relation = models.CharField(_("hubungan"), max_length=8, choices=Relation.choices)
    valid_from = models.DateField(_("berlaku sejak"))
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("dicabut pada"), null=True, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    class Meta:
        """Nobody mandates oneself, and the dates run forward."""

        constraints = [
            models.CheckConstraint(condition=~models.Q(principal=models.F("agent")), name="mandate_two_people"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True) | models.Q(valid_to__gte=models.F("valid_from")),
                name="mandate_dates_forward",
            ),
        ]
        verbose_name = _("wewenang")
        verbose_name_plural = _("wewenang")

    def __str__(self) -> str:
        return str(self.pk)
