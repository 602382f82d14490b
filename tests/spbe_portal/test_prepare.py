"""Prepare a database of its own, twice, in a process of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from spbe_portal.management.commands.prepare import Command

ROOT = Path(__file__).resolve().parents[2]


def prepare(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run `manage.py prepare` with a data folder of its own."""
    kept = {k: v for k, v in os.environ.items() if k in {"PATH", "HOME", "LANG"}}
    values = {**kept, "DATA_DIR": str(folder), "DEMO": "True", **environ}
    command = [sys.executable, "manage.py", "prepare"]
    return subprocess.run(command, cwd=ROOT, env=values, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data folder that was prepared once."""
    folder = tmp_path_factory.mktemp("var")
    done = prepare(folder)
    assert done.returncode == 0, done.stderr
    assert "memuat data rujukan" in done.stderr
    assert "warga@demo.test" in done.stdout
    assert "admin@demo.test" in done.stdout
    return folder


def test_the_second_time_nothing_is_loaded_again(prepared: Path) -> None:
    again = prepare(prepared)
    assert again.returncode == 0
    assert "memuat data rujukan" not in again.stderr
    assert "mengumpulkan berkas statis" not in again.stderr
    assert "warga@demo.test" in again.stdout


def test_what_was_removed_is_made_again(prepared: Path, tmp_path: Path) -> None:
    shutil.copytree(prepared, tmp_path / "var")
    for file in (tmp_path / "var").glob("portal.sqlite3*"):
        file.unlink()
    shutil.rmtree(tmp_path / "var" / "static")
    again = prepare(tmp_path / "var")
    assert "memuat data rujukan" in again.stderr
    assert "mengumpulkan berkas statis" in again.stderr
    assert "warga@demo.test" in again.stdout
    assert (tmp_path / "var" / "static" / "staticfiles.json").is_file()


@pytest.mark.parametrize("text", ["{", "", "[1]"])
def test_a_memory_that_cannot_be_read_counts_as_none(tmp_path: Path, text: str) -> None:
    command = Command()
    command.memory = tmp_path / "prepared.json"
    assert command.recall() == {}
    command.memory.write_text(text, encoding="utf-8")
    assert command.recall() == {}


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("postgres://siapa@127.0.0.1:9/tiada", "Basis data tidak dapat dihubungi"),
        ("mysql://127.0.0.1/portal", "'mysql' is not a database we know"),
        ("portal.sqlite3", "is not a database we know"),
        ("postgres://127.0.0.1", "names no database"),
    ],
)
def test_a_wrong_database_address_gets_a_sentence(tmp_path: Path, address: str, sentence: str) -> None:
    done = prepare(tmp_path, DATABASE_URL=address)
    assert done.returncode == 1
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
