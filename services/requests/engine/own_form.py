"""Clean the small form an action brings along: a number, a reason, a question."""

from __future__ import annotations

from typing import Any, Final

from services.definition import answers as cleaning
from services.requests.engine.errors import InvalidData
from services.requests.engine.step import Step
from services.requests.lookups import RequestLookups
from services.requests.prefill import facts_for
from services.requests.secrets import unseal

# Fields of these ids in an action's form are kept on the request itself: what another system, or the cashier, gave.
KEPT: Final = ("external_number", "receipt_number")
LENGTH: Final = 80


def own_form(step: Step) -> dict[str, Any]:
    """Return the clean answers of the action's own form; raises InvalidData with the problems."""
    if step.rule is None or not step.rule.form:
        return {}
    request = step.request
    cleaned = cleaning.clean_fields(
        step.rule.form,
        step.data,
        facts_for(request.applicant, request),
        lookups=RequestLookups(request),
        answers=unseal(request.answers, request.pk),
    )
    if cleaned.problems:
        raise InvalidData(cleaned.problems)
    for name in KEPT:
        if isinstance(cleaned.answers.get(name), str):
            step.before[name] = str(getattr(request, name))
            setattr(request, name, cleaned.answers[name][:LENGTH])
    return dict(cleaned.answers)
