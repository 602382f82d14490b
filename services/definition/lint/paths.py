"""Lint of the workflow: every state is reached, every path ends, every name exists."""

from collections import Counter
from typing import Final

from services.definition.document import (
    APPLICANT,
    BUILT_IN,
    FINAL_PHASES,
    SYSTEM,
    Action,
    ActionType,
    Document,
    Phase,
    State,
)
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.workflow import action_keys, dead_ends, reachable
from services.definition.world import World

_WHEN_TOLD: Final = frozenset({ActionType.REOPEN, ActionType.COMMENT})


def is_link(document: Document) -> bool:
    """Say whether the service only sends people elsewhere."""
    return document.handoff is not None and document.handoff.mode == "link" and not document.workflow.states


def check_states(document: Document, world: World) -> Findings:
    """Find unknown, unreachable and endless states."""
    if is_link(document):
        if document.handoff and document.handoff.url is None:
            yield Finding("handoff.url", Code.LINK_WITHOUT_URL, "a service that only links needs the address")
        return
    flow = document.workflow
    if flow.initial not in flow.states:
        yield Finding("workflow.initial", Code.UNKNOWN_STATE, f"there is no state {flow.initial!r}")
        return
    reached, stuck = reachable(flow), dead_ends(flow)
    for key, state in flow.states.items():
        path = f"workflow.states.{key}"
        if key not in reached:
            yield Finding(path, Code.UNREACHABLE_STATE, f"no action leads to {key!r}")
        elif key in stuck:
            yield Finding(path, Code.DEAD_END, f"from {key!r} no request ever ends")
        yield from _check_moves(document, path, key, state)
    yield from _check_applicant(document)


def _check_moves(document: Document, path: str, key: str, state: State) -> Findings:
    for twice, times in Counter(action.key for action in state.actions).items():
        if times > 1:
            yield Finding(f"{path}.{twice}", Code.DUPLICATE_ACTION, f"{key!r} has two actions {twice!r}")
    for action in state.actions:
        if action.to is not None and action.to not in document.workflow.states:
            yield Finding(f"{path}.{action.key}.to", Code.UNKNOWN_STATE, f"there is no state {action.to!r}")
        for function in action.by:
            if function not in document.functions and function not in BUILT_IN:
                yield Finding(f"{path}.{action.key}.by", Code.UNKNOWN_FUNCTION, f"there is no function {function!r}")
        # A granted objection has the clock reopen a request, and another system's news is noted when it comes;
        # everything else the clock does, it does after a time.
        if SYSTEM in action.by and action.after is None and action.type not in _WHEN_TOLD:
            yield Finding(f"{path}.{action.key}.after", Code.DEAD_END, "an action of the clock needs `after`")


def _check_applicant(document: Document) -> Findings:
    flow = document.workflow
    first = flow.states[flow.initial]
    if first.phase != Phase.DRAFT or not any(action.type == ActionType.SUBMIT for action in first.actions):
        yield Finding(f"workflow.states.{flow.initial}", Code.NO_SUBMIT, "the first state is a draft that can be sent")
    for key, state in flow.states.items():
        moves = [action for action in state.actions if APPLICANT in action.by and action.to]
        if state.phase == Phase.WAITING_APPLICANT and not moves:
            yield Finding(f"workflow.states.{key}", Code.NO_RESUBMIT, f"in {key!r} the applicant can do nothing")


def check_forks(document: Document, world: World) -> Findings:
    """Find forks whose tasks nobody can finish, and joins that nothing opens."""
    states = document.workflow.states
    forks = [(key, action) for key, action in document.workflow.actions() if action.type == ActionType.FORK]
    targets = {action.to or key for key, action in forks}
    for key, action in forks:
        path = f"workflow.states.{key}.{action.key}"
        target = states.get(action.to or key)
        joins = [each for each in target.actions if each.type == ActionType.TASK] if target else []
        if not joins:
            yield Finding(path, Code.BAD_FORK, f"{action.to or key!r} has no action of type task")
        yield from _check_tasks(document, path, action, joins)
    for key, action in document.workflow.actions():
        path = f"workflow.states.{key}.{action.key}"
        if action.type == ActionType.TASK and key not in targets:
            yield Finding(path, Code.BAD_FORK, "no fork opens these tasks")
        yield from _check_guests(document, path, action)


