"""The one validator against what hypothesis thinks of sending, shrunk to the smallest that fails."""

from typing import Any

from hypothesis import given

from services.definition import answers
from services.definition.document import Document
from services.definition.fields import type_of
from services.definition.problems import PARAMS
from tests.services.definition.helpers import sample
from tests.services.definition.strategies.counts import few, times
from tests.services.definition.strategies.documents import PROFILE, documents
from tests.services.definition.strategies.raw import RAW


@times(100)
@given(documents(), RAW)
def test_whatever_is_sent_to_whatever_service_it_never_raises(document: Document, raw: Any) -> None:
    everywhere = {field.id: raw for _, field in document.fields()}
    for sent in (raw, everywhere):
        result = answers.clean(document, None, sent, PROFILE)
        for problem in (*result.problems, *result.warnings):
            assert set(problem.params) == PARAMS[problem.code]
            assert isinstance(problem.path, str)


@times(100)
@given(RAW)
def test_whatever_a_group_is_sent_cleaning_it_twice_changes_nothing(raw: Any) -> None:
    once = answers.clean(sample(), None, {"titik": raw}, PROFILE)
    assert answers.clean(sample(), None, once.answers, PROFILE).answers == once.answers


@few
@given(documents())
def test_first_values_are_clean_values(document: Document) -> None:
    values = answers.prefill(document, PROFILE)
    for name, value in values.items():
        field = document.field(name)
        assert field.from_ is not None
        assert not type_of(field).is_blank(value)
