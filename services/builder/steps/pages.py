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
ACTION: Final = "@"  # "@periksa.tolak": the form of an action, whose questions are changed like those of a page


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
    """Return where the questions of a page, or of an action's form, stand; raises KeyError where there is none."""
    if page.startswith(ACTION):
        state, _dot, key = page.removeprefix(ACTION).partition(INSIDE)
        return (*action_place(data, state, key), "form")
    return ("eligibility", "ask") if page == ELIGIBILITY else (*page_place(data, page), "fields")


def action_place(data: dict[str, Any], state: str, key: str) -> Place:
    """Return where an action stands; raises KeyError where there is none of that key."""
    place: Place = ("workflow", "states", state, "actions")
    for index, each in enumerate(at(data, place, [])):
        if each["key"] == key:
            return (*place, index)
    raise KeyError(key)


def exists(data: dict[str, Any], page: str) -> bool:
    """Say whether there is a page, or an action, of this name."""
    try:
        list_place(data, page)
    except KeyError:
        return False
    return True


def fields_of(document: Document, page: str) -> tuple[FieldBase, ...]:
    """Return the questions of a page, or of an action's form."""
    if page.startswith(ACTION):
        state, _dot, key = page.removeprefix(ACTION).partition(INSIDE)
        return tuple(document.action(state, key).form)
    return dict(document.sections()).get(page, ())


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


def taken(data: dict[str, Any], page: str = "") -> set[str]:
    """Return the ids that questions use already: of the whole form, or of one action's."""
    if page.startswith(ACTION):
        return {field["id"] for field in at(data, list_place(data, page), [])}
    return {field["id"] for page in names(data) for field in at(data, list_place(data, page), [])}


def before(document: Document, page: str, path: str = "") -> list[FieldBase]:
    """Return the questions that are answered before a place: on earlier pages, and above on the same one."""
    found: list[FieldBase] = []
    if page.startswith(ACTION):
        own = fields_of(document, page)
        return [field for _page, field in document.fields()] + (_above(own, path.split(INSIDE)) if path else [])
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
