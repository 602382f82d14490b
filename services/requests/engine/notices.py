"""Say which notices a step causes; the text lives with the notifications, never here."""

from __future__ import annotations

from typing import Final

from agencies.models import Staff
from citizens import mandates
from citizens.models import Party, User
from citizens.notifications.notify import notify
from services.requests.engine.step import Step
from services.requests.models import Phase, ServiceRequest
from services.requests.topics import NAMING_OFFICE

# What a phase says when the document names no notice of its own.
BY_PHASE: Final[dict[str, str]] = {
    Phase.WAITING_APPLICANT: "perlu_perbaikan",
    Phase.APPROVED: "selesai",
    Phase.REJECTED: "ditolak",
    Phase.CLOSED: "ditutup",
    Phase.WITHDRAWN: "dibatalkan",
}


BY_KIND: Final = {"submit": "diterima", "forward": "dialihkan", "reopen": "dibuka_kembali"}
# Said whatever the document says besides: who has the case now is the applicant's to know.
ALWAYS: Final = frozenset({"forward"})


def announce(step: Step) -> None:
    """Write the notices of the event just recorded, in the same transaction."""
    request = step.request
    wanted = [
        notice.template
        for notice in step.document.notify
        if notice.to == "applicant" and notice.when in {f"state:{request.state}", f"action:{step.action}"}
    ]
    if not wanted and step.event is not None and step.event.kind in BY_KIND:
        wanted = [BY_KIND[step.event.kind]]
    if not wanted and request.phase in BY_PHASE:
        wanted = [BY_PHASE[request.phase]]
    if step.event is not None and step.event.kind in ALWAYS:
        wanted = [BY_KIND[step.event.kind], *wanted]
    for template in dict.fromkeys(wanted):
        tell_applicant(step, template)


def tell_applicant(step: Step, template: str) -> None:
    """Tell the applicant one thing, and who acts for them; nobody is told where nobody signed in."""
    request = step.request
    if request.applicant is None:
        return
    for party, mark in _told(request, request.applicant):
        notify(
            party=party,
            topic=f"requests.{template}",
            context=context_of(step) | _office(request, template),
            path=f"/permohonan/{request.pk}/",
            key=f"{request.pk}:{request.seq}:{template}{mark}",
            confidential=request.confidential,
        )


def _told(request: ServiceRequest, applicant: Party) -> list[tuple[Party, str]]:
    """Return who hears of a request, and what tells their notices apart.

    A child has no account to be told by; an adult always hears what somebody files for them.
    """
    agent = mandates.agent_of(request.mandate_id)
    if agent is None:
        return [(applicant, "")]
    reached = User.objects.filter(party=applicant).exists()
    return [*([(applicant, "")] if reached else []), (agent, ":wakil")]


def tell_officer(request: ServiceRequest, service: str, staff: Staff, template: str, key: str) -> None:
    """Tell one officer something about a case, once per key; of a confidential one, that there is news alone."""
    notify(
        user=staff.user,
        topic=f"requests.{template}",
        context={"number": request.number or "", "service": "" if request.confidential else service},
        path=f"/panel/antrean/{request.pk}/",
        key=f"{key}:{staff.pk}",
        confidential=request.confidential,
    )


def context_of(step: Step) -> dict[str, str]:
    """Return what a notice may say: the number, and the service unless it is confidential."""
    request: ServiceRequest = step.request
    return {
        "number": request.number or "",
        "service": "" if request.confidential else str(step.document.title),
    }


def _office(request: ServiceRequest, template: str) -> dict[str, str]:
    """Name the office where the notice is about it, never that of a confidential matter."""
    if template not in NAMING_OFFICE:
        return {}
    return {"agency": request.agency.name if request.agency and not request.confidential else ""}
