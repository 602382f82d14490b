"""Fail a run that leaves a file in the checkout: what people upload goes into the data folder, never among the code."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# What tools keep for themselves, and what an editor or a running portal beside the tests may write.
PASSED_OVER = {".git", ".venv", ".cache", ".ruff_cache", ".import_linter_cache", ".hypothesis", "__pycache__", "var"}
WRITTEN_ON_PURPOSE = ("docs/evidence/", "bench/results/")


def files(root: Path = ROOT) -> Iterator[str]:
    """Yield the path of every file of a checkout, from its root."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in PASSED_OVER]
        for name in names:
            path = Path(folder, name).relative_to(root).as_posix()
            if not path.startswith(WRITTEN_ON_PURPOSE):
                yield path


class Stray:
    """Compare the checkout before and after a run."""

    def __init__(self, root: Path = ROOT) -> None:
        """Look at the checkout as it is now."""
        self.root = root
        self.before = frozenset(files(root))
        self.found: list[str] = []

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Turn a run red that left something behind."""
        self.found = sorted(set(files(self.root)) - self.before)
        if self.found and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Name what was left behind."""
        for path in self.found:
            terminalreporter.write_line(f"left in the checkout by this run: {path}", red=True)
