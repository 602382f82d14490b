"""Lint of the questions: ids, sensitive fields, facts, lists."""

from collections import Counter
from collections.abc import Sequence

from services.definition.document import NAMING, Document
from services.definition.facts import RESERVED, is_fact
from services.definition.fields import FieldBase, type_of
from services.definition.fields.reference import ReferenceField
from services.definition.fields.slot import SlotField
from services.definition.lint.finding import Code, Finding, Findings
from services.definition.world import World


def check_ids(document: Document, world: World) -> Findings:
    """Find ids used twice, ids that hide a fact, and pages of one name."""
    seen: set[str] = set()
    for page, field in document.fields():
        if field.id in seen:
            yield Finding(f"form.{page}.{field.id}", Code.DUPLICATE_FIELD, f"the field id {field.id!r} is used twice")
        seen.add(field.id)
        if field.id in RESERVED:
            yield Finding(f"form.{page}.{field.id}", Code.RESERVED_FIELD, f"{field.id!r} is the name of a fact")
        yield from _inside(f"form.{page}.{field.id}", field)
    for key, action in document.workflow.actions():
        path = f"workflow.states.{key}.{action.key}.form"
        yield from _twice(path, action.form, f"the form of {action.key!r}")
        for field in action.form:
            yield from _inside(f"{path}.{field.id}", field)
    pages = [page.id for page in document.form.pages]
    for page in sorted({page for page in pages if pages.count(page) > 1 or page in RESERVED}):
        yield Finding(f"form.{page}", Code.DUPLICATE_PAGE, f"the page id {page!r} is taken")


def _inside(path: str, field: FieldBase) -> Findings:
    yield from _twice(path, field.children(), repr(field.id))
    for child in field.children():
        yield from _inside(f"{path}.{child.id}", child)


def _twice(path: str, fields: Sequence[FieldBase], where: str) -> Findings:
    for twice, times in Counter(field.id for field in fields).items():
        if times > 1:
            yield Finding(f"{path}.{twice}", Code.DUPLICATE_FIELD, f"the field id {twice!r} is used twice in {where}")


def check_sensitive(document: Document, world: World) -> Findings:
    """Find sensitive fields that do not say why they are asked, and strong access without a reason."""
    for page, field in document.all_fields():
        if (field.secret or field.sensitivity or type_of(field).sensitive) and field.why is None:
            yield Finding(
                f"form.{page}.{field.id}",
                Code.SENSITIVE_WITHOUT_WHY,
                f"{field.id!r} asks for sensitive data without telling the citizen why",
            )
    if document.access.level in ("nik", "nik_in_person") and document.access.why is None:
        yield Finding("access", Code.ACCESS_WITHOUT_WHY, f"access level {document.access.level} needs a why")


def check_confidence(document: Document, world: World) -> Findings:
    """Find names of officers that no text asks for, and functions that may learn an identity and do not exist."""
    texts = {field.id for _page, field in document.fields() if field.type in NAMING}
    for name in sorted(set(document.access.keep_from) - texts):
        yield Finding("access.keep_from", Code.UNKNOWN_FIELD, f"there is no text answer {name!r}")
    for name in sorted(set(document.access.identity) - set(document.functions)):
        yield Finding("access.identity", Code.UNKNOWN_FUNCTION, f"there is no function {name!r}")


def check_facts(document: Document, world: World) -> Findings:
    """Find fields prefilled from a fact that does not exist, or is not known when a draft of this kind begins."""
    known = ("profile.", "parent.") if document.kind == "objection" else ("profile.",)
    for page, field in document.all_fields():
        if field.from_ is not None and not (is_fact(field.from_) and field.from_.startswith(known)):
            yield Finding(f"form.{page}.{field.id}.from", Code.UNKNOWN_FACT, f"there is no fact {field.from_!r}")


def check_lists(document: Document, world: World) -> Findings:
    """Find references to lists and schedules that nobody keeps."""
    for page, field in document.all_fields():
        if not isinstance(field, ReferenceField | SlotField) or field.list in document.lists:
            continue
        if world.has_list(field.list) is False:
            yield Finding(f"form.{page}.{field.id}.list", Code.UNKNOWN_LIST, f"there is no list {field.list!r}")
