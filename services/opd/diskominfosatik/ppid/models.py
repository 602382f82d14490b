"""Keep the list of public information twice: as an OPD writes it, and as everybody reads it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text


class Category(models.TextChoices):
    """Name the classes of UU 14/2008: articles 9, 10, 11, and 17 for what is kept back."""

    PERIODIC = "berkala", _("berkala")
    AT_ONCE = "serta-merta", _("serta-merta")
    ALWAYS = "setiap-saat", _("setiap saat")
    EXEMPT = "dikecualikan", _("dikecualikan")


class Format(models.TextChoices):
    """Name the shapes in which a piece of information exists."""

    BOTH = "keduanya", _("cetak dan elektronik")
    PAPER = "cetak", _("cetak")
    FILE = "elektronik", _("elektronik")


# What an OPD writes and what is copied when it is published.
COPIED = (
    *("agency_id", "title", "summary", "category", "exemption", "format", "period", "responsible"),
    *("retention", "link"),
)


class Information(models.Model):
    """Describe one piece of public information."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    title = models.CharField(_("judul informasi"), max_length=200, validators=[one_line, public_text])
    summary = models.CharField(_("ringkasan isi"), max_length=500, blank=True, validators=[public_text])
    category = models.CharField(_("kategori"), max_length=12, choices=Category.choices)
    exemption = models.CharField(
        _("pasal pengecualian"),
        max_length=200,
        blank=True,
        validators=[one_line, public_text],
        help_text=_("Wajib bila dikecualikan, misalnya UU 14/2008 Pasal 17 huruf h."),
    )
    format = models.CharField(_("bentuk"), max_length=10, choices=Format.choices, default=Format.BOTH)
    period = models.CharField(
        _("waktu pembuatan"),
        max_length=60,
        blank=True,
        validators=[one_line, public_text],
        help_text=_("Misalnya 2026, atau Januari sampai Juni 2026."),
    )
    responsible = models.CharField(
        _("penanggung jawab"),
        max_length=120,
        blank=True,
        validators=[one_line, public_text],
        help_text=_("Jabatan atau unit, bukan nama orang."),
    )
    retention = models.CharField(_("masa simpan"), max_length=120, blank=True, validators=[one_line, public_text])
    link = models.URLField(_("tautan"), blank=True, max_length=300, help_text=_("Alamat halaman atau berkasnya."))
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """Shared by both tables."""

        abstract = True

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Hold exempt information to its article and away from a link, and links to where everybody may be led."""
        exempt = self.category == Category.EXEMPT
        problems = {}
        if exempt and not self.exemption:
            problems["exemption"] = _("Isi pasal yang menjadi dasar pengecualian.")
        if not exempt and self.exemption:
            problems["exemption"] = _("Kosongkan pasal ini, atau pilih kategori dikecualikan.")
        if exempt and self.link:
            problems["link"] = _("Informasi yang dikecualikan tidak boleh bertautan.")
        if problems:
            raise ValidationError(problems)
        if self.link:
            try:
                public_text(self.link)
            except ValidationError as refused:
                raise ValidationError({"link": refused}) from refused


def _rules(prefix: str) -> list[models.BaseConstraint]:
    exempt = Q(category=Category.EXEMPT)
    return [
        models.CheckConstraint(condition=Q(category__in=Category.values), name=f"{prefix}_category_known"),
        models.CheckConstraint(condition=Q(format__in=Format.values), name=f"{prefix}_format_known"),
        models.CheckConstraint(
            condition=(exempt & ~Q(exemption="") & Q(link="")) | (~exempt & Q(exemption="")),
            name=f"{prefix}_exempt_by_law",
        ),
    ]


class InformationItem(Information):
    """Hold a piece of information as its OPD writes it; nobody outside the panel reads this row."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        """By agency and title."""

        ordering = ["agency", "title", "id"]
        constraints = _rules("ppid_item")
        verbose_name = _("informasi publik")
        verbose_name_plural = _("daftar informasi publik")


class PublishedItem(Information):
    """Hold what everybody reads of it; only publishing writes this row."""

    item = models.OneToOneField(
        InformationItem, models.CASCADE, primary_key=True, related_name="published", verbose_name=_("informasi")
    )
    folded = models.TextField(editable=False)  # title and summary in small letters, for the search
    published_at = models.DateTimeField()

    class Meta:
        """By title, which is how the public list is read."""

        ordering = ["title", "item"]
        constraints = _rules("ppid_published")
        indexes = [
            models.Index(fields=["title", "item"], name="ppid_title"),
            models.Index(fields=["agency", "title", "item"], name="ppid_agency_title"),
            models.Index(fields=["category", "title", "item"], name="ppid_category_title"),
        ]
