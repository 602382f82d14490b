"""Leave traces of the desk: who opened what, and which files must be drawn."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from foundation.outbox import enqueue
from services.requests import raster
from services.requests.openings import confidential_reference, log_opening

__all__ = ["confidential_reference", "draw", "log_opening"]


def draw(files: Iterable[UUID]) -> None:
    """Ask a worker to draw these files, each once."""
    with transaction.atomic():
        for pk in files:
            enqueue(raster.JOB, {"attachment": str(pk)}, key=str(pk))
