"""The one validator on random services and random answers: never raises, never keeps what it should not."""

import json
from typing import Any

from hypothesis import given

from services.definition import answers
from services.definition.document import Document
from services.definition.fields import type_of
from services.definition.problems import PARAMS
from tests.services.definition.helpers import FACTS
from tests.services.definition.strategies.counts import few
from tests.services.definition.strategies.documents import documents, filled
from tests.services.definition.strategies.raw import RAW

PROFILE: dict[str, Any] = {
    **FACTS,
    "profile.nik": "3604054104900001",
    "profile.name": "Siti Aminah",
    "profile.phone": "+6281234567890",
    "profile.region": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"},
    "profile.birth_date": "1990-04-01",
}


@few
@given(documents(), RAW)
def test_whatever_is_sent_to_whatever_service_it_never_raises(document: Document, raw: Any) -> None:
    result = answers.clean(document, None, raw, PROFILE)
    for problem in (*result.problems, *result.warnings):
        assert set(problem.params) == PARAMS[problem.code]
        assert isinstance(problem.path, str)


@few
@given(filled(RAW))
def test_what_is_clean_is_plain_json(pair: tuple[Document, dict[str, Any]]) -> None:
    document, raw = pair
    result = answers.clean(document, None, raw, PROFILE)
    assert json.loads(json.dumps(result.answers, allow_nan=False)) == result.answers


@few
@given(filled(RAW))
def test_cleaning_what_is_clean_changes_nothing(pair: tuple[Document, dict[str, Any]]) -> None:
    document, raw = pair
    once = answers.clean(document, None, raw, PROFILE)
    twice = answers.clean(document, None, once.answers, PROFILE)
    assert twice.answers == once.answers
    if once.ok:
        assert twice.ok


@few
@given(filled(RAW))
def test_only_what_is_shown_and_asked_is_kept(pair: tuple[Document, dict[str, Any]]) -> None:
    document, raw = pair
    result = answers.clean(document, None, raw, PROFILE)
    known = {field.id: field for _, field in document.fields()}
    shown = answers.visible(document, result.answers, PROFILE)
    assert result.answers.keys() <= known.keys() & shown
    assert all(type_of(known[name]).answered for name in result.answers)


@few
@given(filled(RAW))
def test_what_is_read_only_comes_from_the_profile_alone(pair: tuple[Document, dict[str, Any]]) -> None:
    document, raw = pair
    given_by_hand = answers.clean(document, None, raw, PROFILE)
    fixed = {field.id for _, field in document.fields() if field.read_only and not type_of(field).derived}
    without = answers.clean(document, None, {k: v for k, v in raw.items() if k not in fixed}, PROFILE)
    assert given_by_hand.answers == without.answers


@few
@given(filled(RAW))
def test_a_page_by_page_journey_ends_where_one_big_step_ends(pair: tuple[Document, dict[str, Any]]) -> None:
    document, raw = pair
    stored: dict[str, Any] = {}
    for page, _ in document.sections():
        cleaned = answers.clean(document, page, raw, PROFILE, stored=stored)
        stored = answers.merge(document, page, stored, cleaned.answers)
    assert answers.clean(document, None, stored, PROFILE).answers == answers.clean(document, None, raw, PROFILE).answers


@few
@given(documents())
def test_first_values_are_clean_values(document: Document) -> None:
    values = answers.prefill(document, PROFILE)
    for name, value in values.items():
        field = document.field(name)
        assert field.from_ is not None
        assert not type_of(field).is_blank(value)


@few
@given(documents())
def test_a_service_and_its_data_say_the_same(document: Document) -> None:
    from services.definition.document import canonical, checksum, parse, to_data

    again = parse(to_data(document))
    assert again == document
    assert canonical(again) == canonical(document)
    assert checksum(again) == checksum(document)
