"""Keep what the kabupaten says of itself: a level for each indicator, its evidence, what reviewers think of it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from agencies.models import Agency
from foundation.ids import uuid7
from services.opd.diskominfosatik.index.models.scheme import Indicator, Scheme


class Assessment(models.Model):
    """Hold the self-assessment of one year under one scheme."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="assessments", verbose_name=_("skema"))
    year = models.PositiveSmallIntegerField(_("tahun"))
    opened_at = models.DateTimeField(auto_now_add=True)
    is_closed = models.BooleanField(_("ditutup"), default=False)

    class Meta:
        """One a year and scheme."""

        ordering = ["-year", "scheme"]
        constraints = [models.UniqueConstraint(fields=["scheme", "year"], name="index_assessment_once")]

    def __str__(self) -> str:
        return f"{self.scheme_id} {self.year}"


class Review(models.TextChoices):
    """Tell what a reviewer thinks of a level."""

    OPEN = "belum", _("belum ditelaah")
    AGREED = "setuju", _("disetujui penelaah")
    SENT_BACK = "kembali", _("dikembalikan penelaah")


def _person() -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")


class Entry(models.Model):
    """Hold one indicator of an assessment; without a level it is not assessed yet, and nothing guesses one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    assessment = models.ForeignKey(Assessment, models.PROTECT, related_name="entries")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    level = models.PositiveSmallIntegerField(null=True)
    target = models.PositiveSmallIntegerField(null=True)
    evidence = models.TextField(blank=True)
    link = models.CharField(max_length=300, blank=True)
    plan = models.TextField(blank=True)  # how the gap is closed
    assessed_by = _person()
    assessed_at = models.DateTimeField(null=True)
    review = models.CharField(max_length=8, choices=Review.choices, default=Review.OPEN)
    reviewed_by = _person()
    reviewed_at = models.DateTimeField(null=True)
    seq = models.PositiveIntegerField(default=0)  # every write compares it

    class Meta:
        """Levels from 1 to 5 with evidence; who assessed does not review."""

        ordering = ["assessment", "indicator__number"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator"], name="index_entry_once"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__gte=1, level__lte=5), name="index_entry_level"
            ),
            models.CheckConstraint(
                condition=Q(target__isnull=True) | Q(target__gte=1, target__lte=5), name="index_entry_target"
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=True)
                | (~Q(evidence="") & Q(assessed_by__isnull=False, assessed_at__isnull=False)),
                name="index_entry_proven",
            ),
            models.CheckConstraint(
                condition=Q(review=Review.OPEN, reviewed_by__isnull=True)
                | (
                    Q(review__in=[Review.AGREED, Review.SENT_BACK], reviewed_by__isnull=False, level__isnull=False)
                    & ~Q(reviewed_by=F("assessed_by"))
                ),
                name="index_entry_four_eyes",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def gap(self) -> int | None:
        """Return how many levels are missing to the target, None while one of both is unknown."""
        if self.level is None or self.target is None:
            return None
        return max(0, self.target - self.level)


class EvidenceFile(models.Model):
    """Hold one file that proves a level."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(Entry, models.CASCADE, related_name="files")
    name = models.CharField(max_length=120)
    mime = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    added_by = _person()
    added_at = models.DateTimeField()

    class Meta:
        """Oldest first; the same file once for each indicator."""

        ordering = ["added_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "sha256"], name="index_file_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="index_file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name


class Comment(models.Model):
    """Hold what somebody said about an indicator; the database lets nobody change it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        """Oldest first."""

        ordering = ["at", "id"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="index_comment_not_empty")]

    def __str__(self) -> str:
        return self.text[:60]


class Publication(models.Model):
    """Hold an assessment as everybody reads it: written whole when it was published."""

    assessment = models.OneToOneField(Assessment, models.PROTECT, primary_key=True, related_name="publication")
    data = models.JSONField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ["-at"]

    def __str__(self) -> str:
        return str(self.pk)
