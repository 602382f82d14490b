"""Keep the photo of an official as we drew it, with who agreed to it and who sent it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models.agency import Agency
from foundation.ids import uuid7
from foundation.texts import one_line, public_text


class Portrait(models.Model):
    """Hold one photo in two sizes; the row outlives the pixels, which go when no official shows them any more."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="portraits", verbose_name=_("perangkat daerah"))
    sha256 = models.CharField(max_length=64, editable=False)
    # A few kilobytes each: in the database they are saved, published and restored together with what they belong to.
    large = models.BinaryField()
    small = models.BinaryField()
    source = models.CharField(_("sumber foto"), max_length=200, validators=[one_line, public_text])
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("diunggah"))

    class Meta:
        """One row per agency and picture; none without its source."""

        ordering = ["-uploaded_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="portrait_once"),
            models.CheckConstraint(condition=~models.Q(source=""), name="portrait_has_source"),
        ]
        verbose_name = _("foto pejabat")
        verbose_name_plural = _("foto pejabat")

    def __str__(self) -> str:
        return self.source
