"""All 34 described services of the kabupaten fit into the document without loss."""

from typing import Any

import pytest
import yaml

from services.definition import answers
from services.definition.document import canonical, parse, to_data
from services.definition.fields import type_of
from services.definition.lint import Code, lint
from services.definition.world import OpenWorld
from services.definition.yaml_reader import read
from tests.services.definition.document.conversion import TYPES, back, to_document
from tests.services.definition.helpers import FACTS, FIXTURES

PARTS = (FIXTURES / "catalogue_34.yaml").read_text(encoding="utf-8").split("\n---\n")[1:]
SERVICES: list[dict[str, Any]] = [read(part) for part in PARTS]
IDS = [service["kode"] for service in SERVICES]
each_service = pytest.mark.parametrize("found", SERVICES, ids=IDS)


def comparable(found: dict[str, Any]) -> dict[str, Any]:
    """Return a description with the type names of the document: several of theirs are one of ours."""
    asked = [
        {**each, "tipe": TYPES[each["tipe"]], **({"opsi": [str(o) for o in each["opsi"]]} if "opsi" in each else {})}
        for each in found["isian"]
    ]
    return {**found, "isian": asked}


def test_there_are_thirty_four() -> None:
    assert len(SERVICES) == 34
    assert len(set(IDS)) == 34


def test_the_strict_reader_reads_them_as_the_usual_one_does() -> None:
    for part, service in zip(PARTS, SERVICES, strict=True):
        assert yaml.safe_load(part) == service


@each_service
def test_a_described_service_becomes_a_document_and_comes_back_whole(found: dict[str, Any]) -> None:
    assert back(to_document(found)) == comparable(found)


@each_service
def test_its_document_survives_writing_and_reading(found: dict[str, Any]) -> None:
    document = to_document(found)
    assert parse(to_data(document)) == document
    assert len(canonical(document)) < 40_000


@each_service
def test_what_lint_still_wants_is_only_what_people_must_decide(found: dict[str, Any]) -> None:
    open_questions = {Code.NO_RETENTION, Code.SENSITIVE_WITHOUT_WHY, Code.CLOCK_NEVER_STARTS, Code.DEAD_END}
    assert {finding.code for finding in lint(to_document(found), OpenWorld())} <= open_questions


@each_service
def test_its_form_can_be_filled_and_cleaned(found: dict[str, Any]) -> None:
    document = to_document(found)
    raw = {field.id: type_of(field).sample(field) for _, field in document.fields()}
    result = answers.clean(document, None, raw, {**FACTS, "channel": "web"})
    assert result.problems == ()
    assert result.answers.keys() == raw.keys()


@each_service
def test_an_empty_form_names_exactly_what_is_compulsory(found: dict[str, Any]) -> None:
    document = to_document(found)
    missing = {problem.path for problem in answers.clean(document, None, {}, FACTS).problems}
    assert missing == {field.id for _, field in document.fields() if field.required}
