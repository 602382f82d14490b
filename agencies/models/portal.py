"""Keep how the portal's own office is reached, and what it announces about the portal itself."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from foundation.ids import uuid7
from foundation.texts import one_line, public_text


class ContactKind(models.TextChoices):
    """Name the ways to reach the portal's office; each is there at most once."""

    PHONE = "telepon", _("telepon bantuan")
    WHATSAPP = "whatsapp", _("WhatsApp bantuan")
    EMAIL = "surel", _("surel bantuan")
    EMERGENCY = "darurat", _("telepon darurat")
    PRIVACY = "pdp", _("petugas pelindungan data pribadi")
    PPID = "ppid", _("PPID utama")
    PPID_ABOVE = "atasan_ppid", _("atasan PPID")


class HelpContact(models.Model):
    """Hold one way to get help; a kind without a row is shown as "Belum diisi"."""

    kind = models.CharField(_("jenis"), max_length=12, primary_key=True, choices=ContactKind.choices)
    value = models.CharField(
        _("nomor, alamat, atau nama"),
        max_length=120,
        validators=[one_line, public_text],
        help_text=_("Ditulis apa adanya."),
    )
    note = models.CharField(
        _("keterangan"),
        max_length=160,
        blank=True,
        validators=[one_line, public_text],
        help_text=_("Misalnya jam layanan bila berbeda dari jam kantor."),
    )
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """Only kinds the pages know, and never an empty one."""

        ordering = ["kind"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="help_contact_kind_known"),
            models.CheckConstraint(condition=~Q(value=""), name="help_contact_filled"),
        ]
        verbose_name = _("kontak bantuan")
        verbose_name_plural = _("kontak bantuan")

    def __str__(self) -> str:
        return str(self.get_kind_display())


class AnnouncementKind(models.TextChoices):
    """Tell planned work from trouble, and trouble from a breach of personal data (UU 27/2022 art. 46)."""

    MAINTENANCE = "pemeliharaan", _("pemeliharaan terencana")
    INCIDENT = "gangguan", _("gangguan")
    BREACH = "kebocoran", _("kegagalan pelindungan data pribadi")


class Announcement(models.Model):
    """Tell everybody what happens or happened to the portal: work that is planned, trouble, a breach."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(_("jenis"), max_length=12, choices=AnnouncementKind.choices)
    title = models.CharField(_("judul"), max_length=120, validators=[one_line, public_text])
    body = models.TextField(
        _("isi"),
        max_length=2000,
        validators=[public_text],
        help_text=_("Apa yang terjadi, apa akibatnya bagi warga, dan apa yang dilakukan. Tanpa data pribadi."),
    )
    starts_at = models.DateTimeField(_("mulai"))
    ends_at = models.DateTimeField(_("selesai"), null=True, blank=True)
    is_published = models.BooleanField(_("terbit"), default=False)
    updated_at = models.DateTimeField(_("diubah"), auto_now=True)

    class Meta:
        """Newest first; time runs forward, and planned work has an end."""

        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["-starts_at", "-id"], name="announcement_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=AnnouncementKind.values), name="announcement_kind_known"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="announcement_forward",
                violation_error_message=_("Waktu selesai harus sesudah waktu mulai."),
            ),
            models.CheckConstraint(
                condition=~Q(kind="pemeliharaan") | Q(ends_at__isnull=False),
                name="announcement_work_ends",
                violation_error_message=_("Isi kapan pemeliharaan selesai."),
            ),
        ]
        verbose_name = _("pengumuman portal")
        verbose_name_plural = _("pengumuman portal")

    def __str__(self) -> str:
        return self.title
