"""Speak of SP4N-LAPOR! without knowing how it is reached: what goes out, what comes back, how it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class LaporError(Exception):
    """Carry a short kind of failure; never what was sent, which tells of people."""


class Unreachable(LaporError):
    """Say that another attempt may succeed: no connection, too slow, overloaded, or resting after failures."""


class Refused(LaporError):
    """Say that the same message will never be taken."""


@dataclass(frozen=True)
class Report:
    """Hold what is sent. It has no room for a name, a contact or a file: who reported stays here."""

    title: str
    content: str
    category_id: int
    location_id: int
    is_anonymous: bool
    is_secret: bool


@dataclass(frozen=True)
class FollowUp:
    """Hold one follow-up written there."""

    id: str
    text: str
    at: datetime


class Lapor(Protocol):
    """Push reports, fetch what followed, and hand back what is over here."""

    def push(self, report: Report, key: str) -> str:
        """Send a report and return its number there; the same key gives the same number."""

    def follow_ups(self, number: str) -> Sequence[FollowUp]:
        """Return what was written about a report so far."""

    def reject(self, number: str, reason: str) -> None:
        """Say that a report is not pursued."""
