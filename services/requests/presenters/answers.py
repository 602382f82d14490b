"""Lay answers out as label and text, page by page, for check, request page and officer alike."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.definition import answers as cleaning
from services.definition.document import ELIGIBILITY, Document
from services.definition.fields import FieldBase, View, type_of
from services.definition.fields.context import Lookups
from services.definition.fields.group import GroupField
from services.requests.models import Attachment


@dataclass(frozen=True)
class Row:
    """Hold one answer: what was asked, what was said, in which field, and its files."""

    field: str
    label: str
    text: str
    files: tuple[Attachment, ...] = ()
    numeric: bool = False
    masked: bool = False


@dataclass(frozen=True)
class Section:
    """Hold the answers of one page."""

    page: str
    title: str
    rows: tuple[Row, ...]


def answer_rows(
    document: Document,
    answers: Mapping[str, Any],
    *,
    mask: bool = True,
    facts: Mapping[str, Any] | None = None,
    lookups: Lookups | None = None,
    files: Sequence[Attachment] = (),
) -> list[Section]:
    """Return the answered and the empty rows of every page that is shown with these answers.

    `answers` are in plain; `mask` hides what could harm (NIK, KK) but for its ends.
    """
    shown = cleaning.visible(document, answers, facts or {})
    view = View(get_language() or "id", lookups or Lookups())
    kept = {str(file.pk): file for file in files}
    sections = []
    for page, fields in document.sections():
        rows = tuple(row for f in fields if f.id in shown for row in _rows(f, answers.get(f.id), mask, view, kept))
        if rows:
            sections.append(Section(page, page_title(document, page), rows))
    return sections


def page_title(document: Document, page: str) -> str:
    """Return the title of a page; the questions asked first have one of ours."""
    if page == ELIGIBILITY:
        return _("Apakah layanan ini untuk Anda?")
    found = next(each for each in document.form.pages if each.id == page)
    return found.title.in_language(get_language() or "id")


def _rows(field: FieldBase, value: Any, mask: bool, view: View, kept: Mapping[str, Attachment]) -> Iterator[Row]:
    if not type_of(field).answered:
        return
    if isinstance(field, GroupField) and value:
        yield from _inside(field, value, mask, view, kept)
    else:
        yield _row(field, value, mask, view, kept)


def _inside(field: GroupField, value: Any, mask: bool, view: View, kept: Mapping[str, Attachment]) -> Iterator[Row]:
    title = (field.row_label or field.label).in_language(view.language)
    rows = value if isinstance(value, list) else [value]
    for number, answers in enumerate(rows, 1):
        head = f"{title} {number}" if field.repeat else title
        for child in field.fields:
            if child.id in answers:
                for row in _rows(child, answers[child.id], mask, view, kept):
                    yield replace(row, field=field.id, label=f"{head}: {row.label}")


def _row(field: FieldBase, value: Any, mask: bool, view: View, kept: Mapping[str, Attachment]) -> Row:
    kind = type_of(field)
    label = field.label.in_language(view.language)
    if kind.is_blank(value):
        return Row(field.id, label, "")
    if field.type == "file":
        return Row(field.id, label, "", tuple(kept[pk] for pk in value if pk in kept))
    hidden = mask and kind.sensitive
    text = kind.mask(value, field) if hidden else kind.show(value, field, view)
    return Row(field.id, label, text, numeric=kind.sensitive or field.type in NUMERIC, masked=hidden)


NUMERIC = frozenset({"integer", "decimal", "money", "phone", "nib", "nop", "npsn"})
