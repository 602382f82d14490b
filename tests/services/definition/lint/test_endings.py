"""Lint of what happens after the end of a request, of consultations, and of keys that are taken."""

from typing import Any

import pytest

from services.definition.document import DocumentError, parse
from services.definition.lint import Code
from services.definition.lint.endings import EVERYDAY
from tests.services.definition.helpers import minimal
from tests.services.definition.lint.asking import codes, findings, only
from tests.services.definition.lint.worlds import SmallWorld

STATES = "workflow.states"
REOPEN = {"key": "buka_kembali", "by": ["kabid"], "type": "reopen", "to": "periksa", "within": {"amount": 30}}


@pytest.mark.parametrize("key", sorted(EVERYDAY))
def test_a_step_every_request_has_is_not_a_documents_to_name(key: str) -> None:
    found = only({f"{STATES}.periksa.actions.4": {"key": key, "by": ["petugas"], "to": "selesai"}})
    assert (found.code, found.path) == (Code.RESERVED_ACTION, f"{STATES}.periksa.{key}")


def test_an_ended_request_may_be_reopened_and_commented_on() -> None:
    comment = {"key": "tanggapi", "by": ["kabid"], "type": "comment"}
    assert codes({f"{STATES}.ditolak.actions": [REOPEN, comment]}) == []


def test_the_clock_may_reopen_without_waiting_because_an_objection_asks_it_to() -> None:
    assert codes({f"{STATES}.ditolak.actions": [{**REOPEN, "by": ["system"]}]}) == []


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({f"{STATES}.ditolak.actions": [{**REOPEN, "type": "move"}]}, "ditolak.buka_kembali"),
        ({f"{STATES}.periksa.actions.4": {**REOPEN, "to": "perbaikan"}}, "periksa.buka_kembali"),
        ({f"{STATES}.ditolak.actions": [{**REOPEN, "to": "selesai"}]}, "ditolak.buka_kembali.to"),
    ],
)
def test_what_leaves_an_end_the_wrong_way_is_found(changes: dict[str, Any], path: str) -> None:
    found = only({key: value for key, value in changes.items() if not key.endswith("within")})
    assert (found.code, found.path) == (Code.ENDED_STATE, f"{STATES}.{path}")


def test_a_reopening_does_not_lead_back_to_a_draft() -> None:
    found = only({f"{STATES}.ditolak.actions": [{**REOPEN, "to": "draf"}]})
    assert (found.code, found.path) == (Code.ENDED_STATE, f"{STATES}.ditolak.buka_kembali.to")


def test_where_another_system_issues_somebody_can_write_its_number_down() -> None:
    found = only({"handoff": {"system": "SIAK"}})
    assert (found.code, found.path, found.severity) == (Code.NO_EXTERNAL_NUMBER, "handoff", "warning")
    number = {"id": "external_number", "type": "short_text"}
    assert codes({"handoff": {"system": "SIAK"}, f"{STATES}.periksa.actions.2.form": [number]}) == []


def test_only_a_decision_can_be_objected_to() -> None:
    assert codes({f"{STATES}.ditolak.objection": {"within": {"amount": 30}}}) == []
    assert only({f"{STATES}.periksa.objection": True}).code is Code.BAD_OBJECTION


def test_only_an_objection_acts_on_another_request() -> None:
    effects = [{"parent": "buka_kembali"}]
    assert codes({"kind": "objection", f"{STATES}.periksa.actions.2.effects": effects}) == []
    assert only({f"{STATES}.periksa.actions.2.effects": effects}).code is Code.BAD_OBJECTION


def test_a_consultation_asks_a_function_there_is_about_answers_there_are() -> None:
    ask = {"key": "tanya_ahli", "by": ["petugas"], "type": "consult"}
    good = {**ask, "tasks": [{"function": "kabid", "agency": "dlh", "fields": ["nama"]}]}
    assert codes({f"{STATES}.periksa.actions.4": good}) == []
    stranger = {**ask, "tasks": [{"function": "ahli"}]}
    assert only({f"{STATES}.periksa.actions.4": stranger}).code is Code.UNKNOWN_FUNCTION
    blind = {**ask, "tasks": [{"function": "kabid", "fields": ["entah"]}]}
    assert only({f"{STATES}.periksa.actions.4": blind}).code is Code.UNKNOWN_FIELD


def test_agencies_named_by_a_route_or_a_forwarding_exist() -> None:
    world = SmallWorld()
    forward = {"key": "alihkan", "by": ["petugas"], "type": "forward", "to": "periksa", "agencies": ["entah"]}
    found = [each.path for each in findings({f"{STATES}.periksa.actions.4": forward}, world)]
    assert f"{STATES}.periksa.alihkan.agencies" in found
    routed = findings({"routing": [{"function": "petugas", "agency": "entah"}]}, world)
    assert (Code.UNKNOWN_AGENCY, "routing.0.agency") in [(each.code, each.path) for each in routed]


@pytest.mark.parametrize(
    ("action", "sentence"),
    [
        ({"key": "tanya", "by": ["petugas"], "type": "consult"}, "tasks belong"),
        (
            {"key": "tanya", "by": ["petugas"], "type": "consult", "to": "periksa", "tasks": [{"function": "kabid"}]},
            "stays in its state",
        ),
        ({"key": "buka", "by": ["petugas"], "type": "reopen"}, "needs the open state"),
        ({"key": "pindah", "by": ["petugas"], "to": "periksa", "agencies": ["dlh"]}, "type forward"),
    ],
)
def test_an_action_that_does_not_fit_its_type_is_refused(action: dict[str, Any], sentence: str) -> None:
    data = minimal()
    data["workflow"]["states"]["periksa"]["actions"].append(action)
    with pytest.raises(DocumentError, match=sentence):
        parse(data)


def test_a_formula_for_the_fee_looks_only_at_answers_there_are() -> None:
    fee = {"expr": {"op": "multiply", "args": [{"f": "entah"}, 1000]}}
    assert Code.UNKNOWN_FIELD in codes({"standard.fee": fee})


def test_a_priority_looks_only_at_answers_and_facts_there_are() -> None:
    old = {
        "flag": "lansia",
        "when": {"op": "ge", "args": [{"op": "age_years", "args": [{"f": "profile.birth_date"}]}, 60]},
    }
    assert codes({"priority": [old]}) == []
    assert codes({"priority": [{"flag": "bencana", "when": {"f": "entah"}}]}) == [Code.UNKNOWN_FIELD]
