"""Every example of the handbook gives what is written beside it."""

import json

import pytest

from services.definition.conditions import OPERATORS, Scope, evaluate, parse
from services.definition.describe.reference import examples, rules
from services.definition.describe.reference.fields import example
from services.definition.describe.reference.shapes import takes
from services.definition.describe.reference.tables import flow, tables
from services.definition.diff import Impact
from services.definition.document import ActionType, Document, Phase
from services.definition.document.parts import Hooks
from services.definition.facts import FACTS
from services.definition.fields import FIELD_TYPES, Context, type_of
from services.definition.lint import Code
from services.definition.lint.advice import ADVICE
from services.definition.yaml_reader import read

TABLES = tables()


def same(left: object, right: object) -> bool:
    """Say whether two values are equal and of one type: true is not 1."""
    return left == right and type(left) is type(right)


def test_every_operator_has_one_example_and_one_sentence() -> None:
    assert set(examples.OPERATORS) == set(OPERATORS) == set(examples.OPERATOR_NOTES)


@pytest.mark.parametrize("name", examples.OPERATORS)
def test_an_operators_example_gives_what_is_written(name: str) -> None:
    expression, gives, answers = examples.OPERATORS[name]
    assert expression["op"] == name
    assert same(evaluate(parse(expression), Scope(answers, {"today": examples.TODAY})), gives)


@pytest.mark.parametrize("name", examples.OPERATORS)
def test_an_example_in_the_table_is_yaml_that_reads_back_as_the_example(name: str) -> None:
    expression, gives, answers = examples.OPERATORS[name]
    row = next(line for line in TABLES["operators"].splitlines() if line.startswith(f"| `{name}` |"))
    cells = [cell.strip().strip("`") for cell in row.split(" | ")[2:]]
    written = [read(f"x: {cell.removesuffix(' |').rstrip('`')}")["x"] for cell in cells]
    assert written[:2] == [expression, dict(answers)]
    assert same(written[2], gives)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({"f": "a"}, "{f: a}"),
        ([True, None, 2.5], "[true, null, 2.5]"),
        ("true", '"true"'),
        ("2026-12-01", '"2026-12-01"'),
        ("dua kata", '"dua kata"'),
    ],
)
def test_data_in_one_line_reads_back_as_the_same_data(data: object, text: str) -> None:
    assert flow(data) == text
    assert read(f"x: {text}")["x"] == data


@pytest.mark.parametrize("name", sorted(FIELD_TYPES))
def test_the_example_of_a_type_has_a_sample_that_the_type_takes(name: str) -> None:
    field = example(name)
    kind = type_of(field)
    if kind.answered and not kind.derived:
        clean = kind.clean(kind.sample(field), field, Context.of({"today": examples.TODAY}))
        assert json.loads(json.dumps(clean)) == json.loads(json.dumps(kind.sample(field)))


def test_every_name_there_is_stands_in_its_table() -> None:
    for name, wanted in {
        "operators": OPERATORS,
        "facts": FACTS,
        "actions": {each.value for each in ActionType},
        "phases": {each.value for each in Phase},
        "lint": {each.value for each in Code},
        "verdicts": {each.name.lower() for each in Impact},
        "hooks": {*(info.alias or key for key, info in Hooks.model_fields.items() if key != "on_error"), "effect"},
    }.items():
        rows = {line.split("`")[1] for line in TABLES[name].splitlines()[2:]}
        assert rows == set(wanted), name
    assert {line.removeprefix("#### ") for line in TABLES["fields"].splitlines() if line.startswith("#### ")} == set(
        FIELD_TYPES
    )


def test_every_meaning_is_one_or_two_whole_sentences() -> None:
    said = [text for advice in ADVICE.values() for text in advice]
    said += [*rules.ACTIONS.values(), *rules.PHASES.values(), *(rule.meaning for rule in rules.HOOKS.values())]
    assert [text for text in said if not text.endswith(".") or text[0].islower()] == []


def test_the_document_is_the_first_model_and_every_keyword_has_its_row() -> None:
    first, *_ = TABLES["keywords"].split("\n\n#### ")
    rows = {line.split("`")[1] for line in first.splitlines() if line.startswith("| `")}
    assert rows == {info.alias or key for key, info in Document.model_fields.items()}


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({"type": "integer", "minimum": 1, "maximum": 3}, "whole number 1 to 3"),
        ({"type": "number", "exclusiveMinimum": 0}, "number above 0"),
        ({"type": "integer", "minimum": 0}, "whole number from 0"),
        ({"type": "integer", "maximum": 9}, "whole number up to 9"),
        ({"type": "integer"}, "whole number"),
        ({"type": "string"}, "text"),
        ({"type": "string", "pattern": "^x$"}, "text like `^x$`"),
        ({"type": "boolean"}, "`true` or `false`"),
        ({"type": "array", "items": {"$ref": "#/$defs/Text"}}, "list of text or {id, en}"),
        ({"type": "array", "prefixItems": []}, "list of numbers"),
        ({"type": "object"}, "mapping"),
        ({"anyOf": [{"const": "auto"}, {"type": "null"}]}, "`auto`"),
        ({"enum": ["a", "b"]}, "one of `a`, `b`"),
    ],
)
def test_what_a_keyword_takes_is_said_in_words(shape: dict[str, object], words: str) -> None:
    assert takes(shape, {}) == words
