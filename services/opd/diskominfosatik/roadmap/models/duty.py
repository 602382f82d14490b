"""Keep what the law asks for, and how each OPD stands to it."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text


class Regulation(models.Model):
    """Name a law; an empty number is not known yet and shown as "Belum diisi"."""

    key = models.SlugField(_("kunci"), max_length=40, unique=True)
    title = models.CharField(_("nama peraturan"), max_length=200, validators=[one_line, public_text])
    number = models.CharField(_("nomor"), max_length=60, blank=True, validators=[one_line, public_text])
    adopted_on = models.DateField(_("tanggal disahkan"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True, validators=[one_line])
    is_checked = models.BooleanField(
        _("sudah diperiksa Bagian Hukum"), default=False, help_text=_("Bila belum, layar menulis “perlu diperiksa”.")
    )

    class Meta:
        """By title."""

        ordering = ["title"]
        verbose_name = _("peraturan")
        verbose_name_plural = _("peraturan")

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class Obligation(models.Model):
    """Say one thing a law asks of OPD."""

    key = models.SlugField(_("kunci"), max_length=60, unique=True)
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="obligations", verbose_name=_("peraturan"))
    article = models.CharField(_("pasal"), max_length=60, blank=True, validators=[one_line, public_text])
    text = models.CharField(_("kewajiban"), max_length=300, validators=[one_line, public_text])
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    source = models.CharField(_("sumber"), max_length=200, blank=True, validators=[one_line])
    is_public = models.BooleanField(_("boleh terbit"), default=False)

    class Meta:
        """By law and article."""

        ordering = ["regulation", "article", "key"]
        verbose_name = _("kewajiban")
        verbose_name_plural = _("kewajiban")

    def __str__(self) -> str:
        return self.text


class Standing(models.TextChoices):
    """Name how an OPD stands to an obligation."""

    OPEN = "belum", _("belum")
    PARTLY = "sebagian", _("sebagian")
    MET = "terpenuhi", _("terpenuhi")
    NOT_OURS = "tidak-berlaku", _("tidak berlaku")


class Fulfilment(models.Model):
    """Hold how one OPD stands to one obligation, in its own words, with its evidence."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="fulfilments", verbose_name=_("kewajiban"))
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    standing = models.CharField(_("keadaan"), max_length=13, choices=Standing.choices, default=Standing.OPEN)
    evidence = models.CharField(_("bukti"), max_length=300, blank=True, validators=[public_text])
    link = models.URLField(_("tautan bukti"), max_length=300, blank=True)
    said_at = models.DateTimeField(_("dilaporkan"), null=True, editable=False)

    class Meta:
        """One an OPD; who claims to have met it shows evidence."""

        ordering = ["agency", "obligation"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["obligation", "agency"],
                name="fulfilment_once",
                violation_error_message=_("Perangkat daerah ini sudah tercatat pada kewajiban ini."),
            ),
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="fulfilment_standing_known"),
            models.CheckConstraint(
                condition=Q(standing="belum") | ~Q(evidence=""),
                name="fulfilment_shows_evidence",
                violation_error_message=_("Tulis buktinya, atau alasannya bila tidak berlaku."),
            ),
        ]
        verbose_name = _("pemenuhan kewajiban")
        verbose_name_plural = _("pemenuhan kewajiban")

    def __str__(self) -> str:
        return f"{self.agency_id}: {self.obligation_id}"

    def clean(self) -> None:
        """Lead nobody off the sites of government."""
        try:
            public_text(self.link or "")
        except ValidationError as refused:
            raise ValidationError({"link": refused}) from refused
