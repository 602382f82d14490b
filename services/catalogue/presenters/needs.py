"""Say what to prepare: derived from the file fields, each with the answer that makes it needed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.catalogue import wording
from services.definition import derived
from services.definition.conditions import Call, Ref
from services.definition.document import Document, Requirement, walk
from services.definition.fields import FieldBase, View, type_of


@dataclass(frozen=True)
class Need:
    """Hold one paper: its name, a remark, when it is asked for, and whether it is always needed."""

    title: str
    note: str
    when: str
    always: bool


def needs(document: Document) -> list[Need]:
    """Return the papers of a service in the order of its form."""
    return [_need(document, each) for each in derived.requirements(document)]


def _need(document: Document, requirement: Requirement) -> Need:
    said = when(document, requirement.field) if requirement.need == "conditional" and requirement.field else ""
    if requirement.need == "optional":
        said = _("Tidak wajib.")
    return Need(wording.text(requirement.title), wording.text(requirement.note), said, requirement.need == "required")


def when(document: Document, field_id: str) -> str:
    """Say which answers make a field count, "" when it always does."""
    conditions = []
    for page in document.form.pages:
        for field in walk(page.fields):
            if field.id == field_id:
                conditions = [page.show_if, field.show_if, field.required_if]
    parts = [part for condition in conditions if condition is not None for part in _parts(document, condition)]
    # A condition that repeats an earlier one of the same chain says nothing new to a reader.
    said = list(dict.fromkeys(parts))
    return _("Bila {conditions}.").format(conditions=_(" dan ").join(said)) if said else ""


def _parts(document: Document, condition: Any) -> list[str]:
    if not isinstance(condition, Call):
        return []
    if condition.op == "and":
        return [part for arg in condition.args for part in _parts(document, arg)]
    if condition.op != "eq" or len(condition.args) != 2 or not isinstance(condition.args[0], Ref):
        return [_("keadaan tertentu")]
    field = _field(document, condition.args[0].f)
    if field is None or isinstance(condition.args[1], Call | Ref):
        return [_("keadaan tertentu")]
    answer = type_of(field).show(condition.args[1], field, View(get_language() or "id"))
    return [_("“{question}” dijawab {answer}").format(question=wording.text(field.label).rstrip("?"), answer=answer)]


def _field(document: Document, path: str) -> FieldBase | None:
    return next((field for _page, field in document.all_fields() if field.id == path), None)
