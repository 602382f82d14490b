"""Nothing below ten is shown, and nobody can subtract it out of what is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foundation.suppression import FEWEST, Table, is_safe, protect

COUNTS = st.one_of(st.integers(0, 14), st.integers(0, 400))


def test_a_single_small_part_takes_a_second_one_with_it():
    parts = {("a",): 40, ("b",): 12, ("c",): 3}
    hidden = protect({("t",): 55, **parts}, [Table(("t",), parts)])
    assert hidden == {("b",), ("c",)}


def test_small_parts_that_are_ten_together_need_no_other():
    parts = {("a",): 40, ("b",): 6, ("c",): 4}
    assert protect({("t",): 50, **parts}, [Table(("t",), parts)]) == {("b",), ("c",)}


def test_zero_is_shown():
    parts = {("a",): 40, ("b",): 0}
    assert protect({("t",): 40, **parts}, [Table(("t",), parts)]) == set()


def test_a_hidden_total_cannot_be_added_up():
    parts = {("a",): 12, ("b",): 30}
    upper = {("t",): 42, ("u",): 5}
    counts = {("top",): 47, **upper, **parts}
    hidden = protect(counts, [Table(("top",), upper), Table(("t",), parts)])
    assert ("t",) in hidden
    assert ("a",) in hidden


def test_what_is_never_shown_takes_the_total_with_it():
    parts = {("office",): 30, ("rest",): 4}
    counts = {("area",): 34, ("office",): 30}
    assert protect(counts, [Table(("area",), parts, total_first=True)], frozenset({("rest",)})) == {
        ("area",),
        ("rest",),
    }


def test_what_would_give_a_hidden_count_away_is_hidden_with_it_and_protected_in_turn():
    """Decided 7 takes its measured 12 along, and that one takes another measured with it."""
    decided, measured = {("d", "a"): 7, ("d", "b"): 30}, {("m", "a"): 12, ("m", "b"): 30}
    tables = [Table(("m", "t"), measured)]
    counts = {**decided, **measured, ("m", "t"): 42}
    hidden = protect(counts, tables, along={("d", "a"): ("m", "a"), ("d", "b"): ("m", "b")})
    assert hidden == {("d", "a"), ("m", "a"), ("m", "b")}


def test_a_hidden_zero_is_no_second_part():
    parts = {("a",): 0, ("b",): 12, ("c",): 40}
    hidden = protect({("t",): 52, **parts}, [Table(("t",), parts)], frozenset({("a",), ("b",)}))
    assert hidden == {("a",), ("b",), ("c",)}


@given(st.lists(COUNTS, min_size=1, max_size=8))
def test_total_minus_shown_never_reveals_a_part_below_ten(numbers):
    parts = {("part", str(place)): number for place, number in enumerate(numbers)}
    total = sum(numbers)
    hidden = protect({("total",): total, **parts}, [Table(("total",), parts)])
    shown = {key: number for key, number in parts.items() if key not in hidden}
    assert all(number == 0 or number >= FEWEST for number in shown.values())
    unseen = [number for key, number in parts.items() if key in hidden]
    if ("total",) not in hidden:
        rest = total - sum(shown.values())
        assert rest == 0 or (rest >= FEWEST and len(unseen) >= 2)


@given(st.lists(st.lists(COUNTS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_row_column_or_sum_of_linked_tables_reveals_one(rows):
    """Agencies by service, with the county above both: every line of the table is safe in the end."""
    cells = {("cell", str(r), str(c)): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    by_row = {("row", str(r)): sum(row) for r, row in enumerate(rows)}
    by_column = {("column", str(c)): sum(row[c] for row in rows) for c in range(3)}
    tables = [Table(("all",), by_row), Table(("all",), by_column)]
    tables += [Table(key, {k: n for k, n in cells.items() if k[1] == key[1]}) for key in by_row]
    tables += [Table(key, {k: n for k, n in cells.items() if k[2] == key[1]}) for key in by_column]
    counts = {("all",): sum(by_row.values()), **by_row, **by_column, **cells}
    hidden = protect(counts, tables)
    assert all(is_safe(table, hidden) for table in tables)
    assert all(key in hidden for key, number in counts.items() if 0 < number < FEWEST)
