"""What the public reads and nobody types twice: requirements from the file fields, procedure from the workflow."""

from collections.abc import Iterator, Sequence
from typing import Literal

from services.definition.base import Wording
from services.definition.document import (
    FINAL_PHASES,
    Document,
    PublishedDuration,
    Requirement,
    Sla,
)
from services.definition.document.workflow import Phase
from services.definition.fields import FieldBase, type_of
from services.definition.fields.file import FileField
from services.definition.workflow import path


def requirements(document: Document) -> tuple[Requirement, ...]:
    """Return the papers to have at hand, in the order of the form; written ones stand where the document puts them."""
    written = document.standard.requirements
    found: list[Requirement] = []
    for item in (written,) if written == "auto" else written:
        found.extend([item] if isinstance(item, Requirement) else _from_form(document))
    return tuple(found)


def procedure(document: Document) -> tuple[Wording, ...]:
    """Return the steps as the citizen reads them: the written ones, or the texts of the states on the smooth path."""
    written = document.standard.procedure
    if written != "auto":
        return written
    states = (document.workflow.states[key] for key in path(document.workflow))
    return tuple(state.citizen_text for state in states if state.citizen_text and state.phase != Phase.DRAFT)


def overall_clock(document: Document) -> Sla | PublishedDuration | None:
    """Return the clock a request runs on: the SLA, or else the published duration."""
    return document.sla or document.standard.duration


def files(document: Document) -> tuple[FieldBase, ...]:
    """Return every file field, those inside groups included."""
    return tuple(field for _, field in document.all_fields() if isinstance(field, FileField))


def outcome_states(document: Document) -> tuple[str, ...]:
    """Return the keys of the final states."""
    return tuple(key for key, state in document.workflow.states.items() if state.phase in FINAL_PHASES)


def _from_form(document: Document) -> list[Requirement]:
    return [each for page in document.form.pages for each in _papers(page.fields, page.show_if is not None)]


def _papers(fields: Sequence[FieldBase], sometimes: bool) -> Iterator[Requirement]:
    for field in fields:
        here = sometimes or field.show_if is not None
        if isinstance(field, FileField):
            always: Literal["required", "optional"] = "required" if field.required else "optional"
            yield _requirement(field, "conditional" if here or field.required_if is not None else always)
        # A paper of a row is needed only where there is a row.
        yield from _papers(field.children(), here or not (field.compulsory or type_of(field).looks_inside(field)))


def _requirement(field: FieldBase, need: Literal["required", "conditional", "optional"]) -> Requirement:
    return Requirement(title=field.label, need=need, note=field.help, field=field.id)
