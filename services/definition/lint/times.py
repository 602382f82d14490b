"""Lint of what happens by the clock: the software never decides, and time is given in the unit it is counted in."""

from services.definition.document import SYSTEM, ActionType, Document, Phase
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World

_DECIDED = frozenset({Phase.APPROVED, Phase.REJECTED})


def check_automatic(document: Document, world: World) -> Findings:
    """Find actions by which the clock would approve or reject, or send a draft: people decide and people apply."""
    states = document.workflow.states
    for key, action in document.workflow.actions():
        if SYSTEM not in action.by:
            continue
        path = f"workflow.states.{key}.{action.key}"
        target = states.get(action.to or "")
        decides = action.type in {ActionType.APPROVE, ActionType.REJECT}
        if decides or (target is not None and target.phase in _DECIDED):
            yield Finding(path, Code.CLOCK_DECIDES, "the clock may close a request, never approve or reject it")
        elif states[key].phase == Phase.DRAFT:
            yield Finding(path, Code.CLOCK_DECIDES, "the clock does nothing with a draft")


def check_extensions(document: Document, world: World) -> Findings:
    """Find extensions of a clock that does not run, or in another unit than the clock's."""
    for key, action in document.workflow.actions():
        if action.extend is None:
            continue
        path = f"workflow.states.{key}.{action.key}.extend"
        if document.sla is None:
            yield Finding(path, Code.BAD_EXTENSION, "there is no clock to extend")
        elif action.extend.unit != document.sla.unit:
            unit = document.sla.unit.value
            yield Finding(path, Code.BAD_EXTENSION, f"the clock counts {unit}, so it is extended by {unit}")
