"""Who asks too often waits for the next window; a cache that is away keeps nobody out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from foundation.api import limits

pytestmark = pytest.mark.django_db


def test_one_request_too_many_waits_for_the_next_window(client: Client, settings: Any) -> None:
    settings.API_LIMITS = {**settings.API_LIMITS, "public": (2, 60)}
    with time_machine.travel("2026-11-24T03:00:10Z", tick=False):
        assert [client.get("/api/v1/regions/").status_code for _ in range(3)] == [200, 200, 429]
        refused = client.get("/api/v1/regions/")
        assert refused["Retry-After"] == "50"
        assert refused.json()["code"] == "throttled"
    with time_machine.travel("2026-11-24T03:01:01Z", tick=False):
        assert client.get("/api/v1/regions/").status_code == 200


def test_two_at_the_same_instant_get_two_numbers() -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: limits.count("serentak", 60), range(80)))
    assert sorted(numbers) == list(range(1, 81))


def test_a_cache_that_is_away_keeps_nobody_out(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: Any) -> None:
        raise ConnectionError

    monkeypatch.setattr(cache, "add", away)
    assert client.get("/api/v1/regions/").status_code == 200
