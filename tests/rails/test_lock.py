"""Check that the locks are in step, hashed, universal and bound to no machine."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import lock

NAMES = sorted(lock.LOCKS)


def pins(name: str) -> dict[str, list[str]]:
    """Return the hashes of each pinned package of a lock."""
    found: dict[str, list[str]] = {}
    current = ""
    for line in (lock.ROOT / name).read_text(encoding="utf-8").splitlines():
        if match := re.match(r"^([a-z0-9-]+)==", line):
            current = match[1]
            found[current] = []
        found.setdefault(current, []).extend(re.findall(r"--hash=sha256:([0-9a-f]{64})", line))
    return {name: hashes for name, hashes in found.items() if name}


def test_the_locks_are_in_step_with_the_requirements() -> None:
    assert lock.problems() == []


@pytest.mark.parametrize("name", NAMES)
def test_every_pinned_package_is_hashed(name: str) -> None:
    assert pins(name)
    assert [package for package, hashes in pins(name).items() if not hashes] == []


@pytest.mark.parametrize("name", NAMES)
def test_packages_for_other_machines_are_in_the_lock_too(name: str) -> None:
    assert "async-timeout==" in (lock.ROOT / name).read_text(encoding="utf-8"), "python 3.11.2 of Debian 12 needs it"


def test_psycopg_3_never_stands_beside_psycopg2() -> None:
    assert "psycopg2-binary" in pins("requirements.lock")
    assert not {"psycopg", "psycopg-binary"} & set(pins("requirements-dev.lock"))


def test_both_locks_agree_on_every_version() -> None:
    wanted = [set(re.findall(r"^\S+==[^ ]+", (lock.ROOT / name).read_text(), re.MULTILINE)) for name in NAMES]
    dev, plain = wanted
    assert plain <= dev


def test_a_changed_requirement_is_noticed_without_a_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in {*lock.LOCKS, *(s for sources in lock.LOCKS.values() for s in sources)}:
        (tmp_path / name).write_bytes((lock.ROOT / name).read_bytes())
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    with (tmp_path / "requirements.txt").open("a") as file:
        file.write("segno>=1.6\n")
    assert len(lock.problems()) == 2
    assert lock.problems()[0].startswith("requirements.lock is behind requirements.txt: run `make lock`")


def test_a_lock_that_names_one_machine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in {*lock.LOCKS, *(s for sources in lock.LOCKS.values() for s in sources)}:
        (tmp_path / name).write_bytes((lock.ROOT / name).read_bytes())
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    with (tmp_path / "requirements.lock").open("a") as file:
        file.write("--find-links file:///home/siti/wheels\n")
    assert any("names an index or a path of one machine" in sentence for sentence in lock.problems())
