"""Diff: for each change of a document, whether running requests may follow it."""

from collections.abc import Iterator
from typing import Final

from services.definition.diff.change import Change, Impact
from services.definition.diff.fields import diff_fields
from services.definition.diff.workflow import diff_workflow
from services.definition.document import Document, Fee

# Whose service it is, and what kind of service: a request cannot follow.
_IDENTITY: Final = ("code", "slug", "kind", "agency")
_STRENGTH: Final = ("anonymous", "account", "phone", "nik", "nik_in_person")
_OWN_RULES: Final = (*_IDENTITY, "schema_", "access", "eligibility", "form", "workflow", "standard")


def diff(a: Document, b: Document) -> list[Change]:
    """Return every change from `a` to `b` with its impact; equal documents give none."""
    return list(_changes(a, b))


def worst(changes: list[Change]) -> Impact:
    """Return the verdict over all changes: a request may be moved only when it is COMPATIBLE."""
    return max((change.impact for change in changes), default=Impact.COMPATIBLE)


def _changes(a: Document, b: Document) -> Iterator[Change]:
    for name in _IDENTITY:
        if getattr(a, name) != getattr(b, name):
            yield Change(name, "changed", Impact.INCOMPATIBLE)
    yield from _access(a, b)
    yield from diff_fields("eligibility", a.eligibility.ask, b.eligibility.ask)
    if a.eligibility.rules != b.eligibility.rules:
        yield Change("eligibility.rules", "changed", Impact.NEEDS_APPLICANT)
    yield from _form(a, b)
    yield from diff_workflow(a.workflow, b.workflow)
    yield from _standard(a, b)
    for name, info in Document.model_fields.items():
        if name not in _OWN_RULES and getattr(a, name) != getattr(b, name):
            yield Change(info.alias or name, "changed", Impact.COMPATIBLE)


def _access(a: Document, b: Document) -> Iterator[Change]:
    if a.access.confidential != b.access.confidential:
        yield Change("access.confidential", "changed", Impact.INCOMPATIBLE)
    for name in ("confidential_if", "identity", "keep_from"):
        if getattr(a.access, name) != getattr(b.access, name):
            yield Change(f"access.{name}", "changed", Impact.INCOMPATIBLE)
    if a.access.level != b.access.level:
        stricter = _STRENGTH.index(b.access.level) > _STRENGTH.index(a.access.level)
        yield Change("access.level", "changed", Impact.NEEDS_APPLICANT if stricter else Impact.COMPATIBLE)
    if a.access.why != b.access.why:
        yield Change("access.why", "changed", Impact.COMPATIBLE)


def _form(a: Document, b: Document) -> Iterator[Change]:
    old = [field for page in a.form.pages for field in page.fields]
    new = [field for page in b.form.pages for field in page.fields]
    yield from diff_fields("form", old, new)
    if a.form.rules != b.form.rules:
        yield Change("form.rules", "changed", Impact.NEEDS_APPLICANT)
    before, after = _pages(a), _pages(b)
    if before != after:
        conditions = any(before[key][2] != after[key][2] for key in before.keys() & after.keys())
        yield Change("form.pages", "changed", Impact.NEEDS_APPLICANT if conditions else Impact.COMPATIBLE)


def _pages(document: Document) -> dict[str, tuple[str, str, str, tuple[str, ...]]]:
    return {
        page.id: (page.title.id, str(page.intro), repr(page.show_if), tuple(field.id for field in page.fields))
        for page in document.form.pages
    }


def _standard(a: Document, b: Document) -> Iterator[Change]:
    for name in type(a.standard).model_fields:
        old, new = getattr(a.standard, name), getattr(b.standard, name)
        if old == new:
            continue
        dearer = name == "fee" and _dearer(old, new)
        yield Change(f"standard.{name}", "changed", Impact.NEEDS_APPLICANT if dearer else Impact.COMPATIBLE)


def _dearer(old: Fee | None, new: Fee | None) -> bool:
    if new is None:
        return False
    before, ways = (old.amount or 0, (old.expr, old.hook)) if old else (0, (None, None))
    worked_out = new.expr is not None or new.hook is not None
    return (new.amount or 0) > before or (worked_out and (new.expr, new.hook) != ways)


__all__ = ["Change", "Impact", "diff", "worst"]
