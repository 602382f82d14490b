"""Lint of what is asked of other offices: each once, where they may look in, and nothing that is theirs to decide."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.definition.document import Action, DocumentError, parse
from services.definition.lint import Code
from tests.services.definition.helpers import bent, service
from tests.services.definition.lint.asking import codes, findings, only
from tests.services.definition.lint.test_paths import forked

HERE = {"function": "teknis", "agency": "disdukcapil"}
THERE = {"function": "teknis", "agency": "dlh"}
ELDERLY = {"op": "eq", "args": [{"f": "request.priority"}, "lansia"]}
OTHERS = {"op": "ne", "args": [{"f": "request.priority"}, "lansia"]}


def test_one_office_is_asked_once() -> None:
    found = only(forked({"tasks": [THERE, THERE]}))
    assert (found.code, found.path) == (Code.BAD_FORK, "workflow.states.periksa.teruskan.tasks.1")
    assert "asked twice at one agency" in found.message


@pytest.mark.parametrize("half", [0, 1])
def test_two_wordings_of_one_question_need_a_condition_each(half: int) -> None:
    tasks = [{**THERE, "when": ELDERLY}, {**THERE, "when": OTHERS}]
    assert codes(forked({"tasks": tasks})) == []
    tasks[half] = THERE
    assert codes(forked({"tasks": tasks})) == [Code.BAD_FORK]


def test_a_confidential_request_is_shown_to_no_other_office() -> None:
    found = findings({**forked({"tasks": [HERE, THERE]}), "access.confidential": True})
    assert [(each.code, each.path) for each in found if each.code == Code.BAD_FORK] == [
        (Code.BAD_FORK, "workflow.states.periksa.teruskan.tasks.1.agency")
    ]


def test_a_function_that_sits_elsewhere_counts_as_another_office() -> None:
    changes = {**forked({"tasks": [{"function": "teknis"}]}), "functions.teknis": {"agency": "dlh"}}
    assert codes(changes) == []
    assert Code.BAD_FORK in codes({**changes, "access.confidential": True})


def test_a_part_may_not_be_answered_as_one_that_nobody_needs_ends() -> None:
    found = only(forked(join={"key": "tidak_diperlukan"}))
    assert found.code is Code.BAD_FORK
    assert "choose another key" in found.message


def test_another_office_gives_its_part_and_does_not_decide() -> None:
    found = findings(forked({"tasks": [HERE, THERE]}, {"to": "selesai"}))
    assert [each.message for each in found if each.path.endswith("pendapat.to")] == [
        "another agency gives its part; the service's own decides"
    ]
    assert "workflow.states.telaah.pendapat.to" not in {
        each.path for each in findings(forked({"tasks": [HERE]}, {"to": "selesai"}))
    }


def test_a_fork_that_may_ask_nobody_cannot_end_a_request() -> None:
    found = findings(forked({"tasks": [{**HERE, "when": ELDERLY}]}, {"to": "selesai"}))
    assert "where 'teruskan' asks nobody, nobody would decide" in [each.message for each in found]


@pytest.mark.parametrize("kind", ["return", "fork"])
def test_only_what_was_answered_can_be_shown_to_the_applicant(kind: str) -> None:
    fork: dict[str, Any] = {"shown": True} if kind == "fork" else {}
    join: dict[str, Any] = {"shown": True, "type": "return"} if kind == "return" else {}
    with pytest.raises(DocumentError, match="shown belongs to an action of type task, consult"):
        parse(bent(forked(fork, join)))


@pytest.mark.parametrize(("kind", "wanted"), [("objection", False), ("request", True)])
def test_only_an_objection_goes_to_the_office_that_decided(kind: str, wanted: bool) -> None:
    changes = {"kind": kind, "agency": {"from": "parent.agency"}}
    assert (Code.AGENCY_ANSWER in codes(changes)) is wanted
    assert service(changes).needs_parent
    assert not service({"kind": kind}).needs_parent


def test_an_exclusion_without_a_text_that_names_somebody_is_refused() -> None:
    action = {"key": "jauhkan", "label": "Jauhkan", "by": ("petugas",), "type": "exclude"}
    with pytest.raises(ValidationError, match="an exclusion needs a form with a text that names the officer"):
        Action.model_validate(action)
