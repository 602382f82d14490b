"""Gather what a document says: only what its template asks for, as text, in Indonesian.

A content is what an officer sees before deciding, so it holds neither number nor date nor signer nor code: those come
with the decision, in `decided`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from agencies.models import Agency, AgencyKind
from foundation import formats
from services.catalogue import documents
from services.definition import answers as cleaning
from services.definition.document import Document
from services.definition.facts import FACTS
from services.definition.facts import FactType as Kind
from services.definition.fields import View, make, show, type_of
from services.outputs.rendering import templates
from services.outputs.rendering.linting import Asked
from services.outputs.rendering.templates import Template
from services.requests.chain import canonical
from services.requests.engine import plain_answers
from services.requests.lookups import RequestLookups
from services.requests.models import ServiceRequest
from services.requests.prefill import facts_for
from services.requests.presenters.answers import answer_rows

LANGUAGE: Final = "id"
GOVERNMENT: Final = "Pemerintah Kabupaten Serang"
_PLACES: Final = {Kind.ADDRESS: "address", Kind.REGION: "region"}


@dataclass(frozen=True)
class Content:
    """Hold a document before it is decided: the template in force, the shared part, and the data."""

    template: Template
    base: str
    data: dict[str, Any]

    @property
    def digest(self) -> str:
        """Return the SHA-256 of all of it, in hex."""
        return hashlib.sha256(canonical(asdict(self))).hexdigest()


def of_output(request: ServiceRequest, key: str) -> Content:
    """Return the content of an output as the request stands now; raises KeyError and NoTemplate."""
    document = documents.load(request.version)
    output = document.output(key)
    template = templates.find(output.template or templates.GENERIC)
    title = output.title.id if output.title else key.replace("_", " ").capitalize()
    return gather(request, template, title, {"on_behalf": output.on_behalf or "", "copies": list(output.copies)})


def gather(
    request: ServiceRequest,
    template: Template,
    title: str,
    more: Mapping[str, Any] | None = None,
    office: Agency | None = None,
) -> Content:
    """Return the content of any document about a request.

    `more` are further members of the data, `office` whose letter it is where that is not who has the request now.
    """
    asked, agency = template.asked, office or request.agency
    with translation.override(LANGUAGE):
        data = {
            "title": title,
            "agency": letterhead(agency),
            "place": _place(agency),
            "footer": f"Permohonan {request.number}" if request.number else "",
            "address": _bare(settings.PORTAL_URL + reverse("outputs:verify_start")),
            "values": {"service": request.service.title, "request": request.number or "", "agency": _name(agency)},
            **_told(request, asked),
            **(more or {}),
        }
    return Content(template, templates.base(), data)


def _told(request: ServiceRequest, asked: Asked) -> dict[str, Any]:
    document, answers = documents.load(request.version), plain_answers(request)
    facts = facts_for(None if request.identity_hidden else request.applicant, request)
    view = View(LANGUAGE, RequestLookups(request))
    shown = cleaning.visible(document, answers, facts)
    fields = {field.id: field for _page, field in document.fields() if field.id in asked.answers}
    said = {name: show(answers[name], field, view) for name, field in fields.items() if _given(name, answers, shown)}
    return {
        "answers": said,
        "labels": {name: field.label.id for name, field in fields.items()},
        "facts": {name: text for name in sorted(asked.facts) if (text := fact_text(facts, name, view))},
        "rows": _rows(document, answers, facts, request) if asked.everything else [],
    }


def _given(name: str, answers: Mapping[str, Any], shown: set[str]) -> bool:
    return name in shown and answers.get(name) not in (None, "", [], {})


def _rows(
    document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any], request: ServiceRequest
) -> list[list[str]]:
    """Return what a document may show without naming it: nothing secret, no file, and personal numbers masked."""
    secret = cleaning.secret_ids(document)
    sections = answer_rows(document, answers, mask=True, facts=facts, lookups=RequestLookups(request))
    asked_first = {field.id for field in document.eligibility.ask}
    rows = [row for section in sections for row in section.rows]
    return [[row.label, row.text] for row in rows if row.text and row.field not in secret | asked_first]


def fact_text(facts: Mapping[str, Any], name: str, view: View) -> str:
    """Return a fact as a letter writes it, "" where it is not known."""
    whole, _dot, piece = (name, "", "") if name in FACTS else name.rpartition(".")
    value = facts.get(whole)
    if value is None or whole not in FACTS:
        return ""
    kind = FACTS[whole].type
    if piece:
        code = str(value.get(piece, "")) if isinstance(value, Mapping) else ""
        return view.lookups.region_name(code) or code
    if kind == Kind.DATE:
        return formats.long_date(dt.date.fromisoformat(str(value)), weekday=False)
    if kind in _PLACES:
        field = make({"id": "tempat", "type": _PLACES[kind]})
        return show(value, field, view) if not type_of(field).is_blank(value) else ""
    return str(value)


def letterhead(agency: Agency | None) -> dict[str, str]:
    """Return what stands above every letter of an office; what nobody wrote down stays empty."""
    if agency is None:
        return {"government": GOVERNMENT, "name": "", "address": "", "phone": "", "email": "", "website": ""}
    kept = {name: str(getattr(agency, name)) for name in ("name", "address", "phone", "email", "website")}
    return {"government": GOVERNMENT, **kept}


def _place(agency: Agency | None) -> str:
    """Return where a letter is dated: known of a kecamatan by its region, of others nobody wrote it down."""
    if agency is None or agency.kind != AgencyKind.DISTRICT or agency.region is None:
        return ""
    return agency.region.name


def _name(agency: Agency | None) -> str:
    return agency.name if agency else ""


def _bare(address: str) -> str:
    return address.partition("://")[2]
