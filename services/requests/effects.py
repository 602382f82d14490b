"""Let higher floors act on a decision without being named here: a registry of effects and of result links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from services.requests.actor import Actor
from services.requests.models import ServiceRequest


class EffectRefused(Exception):
    """Refuse a decision because its effect cannot happen; carries an Indonesian sentence."""


class Effect(Protocol):
    """Check an effect when the decision is taken, carry it out when the decision becomes effective."""

    def check(self, request: ServiceRequest, argument: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Raise EffectRefused when the effect could not be carried out."""

    def apply(self, request: ServiceRequest, argument: str, data: Mapping[str, Any]) -> None:
        """Number and insert rows, nothing slow: this runs inside the transaction."""


@dataclass(frozen=True)
class ResultLink:
    """Describe one result that the applicant may fetch."""

    title: str
    url: str
    detail: str
    sheet: str = ""  # where others are shown how to check it
    standing: str = ""  # what became of it, "" while it counts
    tone: str = "plain"
    remarks: tuple[str, ...] = ()  # why it counts no more, until when it does
    renew: str = ""  # where a new one is asked for with the last answers
    fetched: tuple[str, ...] = ()  # who fetched it when, newest first
    id: str = ""


class EffectRegistry:
    """Hold effects by name; an instance, so that a test makes its own."""

    def __init__(self) -> None:
        """Start empty."""
        self._effects: dict[str, Effect] = {}

    def register(self, name: str, effect: Effect) -> None:
        """Add an effect; a second one of the same name is refused."""
        if name in self._effects:
            raise ValueError(f"effect {name!r} is registered twice")
        self._effects[name] = effect

    def get(self, name: str) -> Effect:
        """Return an effect; KeyError names the missing one."""
        return self._effects[name]

    def __contains__(self, name: object) -> bool:
        return name in self._effects


effects = EffectRegistry()
_overturns: list[Callable[[ServiceRequest], None]] = []
_erasures: list[Callable[[ServiceRequest, datetime], list[str]]] = []
_link_sources: list[Callable[[ServiceRequest], list[ResultLink]]] = []
_receipt_sources: list[Callable[[ServiceRequest], list[ResultLink]]] = []
_paper_sources: list[Callable[[ServiceRequest], list[ResultLink]]] = []


def register_overturn(listener: Callable[[ServiceRequest], None]) -> None:
    """Add what must cease when a reopened request is rejected; called in the transaction, nothing slow."""
    if listener not in _overturns:
        _overturns.append(listener)


def overturn(request: ServiceRequest) -> None:
    """Let what an earlier decision gave cease: a later one took its place (contrarius actus, UU 30/2014 art. 64)."""
    for listener in _overturns:
        listener(request)


def register_erasure(listener: Callable[[ServiceRequest, datetime], list[str]]) -> None:
    """Add what else forgets when a request is erased; called in the transaction, returns the files to remove after."""
    if listener not in _erasures:
        _erasures.append(listener)


def erasure(request: ServiceRequest, at: datetime) -> list[str]:
    """Empty what higher floors keep of a request, and return the paths of their files."""
    return [path for listener in _erasures for path in listener(request, at)]


def register_result_links(source: Callable[[ServiceRequest], list[ResultLink]]) -> None:
    """Add a source of result links for the applicant's request page."""
    if source not in _link_sources:
        _link_sources.append(source)


def result_links(request: ServiceRequest) -> list[ResultLink]:
    """Return everything the applicant may fetch now; nothing before the decision is effective."""
    return [link for source in _link_sources for link in source(request)]


def register_receipts(source: Callable[[ServiceRequest], list[ResultLink]]) -> None:
    """Add a source of what the receipt of a filed request offers besides itself."""
    if source not in _receipt_sources:
        _receipt_sources.append(source)


def receipts(request: ServiceRequest) -> list[ResultLink]:
    """Return everything by which an applicant shows that a request was filed."""
    return [link for source in _receipt_sources for link in source(request)]


def register_papers(source: Callable[[ServiceRequest], list[ResultLink]]) -> None:
    """Add a source of papers about a request that are no result: the receipt, letters to its applicant."""
    if source not in _paper_sources:
        _paper_sources.append(source)


def papers(request: ServiceRequest) -> list[ResultLink]:
    """Return every paper the applicant may fetch now."""
    return [link for source in _paper_sources for link in source(request)]
