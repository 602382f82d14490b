"""Identifiers: UUIDs that grow with time, request numbers that notice typing errors."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation import ids

CODES = st.from_regex(r"\A[A-Z]{2,8}\Z")
NUMBERS = st.builds(ids.format_number, CODES, st.integers(2020, 2099), st.integers(1, 999_999))


def test_a_uuid7_carries_version_variant_and_the_present_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ids, "_last", 0)  # a test that travelled ahead leaves the counter there, as it should
    before = time.time_ns() // 1_000_000
    value = ids.uuid7()
    assert value.version == 7
    assert value.variant == "specified in RFC 4122"
    assert before <= value.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_a_hundred_thousand_uuids_of_four_threads_are_distinct_and_each_thread_sees_them_grow() -> None:
    found: list[list[int]] = [[] for _ in range(4)]

    def draw(mine: list[int]) -> None:
        mine.extend(ids.uuid7().int for _ in range(25_000))

    threads = [threading.Thread(target=draw, args=(mine,)) for mine in found]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(mine == sorted(mine) for mine in found)
    assert len({value for mine in found for value in mine}) == 100_000


def test_uuids_keep_growing_when_the_clock_is_set_back(monkeypatch: pytest.MonkeyPatch) -> None:
    first = ids.uuid7()
    present = time.time_ns()
    monkeypatch.setattr(time, "time_ns", lambda: present - 7_200_000_000_000)
    assert ids.uuid7() > first


def test_a_request_number_names_portal_agency_year_and_sequence() -> None:
    number = ids.format_number("DKC", 2026, 123)
    assert number.startswith("SRG-DKC-2026-000123-")
    assert len(number) == len("SRG-DKC-2026-000123-7")


@given(NUMBERS)
def test_a_number_survives_how_people_write_it(number: str) -> None:
    for spelling in (number.lower(), number.replace("-", ""), number.replace("-", " "), f"  {number} "):
        assert ids.normalise_number(spelling) == number
    assert ids.normalise_number(number.replace("-", " – ")) == number


@given(NUMBERS, st.data())
def test_every_single_wrong_character_is_noticed(number: str, data: st.DataObject) -> None:
    plain = number.replace("-", "")
    position = data.draw(st.integers(0, len(plain) - 1))
    other = data.draw(st.sampled_from([c for c in ids.ALPHABET if c != plain[position]]))
    assert ids.normalise_number(plain[:position] + other + plain[position + 1 :]) is None


@given(NUMBERS, st.data())
def test_every_swap_of_neighbours_is_noticed(number: str, data: st.DataObject) -> None:
    plain = number.replace("-", "")
    position = data.draw(st.integers(0, len(plain) - 2))
    swapped = plain[:position] + plain[position + 1] + plain[position] + plain[position + 2 :]
    if swapped != plain:
        assert ids.normalise_number(swapped) is None


def test_all_single_errors_and_swaps_of_one_number_are_noticed_exhaustively() -> None:
    body = ids.format_number("DKC", 2026, 123).replace("-", "")
    wrong = {
        body[:position] + other + body[position + 1 :]
        for position in range(len(body))
        for other in ids.ALPHABET
        if other != body[position]
    }
    wrong |= {body[:p] + body[p + 1] + body[p] + body[p + 2 :] for p in range(len(body) - 1) if body[p] != body[p + 1]}
    assert len(wrong) > 590
    assert [text for text in wrong if ids.normalise_number(text)] == []


@pytest.mark.parametrize(
    "text", ["", "SRG", "SRG-DKC-2026-000123", "SRG-DKC-1999-000123-7", "'; DROP TABLE--", "x" * 1_000_000, "٣" * 14]
)
def test_what_is_no_number_of_ours_gives_none(text: str) -> None:
    assert ids.normalise_number(text) is None


@pytest.mark.parametrize(
    ("prefix", "year", "seq"),
    [("D", 2026, 1), ("dkc", 2026, 1), ("DKC", 26, 1), ("DKC", 2026, 10_000_000), ("", 2026, 1)],
)
def test_parts_that_make_no_number_are_refused(prefix: str, year: int, seq: int) -> None:
    with pytest.raises(ValueError, match=r"substring not found|make no request number"):
        ids.format_number(prefix, year, seq)


def test_the_millionth_request_of_a_year_still_gets_a_number() -> None:
    number = ids.format_number("DKC", 2026, 1_000_000)
    assert ids.normalise_number(number.lower()) == number
