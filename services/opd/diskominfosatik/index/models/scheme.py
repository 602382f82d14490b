"""Keep the schemes of indices: aspects, indicators and weights that nobody changes once they are in."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from services.opd.diskominfosatik.index.formula import Band, Weighed


class Scheme(models.Model):
    """Hold one index scheme with its predicates; taken in whole by `schemes.install`, or not at all."""

    key = models.SlugField(primary_key=True, max_length=40)
    title = models.CharField(_("nama"), max_length=120)
    basis = models.CharField(_("dasar"), max_length=120)
    is_current = models.BooleanField(_("berlaku"), default=True)
    note = models.TextField(_("catatan"), blank=True)
    sources = models.TextField(_("sumber"))
    bands = models.JSONField(default=list)
    levels = models.JSONField(default=dict)

    class Meta:
        """Those in force first."""

        ordering = ["-is_current", "-key"]
        verbose_name = _("skema indeks")
        verbose_name_plural = _("skema indeks")

    def __str__(self) -> str:
        return self.title

    @property
    def predicates(self) -> list[Band]:
        """Return the predicates."""
        return [Band(each["name"], each["tier"], Decimal(each["from"])) for each in self.bands]


def _weight() -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(max_digits=5, decimal_places=2)


class Aspect(models.Model):
    """Hold one aspect of a scheme."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="aspects")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    domain = models.CharField(max_length=300, blank=True)
    weight = _weight()

    class Meta:
        """Each number once; a weight is a share of a hundred."""

        ordering = ["scheme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="index_aspect_once"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="index_aspect_weight"),
        ]

    def __str__(self) -> str:
        return self.name


class Indicator(models.Model):
    """Hold one indicator, what the portal proposes as evidence, and what of it it proves itself."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="indicators")
    aspect = models.ForeignKey(Aspect, models.PROTECT, related_name="indicators")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=300)
    weight = _weight()
    hint = models.CharField(max_length=300, blank=True)
    proofs = models.JSONField(default=list)

    class Meta:
        """Each number once; a weight is a share of a hundred."""

        ordering = ["scheme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="index_indicator_once"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=100), name="index_indicator_weight"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def weighed(self) -> Weighed:
        """Return what the formula needs."""
        return Weighed(self.number, self.aspect.number, self.weight)


class Result(models.Model):
    """Hold the official index of a year as a ministry published it, with where that was read."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="results", verbose_name=_("skema"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    value = models.DecimalField(_("indeks"), max_digits=3, decimal_places=2)
    source = models.CharField(_("sumber"), max_length=300)

    class Meta:
        """One result a year and scheme, between one and five, with its source."""

        ordering = ["year", "scheme"]
        constraints = [
            models.UniqueConstraint(fields=["scheme", "year"], name="index_result_once"),
            models.CheckConstraint(condition=Q(value__gte=1, value__lte=5), name="index_result_range"),
            models.CheckConstraint(condition=~Q(source=""), name="index_result_has_source"),
        ]
        verbose_name = _("hasil resmi indeks")
        verbose_name_plural = _("hasil resmi indeks")

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.year}"
