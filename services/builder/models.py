"""Remember every change of a draft, so that it can be undone and a colleague's change be told from one's own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from services.catalogue.models import ServiceVersion


class Edit(models.Model):
    """Hold one change of a draft: the document before it, and the fingerprints before and after."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ServiceVersion, models.CASCADE, related_name="edits", verbose_name=_("versi"))
    before = models.JSONField(_("isi sebelumnya"))
    before_checksum = models.CharField(_("sidik sebelumnya"), max_length=64)
    after_checksum = models.CharField(_("sidik sesudahnya"), max_length=64)
    what = models.CharField(_("perubahan"), max_length=200)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("diubah oleh")
    )
    made_at = models.DateTimeField(_("diubah pada"))
    undone_at = models.DateTimeField(_("diurungkan pada"), null=True, blank=True)

    class Meta:
        """An edit changes something; the newest come first."""

        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(before_checksum=models.F("after_checksum")), name="edit_changes_something"
            ),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | models.Q(undone_at__gte=models.F("made_at")),
                name="edit_undone_after_it_was_made",
            ),
        ]
        indexes = [models.Index(fields=["version", "after_checksum"], name="edit_of_draft")]
        verbose_name = _("perubahan draf")
        verbose_name_plural = _("perubahan draf")

    def __str__(self) -> str:
        return self.what
