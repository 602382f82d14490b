"""Keep what was found on public pages, and when everything was looked at last."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Sign(models.TextChoices):
    """Name what is found."""

    LINK = "tautan", _("tautan ke luar")
    SCRIPT = "skrip", _("skrip bukan milik portal")
    FRAME = "bingkai", _("bingkai atau objek asing")
    HIDDEN = "tersembunyi", _("teks atau gaya yang disembunyikan")
    WORDS = "judi", _("kata iklan judi")
    BROKEN = "galat", _("halaman tidak menjawab")


class Finding(models.Model):
    """Hold one thing on one page; `cleared_at` says when the page was seen without it again."""

    path = models.CharField(_("halaman"), max_length=300)
    sign = models.CharField(_("temuan"), max_length=12, choices=Sign.choices)
    detail = models.CharField(_("isi"), max_length=200)
    first_seen = models.DateTimeField(_("pertama terlihat"))
    last_seen = models.DateTimeField(_("terakhir terlihat"))
    cleared_at = models.DateTimeField(_("hilang"), null=True)

    class Meta:
        """Open once a page and thing; newest first."""

        ordering = ["-first_seen", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["path", "sign", "detail"], condition=Q(cleared_at__isnull=True), name="finding_open_once"
            ),
            models.CheckConstraint(condition=Q(sign__in=Sign.values), name="finding_sign_known"),
            models.CheckConstraint(condition=Q(last_seen__gte=F("first_seen")), name="finding_seen_in_order"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["-first_seen", "-id"], condition=Q(cleared_at__isnull=True), name="finding_open")
        ]

    def __str__(self) -> str:
        return f"{self.path}: {self.sign}"


class Round(models.Model):
    """Hold one round over all public pages; `ended_at` is empty while it runs."""

    hour = models.DateTimeField(unique=True)
    pages = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)  # open findings when it ended
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ["-hour"]

    def __str__(self) -> str:
        return f"{self.hour:%Y-%m-%d %H}"
