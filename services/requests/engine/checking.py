"""Check the whole form again on the server before it counts: what a browser decided is never believed."""

from __future__ import annotations

from typing import Any

from services.definition import answers as cleaning
from services.requests.engine import asking
from services.requests.engine.errors import InvalidData
from services.requests.engine.step import Step
from services.requests.lookups import RequestLookups
from services.requests.prefill import facts_for
from services.requests.secrets import seal, unseal, unseal_typed


def accept_answers(step: Step) -> dict[str, Any]:
    """Clean everything, seal it onto the request and return it in plain; raises InvalidData with the problems.

    What was typed and is not right yet takes part, so that a wrong optional answer is asked about, not dropped.
    """
    request = step.request
    raw = {**unseal(request.answers, request.pk), **unseal_typed(request.typed, request.pk)}
    facts = facts_for(request.applicant, request)
    cleaned = cleaning.clean(step.document, None, raw, facts, lookups=RequestLookups(request))
    if cleaned.problems:
        raise InvalidData(cleaned.problems)
    plain = dict(cleaned.answers)
    asking.apply(step, plain)
    request.answers = seal(cleaning.secret_ids(step.document), plain, request.pk)
    request.typed = ""
    return plain
