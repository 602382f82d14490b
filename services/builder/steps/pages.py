"""Step 3: pages of questions, the questions before the first page, and what is asked of a page itself."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext as _

from services.builder.sheet import ConditionBox, English, Part, Sheet, Words
from services.builder.sheet.places import Place, at
from services.definition.document import ELIGIBILITY, Document
from services.definition.fields import FieldBase

INSIDE: Final = "."


def names(data: dict[str, Any]) -> list[str]:
    """Return the ids of the pages, the questions before the first one included."""
    return [ELIGIBILITY, *(page["id"] for page in at(data, ("form", "pages"), []))]


def page_place(data: dict[str, Any], page: str) -> Place:
    """Return where a page stands; raises KeyError where there is none of that id."""
    for index, each in enumerate(at(data, ("form", "pages"), [])):
        if each["id"] == page:
            return ("form", "pages", index)
    raise KeyError(page)


def list_place(data: dict[str, Any], page: str) -> Place:
    """Return where the questions of a page stand."""
    return ("eligibility", "ask") if page == ELIGIBILITY else (*page_place(data, page), "fields")


def field_place(data: dict[str, Any], page: str, path: str) -> Place:
    """Return where a question stands, one inside a group by "group.question"; raises KeyError where there is none."""
    here = list_place(data, page)
    parts = path.split(INSIDE)
    for number, part in enumerate(parts):
        found = at(data, here, [])
        index = next((i for i, each in enumerate(found) if each.get("id") == part), None)
        if index is None:
            raise KeyError(path)
        here = (*here, index) if number == len(parts) - 1 else (*here, index, "fields")
    return here


def taken(data: dict[str, Any]) -> set[str]:
    """Return the ids that questions of the whole form use already."""
    return {field["id"] for page in names(data) for field in at(data, list_place(data, page), [])}


def before(document: Document, page: str, path: str = "") -> list[FieldBase]:
    """Return the questions that are answered before a place: on earlier pages, and above on the same one."""
    found: list[FieldBase] = []
    for name, fields in document.sections():
        if name != page:
            found.extend(fields)
            continue
        found.extend(_above(fields, path.split(INSIDE)) if path else [])
        break
    return found


def _above(fields: Sequence[FieldBase], path: list[str]) -> list[FieldBase]:
    found: list[FieldBase] = []
    for each in fields:
        if each.id == path[0]:
            return found + _above(each.children(), path[1:]) if path[1:] else found
        found.append(each)
    return found


def sheet(document: Document, data: dict[str, Any], page: str) -> Sheet:
    """Return the boxes of a page itself."""
    condition = ConditionBox("syarat", _("Tampilkan halaman ini"), ("show_if",), about=before(document, page))
    return Sheet(
        (
            Part(
                "",
                (
                    Words("judul", _("Judul halaman"), ("title",), optional=False),
                    Words("pengantar", _("Kalimat pengantar"), ("intro",), rows=2),
                ),
            ),
            Part(_("Syarat"), (condition,), folded=True),
            Part(
                _("Bahasa Inggris"),
                (
                    English("judul_en", _("Judul dalam bahasa Inggris"), ("title",)),
                    English("pengantar_en", _("Pengantar dalam bahasa Inggris"), ("intro",), rows=2),
                ),
                folded=True,
            ),
        ),
        page_place(data, page),
    )
