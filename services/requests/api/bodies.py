"""Write requests, files and messages as the members that shapes describe."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from services.catalogue import wording
from services.definition import workflow
from services.definition.document import ActionType
from services.requests import engine
from services.requests.actor import Actor
from services.requests.api.refusals import wrong
from services.requests.effects import ResultLink, result_links
from services.requests.forms.filing import Filing
from services.requests.models import Attachment, CorrectionItem, Message, Phase, ServiceRequest
from services.requests.presenters import endings, states
from services.requests.presenters.timeline import Entry, next_sentence


def brief(request: ServiceRequest) -> dict[str, Any]:
    """Return one request of a list; of a confidential one neither service nor office, as on the page."""
    hidden = request.confidential
    waits = states.public_phase(request) == Phase.IN_PROCESS
    return {
        "id": str(request.pk),
        "number": request.number or "",
        "service": "" if hidden else request.service_id,
        "title": _("Laporan rahasia") if hidden else request.service.title,
        "phase": states.public_phase(request).value,
        "status": states.badge(request).text,
        "agency": "" if hidden else request.agency_id or "",
        "created_at": request.created_at,
        "submitted_at": request.submitted_at,
        "due_at": request.due_at if waits else None,  # while the applicant is asked the clock stands
        "due_is_estimate": request.due_is_estimate,
    }


def full(request: ServiceRequest, actor: Actor) -> dict[str, Any]:
    """Return one request to its owner."""
    filing, objection = Filing(request), engine.chance_of(request)
    reopenings = engine.reopenings(request, actor)
    is_draft = request.phase == Phase.DRAFT
    return brief(request) | {
        "service": request.service_id,
        "title": request.service.title,
        "agency": request.agency_id or "",
        "confidential": request.confidential,
        "state": states.public_state(request),
        "state_title": states.state_title(request, states.public_state(request)),
        "next": next_sentence(request),
        "seq": request.seq,
        "pages": filing.pages if is_draft else [],
        "may": _chances(request, filing)
        | {"object": objection is not None and not objection.refusal, "reopen": bool(reopenings)},
        "corrections": corrections(request),
        "results": [_result(each) for each in result_links(request)],
        "objection": _objection(request, objection) if objection else None,
        "actions": [_offer(each) for each in reopenings],
        "relatives": [
            {"id": str(each.request.pk), "number": each.request.number or "", "text": each.text}
            for each in endings.relatives(request, actor)
        ],
    }


def _result(link: ResultLink) -> dict[str, Any]:
    return {
        "id": link.id,
        "title": link.title,
        "detail": link.detail,
        "url": link.url,
        "standing": link.standing,
        "remarks": list(link.remarks),
        "renewable": bool(link.renew),
        "fetched": list(link.fetched),
    }


def corrections(request: ServiceRequest) -> list[dict[str, str]]:
    """Return what an officer asked to be mended, nothing while the applicant sees another phase."""
    if states.public_phase(request) != Phase.WAITING_APPLICANT:
        return []
    items = CorrectionItem.objects.filter(request=request, resolved_at__isnull=True)
    return [
        {"field": i.field, "reason": str(i.get_reason_display()) if i.reason else "", "note": i.note} for i in items
    ]


def kept(filing: Filing, page: str | None = None) -> dict[str, Any]:
    """Return the answers of a request as they are kept, with what is wrong on one page or on all."""
    wrong_here = filing.whole.problems if page is None else filing.check_page(page).problems
    entries = wrong(wrong_here, filing.document)
    return {
        "answers": filing.answers,
        "typed": filing.typed,
        "problems": [entry | {"page": filing.page_of(entry["path"])} for entry in entries],
        "complete": filing.whole.ok,
    }


def file(found: Attachment) -> dict[str, Any]:
    """Return one stored file."""
    return {
        "id": str(found.pk),
        "field": found.field,
        "name": found.display_name,
        "mime": found.mime,
        "size": found.size,
        "pages": found.pages,
        "sha256": found.sha256,
    }


def event(entry: Entry) -> dict[str, Any]:
    """Return one line of the story."""
    return {"title": entry.title, "at": entry.at, "who": entry.who, "text": entry.text, "state": entry.state}


def message(said: Message) -> dict[str, Any]:
    """Return one message."""
    return {"id": str(said.pk), "from_staff": said.from_staff, "text": said.body, "at": said.at}


def _objection(request: ServiceRequest, chance: engine.Chance) -> dict[str, Any]:
    return {
        "allowed": not chance.refusal,
        "why_not": chance.refusal,
        "until": chance.until,
        "draft": str(chance.draft.pk) if chance.draft else None,
        "basis": [wording.text(law) for law in engine.legal_basis(request)],
    }


def _offer(offer: engine.Offer) -> dict[str, Any]:
    rule = offer.action
    return {
        "action": offer.key,
        "title": wording.text(rule.label) or rule.title,
        "type": offer.type,
        "form": [field.model_dump(mode="json", by_alias=True, exclude_defaults=True) for field in rule.form],
    }


def _chances(request: ServiceRequest, filing: Filing) -> dict[str, bool]:
    is_draft, waits = request.phase == Phase.DRAFT, request.phase == Phase.WAITING_APPLICANT
    can_mend = workflow.first_of(filing.document, request.state, ActionType.RESUBMIT) is not None
    return {
        "edit": is_draft or waits,
        "submit": is_draft and filing.whole.ok,
        "resubmit": waits and can_mend,
        "withdraw": engine.may_withdraw(request),
        "discard": is_draft,
    }
