"""No generated request breaks the interface, gets an answer its schema does not describe, or gets in uninvited."""

from __future__ import annotations

import pytest

from tests.fuzz.conftest import Place
from tests.fuzz.throwing import EXAMPLES, OPERATIONS, throw_all

pytestmark = [pytest.mark.django_db, pytest.mark.fuzz]


def test_the_schema_describes_what_the_url_map_has() -> None:
    assert len(OPERATIONS) >= 30


@pytest.mark.parametrize("name", sorted(OPERATIONS))
def test_an_operation_answers_every_role_as_described(name: str, place: Place) -> None:
    assert throw_all(name, place, EXAMPLES).total() > 0
