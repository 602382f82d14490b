"""List the answers of a request that are not secret, for whoever may look at a case and not at a person."""

from __future__ import annotations

from services.catalogue import documents
from services.definition import answers as cleaning
from services.requests.models import ServiceRequest
from services.requests.presenters.answers import answer_rows


def open_rows(request: ServiceRequest) -> list[tuple[str, str]]:
    """Return label and answer of what is not secret; a group with one secret question is left out whole."""
    document = documents.load(request.version)
    sealed = cleaning.secret_ids(document)
    asked = [field for _page, inside in document.sections() for field in inside]
    fields = [field for field in asked if field.id not in sealed]
    answers = {field.id: request.answers[field.id] for field in fields if field.id in request.answers}
    shown = {field.id for field in fields}
    sections = answer_rows(document, answers)
    return [(row.label, row.text) for each in sections for row in each.rows if row.field in shown and row.text]
