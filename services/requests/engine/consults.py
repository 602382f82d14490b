"""Ask an expert, here or in another agency, without leaving the state: advice binds nobody and need not be awaited.

A document that must wait for advice says so by a condition on the fact `request.open_consults`.
"""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from services.requests.engine import guests, ledger, words
from services.requests.engine.admit import held_for, is_own_request
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.own_form import own_form
from services.requests.engine.step import Step
from services.requests.models import OPEN_PHASES, RequestEvent, RequestTask, TaskKind, Visibility
from services.requests.models.task import ASKED, TASK

KEY: Final = "jawab"
ANSWERED: Final = "dijawab"
# What an expert may say besides the words.
ADVICE: Final = frozenset({"setuju", "tidak_setuju", "netral"})


def ask(step: Step) -> None:
    """Put the question to every function the document names; one that is asked already is not asked twice."""
    rule = step.rule
    if rule is None:
        raise NotAllowed(_("Langkah ini tidak lengkap dalam dokumen layanan."))
    waiting = set(_open(step).values_list("agency", "function"))
    wanted = guests.wanted(step, rule)
    if not wanted:
        raise NotAllowed(_("Dengan jawaban ini tidak ada yang perlu dimintai pendapat."))
    asked = [part for part in wanted if (part.agency.pk, part.function) not in waiting]
    if not asked:
        raise NotAllowed(_("Pendapat ini sudah diminta dan masih ditunggu."))
    payload = {**own_form(step), ASKED: guests.asked_names(asked)}
    ledger.record(step, "consult", payload=payload, visibility=Visibility.INTERNAL)
    guests.ask(step, TaskKind.CONSULT, asked)


def check(step: Step) -> RequestTask:
    """Return the question that waits for this officer; raises NotAllowed when none does."""
    mine = open_for(step)
    if mine is None:
        raise NotAllowed(_("Tidak ada permintaan pendapat yang menunggu jawaban Anda."))
    return mine


def answer(step: Step) -> None:
    """Give advice in a function that was asked; staff alone read it, and the applicant where the document says so."""
    mine = check(step)
    guests.check_fresh(step, mine)
    advice = str(step.data.get("advice", ""))
    if advice and advice not in ADVICE:
        raise InvalidData([], _("Pilih setuju, tidak setuju, atau netral."))
    text = words.wanted(step, _("Tulis pendapat Anda dahulu."))
    guests.finish(step, mine, advice or ANSWERED)
    payload = {"text": text, "advice": advice, TASK: str(mine.pk)}
    ledger.record(step, "answer", payload=payload, visibility=_seen(step, mine))


def open_for(step: Step) -> RequestTask | None:
    """Return the oldest question that waits for this officer, and let them act in the function that was asked."""
    if step.actor.kind != "staff" or step.request.phase not in OPEN_PHASES or step.request.shown_state:
        return None
    for task in _open(step).order_by("id"):
        for holding in held_for(step):
            if (holding.agency_id, holding.function) == (task.agency_id, task.function):
                step.act_in(holding)
                if not is_own_request(step):
                    return task
    return None


def _seen(step: Step, task: RequestTask) -> Visibility:
    """Return who reads an answer: staff, unless the action that asked says that the applicant does too."""
    asking = RequestEvent.objects.filter(request=step.request, seq=int(task.fork)).first()
    rules = step.document.workflow.actions()
    shown = asking is not None and any(
        r.shown for key, r in rules if (key, r.key) == (asking.from_state, asking.action)
    )
    return Visibility.APPLICANT if shown else Visibility.INTERNAL


def _open(step: Step) -> QuerySet[RequestTask]:
    return RequestTask.objects.filter(request=step.request, kind=TaskKind.CONSULT, done_at__isnull=True)
