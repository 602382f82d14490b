"""Reading the workflow table: who may do what, four eyes, forks and joins, and whether every path ends."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from services.definition.conditions import Scope, holds
from services.definition.document import (
    APPLICANT,
    FINAL_PHASES,
    HEAD,
    Action,
    ActionType,
    Document,
    Task,
    Workflow,
)


def available(
    document: Document,
    state: str,
    functions: Collection[str],
    answers: Mapping[str, Any],
    facts: Mapping[str, Any],
) -> tuple[Action, ...]:
    """Return the actions of a state that one of `functions` may take now; none for an unknown state."""
    found = document.workflow.states.get(state)
    if found is None:
        return ()
    scope = Scope(answers, facts)
    return tuple(action for action in found.actions if may(action, functions) and holds(action.when, scope))


def may(action: Action, functions: Collection[str]) -> bool:
    """Say whether one of `functions` is among those the action is for."""
    return any(function in functions for function in action.by)


def function_for(action: Action, functions: Collection[str]) -> str | None:
    """Return the function in which somebody acts: the first of the action's that the person has."""
    return next((function for function in action.by if function in functions), None)


def four_eyes(action: Action, actor: str, history: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return the keys among `not_same_as` that `actor` did already; empty means the action is open to them.

    `history` holds (action key, actor) of everything done on the request.
    """
    done = {key for key, who in history if who == actor}
    return tuple(key for key in action.not_same_as if key in done)


def return_needs_head(document: Document, rounds: int) -> bool:
    """Say whether only the head may ask for another correction after `rounds` of them."""
    return rounds >= document.workflow.max_rounds


def may_return(document: Document, rounds: int, functions: Collection[str]) -> bool:
    """Say whether somebody with these functions may still return a file for correction."""
    return not return_needs_head(document, rounds) or HEAD in functions


def tasks_of(action: Action, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> tuple[Task, ...]:
    """Return the tasks a fork opens with these answers."""
    scope = Scope(answers, facts)
    return tuple(task for task in action.tasks if holds(task.when, scope))


def joined(join: str | int | None, opened: int, finished: int) -> bool:
    """Say whether a fork's work is done: all (the default), any, or that many of `opened` tasks are finished."""
    if join == "any":
        return finished >= min(1, opened)
    wanted = opened if join in (None, "all") else min(int(join or 0), opened)
    return finished >= wanted


def reachable(workflow: Workflow) -> frozenset[str]:
    """Return the states a request can come to from the initial one."""
    seen: set[str] = set()
    waiting = [workflow.initial] if workflow.initial in workflow.states else []
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting.extend(_targets(workflow, key))
    return frozenset(seen)


def dead_ends(workflow: Workflow) -> frozenset[str]:
    """Return the open states from which no final phase can be reached."""
    ending = {key for key, state in workflow.states.items() if state.phase in FINAL_PHASES}
    while True:
        more = {key for key in workflow.states if key not in ending and ending & set(_targets(workflow, key))}
        if not more:
            return frozenset(workflow.states) - ending
        ending |= more


def path(workflow: Workflow) -> tuple[str, ...]:
    """Return the states in the order a file without trouble meets them, for a list of steps; each state once."""
    order: list[str] = []
    key: str | None = workflow.initial
    while key is not None and key in workflow.states and key not in order:
        order.append(key)
        key = _onward(workflow, key, order)
    return tuple(order)


def action_keys(workflow: Workflow) -> frozenset[str]:
    """Return the keys of all actions of all states."""
    return frozenset(action.key for _, action in workflow.actions())


def first_of(document: Document, state: str, kind: ActionType) -> Action | None:
    """Return the first action of a type in a state: its submit, its resubmit."""
    found = document.workflow.states.get(state)
    return next((action for action in found.actions if action.type == kind), None) if found else None


def applicant_actions(document: Document, state: str) -> tuple[Action, ...]:
    """Return what the applicant may do in a state, conditions aside."""
    found = document.workflow.states.get(state)
    return tuple(action for action in found.actions if APPLICANT in action.by) if found else ()


def _targets(workflow: Workflow, key: str) -> list[str]:
    return [action.to for action in workflow.states[key].actions if action.to in workflow.states]


_TROUBLE = (ActionType.RETURN, ActionType.REJECT, ActionType.WITHDRAW, ActionType.CLOSE, ActionType.FORWARD)


def _onward(workflow: Workflow, key: str, order: list[str]) -> str | None:
    if workflow.states[key].phase in FINAL_PHASES:
        return None
    ahead = [each for each in workflow.states[key].actions if each.to in workflow.states and each.to not in order]
    smooth = [each.to for each in ahead if each.type not in _TROUBLE]
    # A case that is never decided ends by being closed; that is no trouble where nothing else leads on.
    closing = [each.to for each in ahead if each.type == ActionType.CLOSE]
    return next(iter(smooth or closing), None)
