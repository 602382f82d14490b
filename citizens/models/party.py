"""Keep the person or organisation a request is about, apart from the account that signs in."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.identity.fields import EncryptedNikField, NikIndexField
from citizens.models.region import Region
from foundation.ids import uuid7


class PartyKind(models.TextChoices):
    """Tell a person from an organisation."""

    PERSON = "person", _("perorangan")
    ORGANISATION = "organisation", _("badan/lembaga")


class IdentityLevel(models.TextChoices):
    """Grade how well we know who this is."""

    CLAIMED = "claimed", _("diisi sendiri")
    MATCHED = "matched", _("cocok dengan Dukcapil")
    SEEN = "seen", _("diperiksa tatap muka")


class Party(models.Model):
    """Describe a person or organisation; the NIK is stored encrypted and found by a blind index only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=PartyKind.choices, default=PartyKind.PERSON)
    name = models.CharField(_("nama lengkap sesuai KTP"), max_length=100)
    nik = EncryptedNikField(_("NIK"), blank=True, default="")
    nik_index = NikIndexField(source="nik", db_index=True)
    identity = models.CharField(
        _("tingkat identitas"), max_length=8, choices=IdentityLevel.choices, default=IdentityLevel.CLAIMED
    )
    birth_date = models.DateField(_("tanggal lahir"), null=True, blank=True)
    phone = models.CharField(_("nomor HP"), max_length=16, blank=True)
    email = models.EmailField(_("surel"), blank=True)
    street = models.CharField(_("jalan dan nomor"), max_length=120, blank=True)
    hamlet = models.CharField(_("kampung/dusun"), max_length=80, blank=True)
    rt = models.CharField("RT", max_length=3, blank=True)
    rw = models.CharField("RW", max_length=3, blank=True)
    village = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("desa"))
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    class Meta:
        """A NIK belongs to one party once it was matched or seen."""

        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=PartyKind.values), name="party_kind_known"),
            models.CheckConstraint(condition=models.Q(identity__in=IdentityLevel.values), name="party_identity_known"),
            models.UniqueConstraint(
                fields=["nik_index"],
                condition=~models.Q(nik_index="") & ~models.Q(identity="claimed"),
                name="party_proven_nik_once",
            ),
        ]
        verbose_name = _("warga atau badan")
        verbose_name_plural = _("warga dan badan")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save the row; the blind index always goes with the NIK."""
        fields = kwargs.get("update_fields")
        if fields is not None and "nik" in fields:
            kwargs["update_fields"] = {*fields, "nik_index"}
        super().save(*args, **kwargs)
