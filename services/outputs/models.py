"""Keep issued documents: a file, its digest, its number, its life."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Staff, Substitution
from foundation.ids import uuid7
from services.requests.models import ServiceRequest


class OutputStatus(models.TextChoices):
    """Name the life of an issued document."""

    DRAFT = "draft", _("draf")
    ISSUED = "issued", _("terbit")
    SUPERSEDED = "superseded", _("diganti")
    REVOKED = "revoked", _("dicabut")
    EXPIRED = "expired", _("kedaluwarsa")


class Output(models.Model):
    """Describe one result of one request; drafts are seen by staff alone."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    request = models.ForeignKey(ServiceRequest, models.PROTECT, related_name="outputs")
    key = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=10, choices=OutputStatus.choices, default=OutputStatus.DRAFT)
    title = models.CharField(max_length=160)
    external_number = models.CharField(max_length=80, blank=True)  # given by the national system that issued it
    path = models.CharField(max_length=120, unique=True)
    display_name = models.CharField(max_length=120)
    mime = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signer = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acting_for = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acts_as = models.CharField(max_length=3, choices=Substitution.choices, blank=True)
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # when it was revoked or replaced, or was marked expired
    look_at = models.DateField(null=True, blank=True)  # when the clock next reminds of it, or ends it

    class Meta:
        """At most one issued version per key."""

        ordering = ["request", "key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["request", "key", "version"], name="output_version_once"),
            models.UniqueConstraint(
                fields=["request", "key"], condition=models.Q(status="issued"), name="output_one_issued"
            ),
            models.CheckConstraint(condition=models.Q(status__in=OutputStatus.values), name="output_status_known"),
            models.CheckConstraint(
                condition=models.Q(acting_for__isnull=True, acts_as="")
                | models.Q(acting_for__isnull=False, acts_as__in=Substitution.values),
                name="output_acts_as_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(status="draft") | models.Q(issued_at__isnull=False), name="output_issued_at"
            ),
            models.CheckConstraint(
                condition=models.Q(look_at__isnull=True) | models.Q(status="issued", valid_until__isnull=False),
                name="output_look_while_issued",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(status__in=["superseded", "revoked", "expired"]),
                name="output_ended_when_over",
            ),
        ]
        indexes = [
            models.Index(fields=["look_at"], name="output_look", condition=models.Q(look_at__isnull=False)),
        ]
        verbose_name = _("dokumen hasil")
        verbose_name_plural = _("dokumen hasil")

    def __str__(self) -> str:
        return self.title


class OutputAccess(models.Model):
    """Record one fetching of an issued document, by its applicant's side or by an officer; added, never changed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    output = models.ForeignKey(Output, models.PROTECT, related_name="accesses")
    # Nobody's account where it was filed without a name.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agency_code = models.CharField(max_length=40, blank=True)  # of the officer; empty on the applicant's side
    at = models.DateTimeField()

    class Meta:
        """Found by document, newest first; an officer is somebody."""

        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["output", "-at", "-id"], name="output_access_newest")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(agency_code="") | models.Q(user__isnull=False), name="output_access_officer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.output_id} {self.at:%Y-%m-%d}"


class Credential(models.Model):
    """Let anybody check one issued document: a code that leads to what may be told, and the same, signed, for a QR."""

    code = models.CharField(primary_key=True, max_length=12)
    output = models.OneToOneField(Output, models.PROTECT, related_name="credential")
    token = models.CharField(max_length=1200)  # says nothing that the page behind the code does not tell everybody
    created_at = models.DateTimeField()

    class Meta:
        """A code is twelve characters that nobody mixes up."""

        ordering = ["created_at", "code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{12}$"), name="credential_code"),
            models.CheckConstraint(condition=~models.Q(token=""), name="credential_signed"),
        ]

    def __str__(self) -> str:
        return self.code
