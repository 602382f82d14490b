"""Reading the workflow table."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definition import workflow
from services.definition.document import FINAL_PHASES, ActionType, Phase
from tests.services.definition.helpers import FACTS, REMOVE, sample, service
from tests.services.definition.strategies.counts import few


def keys(state: str, functions: set[str], facts: dict[str, Any] | None = None) -> list[str]:
    """Return the keys of what these functions may do in a state of the sample."""
    return [action.key for action in workflow.available(sample(), state, functions, {}, facts or FACTS)]


def test_who_has_the_function_may_act() -> None:
    assert keys("draf", {"applicant"}) == ["ajukan"]
    assert keys("verifikasi", {"verifikator"}) == ["lengkap", "kembalikan", "teruskan"]
    assert keys("putusan", {"penandatangan", "verifikator"}) == ["setujui", "tolak"]


def test_who_has_it_not_may_not() -> None:
    assert keys("verifikasi", {"applicant", "penandatangan"}) == []
    assert keys("verifikasi", set()) == []
    assert keys("selesai", {"verifikator", "penandatangan", "applicant"}) == []
    assert keys("tidak_ada", {"verifikator"}) == []


def test_an_action_may_wait_for_a_condition() -> None:
    late = {"op": "eq", "args": [{"f": "request.overdue"}, True]}
    document = service({"workflow.states.periksa.actions.3.when": late})
    found = workflow.available(document, "periksa", {"kabid"}, {}, {**FACTS, "request.overdue": False})
    assert [action.key for action in found] == ["setujui"]
    found = workflow.available(document, "periksa", {"kabid"}, {}, {**FACTS, "request.overdue": True})
    assert [action.key for action in found] == ["setujui", "tolak"]


def test_one_acts_in_the_first_function_one_has() -> None:
    document = service({"workflow.states.periksa.actions.0.by": ["kabid", "petugas"]})
    action = document.action("periksa", "lengkap")
    assert workflow.function_for(action, {"petugas"}) == "petugas"
    assert workflow.function_for(action, {"petugas", "kabid"}) == "kabid"
    assert workflow.function_for(action, {"applicant"}) is None


def test_four_eyes_close_the_second_step_to_whoever_took_the_first() -> None:
    approve = service().action("periksa", "setujui")
    history = [("lengkap", "ani"), ("kembalikan", "budi"), ("lengkap", "cici")]
    assert workflow.four_eyes(approve, "ani", history) == ("lengkap",)
    assert workflow.four_eyes(approve, "cici", history) == ("lengkap",)
    assert workflow.four_eyes(approve, "budi", history) == ()
    assert workflow.four_eyes(service().action("periksa", "tolak"), "ani", history) == ()


def test_after_the_agreed_rounds_only_the_head_may_return_a_file() -> None:
    document = service({"workflow.max_rounds": 2})
    assert workflow.may_return(document, 1, {"petugas"})
    assert not workflow.may_return(document, 2, {"petugas"})
    assert workflow.may_return(document, 2, {"petugas", "kepala"})
    assert workflow.return_needs_head(document, 2)


def test_a_fork_opens_the_tasks_whose_condition_holds() -> None:
    only = {"op": "eq", "args": [{"f": "lahan"}, "sewa"]}
    fork = sample().action("verifikasi", "teruskan")
    assert [task.agency for task in workflow.tasks_of(fork, {}, FACTS)] == ["dlh", "dpupr"]
    narrow = fork.model_copy(
        update={"tasks": (fork.tasks[0], fork.tasks[1].model_copy(update={"when": parse_condition(only)}))}
    )
    assert [task.agency for task in workflow.tasks_of(narrow, {"lahan": "milik"}, FACTS)] == ["dlh"]
    assert [task.agency for task in workflow.tasks_of(narrow, {"lahan": "sewa"}, FACTS)] == ["dlh", "dpupr"]


def parse_condition(data: Any) -> Any:
    """Return a typed condition."""
    from services.definition import conditions

    return conditions.parse(data)


JOINS: list[tuple[str | int | None, int, int, bool]] = [
    ("all", 3, 2, False),
    ("all", 3, 3, True),
    (None, 2, 1, False),
    (None, 2, 2, True),
    ("any", 3, 0, False),
    ("any", 3, 1, True),
    (2, 3, 1, False),
    (2, 3, 2, True),
    (5, 3, 3, True),
    ("all", 0, 0, True),
    ("any", 0, 0, True),
    (2, 0, 0, True),
]


@pytest.mark.parametrize(("join", "opened", "finished", "done"), JOINS)
def test_a_join_waits_for_what_it_says(join: str | int | None, opened: int, finished: int, done: bool) -> None:
    assert workflow.joined(join, opened, finished) is done


@few
@given(st.sampled_from(["all", "any", None, 1, 2, 9]), st.integers(0, 12))
def test_a_join_is_always_done_when_every_task_is(join: str | int | None, opened: int) -> None:
    assert workflow.joined(join, opened, opened)


def test_every_state_of_the_sample_is_reached_and_ends() -> None:
    flow = sample().workflow
    assert workflow.reachable(flow) == frozenset(flow.states)
    assert workflow.dead_ends(flow) == frozenset()


def test_a_state_without_a_way_in_is_not_reached() -> None:
    document = service({"workflow.states.terlupa": {"phase": "in_process"}})
    assert "terlupa" not in workflow.reachable(document.workflow)
    assert workflow.dead_ends(document.workflow) == {"terlupa"}


def test_a_circle_without_an_end_is_a_dead_end() -> None:
    stuck = [
        {"key": "kembalikan", "by": ["petugas"], "to": "perbaikan", "type": "return"},
    ]
    document = service({"workflow.states.periksa.actions": stuck})
    assert workflow.dead_ends(document.workflow) == {"draf", "periksa", "perbaikan"}


def test_an_unknown_first_state_reaches_nothing() -> None:
    document = service({"workflow.initial": "entah"})
    assert workflow.reachable(document.workflow) == frozenset()


def test_the_smooth_path_leaves_trouble_aside() -> None:
    assert workflow.path(sample().workflow) == ("draf", "verifikasi", "telaah", "putusan", "selesai")
    assert workflow.path(service().workflow) == ("draf", "periksa", "selesai")


def test_a_smooth_path_never_runs_in_circles() -> None:
    back = [{"key": "ulang", "by": ["petugas"], "to": "draf"}]
    document = service({"workflow.states.periksa.actions": back})
    assert workflow.path(document.workflow) == ("draf", "periksa")


def test_actions_are_found_by_type_and_by_holder() -> None:
    document = sample()
    submit = workflow.first_of(document, "draf", ActionType.SUBMIT)
    assert submit is not None
    assert submit.key == "ajukan"
    assert workflow.first_of(document, "draf", ActionType.REJECT) is None
    assert workflow.first_of(document, "entah", ActionType.SUBMIT) is None
    assert [action.key for action in workflow.applicant_actions(document, "perbaikan")] == ["perbaiki"]
    assert workflow.applicant_actions(document, "entah") == ()


def test_all_action_keys_are_known() -> None:
    assert workflow.action_keys(service().workflow) == {
        *("ajukan", "lengkap", "kembalikan", "setujui", "tolak", "perbaiki"),
    }


def test_final_phases_and_open_ones_are_all_phases() -> None:
    assert Phase.DRAFT not in FINAL_PHASES
    assert {Phase.APPROVED, Phase.REJECTED, Phase.WITHDRAWN, Phase.CLOSED} == FINAL_PHASES


def test_a_service_without_states_has_an_empty_path() -> None:
    document = service({"workflow": {"states": {}}, "sla": REMOVE})
    assert workflow.path(document.workflow) == ()
    assert workflow.dead_ends(document.workflow) == frozenset()
