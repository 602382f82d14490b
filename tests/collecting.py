"""Collect tests that need chromium, schemathesis, PostgreSQL or Redis only where these are; refuse a lacking run."""

from __future__ import annotations

import importlib.util
import os
import shutil

import pytest

KINDS = ("browser", "fuzz", "services")


def available(kind: str) -> bool:
    """Tell whether this machine and this run can execute a kind of tests."""
    if kind == "browser":
        return importlib.util.find_spec("playwright") is not None and chromium() is not None
    if kind == "fuzz":
        return importlib.util.find_spec("schemathesis") is not None
    return bool(os.environ.get("TEST_DATABASE_URL", "").startswith("postgres") and os.environ.get("TEST_REDIS_URL"))


def chromium() -> str | None:
    """Return the path of the browser: CHROMIUM, or Debian's chromium on PATH."""
    named = os.environ.get("CHROMIUM")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


def own_redis(url: str, worker: str) -> str:
    """Return the Redis database of one of several processes that share a run ("gw1": one further than the named)."""
    number = int(worker.removeprefix("gw") or 0)
    if not url or not number:
        return url
    address, _, database = url.rpartition("/")
    return f"{address}/{int(database) + number}"


class Requirements:
    """Deselect what cannot run here; fail a run in which a required kind was not collected."""

    def __init__(self, required: list[str]) -> None:
        """Remember the required kinds, usually from REQUIRE_TESTS."""
        unknown = set(required) - set(KINDS)
        if unknown:
            raise pytest.UsageError(f"REQUIRE_TESTS names {sorted(unknown)}; it knows {KINDS}")
        self.required = required
        self.collected: dict[str, int] = dict.fromkeys(KINDS, 0)

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Keep the tests that can run here and count them by kind."""
        unfit = [i for i in items if any(i.get_closest_marker(kind) and not available(kind) for kind in KINDS)]
        for kind in KINDS:
            self.collected[kind] = sum(1 for i in items if i.get_closest_marker(kind) and i not in unfit)
        if unfit:
            items[:] = [item for item in items if item not in unfit]
            config.hook.pytest_deselected(items=unfit)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Stop when a required kind has no collected test; where several processes share a run, each of them looks."""
        if session.config.pluginmanager.has_plugin("dsession"):
            return
        missing = [kind for kind in self.required if not self.collected[kind]]
        if missing:
            raise pytest.UsageError(f"required tests were not collected: {', '.join(missing)}")
