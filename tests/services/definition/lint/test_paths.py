"""Lint of the workflow."""

from typing import Any

import pytest

from services.definition.lint import Code
from tests.services.definition.helpers import REMOVE
from tests.services.definition.lint.asking import codes, findings, only

STATES = "workflow.states"


def test_an_unknown_first_state_is_found() -> None:
    assert codes({"workflow.initial": "entah"})[0] is Code.UNKNOWN_STATE


def test_an_action_to_nowhere_is_found() -> None:
    found = only({f"{STATES}.periksa.actions.3.to": "entah", f"{STATES}.ditolak": REMOVE})
    assert found.code is Code.UNKNOWN_STATE
    assert found.path == "workflow.states.periksa.tolak.to"


def test_a_state_no_action_leads_to_is_found() -> None:
    found = only({f"{STATES}.lupa": {"phase": "approved"}})
    assert (found.code, found.path) == (Code.UNREACHABLE_STATE, "workflow.states.lupa")


def test_a_path_that_never_ends_is_found() -> None:
    trap = {"phase": "in_process", "citizen_text": "Menunggu.", "actions": []}
    go = {"key": "tunda", "by": ["petugas"], "to": "jebakan"}
    found = only({f"{STATES}.jebakan": trap, f"{STATES}.periksa.actions.4": go})
    assert (found.code, found.path) == (Code.DEAD_END, "workflow.states.jebakan")


def test_a_first_state_that_cannot_be_sent_is_found() -> None:
    assert codes({f"{STATES}.draf.actions.0.type": "move"}) == [Code.NO_SUBMIT]
    assert Code.NO_SUBMIT in codes({f"{STATES}.draf.phase": "in_process", f"{STATES}.draf.citizen_text": "x"})


def test_a_correction_the_applicant_cannot_answer_is_found() -> None:
    assert Code.NO_RESUBMIT in codes({f"{STATES}.perbaikan.actions.0.by": ["petugas"]})


def test_two_actions_of_one_name_in_a_state_are_found() -> None:
    twice = {"key": "tolak", "by": ["kabid"], "to": "ditolak"}
    assert codes({f"{STATES}.periksa.actions.4": twice}) == [Code.DUPLICATE_ACTION]


@pytest.mark.parametrize(
    "changes",
    [
        {f"{STATES}.periksa.actions.0.by": ["entah"]},
        {"routing": [{"function": "entah"}]},
        {"notify": [{"when": "state:periksa", "template": "t", "to": "entah"}]},
        {"sla.escalate": [{"at": 80, "to": "entah"}]},
        {"outputs": [{"key": "s", "template": "s", "signer": "entah"}]},
        {"outputs": [{"key": "s", "template": "s", "revoker": "entah"}]},
    ],
)
def test_a_function_the_service_does_not_have_is_found(changes: dict[str, Any]) -> None:
    assert codes(changes) == [Code.UNKNOWN_FUNCTION]


def test_head_superior_applicant_and_clock_need_no_naming() -> None:
    timed = {"key": "tutup", "by": ["system"], "to": "ditolak", "after": {"amount": 10}}
    assert (
        codes(
            {
                f"{STATES}.periksa.actions.3.by": ["kepala", "atasan"],
                f"{STATES}.perbaikan.actions.1": timed,
                "sla.escalate": [{"at": 80, "to": "atasan"}, {"at": 100, "to": "kepala"}],
            }
        )
        == []
    )


def test_an_action_of_the_clock_without_a_time_is_found() -> None:
    timed = {"key": "tutup", "by": ["system"], "to": "ditolak"}
    assert codes({f"{STATES}.perbaikan.actions.1": timed}) == [Code.DEAD_END]


@pytest.mark.parametrize("other", ["entah", "setujui"])
def test_four_eyes_with_nobody_or_oneself_are_found(other: str) -> None:
    assert codes({f"{STATES}.periksa.actions.2.not_same_as": [other]}) == [Code.UNKNOWN_ACTION]


@pytest.mark.parametrize(("when", "code"), [("state:entah", Code.UNKNOWN_STATE), ("action:entah", Code.UNKNOWN_ACTION)])
def test_a_notice_about_nothing_is_found(when: str, code: Code) -> None:
    assert codes({"notify": [{"when": when, "template": "t"}]}) == [code]
    assert codes({"notify": [{"when": "sla:80", "template": "t"}, {"when": "expiry:30", "template": "t"}]}) == []


@pytest.mark.parametrize("start", ["complete", "periksa_lapangan"])
def test_a_clock_that_nothing_starts_is_found(start: str) -> None:
    changes = {
        f"{STATES}.periksa.actions.0.type": "comment",
        "sla.from": start,
        "standard.duration.from": "submitted",
    }
    assert only(changes).code is Code.CLOCK_NEVER_STARTS


def test_a_clock_may_start_at_any_action() -> None:
    assert codes({"sla.from": "lengkap", "standard.duration.from": "ajukan"}) == []


@pytest.mark.parametrize("state", ["entah", "selesai"])
def test_a_pause_in_a_state_that_does_not_run_is_found(state: str) -> None:
    assert codes({"sla.pause_on": [state]}) == [Code.UNKNOWN_STATE]


FORK = {"key": "teruskan", "by": ["petugas"], "to": "telaah", "type": "fork"}
TASKS = [{"function": "teknis", "agency": "dlh"}, {"function": "teknis", "agency": "dpupr"}]
JOIN = {"key": "pendapat", "by": ["teknis"], "to": "periksa", "type": "task"}


def forked(fork: dict[str, Any] | None = None, join: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the changes that put a fork into the minimal service."""
    return {
        "functions.teknis": {},
        f"{STATES}.periksa.actions.4": {**FORK, "tasks": TASKS, **(fork or {})},
        f"{STATES}.telaah": {
            "phase": "in_process",
            "citizen_text": "Dinas teknis memberi pendapat.",
            "actions": [{**JOIN, **(join or {})}],
        },
    }


def test_a_fork_that_joins_is_fine() -> None:
    for join in ("all", "any", 1, 2):
        assert codes(forked(join={"join": join})) == []


def test_a_fork_into_a_state_without_tasks_is_found() -> None:
    found = findings(forked(join={"type": "move"}))
    assert [finding.code for finding in found] == [Code.BAD_FORK]


def test_a_task_its_function_cannot_finish_is_found() -> None:
    assert codes(forked(join={"by": ["kabid"]})) == [Code.BAD_FORK, Code.BAD_FORK]


def test_a_task_for_an_unknown_function_is_found() -> None:
    assert Code.UNKNOWN_FUNCTION in codes(forked({"tasks": [{"function": "entah"}]}))


def test_a_join_that_waits_for_more_than_was_opened_is_found() -> None:
    assert codes(forked(join={"join": 3})) == [Code.BAD_FORK]


def test_tasks_that_nothing_opens_are_found() -> None:
    task = {"key": "pendapat", "by": ["petugas"], "to": "selesai", "type": "task"}
    assert codes({f"{STATES}.periksa.actions.4": task}) == [Code.BAD_FORK]


LINK = {
    "handoff": {"system": "Mobile JKN", "mode": "link", "url": "https://www.bpjs-kesehatan.go.id/"},
    "workflow": {"states": {}},
    "form": {"pages": []},
    "sla": REMOVE,
    "retention": REMOVE,
}


def test_a_service_that_only_links_needs_no_workflow() -> None:
    assert codes(LINK) == []


def test_but_it_needs_the_address() -> None:
    assert codes({**LINK, "handoff": {"system": "Mobile JKN", "mode": "link"}}) == [Code.LINK_WITHOUT_URL]
