"""The exported JSON Schema and the models agree: what an editor underlines is what the reader refuses."""

from typing import Any

import pytest
from hypothesis import given

from services.definition.document import DocumentError, json_schema, parse
from services.definition.sentences import PATTERNS
from services.definition.yaml_reader import read
from tests.services.definition.helpers import REMOVE, bent, minimal, sample_text
from tests.services.definition.json_schema import problems
from tests.services.definition.strategies.counts import times
from tests.services.definition.strategies.documents import SEEDS, SIZES, written

SCHEMA = json_schema()


def test_it_takes_the_sample_and_the_smallest_service_as_they_are_written() -> None:
    assert problems(SCHEMA, read(sample_text())) == []
    assert problems(SCHEMA, minimal()) == []


@times(100)
@given(seed=SEEDS, most=SIZES)
def test_it_takes_what_is_read(seed: int, most: int) -> None:
    data = written(seed, most)
    parse(data)
    assert problems(SCHEMA, data) == []


BROKEN: list[dict[str, Any]] = [
    {"code": "x"},
    {"code": REMOVE},
    {"titel": "x"},
    {"title": 5},
    {"subjects": []},
    {"sla.amount": 0},
    {"sla.amount": "3"},
    {"workflow.states.draf.phase": "asleep"},
    {"form.pages.0.fields.0.type": "telepathy"},
    {"form.pages.0.fields.0.required": "no"},
    {"form.pages.0.fields.0.show_if": {"op": "eval", "args": []}},
    {"functions": {"Kepala Bidang": {}}},
]


@pytest.mark.parametrize("changes", BROKEN, ids=repr)
def test_it_refuses_what_is_refused(changes: dict[str, Any]) -> None:
    data = bent(changes)
    with pytest.raises(DocumentError):
        parse(data)
    assert problems(SCHEMA, data) != []


def test_every_pattern_of_the_schema_has_words_for_people() -> None:
    assert _patterns(SCHEMA) <= PATTERNS.keys()


def _patterns(schema: Any) -> set[str]:
    if isinstance(schema, list):
        return {pattern for each in schema for pattern in _patterns(each)}
    if not isinstance(schema, dict):
        return set()
    own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
    own |= set(schema.get("patternProperties", {}))
    return own | {pattern for each in schema.values() for pattern in _patterns(each)}
