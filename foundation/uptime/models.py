"""Keep what was measured: every minute for two days, every day for more than a year."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

PARTS = ("site", "database", "queue", "storage")


class Sample(models.Model):
    """Hold one minute: which parts did their work."""

    minute = models.DateTimeField(primary_key=True)
    site = models.BooleanField()
    database = models.BooleanField()
    queue = models.BooleanField()
    storage = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.minute:%Y-%m-%d %H:%M}"


class Day(models.Model):
    """Hold one day: how many minutes were measured, and in how many each part did its work."""

    day = models.DateField(primary_key=True)
    measured = models.PositiveSmallIntegerField()
    up = models.PositiveSmallIntegerField()  # the site and its database, without which nobody gets anything done
    site = models.PositiveSmallIntegerField()
    database = models.PositiveSmallIntegerField()
    queue = models.PositiveSmallIntegerField()
    storage = models.PositiveSmallIntegerField()

    class Meta:
        """A day has 1,440 minutes, and no part did more of them than were measured."""

        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(condition=Q(measured__gt=0, measured__lte=1440), name="uptime_day_minutes"),
            models.CheckConstraint(
                condition=Q(up__lte=F("site")) & Q(up__lte=F("database")) & Q(site__lte=F("measured")),
                name="uptime_day_up",
            ),
            models.CheckConstraint(
                condition=Q(database__lte=F("measured")) & Q(queue__lte=F("measured")) & Q(storage__lte=F("measured")),
                name="uptime_day_parts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.up}/{self.measured}"
