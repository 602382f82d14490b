"""Call the Python an OPD registered: bounded in time and number, with plain data in and plain data out.

A hook runs in a thread of its own, so that one that hangs costs a few seconds and a slot, never a worker of the web
server. It gets copies: nothing it changes reaches a request. What it may do is in docs/service-document.md.
"""

from __future__ import annotations

import copy
import logging
import queue
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.conf import settings
from django.db import connections

from services.catalogue.registry import Hook, Registry, registry

log = logging.getLogger("portal.hooks")
# More hooks than this hanging at once means the OPD's system is down: refuse at once instead of piling up threads.
SLOTS: Final = 8
_slots: Final = threading.BoundedSemaphore(SLOTS)
SENTENCE_LENGTH: Final = 300


class HookFailed(Exception):
    """Say which hook gave no usable answer, and how: missing, busy, timeout, raised, or answer."""

    def __init__(self, name: str, how: str) -> None:
        """Keep name and manner; never what the hook said, which may name a person."""
        super().__init__(f"{name}: {how}")
        self.name = name
        self.how = how


@dataclass(frozen=True)
class HookProblem:
    """Let a validating hook refuse an answer, with an Indonesian sentence that says what to do."""

    field: str
    sentence: str


@dataclass(frozen=True)
class EventSeen:
    """Tell a listening hook what happened; no answers and no names travel with it."""

    request: str
    number: str
    service: str
    kind: str
    action: str
    from_state: str
    to_state: str
    at: str


@dataclass(frozen=True)
class Decided:
    """Tell an effect hook which request was decided, and what was asked in it."""

    request: str
    number: str
    service: str
    phase: str
    answers: Mapping[str, Any] = field(default_factory=dict)


def call(name: str, *args: Any, hooks: Registry = registry) -> Any:
    """Return what the hook answers within HOOK_SECONDS; raises HookFailed for everything else."""
    try:
        hook = hooks.hook(name)
    except KeyError:
        raise HookFailed(name, "missing") from None
    if not _slots.acquire(blocking=False):
        raise _failed(name, "busy")
    answers: queue.SimpleQueue[tuple[bool, Any]] = queue.SimpleQueue()
    given = copy.deepcopy(args)
    threading.Thread(target=_work, args=(hook, given, answers), name=f"hook {name}", daemon=True).start()
    try:
        fine, answer = answers.get(timeout=settings.HOOK_SECONDS)
    except queue.Empty:
        raise _failed(name, "timeout") from None
    if not fine:
        raise _failed(name, "raised", answer)
    return answer


def _work(hook: Hook, args: tuple[Any, ...], answers: queue.SimpleQueue[tuple[bool, Any]]) -> None:
    try:
        answers.put((True, hook(*args)))
    except BaseException as error:  # whatever an OPD's code does, the request goes on
        answers.put((False, type(error).__name__))
    finally:
        connections.close_all()
        _slots.release()


def _failed(name: str, how: str, error: str = "") -> HookFailed:
    log.warning("hook %s failed: %s %s", name, how, error)
    return HookFailed(name, how)


def problems_of(name: str, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[HookProblem, ...]:
    """Return what a validating hook refuses; raises HookFailed when it gives no list of HookProblem."""
    said = call(name, dict(answers), dict(facts))
    found = tuple(said) if isinstance(said, Iterable) and not isinstance(said, str | bytes | Mapping) else said
    if found is None:
        return ()
    if not isinstance(found, tuple) or not all(isinstance(each, HookProblem) for each in found):
        raise _failed(name, "answer")
    return tuple(HookProblem(str(p.field)[:80], str(p.sentence)[:SENTENCE_LENGTH]) for p in found)


def fee_by(name: str, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> int:
    """Return the rupiah a fee hook works out; raises HookFailed when it gives no whole number from 0."""
    said = call(name, dict(answers), dict(facts))
    if not isinstance(said, int) or isinstance(said, bool) or not 0 <= said <= 10**15:
        raise _failed(name, "answer")
    return said


def first_values(name: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the first values a prefilling hook gives, by field id; raises HookFailed when it gives no mapping."""
    said = call(name, dict(facts))
    if said is None:
        return {}
    if not isinstance(said, Mapping) or not all(isinstance(key, str) for key in said):
        raise _failed(name, "answer")
    return dict(said)
