"""Let higher floors hear of every event of a request: in its transaction, so they write rows and nothing slow."""

from __future__ import annotations

from collections.abc import Callable

from services.requests.models import RequestEvent

Listener = Callable[[RequestEvent], None]
_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Add one who hears of events; once, however often it is asked."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_all(event: RequestEvent) -> None:
    """Tell everybody of an event that was just written."""
    for listener in _listeners:
        listener(event)
