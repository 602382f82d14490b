"""What is written as YAML is read back as it was."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definition.document import checksum, parse_text, to_data
from services.definition.yaml_reader import read
from services.definition.yaml_writer import write
from tests.services.definition.helpers import sample
from tests.services.definition.strategies.counts import times

TEXTS = (
    "on",
    "no",
    "1e3",
    "012",
    "0x1F",
    "~",
    "",
    "null",
    "<<",
    "a: b",
    "- x",
    "# x",
    "'",
    '"',
    "\t",
    "x\ty",
    " x ",
    "!t",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_stays_a_text(text: str) -> None:
    assert read(write({"a": text, "b": [text]})) == {"a": text, "b": [text]}


def test_lines_are_written_as_lines() -> None:
    assert write({"a": "satu\ndua\n"}) == "a: |\n  satu\n  dua\n"


def test_the_sample_is_the_same_service_in_its_own_order() -> None:
    text = write(to_data(sample()))
    assert checksum(parse_text(text)) == checksum(sample())
    assert list(read(text)) == list(to_data(sample()))


def test_what_stands_twice_is_written_twice() -> None:
    same = {"op": "empty", "args": [1]}
    assert "&" not in write({"a": same, "b": same})


LEAVES = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.floats(allow_nan=False, allow_infinity=False)
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30)
KEYS = st.text("abcdefghij_", min_size=1, max_size=8)
DATA: st.SearchStrategy[Any] = st.recursive(
    LEAVES | TEXT | st.sampled_from(TEXTS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@times(100)
@given(st.dictionaries(KEYS, DATA, max_size=4))
def test_whatever_is_written_is_read_back(data: dict[str, Any]) -> None:
    assert read(write(data)) == data
