"""A document that is broken in any of these ways is refused, with its place, its line and a plain sentence."""

import re
from typing import Any

import pytest

from services.definition import places
from services.definition.document import DocumentError, parse_text, to_data
from services.definition.lint import lint
from services.definition.lint.places import written
from services.definition.world import OpenWorld
from services.definition.yaml_reader import MAX_BYTES, decode, load, read
from tests.services.definition.helpers import FIXTURES, sample_text

CASES: list[dict[str, Any]] = [
    case
    for cases in read((FIXTURES.parent / "broken" / "corpus.yaml").read_text(encoding="utf-8")).values()
    for case in cases
]
# Words of the libraries underneath. They help only who knows those libraries.
FOREIGN = re.compile(
    r"Input should|valid (tuple|dictionary)|Field required|Extra inputs|should (match|have)|expected tags|Value error"
    r"|validation|constrained|could not find|did not find|expected <|mapping values|node content|Traceback"
)


def refusals(text: str) -> list[tuple[str, int | None, str]]:
    """Return (place, line, sentence) of everything that keeps a text from being published."""
    try:
        document = parse_text(text)
    except DocumentError as error:
        return [_with_line(place, said) for place, said in error.problems]
    lines = load(text).lines
    return [
        (found.path, places.line_of(written(found.path, to_data(document)), lines), found.message)
        for found in lint(document, OpenWorld())
        if found.severity == "error"
    ]


def _with_line(place: str, said: str) -> tuple[str, int | None, str]:
    found = re.search(r"^line ([0-9]+)", place) or re.search(r"\(line ([0-9]+)\)$", said)
    return place, int(found[1]) if found else None, said


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_a_broken_document_is_refused_where_it_is_broken(case: dict[str, Any]) -> None:
    whole = sample_text()
    assert whole.count(case["find"]) == 1, "the case must change exactly one place of the sample"
    line = whole[: whole.index(case["find"])].count("\n") + 1 + case.get("line", 0)
    place = case.get("at", f"line {line}")
    found = refusals(whole.replace(case["find"], case["put"]))
    said = [sentence for at, on, sentence in found if at == place and on == line]
    assert any(case["says"] in sentence for sentence in said), found
    assert not any(FOREIGN.search(sentence) for _, _, sentence in found)


def test_there_are_many_and_no_two_are_alike() -> None:
    assert len(CASES) >= 90
    assert len({case["name"] for case in CASES}) == len(CASES)


def test_a_file_that_is_not_utf_8_says_on_which_line() -> None:
    with pytest.raises(DocumentError) as caught:
        decode(sample_text().replace("spanduk", "spandük").encode("latin-1"))
    assert caught.value.problems == (("line 10", "this line is not UTF-8 text; save the file as UTF-8"),)


def test_a_file_of_utf_8_may_begin_with_its_mark() -> None:
    assert decode(b"\xef\xbb\xbfschema: 1") == "schema: 1"


def test_a_huge_file_is_refused_before_it_is_read() -> None:
    [(place, _, said)] = refusals(sample_text() + "# " + "x" * MAX_BYTES)
    assert (place, said) == ("line 1", "the file is larger than 512 kB; no service needs that much")


@pytest.mark.parametrize("deep", ["[" * 200, "{a: " * 200, "\n".join(f"{' ' * number}a:" for number in range(200))])
def test_a_deep_nest_is_refused(deep: str) -> None:
    [(place, _, said)] = refusals(f"schema: 1\nform: {deep}" if deep[0] in "[{" else deep)
    assert place.startswith("line ")
    assert "nested deeper than 40 levels" in said
