"""Send one report from its single page, exactly once for the key its phone made before the first try.

The key is all that ties the tries of one phone together: the same key gets the same number and the same code, whatever
became of the cookie, the connection or the answer in between.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from foundation import clock, rls
from services.catalogue import documents
from services.catalogue.models import ServiceVersion
from services.definition import answers as cleaning
from services.definition.document import Document
from services.definition.fields import FieldBase
from services.requests import engine
from services.requests.actor import Actor, session_hash
from services.requests.lookups import RequestLookups
from services.requests.models import Phase
from services.requests.prefill import facts_for

# What a phone in a place without signal can answer; papers and details stay with the long form.
ASKED: Final = ("kampung", "titik", "status", "operator", "kk_terdampak", "lokasi_kunci")
SUBMIT: Final = "ajukan"


@dataclass(frozen=True)
class Sent:
    """Hold what the reporter keeps: number, follow-up code, and when it arrived."""

    number: str
    code: str
    at: datetime


def asked(document: Document) -> list[FieldBase]:
    """Return the questions of the single page, in the order of the document."""
    return [field for _page, field in document.fields() if field.id in ASKED]


def send(version: ServiceVersion, raw: Mapping[str, Any], key: str) -> Sent:
    """Check and send; raises EngineError, InvalidData with the problems among them, and then nothing was filed."""
    actor = Actor("anonymous", session=session_hash(f"lapor-sinyal:{key}"))
    with rls.use(rls.visitor(actor.session)):
        return _send(version, raw, actor, key)


def _send(version: ServiceVersion, raw: Mapping[str, Any], actor: Actor, key: str) -> Sent:
    # Looked at before anything is kept: a robot's nonsense leaves no draft behind.
    wrong = cleaning.clean(documents.load(version), None, raw, facts_for(None), lookups=RequestLookups()).problems
    if wrong:
        raise engine.InvalidData(wrong)
    draft = engine.open_draft(version=version, actor=actor, key=key)
    if draft.phase == Phase.DRAFT:
        _keep(draft.pk, raw, actor)
    outcome = engine.perform(draft.pk, SUBMIT, actor, data={"declared": True}, key=key)
    code = outcome.follow_up
    middle = len(code) // 2
    at = outcome.request.submitted_at or clock.now()
    return Sent(outcome.request.number or "", f"{code[:middle]}-{code[middle:]}" if code else "", at)


def _keep(pk: UUID, raw: Mapping[str, Any], actor: Actor) -> None:
    try:
        engine.save_answers(pk, None, raw, actor)
    except engine.WrongState:
        return  # another try of the same phone was faster; the press below answers with its number
