"""Prove that a run in which required tests were not collected fails."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.collecting import Requirements

ROOT = Path(__file__).resolve().parents[2]
HERE = "tests/guards/test_responses.py"


def collect(**environ: str) -> subprocess.CompletedProcess[str]:
    """Collect one file in a pytest of its own."""
    plain = {k: v for k, v in os.environ.items() if k not in {"REQUIRE_TESTS", "TEST_DATABASE_URL", "TEST_REDIS_URL"}}
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", HERE]
    return subprocess.run(command, cwd=ROOT, env={**plain, **environ}, capture_output=True, text=True, check=False)


def test_a_run_without_its_required_browser_tests_fails() -> None:
    done = collect(REQUIRE_TESTS="browser")
    assert done.returncode != 0
    assert "required tests were not collected: browser" in done.stdout + done.stderr


def test_a_run_that_requires_nothing_passes() -> None:
    assert collect().returncode == 0


def test_an_unknown_requirement_is_refused() -> None:
    with pytest.raises(pytest.UsageError, match="brwser"):
        Requirements(["brwser"])
