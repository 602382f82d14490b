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

    code = models.CharField(_("kode"), primary_key=True, max_length=13)
    kind = models.CharField(_("jenis"), max_length=10, choices=RegionKind.choices)
    name = models.CharField(_("nama"), max_length=80)
    folded = models.CharField(  # lower case, no spaces, for search
        _("nama untuk pencarian"), max_length=80, db_index=True
    )
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("bagian dari")
    )
    postcode = models.CharField(_("kode pos"), max_length=5, blank=True)
    latitude = models.DecimalField(_("lintang"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("bujur"), max_digits=9, decimal_places=6, null=True, blank=True)
    valid_from = models.DateField(_("berlaku sejak"), null=True, blank=True)
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)

    class Meta:
        """Sort by name; only known kinds."""

        ordering = ["name", "code"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=RegionKind.values), name="region_kind_known")]
        verbose_name = _("wilayah")
        verbose_name_plural = _("wilayah")

    def __str__(self) -> str:
        return self.name
