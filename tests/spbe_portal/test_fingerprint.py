"""Check that a step runs again exactly when its files or its database changed."""

from pathlib import Path

import pytest
from django.db import connection

from spbe_portal import fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two files."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.csv").write_text("1", encoding="utf-8")
    (tmp_path / "two.py").write_text("2", encoding="utf-8")
    return tmp_path


def test_the_same_files_have_the_same_fingerprint(folder: Path) -> None:
    assert fingerprint.of_files([folder]) == fingerprint.of_files([folder])


def test_a_changed_a_new_and_a_renamed_file_each_change_it(folder: Path) -> None:
    seen = {fingerprint.of_files([folder])}
    (folder / "a" / "one.csv").write_text("11", encoding="utf-8")
    seen.add(fingerprint.of_files([folder]))
    (folder / "three.py").write_text("", encoding="utf-8")
    seen.add(fingerprint.of_files([folder]))
    (folder / "three.py").rename(folder / "four.py")
    seen.add(fingerprint.of_files([folder]))
    assert len(seen) == 4


def test_what_python_leaves_behind_does_not_change_it(folder: Path) -> None:
    before = fingerprint.of_files([folder])
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "two.cpython-311.pyc").write_bytes(b"x")
    assert fingerprint.of_files([folder]) == before


def test_a_folder_that_does_not_exist_counts_as_empty(folder: Path) -> None:
    assert fingerprint.of_files([folder, folder / "none"]) == fingerprint.of_files([folder])


@pytest.mark.django_db
def test_a_database_made_anew_is_another_one() -> None:
    before = fingerprint.of_database()
    assert before
    assert fingerprint.of_database() == before
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET applied = %s", ["2020-01-01 00:00:00+00:00"])
    assert fingerprint.of_database() != before
