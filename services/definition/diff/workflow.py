"""Differences between workflows: a request stands in a state, so states may come but not go."""

from collections.abc import Iterator

from services.definition.diff.change import Change, Impact
from services.definition.document import State, Workflow


def diff_workflow(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Yield the changes of states and actions."""
    for key in sorted(old.states.keys() | new.states.keys()):
        path = f"workflow.states.{key}"
        if key not in new.states:
            yield Change(path, "removed", Impact.INCOMPATIBLE)
        elif key not in old.states:
            yield Change(path, "added", Impact.COMPATIBLE)
        else:
            yield from _diff_state(path, old.states[key], new.states[key])
    for name in ("initial", "max_rounds"):
        if getattr(old, name) != getattr(new, name):
            yield Change(f"workflow.{name}", "changed", Impact.COMPATIBLE)


def _diff_state(path: str, old: State, new: State) -> Iterator[Change]:
    if old.phase != new.phase:
        yield Change(f"{path}.phase", "changed", Impact.INCOMPATIBLE)
    for name in ("label", "citizen_text", "who", "sla", "objection"):
        if getattr(old, name) != getattr(new, name):
            yield Change(f"{path}.{name}", "changed", Impact.COMPATIBLE)
    before = {action.key: action for action in old.actions}
    after = {action.key: action for action in new.actions}
    for key in sorted(before.keys() | after.keys()):
        if key not in after:
            # An open task waits for its own action.
            tasks = before[key].type == "task"
            yield Change(f"{path}.{key}", "removed", Impact.INCOMPATIBLE if tasks else Impact.COMPATIBLE)
        elif key not in before:
            yield Change(f"{path}.{key}", "added", Impact.COMPATIBLE)
        elif before[key] != after[key]:
            yield Change(f"{path}.{key}", "changed", Impact.COMPATIBLE)
