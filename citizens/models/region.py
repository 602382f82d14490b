"""Keep the official codes of places, from kabupaten down to desa."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RegionKind(models.TextChoices):
    """Name the levels of region codes (Kepmendagri 300.2.2-2138/2025)."""

    REGENCY = "regency", _("kabupaten")
    DISTRICT = "district", _("kecamatan")
    VILLAGE = "village", _("desa")


class Region(models.Model):
    """Describe one place by its Kemendagri code; a code is never reused, it ends."""

    code = models.CharField(primary_key=True, max_length=13)
    kind = models.CharField(max_length=10, choices=RegionKind.choices)
    name = models.CharField(max_length=80)
    folded = models.CharField(max_length=80, db_index=True)  # lower case, no spaces, for search
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    postcode = models.CharField(max_length=5, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        """Sort by name; only known kinds."""

        ordering = ["name", "code"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=RegionKind.values), name="region_kind_known")]
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")

    def __str__(self) -> str:
        return self.name
