"""Prove that helpers of the tests keep their asserts, also in the run in which Python strips everybody else's."""

import pytest

from tests.guards.asserting import insist


def test_an_assert_in_a_helper_still_fails_where_python_strips_asserts() -> None:
    with pytest.raises(AssertionError):
        insist(1 > 2)
    insist(2 > 1)
