"""Change the pages and questions of a document: add, move, take away. Ids stay for ever."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from services.builder import bank
from services.builder.sheet.base import Wrong
from services.builder.sheet.lists import fresh
from services.builder.sheet.places import at, drop_at, put_at
from services.builder.steps import pages
from services.definition.document import ELIGIBILITY
from services.definition.facts import RESERVED
from services.definition.fields import FIELD_TYPES

UP: Final = "naik"
DOWN: Final = "turun"
MOST: Final = 100


def add_page(data: dict[str, Any], title: str) -> str:
    """Add a page behind the others; returns its id."""
    if not title:
        raise Wrong(_("Tulis judul halaman baru."))
    name = fresh(title, {*pages.names(data), *RESERVED})
    held = at(data, ("form", "pages"), [])
    put_at(data, ("form", "pages"), [*held, {"id": name, "title": {"id": title}, "fields": []}])
    return name


def remove_page(data: dict[str, Any], page: str) -> str:
    """Take a page away with its questions; returns its title."""
    *around, index = pages.page_place(data, page)
    gone = at(data, tuple(around)).pop(index)
    if not at(data, tuple(around)):
        drop_at(data, tuple(around))
    return _words(gone["title"])


def move_page(data: dict[str, Any], page: str, way: str) -> None:
    """Move a page one place up or down."""
    *around, index = pages.page_place(data, page)
    _move(at(data, tuple(around)), index, way)


def add_new(data: dict[str, Any], page: str, kind: str, label: str, inside: str = "") -> str:
    """Add a question of a type; returns its path."""
    if kind not in FIELD_TYPES or kind in bank.UNASKED:
        raise Wrong(_("Pilih jenis isian."))
    if not label:
        raise Wrong(_("Tulis pertanyaan atau nama isian."))
    name = fresh(label, _taken(data, page, inside))
    field = bank.begin(kind, label, name)
    if kind == bank.PARTNER:
        field["list"] = fresh(label, at(data, ("lists",), {}))
        put_at(data, ("lists", field["list"]), [{"value": "1", "label": {"id": _("Pilihan pertama")}}])
    return _append(data, page, field, inside)


def add_ready(data: dict[str, Any], page: str, ready: str, inside: str = "") -> str:
    """Add a ready-made question, under another id where its own is taken; returns its path."""
    field = bank.ready(ready)
    if field is None:
        raise Wrong(_("Isian ini tidak ada di bank isian. Pilih yang lain."))
    field["id"] = fresh(field["id"], _taken(data, page, inside))
    return _append(data, page, field, inside)


def remove(data: dict[str, Any], page: str, path: str) -> str:
    """Take a question away; returns its words."""
    *around, index = pages.field_place(data, page, path)
    held = at(data, tuple(around))
    if len(around) > len(pages.list_place(data, page)) and len(held) == 1:
        raise Wrong(_("Kelompok isian perlu sedikitnya satu isian. Hapus kelompoknya bila tidak dipakai."))
    gone = held.pop(index)
    if (page == ELIGIBILITY or page.startswith(pages.ACTION)) and not held:
        drop_at(data, tuple(around))
    return _words(gone.get("label")) or str(gone["id"])


def move(data: dict[str, Any], page: str, path: str, way: str) -> None:
    """Move a question one place up or down among those beside it."""
    *around, index = pages.field_place(data, page, path)
    _move(at(data, tuple(around)), index, way)


def to_page(data: dict[str, Any], page: str, path: str, target: str) -> None:
    """Move a question to the end of another page."""
    if pages.INSIDE in path or target == page or target not in pages.names(data):
        raise Wrong(_("Isian ini tidak dapat dipindahkan ke sana."))
    place = pages.field_place(data, page, path)
    field = at(data, place[:-1]).pop(place[-1])
    _append(data, target, field)
    if page == ELIGIBILITY and not at(data, place[:-1]):
        drop_at(data, place[:-1])


def _append(data: dict[str, Any], page: str, field: dict[str, Any], inside: str = "") -> str:
    place = (*pages.field_place(data, page, inside), "fields") if inside else pages.list_place(data, page)
    held = at(data, place, [])
    if len(held) >= MOST:
        raise Wrong(_("Halaman ini sudah penuh. Tambahkan halaman baru."))
    put_at(data, place, [*held, field])
    return f"{inside}{pages.INSIDE}{field['id']}" if inside else str(field["id"])


def _taken(data: dict[str, Any], page: str, inside: str) -> set[str]:
    if inside:
        return {field["id"] for field in at(data, (*pages.field_place(data, page, inside), "fields"), [])}
    return {*pages.taken(data, page), *RESERVED}


def _move(held: list[Any], index: str | int, way: str) -> None:
    index = int(index)
    other = index + (-1 if way == UP else 1)
    if 0 <= other < len(held):
        held[index], held[other] = held[other], held[index]


def _words(value: Any) -> str:
    return str(value.get("id") or "") if isinstance(value, dict) else str(value or "")
