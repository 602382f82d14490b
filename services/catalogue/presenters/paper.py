"""Lay out a service's questions as a form on paper: boxes to write in, boxes to tick, and when a question counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.catalogue import queries, wording
from services.catalogue.presenters.needs import Need, needs, when
from services.catalogue.queries import Listed
from services.definition.document import Document
from services.definition.fields import FieldBase

CELLS: Final = {"nik": 16, "kk": 16, "nib": 13, "nop": 18, "npsn": 8}  # digits, one box each
LINES: Final = {"long_text": 5}
ROWS: Final = 3  # of a repeated group; who needs more adds a sheet
SILENT: Final = frozenset({"computed", "file"})  # worked out by the portal; papers have a list of their own
PARTS: Final[dict[str, tuple[str | Promise, ...]]] = {
    "address": (
        gettext_lazy("Jalan dan nomor"),
        gettext_lazy("Kampung atau dusun"),
        gettext_lazy("RT / RW"),
        gettext_lazy("Desa"),
        gettext_lazy("Kecamatan"),
    ),
    "region": (gettext_lazy("Kecamatan"), gettext_lazy("Desa")),
    "date": (gettext_lazy("Tanggal / bulan / tahun"),),
    "date_range": (gettext_lazy("Mulai tanggal"), gettext_lazy("Sampai tanggal")),
    "datetime": (gettext_lazy("Tanggal / bulan / tahun"), gettext_lazy("Jam")),
    "time": (gettext_lazy("Jam"),),
    "coordinate": (gettext_lazy("Lintang"), gettext_lazy("Bujur")),
    "slot": (gettext_lazy("Tanggal yang diinginkan"), gettext_lazy("Jam yang diinginkan")),
}


@dataclass(frozen=True)
class Question:
    """Hold one question on paper; of `cells`, `lines`, `parts`, `options` and `note` those it needs."""

    label: str
    help: str
    when: str
    cells: range = range(0)
    lines: range = range(0)
    parts: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """Hold a page of the form: its heading and its questions."""

    title: str
    intro: str
    questions: list[Question]


@dataclass(frozen=True)
class Paper:
    """Hold the whole form on paper."""

    slug: str
    title: str
    code: str
    office: str
    sheets: list[Sheet]
    needs: list[Need]


def paper(listed: Listed) -> Paper | None:
    """Return the form of a service on paper, None where the portal asks nothing."""
    document = listed.document
    sheets = [Sheet(_("Sebelum mulai"), "", list(_questions(document, document.eligibility.ask)))]
    sheets += [
        Sheet(wording.text(page.title), wording.text(page.intro), list(_questions(document, page.fields)))
        for page in document.form.pages
    ]
    kept = [sheet for sheet in sheets if sheet.questions]
    if not kept:
        return None
    title = wording.text(document.title)
    return Paper(listed.slug, title, document.code, queries.office_name(listed), kept, needs(document))


def _questions(document: Document, fields: Sequence[FieldBase]) -> Iterator[Question]:
    for field in fields:
        if field.type == "group":
            yield from _group(document, field)
        elif field.type not in SILENT:
            yield _question(document, field)


def _group(document: Document, group: Any) -> Iterator[Question]:
    label = wording.text(group.label)
    inner = list(_questions(document, group.fields))
    if not inner:
        return
    yield Question(label, wording.text(group.help), when(document, group.id), note=_more(group))
    for number in range(1, 1 + (min(ROWS, group.repeat.max) if group.repeat else 1)):
        row = wording.text(group.row_label) or label
        yield from (_numbered(each, f"{row} {number}") if group.repeat else each for each in inner)


def _numbered(question: Question, row: str) -> Question:
    return Question(**{**vars(question), "label": f"{row}: {question.label}"})


def _more(group: Any) -> str:
    many = group.repeat is not None and group.repeat.max > ROWS
    return _("Bila lebih dari {n}, tulis di lembar tambahan.").format(n=ROWS) if many else ""


def _question(document: Document, field: Any) -> Question:
    """Return one question with the room its type needs."""
    kind = field.type
    return Question(
        label=wording.text(field.label),
        help=wording.text(field.help),
        when=when(document, field.id),
        cells=range(CELLS.get(kind, 0)),
        lines=range(_lines(kind)),
        parts=tuple(str(part) for part in PARTS.get(kind, ())),
        options=_options(field),
        unit=getattr(field, "unit", None) or ("Rp" if kind == "money" else ""),
        note=wording.text(field.text) if kind == "note" else "",
    )


def _lines(kind: str) -> int:
    if kind in CELLS or kind in PARTS or kind in {"boolean", "choice", "choices", "note"}:
        return 0
    return LINES.get(kind, 1)


def _options(field: Any) -> tuple[str, ...]:
    if field.type == "boolean":
        return (_("Ya"), _("Tidak"))
    return tuple(wording.text(option.label) for option in field.options) if hasattr(field, "options") else ()
