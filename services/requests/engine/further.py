"""Let higher floors add steps that every request has, without being named here."""

from __future__ import annotations

from collections.abc import Callable

from services.requests.engine.step import Step

Handler = Callable[[Step], None]
_steps: dict[str, Handler] = {}


def register(action: str, handler: Handler) -> None:
    """Add a step; another handler for the same one is refused. Its key must be reserved in the definition's lint."""
    if _steps.setdefault(action, handler) is not handler:
        raise ValueError(f"step {action!r} is registered twice")


def found(action: str) -> Handler | None:
    """Return what takes a step, None where no floor added it."""
    return _steps.get(action)
