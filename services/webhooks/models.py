"""Keep where an OPD's systems listen, and what each of them was told with which result."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation import crypto
from foundation.ids import uuid7
from services.requests.models import RequestEvent
from services.webhooks.signing import new_secret

PING = "ping"


class Topic(models.TextChoices):
    """Say what a system may ask to be told."""

    SUBMITTED = "request.submitted", _("permohonan masuk")
    CHANGED = "request.state_changed", _("permohonan berpindah tahap")
    DECIDED = "request.decided", _("putusan berlaku")


class DeliveryState(models.TextChoices):
    """Say how far a delivery is; a final one changes only when somebody sends it again."""

    WAITING = "waiting", _("menunggu")
    DELIVERED = "delivered", _("diterima")
    REFUSED = "refused", _("ditolak penerima")
    FAILED = "failed", _("gagal")


def check_topics(topics: object) -> None:
    """Refuse what is no list of topics."""
    if not isinstance(topics, list) or not topics or set(topics) - set(Topic.values):
        raise ValidationError(_("Pilih paling sedikit satu peristiwa."))


class Endpoint(models.Model):
    """Describe one address of an OPD's system and the key that signs what is sent there."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="webhook_endpoints", verbose_name=_("perangkat daerah")
    )
    url = models.URLField(_("alamat"), max_length=500)
    note = models.CharField(_("keterangan"), max_length=120, blank=True)
    topics = models.JSONField(_("peristiwa"), validators=[check_topics])
    secret = models.TextField(editable=False)  # encrypted with the row id as associated data
    old_secret = models.TextField(editable=False, blank=True)  # signs as well for a day, so that nobody misses anything
    old_secret_until = models.DateTimeField(null=True, editable=False)
    is_active = models.BooleanField(_("aktif"), default=True)
    off_reason = models.CharField(_("alasan berhenti"), max_length=200, blank=True, editable=False)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    class Meta:
        """One OPD names an address once."""

        ordering = ["agency", "url"]
        verbose_name = _("alamat pemberitahuan")
        verbose_name_plural = _("alamat pemberitahuan")
        constraints = [
            models.UniqueConstraint(fields=["agency", "url"], name="webhook_endpoint_once"),
            models.CheckConstraint(condition=models.Q(url__startswith="https://"), name="webhook_endpoint_https"),
            models.CheckConstraint(condition=~models.Q(secret=""), name="webhook_endpoint_has_secret"),
        ]

    def __str__(self) -> str:
        return self.url

    def secrets(self) -> list[str]:
        """Return the keys that sign now, the one in use first; raises CryptoError."""
        return [crypto.decrypt(token, aad=str(self.pk)) for token in (self.secret, self.old_secret) if token]

    def renew(self) -> str:
        """Give the endpoint a new key, keep the one before beside it, and return the new one; saves nothing."""
        plain = new_secret()
        self.old_secret, self.secret = self.secret, crypto.encrypt(plain, aad=str(self.pk))
        return plain


class Delivery(models.Model):
    """Record one thing told to one endpoint; its id is the message's id, the same on every attempt."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    endpoint = models.ForeignKey(Endpoint, models.CASCADE, related_name="deliveries", verbose_name=_("alamat"))
    # Empty for a test message.
    event = models.ForeignKey(RequestEvent, models.PROTECT, null=True, related_name="+")
    topic = models.CharField(_("peristiwa"), max_length=30)
    state = models.CharField(_("keadaan"), max_length=10, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    attempts = models.PositiveSmallIntegerField(_("percobaan"), default=0)
    answer = models.CharField(_("jawaban penerima"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)
    delivered_at = models.DateTimeField(_("diterima pada"), null=True)

    class Meta:
        """An event is told to an endpoint once."""

        ordering = ["-id"]
        verbose_name = _("pengiriman")
        verbose_name_plural = _("pengiriman")
        constraints = [
            models.UniqueConstraint(
                fields=["endpoint", "event"], condition=models.Q(event__isnull=False), name="webhook_delivery_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=DeliveryState.values), name="webhook_delivery_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(topic__in=[PING, *Topic.values]), name="webhook_delivery_topic_known"
            ),
        ]
        indexes = [models.Index(fields=["created_at"], name="webhook_delivery_age")]

    def __str__(self) -> str:
        return f"{self.topic} {self.pk}"
