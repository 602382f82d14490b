"""Write cases as the members that shapes describe; a guest reads what was shared and nothing else."""

from __future__ import annotations

from typing import Any

from agencies.models import Staff
from services.catalogue import documents
from services.definition.document import Document
from services.desk.policies import shared_fields
from services.desk.presenters import answers
from services.desk.presenters.answers import Line
from services.desk.presenters.people import applicant_name, area_name, staff_name
from services.desk.presenters.results import Result, results
from services.desk.presenters.tasks import Asked, asked, function_title, kind_title
from services.requests import engine
from services.requests.actor import Actor
from services.requests.api import bodies as own
from services.requests.models import Attachment, Message, RequestTask, ServiceRequest
from services.requests.policies import holdings_for
from services.requests.presenters.everyday import flagged
from services.requests.presenters.people import acting_title
from services.requests.presenters.states import public_phase, public_state, state_title
from services.requests.presenters.timeline import timeline


def brief(case: ServiceRequest, staff: Staff) -> dict[str, Any]:
    """Return one case of one's own queue."""
    return {
        "id": str(case.pk),
        "number": case.number or "",
        "service": case.service_id,
        "title": case.service.title,
        "agency": case.agency_id or "",
        "applicant": applicant_name(case),
        "area": area_name(case),
        "phase": case.phase,
        "state": case.state,
        "state_title": state_title(case, case.state),
        "priority": flagged(case.priority),
        "submitted_at": case.submitted_at,
        "due_at": case.due_at,
        "due_is_estimate": case.due_is_estimate,
        "assignee": staff_name(case.assignee),
        "mine": case.assignee_id == staff.pk,
        "seq": case.seq,
    }


def part(task: RequestTask) -> dict[str, Any]:
    """Return one part that waits, as a guest may see it."""
    case = task.request
    return {
        "request": str(case.pk),
        "number": case.number or "",
        "title": case.service.title,
        "asked_by": _agency(case),
        "kind": kind_title(task.kind),
        "function": function_title(documents.load(case.version), task.function),
        "opened_at": task.opened_at,
        "due_at": task.due_at,
    }


def full(case: ServiceRequest, actor: Actor, staff: Staff) -> dict[str, Any]:
    """Return one case to an officer within scope."""
    document, shared = documents.load(case.version), shared_fields(case, staff)
    files = list(Attachment.objects.filter(request=case, replaced_by__isnull=True))
    parts = answers.parts(case, document, files, shared)
    head = brief(case, staff) if shared is None else _guest_brief(case)
    inside = shared is None
    agencies = None if inside else {held.agency_id for held in holdings_for(staff, case)}
    return head | {
        "guest": not inside,
        "confidential": case.confidential,
        "asked": [_asked(each) for each in asked(case, document, agencies)],
        "answers": [{"title": each.title, "lines": [_line(line) for line in each.lines]} for each in parts],
        "actions": [_offer(offer, document) for offer in engine.offered(case, actor) if inside or _is_part(offer)],
        "results": [_result(each) for each in results(case, holdings_for(staff, case))] if inside else [],
        "events": [own.event(entry) for entry in timeline(case, staff=True)] if inside else [],
        "messages": [own.message(each) for each in Message.objects.filter(request=case)] if inside else [],
    }


def _result(each: Result) -> dict[str, Any]:
    return {
        "id": str(each.output.pk),
        "key": each.output.key,
        "version": each.output.version,
        "title": each.title,
        "number": each.output.number or each.output.external_number,
        "status": each.status,
        "valid_until": each.output.valid_until,
        "remarks": list(each.remarks),
        "may_revoke": bool(each.revoke_url),
        "may_replace": bool(each.replace_url),
    }


def _guest_brief(case: ServiceRequest) -> dict[str, Any]:
    return {
        "id": str(case.pk),
        "number": case.number or "",
        "service": case.service_id,
        "title": case.service.title,
        "agency": case.agency_id or "",
        "applicant": _agency(case),
        "area": "",
        "phase": public_phase(case).value,
        "state": public_state(case),
        "state_title": state_title(case, public_state(case)),
        "priority": "",
        "submitted_at": None,
        "due_at": None,
        "due_is_estimate": False,
        "assignee": "",
        "mine": False,
        "seq": case.seq,
    }


def _agency(case: ServiceRequest) -> str:
    return case.agency.short_name or case.agency.name if case.agency else ""


def _line(line: Line) -> dict[str, Any]:
    return {
        "field": line.row.field,
        "question": line.row.label,
        "text": line.row.text,
        "masked": line.row.masked,
        "markable": line.markable,
        "note": line.note,
        "before": line.before,
        "files": [{"id": str(file.pk), "name": file.display_name} for file in line.row.files],
    }


def _asked(each: Asked) -> dict[str, Any]:
    return {
        "who": each.who,
        "kind": each.kind,
        "open": each.open,
        "note": each.note,
        "outcome": each.outcome,
        "question": [{"title": title, "text": said} for title, said in each.question],
        "answer": [{"title": title, "text": said} for title, said in each.answer],
    }


def _is_part(offer: engine.Offer) -> bool:
    return offer.type == "task"


def _offer(offer: engine.Offer, document: Document) -> dict[str, Any]:
    rule = offer.action
    return {
        "action": offer.key,
        "title": offer.label,
        "type": offer.type,
        "allowed": offer.allowed,
        "why_not": offer.why_not,
        "acting_for": acting_title(offer.acting_for, offer.acts_as) if offer.acting_for else "",
        "form": [field.model_dump(mode="json", by_alias=True, exclude_defaults=True) for field in rule.form],
        "issues": any(effect.output for effect in rule.effects),
    }
