"""Everything a document can name has words in both languages."""

import enum
import string
from collections.abc import Iterable
from typing import Any, get_args

import pytest

from services.definition.conditions import OPERATORS, parse
from services.definition.describe import Names, in_words
from services.definition.describe.page import PARTS
from services.definition.describe.words import Words, form, phrases, say, service, workflow
from services.definition.describe.words import conditions as conditions
from services.definition.document import BUILT_IN, INTERNAL, PUBLIC, ActionType, Document, Phase, Unit
from services.definition.document.durations import Status
from services.definition.document.parts import Access, Flag, Handoff, Hooks, Keep, Level, Output
from services.definition.document.service import Kind, Subject
from services.definition.document.standard import Fee, Requirement
from services.definition.facts import FACTS
from services.definition.fields import FIELD_TYPES

ALL = [table for module in (conditions, form, phrases, service, workflow) for table in vars(module).values()]
TABLES = [
    table for table in ALL if isinstance(table, dict) and table and all(isinstance(v, tuple) for v in table.values())
]


def choices(model: Any, keyword: str) -> tuple[str, ...]:
    """Return what a keyword may be."""
    return get_args(model.model_fields[keyword].annotation)


def values(names: Iterable[Any]) -> set[str]:
    return {each.value if isinstance(each, enum.Enum) else each for each in names}


@pytest.mark.parametrize(
    ("table", "names"),
    [
        (workflow.PHASES, Phase),
        (workflow.ACTIONS, ActionType),
        (workflow.UNITS, Unit),
        (workflow.ONE, Unit),
        (workflow.PEOPLE, BUILT_IN),
        (form.TYPES, FIELD_TYPES),
        (conditions.FACTS, FACTS),
        (service.KINDS, get_args(Kind)),
        (service.LEVELS, get_args(Level)),
        (service.SUBJECTS, get_args(Subject)),
        (service.STATUSES, get_args(Status)),
        (service.FLAGS, get_args(Flag)),
        (service.CONFIDENCE, choices(Document, "confidence")),
        (service.ORIGINS, choices(Output, "origin")),
        (service.MODES, choices(Handoff, "mode")),
        (service.THEN, choices(Keep, "then")),
        (service.FEES, choices(Fee, "kind")),
        (service.NEEDS, choices(Requirement, "need")),
        (service.ON_ERROR, choices(Hooks, "on_error")),
        (service.COMPONENTS, (*PUBLIC, *INTERNAL)),
        (phrases.SECTIONS, PARTS),
    ],
)
def test_every_name_a_document_may_write_has_words_and_no_word_is_left_over(table: Words, names: Iterable[Any]) -> None:
    assert set(table) == values(names)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", sorted(OPERATORS))
def test_every_operator_says_each_of_its_arguments_however_many_there_are(name: str, language: str) -> None:
    operator = OPERATORS[name]
    for count in range(operator.least, min(operator.most, 4) + 1):
        arguments = [f"jawaban_{number}" for number in range(count)]
        condition = parse({"op": name, "args": [{"f": each} for each in arguments]})
        assert all(each in in_words(condition, Names(language=language)) for each in arguments)


@pytest.mark.parametrize("table", TABLES)
def test_words_differ_between_the_languages_only_in_language_not_in_places(table: Words) -> None:
    for name, (indonesian, english) in table.items():
        assert indonesian.strip(), name
        assert english.strip(), name
        parts = [
            {field for _, field, _, _ in string.Formatter().parse(text) if field} for text in (indonesian, english)
        ]
        assert parts[0] == parts[1], name


def test_a_name_without_words_is_said_as_it_is() -> None:
    assert say(service.KINDS, "something_new", "en") == "something_new"


@pytest.mark.parametrize(
    ("language", "word"), [("id", "perorangan"), ("en", "persons"), ("en-gb", "persons"), ("fr", "perorangan")]
)
def test_any_english_is_english_and_everything_else_indonesian(language: str, word: str) -> None:
    assert say(service.SUBJECTS, "person", language) == word


def test_access_levels_are_the_documents_own() -> None:
    assert set(choices(Access, "level")) == set(service.LEVELS)
