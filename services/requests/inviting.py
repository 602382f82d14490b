"""Let higher floors invite an applicant to something on the page of a request that ended, without being named here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.requests.models import ServiceRequest


@dataclass(frozen=True)
class Invitation:
    """Hold one invitation: what it is, and where it is answered ("" when nothing is left to do)."""

    title: str
    text: str
    label: str = ""
    url: str = ""


Source = Callable[[ServiceRequest], Invitation | None]
_sources: list[Source] = []


def register_invitation(source: Source) -> None:
    """Add a source of invitations; once, however often it is asked."""
    if source not in _sources:
        _sources.append(source)


def invitations(request: ServiceRequest) -> list[Invitation]:
    """Return what an applicant is invited to now."""
    return [found for source in _sources if (found := source(request)) is not None]
