"""Ask several functions at once, in one or several agencies, and go on when enough have answered.

A fork moves the request into a state whose actions of type task finish one part each. The join belongs to the action
that finishes a part: when `all`, `any` or that many parts are done, by whichever actions, the request goes where that
action leads; parts still open then are not needed any more. Which outcomes there were is the fact `request.outcomes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from services.definition import workflow
from services.definition.conditions import holds
from services.definition.document import FINAL_PHASES, Action, ActionType
from services.requests.engine import clocks, decisions, guests, ledger, notices
from services.requests.engine.admit import scope_of
from services.requests.engine.errors import NotAllowed
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import RequestTask, TaskKind, Visibility
from services.requests.models.task import ASKED, TASK


def fork(step: Step) -> None:
    """Open one task per function and agency the document names, and let the guests in.

    Parts of an earlier fork that are still open are not needed any more, even where the state stays.
    """
    rule = _rule(step)
    asked, said = guests.wanted(step, rule), own_form(step)
    step.request.assignee = None
    to_state = rule.to or step.request.state
    _enter(step, to_state, "fork", {**said, ASKED: guests.asked_names(asked)})
    guests.leave(step, TaskKind.FORK)
    guests.ask(step, TaskKind.FORK, asked)
    if not asked:
        _join_at_once(step, to_state)
    notices.announce(step)


def task(step: Step) -> None:
    """Finish one's own part of the fork; the last part that is needed moves the request on."""
    rule, mine = _rule(step), _mine(step)
    if mine is None:
        raise NotAllowed(_("Tidak ada bagian kerja yang menunggu jawaban Anda."))
    guests.check_fresh(step, mine)
    payload = {**own_form(step), TASK: str(mine.pk)}
    guests.finish(step, mine, rule.key)
    if not _is_joined(step, rule, mine.fork):
        _enter(step, step.request.state, "task", payload)
        return
    to_state = rule.to or step.request.state
    if _ends(step, to_state):
        _decide(step, rule, payload)
        return
    _enter(step, to_state, "task", payload)
    guests.leave(step, TaskKind.FORK)
    notices.announce(step)


def _is_joined(step: Step, rule: Action, fork: str) -> bool:
    parts = RequestTask.objects.filter(request=step.request, kind=TaskKind.FORK, fork=fork)
    return workflow.joined(rule.join, parts.count(), parts.filter(done_at__isnull=False).count())


def _decide(step: Step, rule: Action, payload: Mapping[str, Any]) -> None:
    """Let the last part be the decision, which its own agency alone may take; it can be undone like any other."""
    if step.office != step.request.agency_id:
        raise NotAllowed(_("Hanya kantor yang melayani permohonan ini yang dapat memutuskannya."))
    decisions.decide(step, step.document.state(rule.to or step.request.state), payload)


def _enter(step: Step, to_state: str, kind: str, payload: Mapping[str, Any]) -> None:
    """Write what happened; the applicant is told where the request goes, and not what is asked inside a state."""
    if to_state == step.request.state:
        seen = _seen(_rule(step))
    else:
        seen = Visibility.APPLICANT
        step.request.phase = step.document.state(to_state).phase.value
        clocks.change_state(step, to_state)
    ledger.record(step, kind, to_state=to_state, payload=payload, visibility=seen)


def _join_at_once(step: Step, state: str) -> None:
    """Go on where the join leads when no part is needed with these answers: the first whose condition holds."""
    joins = [each for each in step.document.state(state).actions if each.type == ActionType.TASK and each.to]
    scope = scope_of(replace(step, scope=None))
    join = next((each for each in joins if holds(each.when, scope)), joins[0] if joins else None)
    if join is None or join.to is None:
        return
    if _ends(step, join.to):
        raise NotAllowed(_("Dengan jawaban ini tidak ada yang perlu dimintai bagian. Pilih langkah lain."))
    _enter(replace(step, action=join.key, rule=join), join.to, "join", {})


def _ends(step: Step, state: str) -> bool:
    return step.document.state(state).phase in FINAL_PHASES


def _mine(step: Step) -> RequestTask | None:
    """Return the open part of the holding in which the officer acts, locked against its twin."""
    parts = RequestTask.objects.select_for_update(of=("self",)).filter(
        request=step.request, kind=TaskKind.FORK, function=step.function, agency=step.office, done_at__isnull=True
    )
    return parts.order_by("id").first()


def _seen(rule: Action) -> Visibility:
    """Return who reads of work inside a state: the applicant where the document says so."""
    return Visibility.APPLICANT if rule.shown else Visibility.INTERNAL


def _rule(step: Step) -> Action:
    if step.rule is None:
        raise NotAllowed(_("Langkah ini tidak lengkap dalam dokumen layanan."))
    return step.rule
