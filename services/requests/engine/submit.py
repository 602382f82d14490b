"""Turn a draft into a request: everything is checked again, numbered, dated, found and told."""

from __future__ import annotations

import hashlib
from typing import Any

from foundation import crypto
from services.definition import answers as cleaning
from services.definition.document import Document
from services.requests import proofs, terms
from services.requests.engine import access, checking, clocks, keeping, ledger, notices, numbers, priority, routing
from services.requests.engine.step import Step
from services.requests.models import ServiceRequest
from services.requests.prefill import facts_for

CODE_LENGTH = 10
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def submit(step: Step) -> None:
    """Submit a draft; raises ServiceClosed, NotAllowed or InvalidData and then stores nothing."""
    request, document = step.request, step.document
    routing.check_open(request.service)
    access.check(document, request.applicant)
    plain = checking.accept_answers(step)
    facts = facts_for(request.applicant, request)
    request.agency = routing.agency_of(document, plain, facts)
    request.region = routing.region_of(document, plain, facts)
    keeping.judge(step, plain, facts)
    request.submitted_at = step.now
    request.priority = priority.flag_for(request, document, plain)
    request.number = numbers.next_number(request.agency, step.now)
    _enter(step, plain)
    _make_findable(request, document, plain)
    notices.announce(step)
    if request.applicant_id is None:
        step.secret["follow_up"] = follow_up_code(request)


def _enter(step: Step, plain: dict[str, Any]) -> None:
    request, rule = step.request, step.rule
    to_state = rule.to if rule and rule.to else request.state
    request.phase = step.document.state(to_state).phase.value
    if request.applicant_id is None:
        request.follow_up_hash = hash_code(follow_up_code(request))
    clocks.start(step, "submitted")
    clocks.change_state(step, to_state)
    ledger.record(step, "submit", to_state=to_state, payload=_sent(request, plain))


def _sent(request: ServiceRequest, plain: dict[str, Any]) -> dict[str, Any]:
    return proofs.filed(request, plain) | ({"priority": request.priority} if request.priority else {})


def _make_findable(request: ServiceRequest, document: Document, plain: dict[str, Any]) -> None:
    secret = cleaning.secret_ids(document)
    names = [request.applicant.name] if request.applicant else []
    given = [f for _page, f in document.fields() if f.id in plain]
    names += [str(plain[f.id]) for f in given if f.type == "name" and f.id not in secret]
    niks = [str(plain[f.id]) for f in given if f.type == "nik"]
    terms.write(request, [] if request.confidential else names, [] if request.confidential else niks)


def follow_up_code(request: ServiceRequest) -> str:
    """Return the follow-up code of an anonymous request: derived, so a repeated press can show it again."""
    digest = crypto.blind_index(str(request.pk), purpose="requests.follow_up")
    value, letters = int(digest, 16), []
    for _unused in range(CODE_LENGTH):
        value, rest = divmod(value, len(CODE_ALPHABET))
        letters.append(CODE_ALPHABET[rest])
    return "".join(letters)


def hash_code(code: str) -> str:
    """Return the SHA-256 of a follow-up code, forgiving case, spaces and dashes."""
    plain = "".join(c for c in code.upper() if c in CODE_ALPHABET)
    return hashlib.sha256(plain.encode()).hexdigest()
