"""Keep the daily seals over all of history: rows that are added, never edited."""

from __future__ import annotations

from django.db import models

from services.requests.models.event import RequestEvent


class Seal(models.Model):
    """Seal what happened up to the end of one day: a signed root that chains to the seal before."""

    number = models.PositiveIntegerField(primary_key=True)
    day = models.DateField(unique=True)
    until = models.DateTimeField()
    leaves_count = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    key_id = models.CharField(max_length=20)
    signature = models.CharField(max_length=128)
    made_at = models.DateTimeField()

    class Meta:
        """Newest last."""

        ordering = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.day}"


class SealLeaf(models.Model):
    """Put one event under a seal: the newest of its request that day, or the one that filed it."""

    seal = models.ForeignKey(Seal, models.PROTECT, related_name="leaves")
    index = models.PositiveIntegerField()
    event = models.OneToOneField(RequestEvent, models.PROTECT, related_name="sealed")
    hash = models.CharField(max_length=64)

    class Meta:
        """Leaves have places without twins; an event is sealed once."""

        ordering = ["seal", "index"]
        constraints = [models.UniqueConstraint(fields=["seal", "index"], name="seal_leaf_place")]

    def __str__(self) -> str:
        return f"{self.seal_id} {self.index}"
