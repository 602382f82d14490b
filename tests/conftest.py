"""Guard every test, choose what can be collected here, and offer the fixtures that all areas share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import AsyncClient, Client

from tests.collecting import Requirements, available
from tests.flushing import flush_past_triggers
from tests.guards import responses
from tests.guards.templates import LoudMissing
from tests.workers import celery_worker

__all__ = ["celery_worker", "flush_past_triggers"]

collect_ignore = [] if available("browser") else ["browser"]


def pytest_configure(config: pytest.Config) -> None:
    """Hold the run to the kinds of tests that REQUIRE_TESTS names."""
    config.pluginmanager.register(Requirements(os.environ.get("REQUIRE_TESTS", "").split()), "requirements")


@pytest.fixture(autouse=True)
def guard_responses(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test whose client gets a page with inline script or style, or with unrendered braces."""
    lenient = frozenset(guard for mark in request.node.iter_markers("lenient") for guard in mark.args)
    plain, plain_async = Client.request, AsyncClient.request

    def checked(client: Client, **environ: Any) -> Any:
        response = plain(client, **environ)
        responses.check(response, lenient)
        return response

    async def checked_async(client: AsyncClient, **environ: Any) -> Any:
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
    """Start every test with an empty cache, because rate limits live there."""
    cache.clear()
