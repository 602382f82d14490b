"""Every finding says what to do about it."""

import pytest

from services.definition.lint import Code, Finding
from services.definition.lint.advice import ADVICE, sentence
from tests.services.definition.lint.asking import findings


def test_every_rule_has_its_advice_and_no_advice_is_left_over() -> None:
    assert set(ADVICE) == set(Code)


@pytest.mark.parametrize("code", list(Code))
def test_advice_is_whole_sentences_and_begins_with_what_to_do(code: Code) -> None:
    meaning, mend = ADVICE[code]
    assert meaning.endswith(".")
    assert mend.endswith(".")
    first = mend.split()[0]
    assert first in {
        "Add", "Allow", "Call", "Choose", "Correct", "Fill", "Give", "In", "Let", "Move", "Rename", "Use", "Write",
    }  # fmt: skip


def test_the_sentence_joins_what_is_wrong_with_what_to_do() -> None:
    finding = Finding("sla", Code.NO_CALENDAR, "'dlh' has no working calendar")
    assert sentence(finding) == (
        "'dlh' has no working calendar. Add a working calendar for the agency, or for all, in the panel."
    )


def test_a_sentence_begins_with_a_capital_letter() -> None:
    [finding] = findings({"workflow.states.periksa.actions.2.to": "hilang"})[:1]
    assert sentence(finding).startswith("There is no state 'hilang'. ") or finding.code is not Code.UNKNOWN_STATE
    assert sentence(finding)[0].isupper()
