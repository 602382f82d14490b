"""Keep what happened to the roadmap, and each state of it that was published; neither is ever changed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.opd.diskominfosatik.roadmap.models.duty import Fulfilment
from services.opd.diskominfosatik.roadmap.models.plan import Initiative


class StepKind(models.TextChoices):
    """Name what a step is."""

    PLAN = "rencana", _("rencana diubah")
    REPORT = "laporan", _("laporan perangkat daerah")
    DUTY = "kewajiban", _("pemenuhan kewajiban")


class Step(models.Model):
    """Say who changed what from which value to which, with the words of the officer."""

    initiative = models.ForeignKey(Initiative, models.PROTECT, null=True, related_name="steps")
    fulfilment = models.ForeignKey(Fulfilment, models.PROTECT, null=True, related_name="steps")
    kind = models.CharField(max_length=9, choices=StepKind.choices)
    at = models.DateTimeField()
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    state = models.JSONField(default=dict)  # by field, as it stood after this step
    changes = models.JSONField(default=list)  # [field, before, after]
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        """Newest first, of one thing each; triggers refuse to change a row."""

        ordering = ["-at", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(kind__in=StepKind.values), name="roadmap_step_kind_known"),
            models.CheckConstraint(
                condition=Q(initiative__isnull=True, fulfilment__isnull=False)
                | Q(initiative__isnull=False, fulfilment__isnull=True),
                name="roadmap_step_of_one_thing",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["initiative", "-at"], name="roadmap_step_initiative"),
            models.Index(fields=["fulfilment", "-at"], name="roadmap_step_fulfilment"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Publication(models.Model):
    """Hold the roadmap as it was published; the public page shows the newest and asks nothing else."""

    at = models.DateTimeField(_("terbit pada"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    data = models.JSONField()

    class Meta:
        """Newest first."""

        ordering = ["-at", "-pk"]
        indexes: ClassVar = [models.Index(fields=["-at", "-id"], name="roadmap_publication_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
