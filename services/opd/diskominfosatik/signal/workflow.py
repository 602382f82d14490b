"""Say how a site goes from a report to a tower; a table and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

REPORTED: Final = "dilaporkan"
VERIFIED: Final = "diverifikasi"
SURVEYED: Final = "disurvei"
PROPOSED: Final = "diusulkan"
ANSWERED: Final = "ditanggapi"
BUILDING: Final = "dibangun"
TESTED: Final = "diuji"
DONE: Final = "tertangani"
DROPPED: Final = "ditutup"

STATES: Final = (REPORTED, VERIFIED, SURVEYED, PROPOSED, ANSWERED, BUILDING, TESTED, DONE, DROPPED)
FINAL: Final = frozenset({DONE, DROPPED})
OPEN: Final = tuple(state for state in STATES if state not in FINAL)
# What the public sees: a place somebody has checked; never a mere report, never what was none.
PUBLIC: Final = tuple(state for state in STATES if state not in {REPORTED, DROPPED})

VERIFY: Final = "verifikasi"
DROP: Final = "tutup"
FINISH: Final = "selesai"


@dataclass(frozen=True)
class Rule:
    """Hold one step: from where it is possible, where it leads, whether it needs words and an addressee."""

    key: str
    start: frozenset[str]
    to: str
    note: bool = True
    target: bool = False
    dated: bool = False  # a day may be given: when building begins, when it can be tested


RULES: Final = (
    Rule(VERIFY, frozenset({REPORTED}), VERIFIED, note=False),
    Rule("survei", frozenset({VERIFIED}), SURVEYED),
    Rule("usulkan", frozenset({SURVEYED, ANSWERED, TESTED}), PROPOSED, note=False, target=True),
    # Of several addressees each answers for itself.
    Rule("jawab", frozenset({PROPOSED, ANSWERED}), ANSWERED, dated=True),
    Rule("bangun", frozenset({ANSWERED}), BUILDING, dated=True),
    Rule("siap", frozenset({BUILDING}), BUILDING, note=False, dated=True),
    Rule("uji", frozenset({BUILDING, ANSWERED}), TESTED),
    Rule(FINISH, frozenset({TESTED}), DONE),
    Rule(DROP, frozenset(OPEN), DROPPED),
)
# What an operator may do by itself with a site that lies with it; the office tests, and ends.
OPERATORS: Final = ("jawab", "bangun", "siap")
# The office measured a point; it moves no site along.
MOVE: Final = "titik"
BY_KEY: Final = {rule.key: rule for rule in RULES}


def possible(state: str) -> list[Rule]:
    """Return the steps that can be taken from a state, in the order of the table."""
    return [rule for rule in RULES if state in rule.start]
