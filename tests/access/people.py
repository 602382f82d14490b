"""The table of everybody who may ask: one line for each role, whom it makes and what it may know of."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final

NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True)
class Role:
    """Describe one kind of visitor: whom the world makes for it, and which cases and agencies it may know of."""

    name: str
    # Whom to make: nobody, a citizen by name, or an officer of an agency.
    citizen: str = ""
    agency: str = ""
    functions: tuple[str, ...] = ()
    village: str = ""
    flags: tuple[str, ...] = ()
    named: bool = False  # whether its functions name the service, which opens what is confidential in it
    reported: str = ""  # in which case it is the one reported
    seat: str = ""  # at which operator it sits
    program: bool = False  # asks by a system's token, for the interface alone
    factor: bool = True  # whether the second factor was shown in this session
    # What it may know of: as a citizen, at the desk, and as a keeper of records ("*": of every agency).
    owns: frozenset[str] = NOTHING
    works: frozenset[str] = NOTHING
    keeps: frozenset[str] = NOTHING
    account: str = field(default="")

    @property
    def signed_in(self) -> bool:
        """Say whether the portal knows who it is."""
        return bool(self.citizen or self.agency)

    @property
    def officer(self) -> bool:
        """Say whether it works for an agency."""
        return bool(self.agency)

    @property
    def audits(self) -> bool:
        """Say whether it reads what all agencies do, and writes nothing."""
        return "is_auditor" in self.flags

    @property
    def top(self) -> bool:
        """Say whether it keeps the records of every agency."""
        return "*" in self.keeps


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CHECKS, SIGNS = ("verifikator",), ("kepala",)
_ROLES: Final = (
    Role("nobody"),
    Role("the citizen one", citizen="one", owns=_words("a1 draft")),
    Role("the citizen two", citizen="two", owns=_words("a2")),
    Role("the citizen three", citizen="three", owns=_words("b secret")),
    Role("who acts for the citizen one", citizen="agent", owns=_words("a1 draft")),
    Role("who sits at an operator", citizen="operator", seat="telkomsel"),
    Role("an officer of village 1", agency="A", functions=CHECKS, village="1", works=_words("a1")),
    Role("an officer of village 2", agency="A", functions=CHECKS, village="2", works=_words("a2")),
    Role("a verifier of agency A", agency="A", functions=CHECKS, works=_words("a1 a2")),
    Role("an approver of agency A", agency="A", functions=SIGNS, works=_words("a1 a2")),
    Role(
        "who is named for a service of agency A", agency="A", functions=CHECKS, named=True, works=_words("a1 a2 secret")
    ),
    Role(
        "the officer reported in secret",
        agency="A",
        functions=CHECKS,
        named=True,
        reported="secret",
        works=_words("a1 a2"),
    ),
    Role("an officer of agency A without a function", agency="A"),
    Role("an officer of agency B", agency="B", functions=CHECKS + SIGNS, works=_words("b")),
    Role("an admin of agency A", agency="A", flags=("is_agency_admin",), works=_words("a1 a2"), keeps=_words("A")),
    Role("an admin of agency B", agency="B", flags=("is_agency_admin",), works=_words("b"), keeps=_words("B")),
    Role("an admin of Diskominfosatik", agency="TOP", flags=("is_platform_admin",), keeps=_words("*")),
    Role("an officer of Diskominfosatik", agency="TOP"),
    Role("an auditor", agency="ISP", flags=("is_auditor",)),
    Role("a system of agency A", agency="A", functions=CHECKS, program=True, works=_words("a1 a2")),
)
# Everybody who works here once more, in a session that has not shown the second factor.
ROLES: Final = _ROLES + tuple(
    replace(role, name=f"{role.name}, second factor owed", factor=False, account=role.name)
    for role in _ROLES
    if role.officer and not role.program
)
