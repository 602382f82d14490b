"""Keep who opened a person's data, so that the person can see it (UU 27/2022 art. 32)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.models.party import Party
from foundation.ids import uuid7


class AccessLog(models.Model):
    """Record one reading of personal data; the agency stands as text so that it outlives the agency."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="access_log", verbose_name=_("warga atau badan")
    )
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pembaca"))
    agency_code = models.CharField(_("perangkat daerah"), max_length=40)
    what = models.CharField(_("yang dibuka"), max_length=40)  # request, attachment, nik, output
    object_id = models.CharField(_("kode data"), max_length=40)
    reason = models.CharField(_("alasan"), max_length=200, blank=True)
    at = models.DateTimeField(_("waktu"), auto_now_add=True)

    class Meta:
        """Found by person, newest first."""

        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["party", "-at"], name="access_log_party")]
        verbose_name = _("catatan akses")
        verbose_name_plural = _("catatan akses")

    def __str__(self) -> str:
        return f"{self.what} {self.object_id}"
