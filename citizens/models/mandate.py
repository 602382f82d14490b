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


class MandateInvitation(models.Model):
    """Hold a code by which whoever it was told to becomes an agent; only its hash is kept, and it works once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    principal = models.ForeignKey(Party, models.CASCADE, related_name="+", verbose_name=_("yang memberi kuasa"))
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    relation = models.CharField(_("hubungan"), max_length=8, choices=Relation.choices)
    valid_to = models.DateField(_("kuasa berlaku sampai"))
    made_at = models.DateTimeField(_("dibuat"))
    ends_at = models.DateTimeField(_("kode berlaku sampai"))
    used_at = models.DateTimeField(_("dipakai"), null=True)
    mandate = models.OneToOneField(Mandate, models.PROTECT, null=True, related_name="invitation")

    class Meta:
        """A used code says which mandate it made, and no other does."""

        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(used_at__isnull=True, mandate__isnull=True)
                | models.Q(used_at__isnull=False, mandate__isnull=False),
                name="invitation_used_made_mandate",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="invitation_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
