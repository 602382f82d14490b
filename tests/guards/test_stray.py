"""Prove that a run which leaves a file beside the code fails and says which."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.guards.stray import Stray


def finish(stray: Stray) -> SimpleNamespace:
    session = SimpleNamespace(exitstatus=pytest.ExitCode.OK)
    stray.pytest_sessionfinish(session)  # type: ignore[arg-type]
    return session


def test_a_file_that_a_run_left_behind_turns_it_red(tmp_path: Path) -> None:
    (tmp_path / "ada.py").touch()
    stray = Stray(tmp_path)
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "ktp.jpg").touch()
    assert finish(stray).exitstatus == pytest.ExitCode.TESTS_FAILED
    assert stray.found == ["media/ktp.jpg"]


def test_caches_and_evidence_may_be_written(tmp_path: Path) -> None:
    stray = Stray(tmp_path)
    for folder in ("__pycache__", ".cache/pytest", "var", "docs/evidence"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "baru").touch()
    assert finish(stray).exitstatus == pytest.ExitCode.OK
