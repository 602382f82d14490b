"""The registry of handlers: one handler a kind, sentences for mistakes."""

from __future__ import annotations

import pytest

from foundation.outbox.models import Job
from foundation.outbox.registry import Registry, registry


def nothing(job: Job) -> None:
    """Do nothing."""


def test_a_second_handler_for_a_kind_is_refused() -> None:
    own = Registry()
    own.handles("app.work")(nothing)
    with pytest.raises(ValueError, match="already have a handler"):
        own.handles("app.work")


@pytest.mark.parametrize("kind", ["", "work", "App.work", "app work", "app.work.more", "app.", "app.1"])
def test_a_malformed_kind_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match=r"written app\.verb"):
        Registry().handles(kind)


def test_an_unknown_kind_is_a_sentence() -> None:
    with pytest.raises(LookupError, match=r"handlers\.py"):
        Registry().get("app.work")


def test_the_apps_registered_their_handlers_at_start() -> None:
    assert "notifications.deliver" in registry
    assert "notifications.letter" in registry
    assert {work.__name__ for work in registry.hourly_work} >= {"purge", "forget_old_jobs", "empty_mailbox"}
