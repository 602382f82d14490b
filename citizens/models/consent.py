"""Keep what a person agreed to, in which words, when (UU 27/2022 art. 20-22)."""

from __future__ import annotations

from django.db import models

from citizens.models.party import Party


class ConsentRecord(models.Model):
    """Record one consent or its withdrawal; rows are added, not changed."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=60)
    wording_version = models.CharField(max_length=20)
    given = models.BooleanField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Newest last."""

        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.given}"