def _check_tasks(document: Document, path: str, fork: Action, joins: list[Action]) -> Findings:
    for index, task in enumerate(fork.tasks):
        if task.function not in document.functions:
            yield Finding(f"{path}.tasks.{index}", Code.UNKNOWN_FUNCTION, f"there is no function {task.function!r}")
        elif joins and not any(task.function in join.by for join in joins):
            yield Finding(f"{path}.tasks.{index}", Code.BAD_FORK, f"{task.function!r} cannot finish its task")
    for join in joins:
        if isinstance(join.join, int) and join.join > len(fork.tasks):
            yield Finding(path, Code.BAD_FORK, f"{join.key!r} waits for {join.join} of {len(fork.tasks)} tasks")


def _check_guests(document: Document, path: str, action: Action) -> Findings:
    asked = {field.id for _, field in document.fields()}
    for index, task in enumerate(action.tasks):
        if action.type == ActionType.CONSULT and task.function not in document.functions:
            yield Finding(f"{path}.tasks.{index}", Code.UNKNOWN_FUNCTION, f"there is no function {task.function!r}")
        for name in task.fields:
            if name not in asked:
                yield Finding(f"{path}.tasks.{index}.fields", Code.UNKNOWN_FIELD, f"there is no field {name!r}")


def check_names(document: Document, world: World) -> Findings:
    """Find clocks, four-eyes rules, routes, notices and escalations that name what does not exist."""
    keys = action_keys(document.workflow)
    for key, action in document.workflow.actions():
        for other in action.not_same_as:
            if other not in keys or other == action.key:
                path = f"workflow.states.{key}.{action.key}.not_same_as"
                yield Finding(path, Code.UNKNOWN_ACTION, f"there is no other action {other!r}")
    known = set(document.functions) | BUILT_IN
    named = [(f"routing.{index}", route.function) for index, route in enumerate(document.routing)]
    named += [(f"notify.{index}.to", notice.to) for index, notice in enumerate(document.notify)]
    named += [
        (f"sla.escalate.{index}", step.to) for index, step in enumerate(document.sla.escalate if document.sla else ())
    ]
    named += [(f"outputs.{output.key}.signer", output.signer) for output in document.outputs if output.signer]
    named += [(f"outputs.{output.key}.revoker", output.revoker) for output in document.outputs if output.revoker]
    for path, function in named:
        if function not in known:
            yield Finding(path, Code.UNKNOWN_FUNCTION, f"there is no function {function!r}")
    yield from _check_notices(document, keys)


def _check_notices(document: Document, keys: frozenset[str]) -> Findings:
    for index, notice in enumerate(document.notify):
        kind, _, name = notice.when.partition(":")
        if kind == "state" and name not in document.workflow.states:
            yield Finding(f"notify.{index}.when", Code.UNKNOWN_STATE, f"there is no state {name!r}")
        if kind == "action" and name not in keys:
            yield Finding(f"notify.{index}.when", Code.UNKNOWN_ACTION, f"there is no action {name!r}")


def check_clocks(document: Document, world: World) -> Findings:
    """Find clocks that nothing starts and pauses in states that do not exist."""
    if is_link(document):
        return
    flow = document.workflow
    marks = any(action.type == ActionType.MARK_COMPLETE for _, action in flow.actions())
    clocks = {"sla": document.sla, "standard.duration": document.standard.duration}
    for path, clock in clocks.items():
        if clock is None or clock.from_ == "submitted":
            continue
        started = marks if clock.from_ == "complete" else clock.from_ in action_keys(flow)
        if not started:
            yield Finding(f"{path}.from", Code.CLOCK_NEVER_STARTS, f"no action starts a clock from {clock.from_!r}")
    for key in document.sla.pause_on if document.sla else ():
        if key not in flow.states or flow.states[key].phase in FINAL_PHASES:
            yield Finding("sla.pause_on", Code.UNKNOWN_STATE, f"there is no open state {key!r}")
