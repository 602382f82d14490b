"""Keep what the watch over time will do and has done: when to look, who was told, where silence may be consent."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from services.requests.models.clock import SlaClock
from services.requests.models.request import ServiceRequest


class Watch(models.Model):
    """Say when an open request must next be looked at; a request on which nothing lies ahead has no row."""

    request = models.OneToOneField(ServiceRequest, models.CASCADE, primary_key=True, related_name="watch")
    at = models.DateTimeField(db_index=True)

    class Meta:
        """The earliest first."""

        ordering = ["at", "request"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.at}"


class SlaEscalation(models.Model):
    """Record that a function was told when a share of a clock was used; told once, whatever runs twice."""

    clock = models.ForeignKey(SlaClock, models.CASCADE, related_name="escalations")
    percent = models.PositiveSmallIntegerField()
    function = models.CharField(max_length=60)
    told_at = models.DateTimeField()

    class Meta:
        """Once per step of the ladder."""

        ordering = ["clock", "percent", "id"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "percent", "function"], name="escalation_once"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.percent}%"


class SilenceEntry(models.Model):
    """Register a request on which the law reads silence as consent (UU 30/2014 art. 53); nothing is decided by it."""

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="silences")
    cycle = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(_("tenggat"))
    entered_at = models.DateTimeField(_("dicatat"))
    resolved_at = models.DateTimeField(_("diputus"), null=True, blank=True)

    class Meta:
        """Once per cycle of a request."""

        ordering = ["-entered_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["request", "cycle"], name="silence_once")]
        verbose_name = _("permohonan melewati batas diam")
        verbose_name_plural = _("daftar permohonan melewati batas diam")

    def __str__(self) -> str:
        return str(self.request_id)
