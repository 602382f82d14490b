"""Guard every test, choose what can be collected here, and offer the fixtures that all areas share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import AsyncClient, Client

from agencies import helpdesk
from agencies.activities import emergency
from foundation import rls
from tests.collecting import Requirements, available
from tests.flushing import flush_past_triggers
from tests.guards import broker, counting, responses
from tests.guards.stray import Stray
from tests.guards.templates import LoudMissing
from tests.workers import celery_worker

__all__ = ["celery_worker", "flush_past_triggers"]

# What a test prepares and looks up by itself is asked for the system; a page asks for its visitor.
rls.trust_process()

collect_ignore = [kind for kind in ("browser", "fuzz") if not available(kind)]
collect_ignore += [] if available("fuzz") else ["soak/test_fuzz_thousand.py"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Offer to run the last test first, which shows tests that live on what others left."""
    parser.addoption("--reverse", action="store_true", help="run the tests in reverse order")


def pytest_configure(config: pytest.Config) -> None:
    """Hold the run to the kinds of tests that REQUIRE_TESTS names, and the checkout to what it held before."""
    config.pluginmanager.register(Requirements(os.environ.get("REQUIRE_TESTS", "").split()), "requirements")
    if not hasattr(config, "workerinput"):  # of several processes that share a run, the first one looks
        config.pluginmanager.register(Stray(), "stray")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Turn the order round where --reverse asks for it."""
    if config.getoption("--reverse"):
        items.reverse()


@pytest.fixture(autouse=True)
def guard_responses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test whose client gets a page with inline script or style, calls the broker or counts a whole table."""
    lenient = frozenset(guard for mark in request.node.iter_markers("lenient") for guard in mark.args)
    plain, plain_async = Client.request, AsyncClient.request
    broker.close(monkeypatch)

    def checked(client: Client, **environ: Any) -> Any:
        with broker.request_under_way(), counting.bounded():
            response = plain(client, **environ)
        responses.check(response, lenient)
        return response

    async def checked_async(client: AsyncClient, **environ: Any) -> Any:
        with broker.request_under_way(), counting.bounded():
            response = await plain_async(client, **environ)
        responses.check(response, lenient)
        return response

    monkeypatch.setattr(Client, "request", checked)
    monkeypatch.setattr(AsyncClient, "request", checked_async)


@pytest.fixture(autouse=True)
def guard_missing_variables() -> Iterator[None]:
    """Fail a test in which a missing template variable was met and its exception swallowed."""
    LoudMissing.found.clear()
    yield
    found = list(LoudMissing.found)
    LoudMissing.found.clear()
    assert not found, found[0]


@pytest.fixture(autouse=True)
def empty_cache() -> None:
    """Start every test with an empty cache, because rate limits live there; no emergency and no contact are known."""
    cache.clear()
    cache.set(emergency.KEY, emergency.NOTHING, None)
    cache.set(helpdesk.KEY, helpdesk.NOTHING, None)
