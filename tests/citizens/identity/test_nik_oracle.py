"""What we read in a NIK agrees with python-stdnum where that library is right."""

from __future__ import annotations

import pytest
from stdnum.id import nik as oracle

from tests.citizens.identity.test_nik import GOOD


@pytest.mark.parametrize(("text", "sex", "born"), GOOD)
def test_another_library_accepts_the_same_numbers(text: str, sex: str, born: str) -> None:
    assert oracle.is_valid(text)
    assert oracle.get_birth_date(text).strftime("%m-%d") == born[5:]
