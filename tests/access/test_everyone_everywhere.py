"""Let everybody try every address by every method, with everybody's things: nobody gets or reads more than is said."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

import pytest

from tests.access import matrix
from tests.access.asking import Visitor, faults
from tests.access.cells import Aim, aims
from tests.access.estate import Estate
from tests.access.people import ROLES, Role

pytestmark = pytest.mark.django_db
# Of all cells the suite asks one in so many, for each role others: all of them are asked by `make soak`.
SHARES = 5
# Methods an address does not answer to are refused before anybody is asked who they are: a few roles show it.
TRIES_ALL = {"nobody", "the citizen one", "a verifier of agency A", "an admin of Diskominfosatik"}


def cells(estate: Estate, role: Role) -> Iterator[tuple[Aim, str]]:
    """Yield what a role tries: every method that is declared on a thing of every owner, the others on one."""
    seen: set[str] = set()
    for aim in aims(estate):
        first = aim.name not in seen
        seen.add(aim.name)
        if not role.factor and not first:
            continue  # such a session is turned away before anybody looks whose thing it is about
        if (aim.part_of and not _worth_mixing(role, aim)) or not _worth_trying(role, aim):
            continue
        for method in sorted(aim.line.methods):
            if role.factor or method == min(aim.line.methods):
                yield aim, method
        if first and role.name in TRIES_ALL:
            yield from ((aim, method) for method in sorted(matrix.METHODS - aim.line.methods))


def share(estate: Estate, role: Role) -> Iterator[tuple[Aim, str]]:
    """Yield this role's share of its cells, so that among all roles each address is asked by every method."""
    own = ROLES.index(role)
    for aim, method in cells(estate, role):
        if (crc32(f"{aim.name} {aim.owner} {aim.part_of} {method}".encode()) + own) % SHARES == 0:
            yield aim, method


def _worth_mixing(role: Role, aim: Aim) -> bool:
    """Say whether an address names a case the role knows and a file or document it does not."""
    known = role.owns | role.works
    return aim.owner in known and aim.part_of not in known


def _worth_trying(role: Role, aim: Aim) -> bool:
    """Say whether others of its kind do not show the same already: what only the door looks at, some try for all."""
    if role.name in TRIES_ALL or not role.factor:
        return True
    if aim.name.startswith("admin:"):
        return bool(role.keeps) or aim.name == "admin:index"
    return aim.line.audience != "public" or role.program


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_nobody_gets_further_than_the_table_says(estate: Estate, role: Role) -> None:
    visitor = Visitor(role, estate.clients[role.name])
    wrong = [fault for aim, method in share(estate, role) for fault in faults(estate, visitor, aim, method)]
    assert not wrong, "\n".join(wrong)
