"""Name who does which kind of job, and how a job fails."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from foundation.outbox.models import Job

_KIND: Final = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")


class JobFailure(Exception):
    """Carry the reason that the panel shows; write no personal data into it."""

    def __init__(self, reason: str) -> None:
        """Keep a short Indonesian reason."""
        super().__init__(reason)
        self.reason = reason[:200]


class PermanentFailure(JobFailure):
    """End the job at once: another attempt cannot succeed."""


class TemporaryFailure(JobFailure):
    """Try the job again later, by the lane's schedule or after `retry_after` seconds."""

    def __init__(self, reason: str, *, retry_after: int | None = None) -> None:
        """Keep the reason and the wish of the other side, in seconds."""
        super().__init__(reason)
        self.retry_after = retry_after


@dataclass(frozen=True)
class Handler:
    """Do one kind of job; `gave_up` is told, in the same transaction, when the job ended without success.

    `says` names the kind on the page of those who keep the portal alive.
    """

    work: Callable[[Job], None]
    gave_up: Callable[[Job], None] | None = None
    says: str | Promise = ""


class Registry:
    """Keep the handlers by kind, and what is done every minute and every hour."""

    def __init__(self) -> None:
        """Begin empty, so that a test can have a registry of its own."""
        self._handlers: dict[str, Handler] = {}
        self.hourly_work: list[Callable[[], object]] = []
        self.minutely_work: list[Callable[[], object]] = []

    def handles(
        self, kind: str, *, gave_up: Callable[[Job], None] | None = None, says: str | Promise = ""
    ) -> Callable[[Callable[[Job], None]], Callable[[Job], None]]:
        """Register a function for jobs of a kind such as 'outputs.render'; raises ValueError on a second one."""
        if not _KIND.fullmatch(kind):
            raise ValueError(f"A job kind is written app.verb in lower case, not {kind!r}.")
        if kind in self._handlers:
            raise ValueError(f"Jobs of kind {kind!r} already have a handler.")

        def register(work: Callable[[Job], None]) -> Callable[[Job], None]:
            self._handlers[kind] = Handler(work, gave_up, says)
            return work

        return register

    def hourly(self, work: Callable[[], object]) -> Callable[[], object]:
        """Register a function without arguments that tidies up once an hour."""
        self.hourly_work.append(work)
        return work

    def minutely(self, work: Callable[[], object]) -> Callable[[], object]:
        """Register a function without arguments that is done once a minute, even while the database is away.

        It runs in the relay itself, so it takes two seconds at the most and catches what it can.
        """
        self.minutely_work.append(work)
        return work

    def get(self, kind: str) -> Handler:
        """Return the handler of a kind; raises LookupError with a sentence when nobody does it."""
        if kind not in self._handlers:
            raise LookupError(f"Nobody handles jobs of kind {kind!r}; register it in the app's handlers.py.")
        return self._handlers[kind]

    def title(self, kind: str) -> str:
        """Return what a kind is called on screen; the kind itself where its handler is gone or says nothing."""
        handler = self._handlers.get(kind)
        return str(handler.says) if handler is not None and handler.says else kind

    def kinds(self) -> list[str]:
        """Return every kind somebody handles."""
        return sorted(self._handlers)

    def __contains__(self, kind: str) -> bool:
        return kind in self._handlers


registry: Final = Registry()
handles = registry.handles
hourly = registry.hourly
minutely = registry.minutely
