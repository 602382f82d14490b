"""Keep from whom a request is kept: the officers it is about."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from foundation import clock
from services.requests.models.request import ServiceRequest


class RequestExclusion(models.Model):
    """Keep one request from one account, in whatever office and for whomever it acts.

    The account, and not the office: whoever is moved to another agency is still who was reported.
    """

    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="exclusions")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(default=clock.now)

    class Meta:
        """Once per account."""

        constraints = [models.UniqueConstraint(fields=["request", "user"], name="exclusion_once")]

    def __str__(self) -> str:
        return str(self.request_id)
