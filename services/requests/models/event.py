"""Keep history that is added, never edited, and still forgets what the law wants forgotten."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Staff, Substitution
from citizens.models import Party
from foundation.ids import uuid7
from services.requests.models.request import ServiceRequest


class Visibility(models.TextChoices):
    """Say who may see an event."""

    PUBLIC = "public", _("semua")
    APPLICANT = "applicant", _("pemohon")
    INTERNAL = "internal", _("petugas")


class RequestEvent(models.Model):
    """Record one change without personal data; chains the salted hash of its payload."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField(_("urutan"))
    at = models.DateTimeField(_("waktu"))
    kind = models.CharField(
        _("jenis"), max_length=20
    )  # submit, move, return, resubmit, claim, note, undo, destroy, ...
    action = models.CharField(_("tindakan"), max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    actor_kind = models.CharField(_("pelaku"), max_length=10)
    function = models.CharField(_("fungsi"), max_length=40, blank=True)
    on_behalf_of = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    # Whose office is exercised: the absent colleague for whom the actor signs (Plt., Plh.).
    acting_for = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    acts_as = models.CharField(max_length=3, choices=Substitution.choices, blank=True)
    cycle = models.PositiveSmallIntegerField(default=0)
    from_state = models.CharField(_("dari tahap"), max_length=40)
    to_state = models.CharField(_("ke tahap"), max_length=40)
    visibility = models.CharField(max_length=9, choices=Visibility.choices, default=Visibility.APPLICANT)
    key = models.CharField(max_length=80)
    payload_hash = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """The sequence has no twins."""

        ordering = ["request", "seq"]
        constraints = [
            models.UniqueConstraint(fields=["request", "seq"], name="event_seq_once"),
            models.UniqueConstraint(
                fields=["request", "cycle"],
                condition=models.Q(kind="effective"),
                name="event_one_effective_decision",
            ),
            models.CheckConstraint(condition=models.Q(visibility__in=Visibility.values), name="event_visibility_known"),
            models.CheckConstraint(
                condition=models.Q(acting_for__isnull=True, acts_as="")
                | models.Q(acting_for__isnull=False, acts_as__in=Substitution.values),
                name="event_acts_as_somebody",
            ),
        ]
        verbose_name = _("langkah permohonan")
        verbose_name_plural = _("langkah permohonan")

    def __str__(self) -> str:
        return f"{self.request_id} {self.seq} {self.action}"


class EventPayload(models.Model):
    """Hold what an event said; retention and erasure empty it, the chain still verifies."""

    event = models.OneToOneField(RequestEvent, models.PROTECT, primary_key=True, related_name="payload")
    salt = models.CharField(max_length=64, blank=True)
    data = models.JSONField(null=True, blank=True)
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A destroyed payload holds nothing."""

        constraints = [
            models.CheckConstraint(
                condition=models.Q(destroyed_at__isnull=True) | models.Q(salt="", data__isnull=True),
                name="payload_destroyed_is_empty",
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)
