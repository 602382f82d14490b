"""Say which requests are asked about: those that ended, of services with a survey, and nothing confidential."""

from __future__ import annotations

from typing import Any, Final

from agencies import policies as agencies
from services.catalogue import documents
from services.requests.models import Phase, RequestEvent, ServiceRequest
from services.requests.presenters.states import public_phase
from services.satisfaction.instrument import NAME
from services.satisfaction.models import Turn
from services.satisfaction.sheets import Asked

ENDED: Final = frozenset({Phase.APPROVED, Phase.REJECTED, Phase.CLOSED})


def may_rate(request: ServiceRequest) -> bool:
    """Say whether the applicant of a request is asked how it went.

    Not before the decision is effective. A confidential request stands in no figure, so nobody is asked about it.
    """
    if request.confidential or request.is_test or request.agency_id is None:
        return False
    if public_phase(request) not in ENDED or documents.load(request.version).survey != NAME:
        return False
    # Whoever had a request destroyed is not asked about it again.
    return not RequestEvent.objects.filter(request=request, kind="destroy").exists()


def asked_of(request: ServiceRequest) -> Asked:
    """Return what is still asked about a request."""
    turn = Turn.objects.filter(request=request).first()
    return Asked(marks=not turn.marked, scores=not turn.scored) if turn is not None else Asked()


def keeps_survey(user: Any) -> bool:
    """Say whether an account keeps the records of any agency."""
    staff = agencies.staff_of(user)
    return staff is not None and agencies.keeps_records(staff)
