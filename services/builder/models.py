"""Remember changes of a draft, what was tried on it, and bundles that wait to be taken in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from services.catalogue.models import ServiceVersion


class TrialState(models.TextChoices):
    """Name how far a trial is."""

    WAITING = "waiting", _("menunggu")
    RUNNING = "running", _("berjalan")
    DONE = "done", _("selesai")


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


class Trial(models.Model):
    """Count what became of invented submissions of one document; no request is made, nobody's data is in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    version = models.ForeignKey(ServiceVersion, models.CASCADE, related_name="trials", verbose_name=_("versi"))
    checksum = models.CharField(_("sidik isi"), max_length=64)
    state = models.CharField(_("keadaan"), max_length=7, choices=TrialState.choices, default=TrialState.WAITING)
    total = models.PositiveIntegerField(_("jumlah"))
    done = models.PositiveIntegerField(_("sudah"), default=0)
    counts = models.JSONField(_("hitungan"), default=dict)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dijalankan oleh")
    )
    made_at = models.DateTimeField(_("dimulai pada"))

    class Meta:
        """No more is done than was asked; the newest come first."""

        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=models.Q(done__lte=models.F("total")), name="trial_not_beyond_its_total"),
            models.CheckConstraint(condition=models.Q(state__in=TrialState.values), name="trial_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state="done") | models.Q(done=models.F("total")), name="trial_done_when_all_are"
            ),
        ]
        verbose_name = _("uji coba draf")
        verbose_name_plural = _("uji coba draf")

    def __str__(self) -> str:
        return f"{self.version_id} {self.done}/{self.total}"


class Bundle(models.Model):
    """Hold documents somebody sent, between looking at what they change and taking them in."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    documents = models.JSONField(_("dokumen"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("dikirim oleh")
    )
    made_at = models.DateTimeField(_("dikirim pada"))

    class Meta:
        """The newest come first."""

        ordering = ["-made_at", "-id"]
        verbose_name = _("paket layanan")
        verbose_name_plural = _("paket layanan")

    def __str__(self) -> str:
        return str(self.pk)
