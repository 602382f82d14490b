"""Show the questions of a page as cards: what each asks, its conditions as sentences, what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from services.builder.presenters.troubles import Trouble
from services.builder.steps.pages import INSIDE
from services.definition.describe import Names, in_words
from services.definition.describe.words import say
from services.definition.describe.words.form import TYPES
from services.definition.document import Document
from services.definition.fields import FieldBase, type_of

ICONS: Final = {
    "address": "map-pin",
    "boolean": "circle-check",
    "choice": "list-search",
    "choices": "clipboard-check",
    "computed": "columns-3",
    "coordinate": "map-pin",
    "date": "calendar-event",
    "date_range": "calendar-event",
    "datetime": "calendar-event",
    "email": "mail",
    "file": "camera",
    "group": "category",
    "kk": "lock",
    "long_text": "note",
    "money": "cash",
    "name": "user",
    "nik": "lock",
    "note": "info-circle",
    "phone": "phone",
    "reference": "list-search",
    "region": "map-pin",
    "slot": "calendar-event",
    "time": "clock",
}
SECONDS: Final = {"file": 45, "group": 40, "address": 40, "long_text": 35, "coordinate": 30, "note": 5}


@dataclass(frozen=True)
class Card:
    """Hold one question as a card; `inside` holds those of a group."""

    path: str
    label: str
    icon: str
    about: str
    private: bool
    sentences: tuple[tuple[str, str], ...]
    troubles: tuple[Trouble, ...]
    inside: tuple[Card, ...]
    first: bool
    last: bool
    is_group: bool


def cards(document: Document, fields: Sequence[FieldBase], found: Sequence[Trouble], owner: str = "") -> list[Card]:
    """Return one card a question."""
    names = Names.of(document, "id", fields)
    last = len(fields) - 1
    return [
        _card(document, each, found, names, owner, first=index == 0, last=index == last)
        for index, each in enumerate(fields)
    ]


def minutes(fields: Sequence[FieldBase]) -> int:
    """Return about how many minutes a page takes on a phone."""
    return max(1, round(sum(SECONDS.get(each.type, 15) for each in fields) / 60))


def _card(
    document: Document,
    each: FieldBase,
    found: Sequence[Trouble],
    names: Names,
    owner: str,
    *,
    first: bool,
    last: bool,
) -> Card:
    path = f"{owner}{INSIDE}{each.id}" if owner else each.id
    return Card(
        path=path,
        label=each.label.id,
        icon=ICONS.get(each.type, "file-text"),
        about=_about(each),
        private=each.secret or bool(each.sensitivity) or type_of(each).sensitive,
        sentences=tuple(_sentences(each, names)),
        troubles=tuple(trouble for trouble in found if trouble.query.get("isian") == path),
        inside=tuple(cards(document, each.children(), found, path)) if each.children() else (),
        first=first,
        last=last,
        is_group=each.type == "group",
    )


def _about(each: FieldBase) -> str:
    parts = [say(TYPES, each.type, "id")]
    if type_of(each).answered and not type_of(each).derived:
        parts.append(_("wajib") if each.compulsory else _("boleh kosong"))
    if each.from_:
        parts.append(_("diisi dari profil"))
    options = getattr(each, "options", ())
    if options:
        parts.append(", ".join(option.label.id for option in options[:4]) + (" …" if len(options) > 4 else ""))
    if each.type == "file":
        parts.append(_("paling besar %(n)s MB") % {"n": f"{getattr(each, 'max_mb', 5):g}".replace(".", ",")})
    if each.why is not None:
        parts.append(_("alasan: %(why)s") % {"why": each.why.id})
    return " · ".join(parts)


def _sentences(each: FieldBase, names: Names) -> Any:
    for keyword, words in (
        ("show_if", _("Tampilkan jika")),
        ("required_if", _("Wajib jika")),
        ("expr", _("Dihitung:")),
    ):
        condition = getattr(each, keyword, None)
        if condition is not None:
            yield words, in_words(condition, names)
