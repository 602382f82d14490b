"""Keep the results of idempotent actions, so that a repeated press is answered, not repeated."""

from __future__ import annotations

from django.db import models


class StoredResult(models.Model):
    """Remember what an idempotency key was answered, for 30 days; never holds personal data."""

    actor = models.CharField(max_length=80)
    scope = models.CharField(max_length=120)  # "<request>:<action>"
    key = models.CharField(max_length=80)
    body_hash = models.CharField(max_length=64)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        """One answer per actor, scope and key."""

        constraints = [models.UniqueConstraint(fields=["actor", "scope", "key"], name="stored_result_once")]

    def __str__(self) -> str:
        return f"{self.scope} {self.key}"
