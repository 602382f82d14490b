"""Keep what a request can be found by, as equality terms (row-level security forbids a text index)."""

from __future__ import annotations

from django.db import models

from agencies.models import Agency
from services.requests.models.request import ServiceRequest


class RequestTerm(models.Model):
    """Let an agency find a request by one folded word, number part or blind index."""

    agency = models.ForeignKey(Agency, models.CASCADE, related_name="+")
    term = models.CharField(max_length=80)
    request = models.ForeignKey(ServiceRequest, models.CASCADE, related_name="terms")

    class Meta:
        """Each term once per request."""

        constraints = [models.UniqueConstraint(fields=["agency", "term", "request"], name="term_once")]

    def __str__(self) -> str:
        return self.term
