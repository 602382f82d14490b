"""Lint of what happens by the clock."""

from typing import Any

import pytest

from services.definition.lint import Code
from tests.services.definition.lint.asking import codes, only

STATES = "workflow.states"
CLOSE = {"key": "tutup", "by": ["system"], "to": "ditutup", "type": "close", "after": {"amount": 10}}
CLOSED = {"phase": "closed"}
EXTEND = {"key": "perpanjang", "by": ["kabid"], "type": "extend", "extend": {"amount": 7}}


def test_the_clock_may_close_a_request_after_a_time() -> None:
    assert codes({f"{STATES}.perbaikan.actions.1": CLOSE, f"{STATES}.ditutup": CLOSED}) == []


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("perbaikan.actions.1", {"to": "selesai"}),
        ("perbaikan.actions.1", {"type": "approve"}),
        ("periksa.actions.4", {"to": "ditolak"}),
        ("periksa.actions.4", {"type": "reject"}),
    ],
)
def test_the_clock_approves_nothing_and_rejects_nobody_who_waits(place: str, change: dict[str, Any]) -> None:
    changes = {f"{STATES}.{place}": CLOSE | change, f"{STATES}.ditutup": CLOSED}
    if change.get("to"):
        del changes[f"{STATES}.ditutup"]
    found = only(changes)
    assert (found.code, found.path) == (Code.CLOCK_DECIDES, f"{STATES}.{place.split('.')[0]}.tutup")


def test_the_clock_may_reject_whoever_was_asked_and_did_not_answer() -> None:
    assert codes({f"{STATES}.perbaikan.actions.1": CLOSE | {"to": "ditolak", "type": "reject"}}) == []


def test_the_clock_leaves_drafts_alone() -> None:
    assert only({f"{STATES}.draf.actions.1": CLOSE, f"{STATES}.ditutup": CLOSED}).code is Code.CLOCK_DECIDES


def test_a_clock_is_extended_in_its_own_unit() -> None:
    assert codes({f"{STATES}.periksa.actions.4": EXTEND}) == []
    other = {**EXTEND, "extend": {"amount": 7, "unit": "calendar_days"}}
    found = only({f"{STATES}.periksa.actions.4": other})
    assert (found.code, found.path) == (Code.BAD_EXTENSION, f"{STATES}.periksa.perpanjang.extend")


def test_without_a_clock_there_is_nothing_to_extend() -> None:
    assert Code.BAD_EXTENSION in codes({f"{STATES}.periksa.actions.4": EXTEND, "sla": None})
