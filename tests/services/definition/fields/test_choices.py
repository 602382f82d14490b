"""Yes or no, one of several, several of several, and files."""

from typing import Any

import pytest

from services.definition.errors import DocumentError
from services.definition.fields import Lookups, View, show
from services.definition.problems import FieldProblem, ProblemCode
from tests.services.definition.helpers import clean, field, shown

OPTIONS = [
    {"value": "milik", "label": {"id": "Milik sendiri", "en": "Own"}},
    {"value": "sewa", "label": "Sewa"},
    {"value": "3", "label": "Tiga"},
]


@pytest.mark.parametrize("raw", [True, "ya", "Ya", " YA ", "y", "true", "1", "on"])
def test_yes_is_yes(raw: Any) -> None:
    assert clean("boolean", raw) is True


@pytest.mark.parametrize("raw", [False, "tidak", "Tidak", "t", "false", "0", "off"])
def test_no_is_an_answer(raw: Any) -> None:
    assert clean("boolean", raw) is False


@pytest.mark.parametrize("raw", ["mungkin", 1, 0, 2, 1.0, ["ya"], {"a": True}, "ya" * 100])
def test_maybe_is_refused(raw: Any) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("boolean", raw)
    assert caught.value.code is ProblemCode.NOT_YES_NO


def test_yes_and_no_are_shown_in_both_languages() -> None:
    assert shown("boolean", True) == "Ya"
    assert shown("boolean", False) == "Tidak"
    assert show(False, field("boolean"), View("en")) == "No"


def test_one_option_is_kept_by_its_value() -> None:
    assert clean("choice", "sewa", options=OPTIONS) == "sewa"
    assert clean("choice", 3, options=OPTIONS) == "3"
    assert shown("choice", "milik", options=OPTIONS) == "Milik sendiri"
    assert show("milik", field("choice", options=OPTIONS), View("en")) == "Own"
    assert show("sewa", field("choice", options=OPTIONS), View("en")) == "Sewa"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ("Sewa", ProblemCode.NOT_AN_OPTION),
        ("lain", ProblemCode.NOT_AN_OPTION),
        (7, ProblemCode.NOT_AN_OPTION),
        (True, ProblemCode.WRONG_SHAPE),
        (["sewa"], ProblemCode.WRONG_SHAPE),
        ({"value": "sewa"}, ProblemCode.WRONG_SHAPE),
    ],
)
def test_what_was_not_offered_cannot_be_chosen(raw: Any, code: ProblemCode) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("choice", raw, options=OPTIONS)
    assert caught.value.code is code


def test_an_option_that_is_gone_is_still_shown() -> None:
    assert shown("choice", "lama", options=OPTIONS) == "lama"


@pytest.mark.parametrize(
    "options",
    [[], [{"value": "a", "label": "A"}] * 2, [{"value": "", "label": "A"}], [{"value": "a b", "label": "A"}], "a"],
)
def test_options_are_at_least_one_and_all_different(options: Any) -> None:
    with pytest.raises(DocumentError):
        field("choice", options=options)


def test_several_are_kept_in_the_order_they_were_offered() -> None:
    assert clean("choices", ["3", "milik", "3"], options=OPTIONS) == ["milik", "3"]
    assert clean("choices", "sewa", options=OPTIONS) == ["sewa"]
    assert clean("choices", ["", "sewa", None], options=OPTIONS) == ["sewa"]
    assert shown("choices", ["milik", "3"], options=OPTIONS) == "Milik sendiri, Tiga"


def test_several_have_a_least_and_a_most() -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("choices", ["milik"], options=OPTIONS, min=2)
    assert (caught.value.code, caught.value.params) == (ProblemCode.TOO_FEW, {"limit": 2})
    with pytest.raises(FieldProblem) as caught:
        clean("choices", ["milik", "sewa"], options=OPTIONS, max=1)
    assert (caught.value.code, caught.value.params) == (ProblemCode.TOO_MANY, {"limit": 1})
    with pytest.raises(FieldProblem) as caught:
        clean("choices", ["milik"] * 5000, options=OPTIONS)
    assert caught.value.code is ProblemCode.TOO_MANY


class Uploaded(Lookups):
    """Know two attachments."""

    def file_exists(self, attachment_id: str) -> bool:
        """Say yes to them alone."""
        return attachment_id in ("a-1", "a-2")


def test_files_are_kept_as_ids_of_what_came_in() -> None:
    assert clean("file", "a-1", lookups=Uploaded()) == ["a-1"]
    assert clean("file", ["a-1", "a-1", ""], lookups=Uploaded()) == ["a-1"]
    assert clean("file", ["a-2", "a-1"], max=2, lookups=Uploaded()) == ["a-2", "a-1"]
    assert shown("file", ["a-1", "a-2"]) == "2 berkas"


@pytest.mark.parametrize("raw", ["b-9", ["a-1/../x"], [{"id": "a-1"}], "a" * 65, [5], 5, "../etc", {"a": "b"}])
def test_a_file_that_never_came_in_is_refused(raw: Any) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("file", raw, lookups=Uploaded())
    assert caught.value.code is ProblemCode.UNKNOWN_FILE


def test_files_have_a_number() -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("file", ["a-1", "a-2"], lookups=Uploaded())
    assert (caught.value.code, caught.value.params) == (ProblemCode.TOO_MANY, {"limit": 1})
    with pytest.raises(FieldProblem) as caught:
        clean("file", ["a-1"], min=2, max=2, lookups=Uploaded())
    assert (caught.value.code, caught.value.params) == (ProblemCode.TOO_FEW, {"limit": 2})
    with pytest.raises(FieldProblem) as caught:
        clean("file", ["a-1"] * 1000, lookups=Uploaded())
    assert caught.value.code is ProblemCode.TOO_MANY


@pytest.mark.parametrize("keywords", [{"accept": ["exe"]}, {"accept": []}, {"max_mb": 0}, {"max_mb": 5000}, {"max": 0}])
def test_a_file_field_cannot_ask_for_anything(keywords: dict[str, Any]) -> None:
    with pytest.raises(DocumentError):
        field("file", **keywords)
