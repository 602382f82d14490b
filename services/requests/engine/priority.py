"""Let those go first whom the law protects: flagged when the request is sent, set or lifted by an officer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from services.definition import conditions
from services.definition.document import Document
from services.requests.engine import ledger, words
from services.requests.engine.admit import at_desk
from services.requests.engine.errors import InvalidData, NotAllowed
from services.requests.engine.step import Step
from services.requests.models import Priority, ServiceRequest, Visibility
from services.requests.prefill import facts_for

# Elderly is who is 60 or older (UU 13/1998 art. 1 (2)); they are served with special treatment (UU 25/2009 art. 29).
ELDERLY_AGE: Final = 60
IS_ELDERLY: Final = conditions.parse(
    {"op": "ge", "args": [{"op": "age_years", "args": [{"f": "profile.birth_date"}]}, ELDERLY_AGE]}
)


def flag_for(request: ServiceRequest, document: Document, answers: Mapping[str, Any]) -> str:
    """Return the first flag of the document that holds, else `lansia` by the applicant's date of birth, else ""."""
    scope = conditions.Scope(answers, facts_for(request.applicant, request))
    found = next((rule.flag for rule in document.priority if conditions.holds(rule.when, scope)), None)
    if found is not None:
        return found
    return Priority.ELDERLY.value if conditions.holds(IS_ELDERLY, scope) else ""


def set_flag(step: Step) -> None:
    """Set or lift the flag of an open request, with the reason; only staff see why."""
    at_desk(step)
    before, flag = step.request.priority, str(step.data.get("flag", "")).strip()
    if flag and flag not in Priority.values:
        raise InvalidData([], _("Pilih alasan prioritas dari daftar."))
    if flag == before:
        raise NotAllowed(_already(flag))
    reason = words.wanted(step, _("Tulis alasannya, misalnya “datang ke loket dengan kursi roda”."))
    step.request.priority = flag
    payload = {"flag": flag, "before": before, "reason": reason}
    ledger.record(step, "flag", payload=payload, visibility=Visibility.INTERNAL)


def _already(flag: str) -> str:
    if not flag:
        return _("Permohonan ini memang tidak diprioritaskan.")
    return _("Permohonan ini sudah diprioritaskan: %(flag)s.") % {"flag": Priority(flag).label}
