"""Keep studies (kajian): what was asked, the documents, and what followed from each."""

from __future__ import annotations

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text
from services.opd.diskominfosatik.roadmap.models.plan import FIRST_YEAR, LAST_YEAR, Initiative


class StudyStatus(models.TextChoices):
    """Name how far a study is."""

    PLANNED = "direncanakan", _("direncanakan")
    RUNNING = "berjalan", _("berjalan")
    DONE = "selesai", _("selesai")


class Study(models.Model):
    """Describe one study."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    title = models.CharField(_("judul kajian"), max_length=200, unique=True, validators=[one_line, public_text])
    summary = models.TextField(_("ringkasan"), max_length=1000, blank=True, validators=[public_text])
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    status = models.CharField(_("status"), max_length=12, choices=StudyStatus.choices, default=StudyStatus.PLANNED)
    is_public = models.BooleanField(_("boleh terbit"), default=False)

    class Meta:
        """Newest first."""

        ordering = ["-year", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=StudyStatus.values), name="study_status_known"),
            models.CheckConstraint(
                condition=Q(year__range=(FIRST_YEAR, LAST_YEAR)),
                name="study_year",
                violation_error_message=_("Tahun harus antara 2018 dan 2060."),
            ),
        ]
        verbose_name = _("kajian")
        verbose_name_plural = _("kajian")

    def __str__(self) -> str:
        return self.title


class StudyDocument(models.Model):
    """Name one document of a study and where it lies."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="documents", verbose_name=_("kajian"))
    title = models.CharField(_("nama dokumen"), max_length=160, validators=[one_line, public_text])
    link = models.URLField(_("tautan"), max_length=300, help_text=_("Alamat berkas di situs .go.id."))
    dated = models.DateField(_("tanggal dokumen"), null=True, blank=True)

    class Meta:
        """Newest last, as they were made."""

        ordering = ["dated", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["study", "link"],
                name="study_document_once",
                violation_error_message=_("Dokumen ini sudah tercatat pada kajian ini."),
            )
        ]
        verbose_name = _("dokumen kajian")
        verbose_name_plural = _("dokumen kajian")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Lead nobody off the sites of government."""
        try:
            public_text(self.link or "")
        except ValidationError as refused:
            raise ValidationError({"link": refused}) from refused


class StudyResult(models.Model):
    """Say what followed from a study, and where an initiative came of it, which."""

    study = models.ForeignKey(Study, models.CASCADE, related_name="results", verbose_name=_("kajian"))
    text = models.CharField(_("tindak lanjut"), max_length=300, validators=[one_line, public_text])
    initiative = models.ForeignKey(
        Initiative, models.SET_NULL, null=True, blank=True, related_name="studies", verbose_name=_("inisiatif")
    )
    on = models.DateField(_("tanggal"))

    class Meta:
        """As they came."""

        ordering = ["on", "pk"]
        verbose_name = _("tindak lanjut kajian")
        verbose_name_plural = _("tindak lanjut kajian")

    def __str__(self) -> str:
        return self.text
