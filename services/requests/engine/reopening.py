"""Open an ended request again: a new cycle with a decision, a deadline and correction rounds of its own.

What was decided before stays in the history, with its clock as it stopped; nothing of it is undone.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from services.definition import workflow
from services.definition.document import ActionType, Document, Phase
from services.requests.engine import clocks, corrections, ledger, notices
from services.requests.engine.errors import NotAllowed
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import OPEN_PHASES, RequestEvent, ServiceRequest


def reopen(step: Step) -> None:
    """Begin a new cycle in the state the document names; raises NotAllowed where nothing can be decided again."""
    request, to_state = step.request, _target(step)
    said = own_form(step) | _reason(step)
    request.cycle += 1
    request.decided_at = request.effective_at = request.retain_until = request.assignee = None
    request.phase = step.document.state(to_state).phase.value
    if request.phase != Phase.WAITING_APPLICANT:
        corrections.settle(step)
    _start_time(step, to_state)
    clocks.change_state(step, to_state)
    ledger.record(step, "reopen", to_state=to_state, payload=said)
    notices.announce(step)


def _target(step: Step) -> str:
    request, to_state = step.request, step.rule.to if step.rule else None
    if to_state is None or step.document.state(to_state).phase.value not in OPEN_PHASES:
        raise NotAllowed(_("Langkah ini tidak lengkap dalam dokumen layanan."))
    if RequestEvent.objects.filter(request=request, kind="destroy").exists():
        raise NotAllowed(_("Isi permohonan ini sudah dimusnahkan, jadi tidak dapat dibuka kembali."))
    if _has_twin(request):
        raise NotAllowed(_("Sudah ada keberatan lain yang berjalan atas putusan yang sama."))
    return to_state


def _has_twin(request: ServiceRequest) -> bool:
    """Say whether another objection to the same decision is open: two at once would be decided twice."""
    if request.parent_id is None:
        return False
    others = ServiceRequest.objects.filter(parent=request.parent_id, parent_cycle=request.parent_cycle)
    return others.filter(kind=request.kind, phase__in=[Phase.DRAFT, *OPEN_PHASES]).exclude(pk=request.pk).exists()


def _reason(step: Step) -> dict[str, Any]:
    """Keep which objection made the clock reopen the request."""
    objection = step.data.get("objection") if step.actor.kind == "system" else None
    return {"objection": str(objection)} if objection else {}


def _start_time(step: Step, to_state: str) -> None:
    """Promise the time anew: from the act the document names when it comes again, else from the reopening."""
    sla = step.document.sla
    ahead = _ahead(step.document, to_state)
    if ActionType.MARK_COMPLETE in ahead:
        step.request.completed_at = None
    if sla is None:
        return
    comes_again = ActionType.MARK_COMPLETE in ahead if sla.from_ == "complete" else sla.from_ in ahead
    if not comes_again:
        clocks.start(step, sla.from_)


def _ahead(document: Document, state: str) -> set[str]:
    """Return types and keys of the actions a file meets on its way from a state to its end."""
    way = workflow.path(document.workflow.model_copy(update={"initial": state}))
    actions = [action for key in way for action in document.state(key).actions]
    return {action.type.value for action in actions} | {action.key for action in actions}
