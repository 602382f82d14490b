"""A circle is found wherever it is, and only where it is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.opd.diskominfosatik.roadmap.ordering import circle

NUMBERS = st.integers(0, 7)
GRAPHS = st.dictionaries(NUMBERS, st.lists(NUMBERS, max_size=4), max_size=8)


def reaches(needs: dict[int, list[int]], start: int) -> set[int]:
    """Return everything that a thing waits for, straight from the definition."""
    found: set[int] = set()
    rest = list(needs.get(start, ()))
    while rest:
        each = rest.pop()
        if each not in found:
            found.add(each)
            rest += needs.get(each, ())
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRAPHS)
def test_a_circle_is_found_exactly_where_something_waits_for_itself(needs: dict[int, list[int]]) -> None:
    found = circle(needs)
    assert bool(found) == any(each in reaches(needs, each) for each in needs)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRAPHS)
def test_what_is_found_is_a_circle(needs: dict[int, list[int]]) -> None:
    found = circle(needs)
    if found:
        assert found[0] == found[-1]
        assert len(set(found)) == len(found) - 1
        assert all(after in needs[before] for before, after in pairwise(found))


def test_ten_thousand_in_a_row_need_no_recursion() -> None:
    needs = {number: [number + 1] for number in range(10_000)}
    assert circle(needs) == []
    assert len(circle(needs | {10_000: [0]})) == 10_002
