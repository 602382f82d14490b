"""What pydantic refuses, in words for people: the pieces that no broken document of the corpus shows."""

from typing import Annotated, Any

import pytest
from pydantic import BaseModel, Field, ValidationError

from services.definition.document import DocumentError, parse
from services.definition.errors import shorten
from services.definition.sentences import explain
from tests.services.definition.helpers import REMOVE, asking, bent


class Strange(BaseModel):
    """Refuse in a way no service document does."""

    number: Annotated[int, Field(multiple_of=5)]


def test_a_refusal_nobody_wrote_words_for_is_a_sentence_too() -> None:
    with pytest.raises(ValidationError) as caught:
        Strange.model_validate({"number": 3})
    assert explain(caught.value, Strange, {"number": 3}) == [("number", "what is written here does not fit")]


def test_long_values_are_cut() -> None:
    assert shorten("x" * 100) == "'" + "x" * 39 + "..."
    assert [shorten(value) for value in ("x", True, 5)] == ["'x'", "true", "5"]


SAID: list[tuple[dict[str, Any], str, str]] = [
    ({"form.pages.0.fields.0": {"id": "a", "type": "file", "max_mb": 0}}, "max_mb", "a number above 0"),
    ({"form.pages.0.fields.0": {"id": "a", "type": "file", "max_mb": "5"}}, "max_mb", "a number stands without quotes"),
    (
        {"form.pages.0.fields.0": {"id": "a", "type": "coordinate", "within": [1]}},
        "within.1",
        "lacks its entry number 2",
    ),
    ({"form.pages.0.title": "x" * 6000}, "title", "at most 5000 characters"),
    ({"form.pages.0.fields": [{"id": "a", "type": "name"}] * 101}, "fields", "at most 100 entries"),
    ({"form.pages.0.fields.0": {"type": "name"}}, "fields.0.id", "the keyword 'id' is missing; add it"),
    ({"lists": {"buah": [{"value": "a", "nama": "A"}]}}, "lists.buah.0.nama", "value, label are known"),
    ({"workflow.states.periksa.objection": {"servis": "x"}}, "objection.servis", "did you mean 'service'?"),
]


@pytest.mark.parametrize(
    ("changes", "place", "sentence"), SAID, ids=lambda value: value if isinstance(value, str) else ""
)
def test_other_refusals_say_what_to_write(changes: dict[str, Any], place: str, sentence: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(bent(changes))
    assert any(at.endswith(place) and sentence in said for at, said in caught.value.problems), caught.value.problems


def test_what_the_branch_meant_says_is_all_that_is_said() -> None:
    with pytest.raises(DocumentError) as caught:
        parse(bent({"standard.requirements": [{"title": "KTP", "need": "maybe"}]}))
    [(place, _)] = caught.value.problems
    assert place == "standard.requirements.0.need"


@pytest.mark.parametrize("data", [{"title": "a\x00b"}, {"title": "\ud800"}, {"\ud800": 1}, {"notes": ["ok", "\x1b"]}])
def test_what_no_database_keeps_is_refused_with_its_place(data: dict[str, Any]) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(bent(data))
    [(place, said)] = caught.value.problems
    assert said.startswith("this text holds a character that cannot be stored")
    assert place.split(".")[0] == next(iter(data)).encode("ascii", "backslashreplace").decode()


def test_a_whole_document_without_a_keyword_has_no_line() -> None:
    with pytest.raises(DocumentError) as caught:
        parse(bent({"code": REMOVE}))
    assert caught.value.problems == (("code", "the keyword 'code' is missing; add it"),)


def test_a_clock_bound_is_kept() -> None:
    one = asking({"id": "jam", "type": "time", "min": "08:00", "max": "16:00"}).field("jam")
    assert (one.model_dump()["min"], one.model_dump()["max"]) == ("08:00", "16:00")
