"""Keep the figures: one row a case, sums by month, and what of them may be shown (docs/figures.md)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from services.catalogue.models import Service
from services.requests.models import Phase, ServiceRequest

DISTRICT_LENGTH = 8  # of a code such as 36.04.05


class Case(models.Model):
    """Hold what is counted of one cycle of a request; written again whenever its history grew, and free of names."""

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="+")
    cycle = models.PositiveSmallIntegerField()
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    district = models.CharField(max_length=DISTRICT_LENGTH, blank=True)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    outcome = models.CharField(max_length=18, choices=Phase.choices, blank=True)
    reason = models.CharField(max_length=40, blank=True)  # the action that ended it
    due_at = models.DateTimeField(null=True)
    on_time = models.BooleanField(null=True)  # null without a deadline, and while it is open
    overdue_on = models.DateField(null=True)  # for an open case it may lie ahead
    work_days = models.PositiveIntegerField(null=True)
    wait_days = models.PositiveIntegerField(null=True)
    returned = models.BooleanField(default=False)
    silence_on = models.DateField(null=True)
    # Where an objection counts: at the request it objects to.
    about_service = models.CharField(max_length=80, blank=True)
    about_agency = models.CharField(max_length=80, blank=True)
    about_district = models.CharField(max_length=DISTRICT_LENGTH, blank=True)

    class Meta:
        """One row per cycle; what is or was overdue is found without reading the rest."""

        ordering = ["request", "cycle"]
        constraints = [
            models.UniqueConstraint(fields=["request", "cycle"], name="case_once"),
            models.CheckConstraint(
                condition=models.Q(outcome="", ended_on__isnull=True)
                | models.Q(outcome__in=["approved", "rejected", "withdrawn", "closed"], ended_on__isnull=False),
                name="case_ended_has_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ended_on", "overdue_on"],
                condition=models.Q(overdue_on__isnull=False),
                name="case_overdue",
            ),
            models.Index(fields=["agency", "id"], name="case_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.cycle}"


class Cell(models.Model):
    """Hold one sum of a service at an agency in a kecamatan and month; `value` tells days and reasons apart."""

    key = models.CharField(primary_key=True, max_length=320)
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    district = models.CharField(max_length=DISTRICT_LENGTH, blank=True)
    month = models.DateField()
    figure = models.CharField(max_length=20)
    value = models.CharField(max_length=40, blank=True)
    number = models.PositiveIntegerField()

    class Meta:
        """Found by month; nothing is kept where nothing is counted."""

        ordering = ["month", "key"]
        constraints = [models.CheckConstraint(condition=models.Q(number__gt=0), name="cell_not_empty")]
        indexes = [models.Index(fields=["month"], name="cell_month")]

    def __str__(self) -> str:
        return self.key


class Mark(models.Model):
    """Remember up to which event was counted; its row is the lock under which figures are written."""

    name = models.CharField(primary_key=True, max_length=20)
    event = models.UUIDField(null=True)

    def __str__(self) -> str:
        return self.name


class EntityKind(models.TextChoices):
    """Name whom figures are added up for."""

    COUNTY = "county", _("kabupaten")
    AGENCY = "agency", _("perangkat daerah")
    SERVICE = "service", _("layanan")
    PAIR = "pair", _("layanan pada perangkat daerah")
    DISTRICT = "district", _("kecamatan")


class PublishedRow(models.Model):
    """Hold what may be shown of one entity in one period; what is hidden is null and stands nowhere."""

    key = models.CharField(primary_key=True, max_length=220)
    kind = models.CharField(max_length=8, choices=EntityKind.choices)
    period = models.CharField(max_length=7)  # 2026-T4 or 2026-11
    service = models.ForeignKey(Service, models.CASCADE, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.CASCADE, null=True, related_name="+")
    district = models.CharField(max_length=DISTRICT_LENGTH, blank=True)
    first_day = models.DateField()
    last_day = models.DateField()  # today while the period runs
    counts = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    computed_at = models.DateTimeField()

    class Meta:
        """Known kinds; found by what a page asks for."""

        ordering = ["first_day", "key"]
        constraints = [models.CheckConstraint(condition=models.Q(kind__in=EntityKind.values), name="published_kind")]
        indexes = [
            models.Index(fields=["period", "kind"], name="published_period"),
            models.Index(fields=["kind", "agency"], name="published_agency"),
            models.Index(fields=["kind", "service"], name="published_service"),
        ]

    def __str__(self) -> str:
        return self.key


class ImprovementStatus(models.TextChoices):
    """Tell what an office wrote from what stands on the public page."""

    DRAFT = "draft", _("draf")
    PROPOSED = "proposed", _("diusulkan")
    PUBLISHED = "published", _("terbit")


class Improvement(models.Model):
    """Tell what people said and what was changed because of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", verbose_name=_("perangkat daerah"))
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("layanan")
    )
    said = models.CharField(
        _("yang warga sampaikan"), max_length=300, help_text=_("Tulis intinya. Jangan menyebut nama orang.")
    )
    done = models.CharField(_("yang kami perbaiki"), max_length=300, help_text=_("Tulis apa yang sudah berubah."))
    changed_on = models.DateField(_("berlaku sejak"))
    status = models.CharField(
        _("keadaan"), max_length=9, choices=ImprovementStatus.choices, default=ImprovementStatus.DRAFT, editable=False
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("diterbitkan oleh"),
    )
    published_at = models.DateTimeField(_("terbit pada"), null=True, editable=False)
    created_at = models.DateTimeField(_("dibuat"), auto_now_add=True)

    class Meta:
        """Newest change first; what is published says by whom and when."""

        ordering = ["-changed_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(status__in=ImprovementStatus.values), name="improvement_status_known"
            ),
            models.CheckConstraint(
                condition=models.Q(status="published", published_at__isnull=False, published_by__isnull=False)
                | (~models.Q(status="published") & models.Q(published_at__isnull=True)),
                name="improvement_published_by_somebody",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-changed_on", "-id"], condition=models.Q(status="published"), name="improvement_public"
            )
        ]
        verbose_name = _("perbaikan atas suara warga")
        verbose_name_plural = _("Anda bicara, kami perbaiki")

    def __str__(self) -> str:
        return self.done
