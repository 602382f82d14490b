"""Let an OPD propose what everybody reads of it, and Diskominfosatik answer; nothing is public in between."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from agencies import answering, policies, proposing
from agencies.actions.officials import install
from agencies.events import tell_calendar_changed
from agencies.models import Agency, Official, Outcome, Proposal, WorkCalendar
from agencies.proposing import Row
from citizens.models import User
from foundation import clock


class Answered(Exception):
    """Refuse to answer a proposal twice."""


class Unfit(Exception):
    """Refuse to publish what cannot stand as things are now."""


def propose(row: Row, user: User) -> Proposal | None:
    """Keep what a row would become; a second proposal takes the place of the first, an empty one withdraws it."""
    agency = proposing.agency_of(row)
    if agency is None or not policies.manages(user, agency):
        raise PermissionDenied
    with transaction.atomic():
        Agency.objects.select_for_update().get(pk=agency)
        values = proposing.differences(row)
        known = proposing.waiting(row) if row.pk else _twin(row, agency, values)
        if not values:
            return None if known is None else _answer(known, Outcome.WITHDRAWN, user)
        proposal = known or Proposal(agency_id=agency, subject=proposing.subject_of(row), target=_target(row))
        proposal.values, proposal.proposed_by, proposal.proposed_at = values, user, clock.now()
        proposal.save()
    return proposal


def publish(proposal: Proposal, user: User) -> None:
    """Put a proposal in place of what everybody reads; raises Answered, or Unfit with the reasons."""
    with transaction.atomic():
        known = _waiting(proposal, user)
        row, found = proposing.proposed(known), proposing.problems(known)
        if row is None or found:
            raise Unfit(" ".join(found))
        present = proposing.stored(known.subject, known.target)
        known.before = proposing.values_of(present, tuple(known.values)) if present is not None else {}
        _write(row)
        _answer(known, Outcome.PUBLISHED, user)


def refuse(proposal: Proposal, user: User, reason: str) -> None:
    """Leave everything as it is and say why; raises Answered."""
    with transaction.atomic():
        _answer(_waiting(proposal, user), Outcome.REFUSED, user, reason)


def withdraw(proposal: Proposal, user: User) -> None:
    """Take a proposal back; raises Answered."""
    if not policies.manages(user, proposal.agency_id):
        raise PermissionDenied
    with transaction.atomic():
        _answer(_locked(proposal), Outcome.WITHDRAWN, user)


def _write(row: Row) -> None:
    if isinstance(row, Official):
        install(row)
        return
    row.save()
    if isinstance(row, WorkCalendar):
        tell_calendar_changed(row.agency_id or "")


def _waiting(proposal: Proposal, user: User) -> Proposal:
    if not policies.is_platform_admin(user):
        raise PermissionDenied
    return _locked(proposal)


def _locked(proposal: Proposal) -> Proposal:
    known = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if known.outcome != Outcome.WAITING:
        raise Answered
    return known


def _answer(proposal: Proposal, outcome: Outcome, user: User, reason: str = "") -> Proposal:
    proposal.outcome, proposal.decided_by, proposal.decided_at = outcome, user, clock.now()
    proposal.reason = reason
    proposal.save()
    answering.tell(proposal)
    return proposal


def _twin(row: Row, agency: str, values: proposing.Values) -> Proposal | None:
    """Return the same new row proposed a moment ago, as a second press makes it."""
    rows = Proposal.objects.filter(agency=agency, subject=proposing.subject_of(row), target="", outcome=Outcome.WAITING)
    return next((each for each in rows if each.values == values), None)


def _target(row: Row) -> str:
    return str(row.pk) if row.pk else ""
