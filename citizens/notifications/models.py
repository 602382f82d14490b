"""Keep every notice as an inbox row and every letter as a delivery record."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from citizens.models import Party
from foundation.ids import uuid7


class DeliveryState(models.TextChoices):
    """Name how far a letter came; the last three are final."""

    WAITING = "waiting", _("menunggu")
    HANDED_OVER = "handed_over", _("diserahkan")
    NO_ADDRESS = "no_address", _("tanpa alamat")
    REFUSED = "refused", _("ditolak penerima")
    GAVE_UP = "gave_up", _("tidak terkirim")


class Channel(models.TextChoices):
    """Name a way to reach a person."""

    INBOX = "inbox", _("kotak masuk")
    EMAIL = "email", _("surel")
    SMS = "sms", _("SMS")


class Language(models.TextChoices):
    """Name the languages in which people are written to."""

    INDONESIAN = "id", _("Indonesia")
    ENGLISH = "en", _("Inggris")


class TemplateState(models.TextChoices):
    """Name the life of a text: written, sent, sent no more."""

    DRAFT = "draft", _("draf")
    PUBLISHED = "published", _("berlaku")
    RETIRED = "retired", _("tidak berlaku")


class MessageTemplate(models.Model):
    """Hold the words of one topic on one channel in one language; what was published is never edited."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    topic = models.CharField(max_length=60)
    channel = models.CharField(max_length=12, choices=Channel.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    version = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=9, choices=TemplateState.choices, default=TemplateState.DRAFT)
    subject = models.CharField(max_length=200, blank=True)  # an SMS has none
    body = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One draft and one text in force for topic, channel and language; versions have no twins."""

        ordering = ["topic", "channel", "language", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["topic", "channel", "language", "version"], name="template_version_once"),
            models.UniqueConstraint(
                fields=["topic", "channel", "language"], condition=models.Q(state="draft"), name="template_one_draft"
            ),
            models.UniqueConstraint(
                fields=["topic", "channel", "language"],
                condition=models.Q(state="published"),
                name="template_one_in_force",
            ),
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="template_channel_known"),
            models.CheckConstraint(condition=models.Q(language__in=Language.values), name="template_language_known"),
            models.CheckConstraint(condition=models.Q(state__in=TemplateState.values), name="template_state_known"),
            models.CheckConstraint(
                condition=models.Q(state="draft") | models.Q(published_at__isnull=False), name="template_published_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.channel} {self.language} {self.version}"


class Notification(models.Model):
    """Tell one person one thing: the row is the inbox entry."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, null=True, blank=True, related_name="notifications")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="notifications"
    )
    topic = models.CharField(max_length=60)
    context = models.JSONField(default=dict)  # str -> str, no personal data
    confidential = models.BooleanField(default=False)  # its text names neither service nor number
    template_version = models.CharField(max_length=20, blank=True)
    # Whose words these are, where Diskominfosatik wrote some; else they were shipped, as `template_version` names.
    template = models.ForeignKey(MessageTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)  # empty until it was delivered to the inbox
    path = models.CharField(max_length=200, blank=True)  # where it leads, a path of the portal
    key = models.CharField(max_length=120)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One notice per key; newest first."""

        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="notification_once_per_key"),
            models.CheckConstraint(
                condition=models.Q(party__isnull=False, user__isnull=True)
                | models.Q(party__isnull=True, user__isnull=False),
                name="notification_one_recipient",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "-created_at"], name="notification_party"),
            models.Index(fields=["user", "-created_at"], name="notification_user"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.id}"


class Delivery(models.Model):
    """Record one attempt-chain to hand a letter to one channel."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    notification = models.ForeignKey(Notification, models.CASCADE, related_name="deliveries")
    channel = models.CharField(max_length=12)  # email
    state = models.CharField(max_length=12, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    reason = models.CharField(max_length=200, blank=True)
    template = models.ForeignKey(MessageTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Only known states; one delivery per notice and channel."""

        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="delivery_state_known"),
            models.UniqueConstraint(fields=["notification", "channel"], name="delivery_once_per_channel"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.state}"


class MailboxLetter(models.Model):
    """Keep a letter that the demo mailbox shows instead of sending it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    to = models.CharField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest first."""

        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.subject
