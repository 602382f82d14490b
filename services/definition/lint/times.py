"""Lint of what happens by the clock: the software never decides, and time is given in the unit it is counted in."""

from services.definition.document import SYSTEM, ActionType, Document, Phase
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World


def check_automatic(document: Document, world: World) -> Findings:
    """Find actions by which the clock would decide: it never approves, and it rejects only whoever did not answer."""
    states = document.workflow.states
    for key, action in document.workflow.actions():
        if SYSTEM not in action.by:
            continue
        path = f"workflow.states.{key}.{action.key}"
        phase = states[action.to].phase if action.to in states else None
        unanswered = states[key].phase == Phase.WAITING_APPLICANT
        if action.type == ActionType.APPROVE or phase == Phase.APPROVED:
            yield Finding(path, Code.CLOCK_DECIDES, "the clock approves nothing; people do")
        elif (action.type == ActionType.REJECT or phase == Phase.REJECTED) and not unanswered:
            yield Finding(path, Code.CLOCK_DECIDES, "the clock rejects only where the applicant did not answer")
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
