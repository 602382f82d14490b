"""Tell officers what the clock found: who holds the function, who stands in for them, else who heads the agency."""

from __future__ import annotations

from agencies.models import Staff
from services.catalogue.holdings import staff_on_duty
from services.definition.document import HEAD
from services.requests.engine import notices
from services.requests.engine.step import Step
from services.requests.models import ServiceRequest
from services.requests.policies import functions_of, is_kept_from


def tell(step: Step, function: str, topic: str, key: str) -> int:
    """Write a notice to everybody who answers for `function` in this case; returns to how many."""
    request, told = step.request, answering(step.request, function)
    for staff in told:
        notices.tell_officer(request, str(step.document.title), staff, topic, key)
    return len(told)


def answering(request: ServiceRequest, function: str) -> list[Staff]:
    """Return who is told: the holders, with whoever stands in for absent ones; else the head, else the agency's admins.

    A silent alarm is none: somebody of the agency always hears it, unless the case is confidential and nobody is named
    for it.
    """
    agency = request.agency_id or ""
    for name in dict.fromkeys((function, HEAD)):
        found = [staff for staff in staff_on_duty(agency, [name]) if name in functions_of(staff, request)]
        if found:
            return found
    if request.confidential:
        return _above_all(request) if request.restricted else []
    return list(Staff.objects.filter(agency=agency, is_agency_admin=True, is_active=True).select_related("user"))


def _above_all(request: ServiceRequest) -> list[Staff]:
    """Return who keeps the portal: where all who could act are reported, others must be named, and these name them."""
    found = Staff.objects.filter(is_platform_admin=True, is_active=True).select_related("user")
    return [staff for staff in found if not is_kept_from(request, staff)]
