"""What must hold for every service and everything sent to it; `make test` and `make soak` share it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any, Final

from services.definition import answers
from services.definition.conditions import Scope, holds
from services.definition.diff import diff
from services.definition.document import Document, canonical, checksum, json_schema, parse, parse_text, to_data
from services.definition.fields import FieldBase, show, type_of
from services.definition.lint import lint
from services.definition.lint.places import written
from services.definition.problems import PARAMS
from services.definition.world import OpenWorld
from services.definition.yaml_writer import write
from tests.services.definition.json_schema import problems
from tests.services.definition.lint.worlds import SmallWorld
from tests.services.definition.strategies.documents import PROFILE, Sent, tampered

Example = tuple[Document, Sent, Random]
Check = Callable[[Document, Sent, Random], None]


def nothing_sent_makes_it_raise(document: Document, sent: Sent, random: Random) -> None:
    """Clean the whole and every page; what is wrong has its parameters, and what is kept is plain, storable JSON."""
    results = [answers.clean(document, None, sent, PROFILE)]
    results += [answers.clean(document, page, sent, PROFILE) for page, _ in document.sections()]
    for result in results:
        for problem in (*result.problems, *result.warnings):
            assert set(problem.params) == PARAMS[problem.code]
        text = json.dumps(result.answers, allow_nan=False, ensure_ascii=False)
        assert json.loads(text) == result.answers
        assert "\\u0000" not in text
        text.encode()


def what_is_clean_stays_clean(document: Document, sent: Sent, random: Random) -> None:
    """Clean what is clean: the same, and right when it was right."""
    once = answers.clean(document, None, sent, PROFILE)
    twice = answers.clean(document, None, once.answers, PROFILE)
    assert twice.answers == once.answers
    assert twice.ok or not once.ok


def only_what_may_be_answered_is_stored(document: Document, sent: Sent, random: Random) -> None:
    """Add unknown, hidden, read-only, worked-out and foreign answers: what is stored, and what is said, is the same."""
    honest = answers.clean(document, None, sent, PROFILE)
    assert answers.clean(document, None, tampered(document, sent, random), PROFILE) == honest
    top = [field for _, field in document.fields()]
    _check_stored(top, honest.answers, Scope(honest.answers, PROFILE))
    assert honest.answers.keys() <= answers.visible(document, honest.answers, PROFILE)


def _check_stored(fields: Sequence[FieldBase], stored: Mapping[str, Any], scope: Scope) -> None:
    known = {field.id: field for field in fields}
    assert stored.keys() <= known.keys()
    for name, value in stored.items():
        field = known[name]
        kind = type_of(field)
        assert kind.answered
        assert holds(field.show_if, scope)
        assert problems(kind.shape(field), value) == []
        assert isinstance(show(value, field), str)
        if field.read_only and not kind.derived and not field.children():
            assert field.from_ is not None
        for row in _rows(field, value):
            _check_stored(field.children(), row, Scope(scope.answers, scope.facts, {**scope.row, **row}))


def _rows(field: FieldBase, value: Any) -> Iterator[Mapping[str, Any]]:
    if field.children():
        yield from value if isinstance(value, list) else [value]


def a_journey_of_pages_ends_where_one_step_ends(document: Document, sent: Sent, random: Random) -> None:
    """Clean page by page: the same as all at once."""
    stored: dict[str, Any] = {}
    for page, _ in document.sections():
        cleaned = answers.clean(document, page, sent, PROFILE, stored=stored)
        stored = answers.merge(document, page, stored, cleaned.answers)
    whole = answers.clean(document, None, sent, PROFILE).answers
    assert answers.clean(document, None, stored, PROFILE).answers == whole


def a_document_and_its_data_are_one(document: Document, sent: Sent, random: Random) -> None:
    """Write and read it, as data, as canonical JSON and as YAML: the same document, and no difference."""
    again = parse(to_data(document))
    assert again == document
    assert canonical(again) == canonical(document)
    assert parse(json.loads(canonical(document))) == document
    read = parse_text(write(to_data(document)))
    assert read == document
    assert checksum(read) == checksum(document)
    assert diff(document, read) == []


def lint_finds_words_for_everything(document: Document, sent: Sent, random: Random) -> None:
    """Lint it in an open and in a small world: every finding has a place that is written, and a sentence."""
    data = to_data(document)
    for world in (OpenWorld(), SmallWorld()):
        for finding in lint(document, world):
            assert " " in finding.message
            assert isinstance(written(finding.path, data), tuple)


def the_schema_takes_what_is_a_document(document: Document, sent: Sent, random: Random) -> None:
    """Hold the exported JSON Schema to what the models accept."""
    assert problems(_schema(), to_data(document)) == []


@cache
def _schema() -> dict[str, Any]:
    return json_schema()


PROPERTIES: Final[tuple[Check, ...]] = (
    nothing_sent_makes_it_raise,
    what_is_clean_stays_clean,
    only_what_may_be_answered_is_stored,
    a_journey_of_pages_ends_where_one_step_ends,
    a_document_and_its_data_are_one,
    lint_finds_words_for_everything,
    the_schema_takes_what_is_a_document,
)
