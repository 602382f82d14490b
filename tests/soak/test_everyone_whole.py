"""Ask every cell of the access matrix; the suite asks a share of them."""

from __future__ import annotations

import pytest

from tests.access.asking import Visitor, faults
from tests.access.conftest import estate
from tests.access.estate import Estate
from tests.access.people import ROLES, Role
from tests.access.test_everyone_everywhere import cells

__all__ = ["estate"]
pytestmark = [pytest.mark.django_db, pytest.mark.soak]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.name)
def test_nobody_gets_further_than_the_table_says_in_any_cell(estate: Estate, role: Role) -> None:
    visitor = Visitor(role, estate.clients[role.name])
    wrong = [fault for aim, method in cells(estate, role) for fault in faults(estate, visitor, aim, method)]
    assert not wrong, "\n".join(wrong)
