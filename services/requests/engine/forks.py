"""Ask several functions at once, in one or several agencies, and go on when enough have answered.

A fork moves the request into a state whose actions of type task finish one part each. The join belongs to the action
that finishes a part: when `all`, `any` or that many parts are done, the request goes where that action leads; parts
still open then are not needed any more. Which outcomes there were is the fact `request.outcomes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from services.definition import workflow
from services.definition.document import Action, ActionType
from services.requests.engine import clocks, guests, ledger, notices
from services.requests.engine.errors import NotAllowed
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import RequestTask, TaskKind, Visibility


def fork(step: Step) -> None:
    """Open one task per function and agency the document names, and let the guests in."""
    rule = step.rule
    if rule is None or not rule.to:
        raise NotAllowed(_("Langkah ini tidak lengkap dalam dokumen layanan."))
    asked, said = guests.wanted(step, rule), own_form(step)
    step.request.assignee = None
    _enter(step, rule.to, "fork", {**said, "asked": guests.asked_names(asked)})
    guests.ask(step, TaskKind.FORK, asked)
    if not asked:
        _join_at_once(step, rule.to)
    notices.announce(step)


def task(step: Step) -> None:
    """Finish one's own part of the fork; the last part that is needed moves the request on."""
    rule, mine = step.rule, _mine(step)
    if rule is None or mine is None:
        raise NotAllowed(_("Tidak ada bagian kerja yang menunggu jawaban Anda."))
    said = own_form(step)
    guests.finish(mine, rule.key, step.now)
    parts = RequestTask.objects.filter(request=step.request, kind=TaskKind.FORK, fork=mine.fork)
    finished = parts.filter(done_at__isnull=False).count()
    joined = workflow.joined(rule.join, parts.count(), finished)
    to_state = rule.to if joined and rule.to else step.request.state
    _enter(step, to_state, "task", {**said, "task": str(mine.pk)}, Visibility.INTERNAL if not joined else None)
    if joined:
        notices.announce(step)


def _enter(
    step: Step, to_state: str, kind: str, payload: Mapping[str, Any], visibility: Visibility | None = None
) -> None:
    step.request.phase = step.document.state(to_state).phase.value
    if to_state != step.request.state:
        clocks.change_state(step, to_state)
    ledger.record(step, kind, to_state=to_state, payload=payload, visibility=visibility or Visibility.APPLICANT)


def _join_at_once(step: Step, state: str) -> None:
    """Go on where the join leads when no part is needed with these answers."""
    joins = [each for each in step.document.state(state).actions if each.type == ActionType.TASK and each.to]
    if joins:
        join: Action = joins[0]
        _enter(replace(step, action=join.key, rule=join), join.to or state, "join", {})


def _mine(step: Step) -> RequestTask | None:
    """Return the open part of the holding in which the officer acts, locked against its twin."""
    parts = RequestTask.objects.select_for_update(of=("self",)).filter(
        request=step.request, kind=TaskKind.FORK, function=step.function, agency=step.office, done_at__isnull=True
    )
    return parts.order_by("id").first()
