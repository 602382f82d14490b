"""Refuse a call to the broker while a request is answered: a broker that is away would hold up the person who waits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import pytest
from celery import Celery
from celery.app.task import Task

answering: ContextVar[bool] = ContextVar("answering", default=False)


class BrokerInRequest(AssertionError):
    """Say which task a page tried to hand to the broker."""


@contextmanager
def request_under_way() -> Iterator[None]:
    """Mark the time in which a page is made."""
    token = answering.set(True)
    try:
        yield
    finally:
        answering.reset(token)


def close(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every way to the broker raise BrokerInRequest while a request is under way."""
    for owner, name in ((Task, "apply_async"), (Celery, "send_task")):
        monkeypatch.setattr(owner, name, _guarded(getattr(owner, name)))


def _guarded(plain: Any) -> Any:
    def guarded(self: Any, *args: Any, **options: Any) -> Any:
        if answering.get():
            raise BrokerInRequest(f"{getattr(self, 'name', args)}: write an outbox job; the relay hands it over")
        return plain(self, *args, **options)

    return guarded
