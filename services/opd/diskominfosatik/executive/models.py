"""Keep who may read the executive page without administering anything."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Staff


class Seat(models.Model):
    """Let one officer read the executive page: sums alone, never a case or a name."""

    staff = models.OneToOneField(Staff, models.CASCADE, related_name="executive_seat", verbose_name=_("petugas"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("diberikan oleh"),
    )
    given_at = models.DateTimeField(_("diberikan"), auto_now_add=True)

    class Meta:
        """In the order they were given."""

        ordering = ["given_at", "pk"]
        verbose_name = _("pembaca ringkasan pimpinan")
        verbose_name_plural = _("pembaca ringkasan pimpinan")

    def __str__(self) -> str:
        return str(self.staff)
