"""Keep what an OPD tells everybody, and the one line that stands above every page in an emergency."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text


class News(models.Model):
    """Describe a short notice; it shows by itself at its time and goes by itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="news", verbose_name=_("perangkat daerah"))
    title = models.CharField(_("judul"), max_length=120, validators=[one_line, public_text])
    body = models.TextField(_("isi"), max_length=3000, validators=[public_text])
    shown_from = models.DateTimeField(_("tampil mulai"))
    shown_until = models.DateTimeField(_("tampil sampai"), null=True, blank=True)
    is_published = models.BooleanField(_("terbit"), default=False)
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """Newest first; the time of showing runs forward."""

        ordering = ["-shown_from", "-id"]
        indexes = [models.Index(fields=["-shown_from", "-id"], name="news_newest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_until__isnull=True) | Q(shown_until__gt=F("shown_from")), name="news_forward"
            )
        ]
        verbose_name = _("berita")
        verbose_name_plural = _("berita")

    def __str__(self) -> str:
        return self.title


class EmergencyNotice(models.Model):
    """Describe a line above every page; it always ends, because a forgotten alarm is heard by nobody."""

    text = models.CharField(_("teks"), max_length=200, validators=[one_line, public_text])
    news = models.ForeignKey(
        News, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("berita lengkap")
    )
    shown_from = models.DateTimeField(_("tampil mulai"))
    shown_until = models.DateTimeField(_("tampil sampai"))

    class Meta:
        """The time of showing runs forward."""

        ordering = ["-shown_from", "-id"]
        constraints = [models.CheckConstraint(condition=Q(shown_until__gt=F("shown_from")), name="emergency_forward")]
        verbose_name = _("pengumuman darurat")
        verbose_name_plural = _("pengumuman darurat")

    def __str__(self) -> str:
        return self.text
