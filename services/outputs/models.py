"""Keep issued documents: a file, its digest, its number, its life; and the templates some are made from."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency, Staff, Substitution
from foundation.ids import uuid7
from services.requests.models import ServiceRequest


class OutputStatus(models.TextChoices):
    """Name the life of an issued document."""

    DRAFT = "draft", _("draf")
    PENDING = "pending", _("sedang dibuat")  # decided for good; the file is made by a job a moment later
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
    number = models.CharField(max_length=80, blank=True)  # of the agency's own register, as the document bears it
    external_number = models.CharField(max_length=80, blank=True)  # given by the national system that issued it
    # Where the file lies; of a document made here, where it will lie once it is issued.
    path = models.CharField(max_length=120, unique=True)
    display_name = models.CharField(max_length=120)
    mime = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)  # "" until a document made here is issued
    # A document made here: template and version, the digest of what the officer saw, and that itself until it is
    # issued (sealed: it holds answers). The code is reserved by the decision, because the file bears it.
    template = models.CharField(max_length=60, blank=True)
    content_sha256 = models.CharField(max_length=64, blank=True)
    content = models.TextField(blank=True)
    code = models.CharField(max_length=12, blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    signer = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acting_for = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acts_as = models.CharField(max_length=3, choices=Substitution.choices, blank=True)
    created_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # when it was revoked or replaced, or was marked expired
    erased_at = models.DateTimeField(null=True, blank=True)  # when its file was destroyed, by law or by wish
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
            # What is uploaded has its digest from the first; what is made here has one when it is issued.
            models.CheckConstraint(
                condition=~models.Q(sha256="") | (~models.Q(template="") & ~models.Q(status="issued")),
                name="output_digest_known",
            ),
            models.CheckConstraint(
                condition=models.Q(template="", content_sha256="", content="", code="")
                | (~models.Q(template="") & ~models.Q(content_sha256="")),
                name="output_made_from",
            ),
            models.CheckConstraint(
                condition=models.Q(look_at__isnull=True) | models.Q(status="issued", valid_until__isnull=False),
                name="output_look_while_issued",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(status__in=["superseded", "revoked", "expired"]),
                name="output_ended_when_over",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | (models.Q(content="") & ~models.Q(status="pending")),
                name="output_erased_is_empty",
            ),
        ]
        indexes = [
            models.Index(fields=["look_at"], name="output_look", condition=models.Q(look_at__isnull=False)),
        ]
        verbose_name = _("dokumen hasil")
        verbose_name_plural = _("dokumen hasil")

    def __str__(self) -> str:
        return self.title

    @property
    def made_here(self) -> bool:
        """Say whether the portal makes the file from a template; otherwise an officer uploaded it."""
        return bool(self.template)


class OutputNumber(models.Model):
    """Keep the register of numbers: one row per number given, without gaps per agency and year."""

    output = models.OneToOneField(Output, models.PROTECT, primary_key=True, related_name="entry")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()

    class Meta:
        """A number is given once; rows are added, never changed."""

        ordering = ["agency", "year", "seq"]
        constraints = [models.UniqueConstraint(fields=["agency", "year", "seq"], name="output_number_once")]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.year}/{self.seq}"


class TemplateState(models.TextChoices):
    """Say whether a version of a template may still change."""

    DRAFT = "draft", _("draf")
    PUBLISHED = "published", _("terbit")


class OutputTemplate(models.Model):
    """Keep one version of a template written in the panel; published ones never change, the newest is used."""

    key = models.SlugField(_("kunci"), max_length=40)
    version = models.PositiveSmallIntegerField(_("versi"))
    source = models.TextField(_("isi templat"), max_length=40_000)
    note = models.CharField(_("catatan"), max_length=200, blank=True)
    state = models.CharField(_("keadaan"), max_length=9, choices=TemplateState.choices, default=TemplateState.DRAFT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(_("dibuat"))
    published_at = models.DateTimeField(_("terbit"), null=True, blank=True)

    class Meta:
        """A version is there once; a published one says since when."""

        ordering = ["key", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["key", "version"], name="output_template_once"),
            models.UniqueConstraint(
                fields=["key"], condition=models.Q(state="draft"), name="output_template_one_draft"
            ),
            models.CheckConstraint(
                condition=models.Q(state="draft", published_at__isnull=True)
                | models.Q(state="published", published_at__isnull=False),
                name="output_template_published",
            ),
        ]
        verbose_name = _("templat dokumen")
        verbose_name_plural = _("templat dokumen")

    def __str__(self) -> str:
        return f"{self.key} v{self.version}"


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


class SignatureKind(models.TextChoices):
    """Say whose signature stands in a file."""

    PERSONAL = "personal", _("tanda tangan petugas")
    SEAL = "seal", _("segel perangkat daerah")
    BROUGHT = "brought", _("tanda tangan dari sistem penerbit")  # it was there when the file was attached


class Signature(models.Model):
    """Remember one signature put into a file, or found there; of which file its digest says."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    output = models.ForeignKey(Output, models.PROTECT, related_name="signatures")
    kind = models.CharField(max_length=8, choices=SignatureKind.choices)
    sha256 = models.CharField(max_length=64)  # of the file that carries it
    before = models.CharField(max_length=64, blank=True)  # of the file it was put on
    signer = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acting_for = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    acts_as = models.CharField(max_length=3, choices=Substitution.choices, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        """A person signs in an office; each file of an output is signed once."""

        ordering = ["created_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["output", "sha256"], name="signature_file_once"),
            models.CheckConstraint(condition=models.Q(kind__in=SignatureKind.values), name="signature_kind_known"),
            models.CheckConstraint(
                condition=models.Q(kind="personal", signer__isnull=False)
                | (~models.Q(kind="personal") & models.Q(signer__isnull=True)),
                name="signature_by_somebody",
            ),
            models.CheckConstraint(
                condition=models.Q(acting_for__isnull=True, acts_as="")
                | models.Q(acting_for__isnull=False, acts_as__in=Substitution.values),
                name="signature_acts_as_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.sha256[:8]}"
