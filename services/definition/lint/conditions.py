"""Lint of conditions: they may only look at answers given before, and at facts that exist."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from services.definition.conditions import references
from services.definition.document import AgencyFrom, Document
from services.definition.facts import is_fact
from services.definition.fields import FieldBase, type_of
from services.definition.fields.group import GroupField
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World

Fields = Mapping[str, FieldBase]


def check_conditions(document: Document, world: World) -> Findings:
    """Find conditions on missing, later or unanswerable fields and on unknown facts."""
    everything = {field.id: field for _, field in document.fields()}
    before: dict[str, FieldBase] = {}
    for page, fields in document.sections():
        for each in document.form.pages:
            if each.id == page:
                yield from _check(f"form.{page}.show_if", each.show_if, before, everything)
        yield from _check_fields(f"form.{page}", fields, before, everything)
        before.update((field.id, field) for field in fields)
    yield from _check_rules(document, everything)
    for path, condition, local in _elsewhere(document):
        yield from _check(path, condition, {**everything, **local}, everything, requests=True)


def _check_fields(path: str, fields: Collection[FieldBase], before: Fields, everything: Fields) -> Findings:
    known = dict(before)
    siblings = {field.id: field for field in fields}
    for field in fields:
        here = f"{path}.{field.id}"
        for keyword, condition in field.conditions():
            yield from _check(f"{here}.{keyword}", condition, known, {**everything, **siblings})
        yield from _check_fields(here, field.children(), known, {**everything, **siblings})
        known[field.id] = field


def _check_rules(document: Document, everything: Fields) -> Findings:
    asked = {field.id: field for field in document.eligibility.ask}
    for name, rules, known in (
        ("eligibility", document.eligibility.rules, asked),
        ("form", document.form.rules, everything),
    ):
        for index, rule in enumerate(rules):
            path = f"{name}.rules.{index}"
            yield from _check(f"{path}.unless", rule.unless, known, everything)
            if rule.field is not None and rule.field not in known:
                yield Finding(f"{path}.field", Code.UNKNOWN_FIELD, f"there is no field {rule.field!r}")


def _elsewhere(document: Document) -> Iterator[tuple[str, Any, Fields]]:
    for index, route in enumerate(document.routing):
        yield f"routing.{index}.area", route.area, {}
        yield f"routing.{index}.when", route.when, {}
    yield "access.confidential_if", document.access.confidential_if, {}
    for index, rule in enumerate(document.priority):
        yield f"priority.{index}.when", rule.when, {}
    if document.standard.fee is not None:
        yield "standard.fee.expr", document.standard.fee.expr, {}
    for key, action in document.workflow.actions():
        path = f"workflow.states.{key}.{action.key}"
        yield f"{path}.when", action.when, {}
        for index, task in enumerate(action.tasks):
            yield f"{path}.tasks.{index}.when", task.when, {}
        local: dict[str, FieldBase] = {}
        for field in action.form:
            yield from _asked(f"{path}.form", field, local)
            local[field.id] = field


def _asked(path: str, field: FieldBase, known: Fields) -> Iterator[tuple[str, Any, Fields]]:
    here, inner = f"{path}.{field.id}", dict(known)
    for keyword, condition in field.conditions():
        yield f"{here}.{keyword}", condition, dict(known)
    for child in field.children():
        yield from _asked(here, child, inner)
        inner[child.id] = child


def _check(path: str, condition: Any, known: Fields, everything: Fields, *, requests: bool = False) -> Findings:
    for name in sorted(references(condition)):
        yield from _check_reference(path, name, known, everything, requests=requests)


def _check_reference(path: str, name: str, known: Fields, everything: Fields, *, requests: bool) -> Findings:
    head, _, rest = name.partition(".")
    if is_fact(name):
        if head == "request" and not requests:
            yield Finding(path, Code.UNKNOWN_FACT, f"{name!r} is known only once a request runs")
    elif head in known:
        if not _has_part(known[head], rest):
            yield Finding(path, Code.UNKNOWN_FIELD, f"{head!r} has no part {rest!r}")
    elif head in everything:
        yield Finding(path, Code.LATER_FIELD, f"{head!r} is asked only later")
    elif head in ("profile", "request", "parent"):
        yield Finding(path, Code.UNKNOWN_FACT, f"there is no fact {name!r}")
    else:
        yield Finding(path, Code.UNKNOWN_FIELD, f"there is no field {head!r}")


def _has_part(field: FieldBase, path: str) -> bool:
    if not path:
        return type_of(field).answered
    head, _, rest = path.partition(".")
    if isinstance(field, GroupField):
        return any(child.id == head and _has_part(child, rest) for child in field.children())
    return head in type_of(field).parts and not rest


def check_agency(document: Document, world: World) -> Findings:
    """Find an agency taken from an answer that may be missing or names no kecamatan."""
    if not isinstance(document.agency, AgencyFrom):
        return
    if document.agency.is_parents:
        if document.kind != "objection":
            yield Finding("agency.from", Code.AGENCY_ANSWER, "only an objection is about the decision of an office")
        return
    head, _, rest = document.agency.from_.partition(".")
    field = next((field for _, field in document.fields() if field.id == head), None)
    if field is None or rest != "kecamatan" or rest not in type_of(field).parts:
        yield Finding("agency.from", Code.AGENCY_ANSWER, f"{document.agency.from_!r} is no kecamatan of an answer")
    elif not field.required or field.show_if is not None:
        yield Finding("agency.from", Code.AGENCY_ANSWER, f"{head!r} must be required and always shown")
