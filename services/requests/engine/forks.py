"""Ask several functions at once, in one or several agencies, and go on when enough have answered."""

from __future__ import annotations

from django.utils.translation import gettext as _

from agencies.models import Agency
from services.definition import workflow
from services.requests.engine import clocks, ledger, notices
from services.requests.engine.errors import NotAllowed
from services.requests.engine.step import Step
from services.requests.models import RequestGrant, RequestTask
from services.requests.prefill import facts_for
from services.requests.secrets import unseal


def fork(step: Step) -> None:
    """Open one task per function and agency named by the document, and let the guests in."""
    request, rule = step.request, step.rule
    if rule is None or not rule.to:
        raise NotAllowed(_("Langkah ini tidak lengkap dalam dokumen layanan."))
    request.phase = step.document.state(rule.to).phase.value
    clocks.change_state(step, rule.to)
    event = ledger.record(step, "fork", to_state=rule.to)
    answers = unseal(request.answers, request.pk)
    for wanted in workflow.tasks_of(rule, answers, facts_for(request.applicant, request)):
        agency = Agency.objects.get(slug=wanted.agency or request.agency_id)
        RequestTask.objects.create(request=request, fork=str(event.seq), function=wanted.function, agency=agency)
        if agency != request.agency:
            RequestGrant.objects.update_or_create(
                request=request, agency=agency, defaults={"fields": [], "ends_at": None}
            )
    notices.announce(step)


def task(step: Step) -> None:
    """Answer one task of the fork; the last needed answer moves the request on."""
    request, rule = step.request, step.rule
    mine = RequestTask.objects.filter(
        request=request, function=step.function, agency=step.office or None, done_at__isnull=True
    ).first()
    if mine is None or rule is None:
        raise NotAllowed(_("Tidak ada permintaan pendapat yang menunggu jawaban Anda."))
    mine.outcome, mine.done_at = rule.key, step.now
    mine.save(update_fields=["outcome", "done_at"])
    RequestGrant.objects.filter(request=request, agency=mine.agency_id).update(ends_at=step.now)
    done = RequestTask.objects.filter(request=request, fork=mine.fork, done_at__isnull=False).count()
    total = RequestTask.objects.filter(request=request, fork=mine.fork).count()
    joined = workflow.joined(rule.join, total, done)
    to_state = rule.to if joined and rule.to else request.state
    if joined:
        clocks.change_state(step, to_state)
        request.phase = step.document.state(to_state).phase.value
    ledger.record(step, "task", to_state=to_state, payload={"task": str(mine.pk)})
    if joined:
        notices.announce(step)
