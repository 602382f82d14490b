"""A condition as up to three short sentences, and back; what is more involved stays as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.builder.sheet.base import Wrong
from services.builder.sheet.texts import read_number
from services.definition.fields import FieldBase, type_of
from services.definition.fields.choice import ChoiceField
from services.definition.fields.choices import ChoicesField

ROWS: Final = 3
NUMBERS: Final = frozenset({"integer", "decimal", "money", "computed"})
COMPARED: Final[dict[str, str | Promise]] = {
    "gt": gettext_lazy("lebih dari …"),
    "ge": gettext_lazy("paling sedikit …"),
    "lt": gettext_lazy("kurang dari …"),
    "le": gettext_lazy("paling banyak …"),
    "eq": gettext_lazy("sama dengan …"),
}
DATED: Final[dict[str, str | Promise]] = {
    "gt": gettext_lazy("sesudah tanggal …"),
    "ge": gettext_lazy("paling awal tanggal …"),
    "lt": gettext_lazy("sebelum tanggal …"),
    "le": gettext_lazy("paling lambat tanggal …"),
}
AGED: Final[dict[str, str | Promise]] = {
    "ge": gettext_lazy("umur hari ini paling sedikit … tahun"),
    "lt": gettext_lazy("umur hari ini kurang dari … tahun"),
}
TODAY: Final = "hari ini"


@dataclass(frozen=True)
class Offer:
    """Hold one sentence that may be chosen about one question; `asks` says that a value follows."""

    code: str
    words: str
    asks: bool = False


@dataclass(frozen=True)
class Row:
    """Hold one chosen sentence and the value behind it."""

    code: str
    value: str = ""


def offers(fields: Sequence[FieldBase]) -> list[tuple[str, list[Offer]]]:
    """Return what may be said about each question that comes before, by its words."""
    about = [(each.label.id, list(_about(each))) for each in fields if type_of(each).answered]
    kinds = {"person": _("perorangan"), "organisation": _("badan atau lembaga"), "agency": _("instansi")}
    subject = [Offer(f"subject|eq|{key}", _("adalah %(word)s") % {"word": word}) for key, word in kinds.items()]
    return [*((label, found) for label, found in about if found), (_("Jenis pemohon"), subject)]


def _about(each: FieldBase) -> list[Offer]:
    found: list[Offer] = []
    if isinstance(each, ChoiceField):
        found += [_offer(each, "eq", o.value, _("adalah %(word)s"), o.label.id) for o in each.options]
        found += [_offer(each, "ne", o.value, _("bukan %(word)s"), o.label.id) for o in each.options]
    elif isinstance(each, ChoicesField):
        found += [_offer(each, "contains", o.value, _("memuat %(word)s"), o.label.id) for o in each.options]
    elif each.type == "boolean":
        found += [
            Offer(f"{each.id}|yes|true", _("dijawab ya")),
            Offer(f"{each.id}|yes|false", _("dijawab tidak")),
        ]
    elif each.type in NUMBERS:
        found += [Offer(f"{each.id}|{op}|", str(words), asks=True) for op, words in COMPARED.items()]
    elif each.type == "date":
        found += [Offer(f"{each.id}|{op}|", str(words), asks=True) for op, words in DATED.items()]
        found += [Offer(f"{each.id}|age_{op}|", str(words), asks=True) for op, words in AGED.items()]
    return [*found, Offer(f"{each.id}|filled|", _("diisi")), Offer(f"{each.id}|empty|", _("dikosongkan"))]


def _offer(each: FieldBase, op: str, value: str, words: str, label: str) -> Offer:
    return Offer(f"{each.id}|{op}|{value}", words % {"word": label})


def rows_of(condition: Any) -> tuple[str, list[Row]] | None:
    """Return how a stored condition is joined ("and", "or") and its sentences; None where it is more involved."""
    if isinstance(condition, dict) and condition.get("op") in ("and", "or"):
        rows = [_row(each) for each in condition.get("args", ())]
        known = [row for row in rows if row is not None]
        return (condition["op"], known) if len(known) == len(rows) and 1 < len(rows) <= ROWS else None
    row = _row(condition)
    return None if row is None else ("and", [row])


def _row(condition: Any) -> Row | None:
    if not isinstance(condition, dict) or set(condition) != {"op", "args"}:
        return None
    op, args = condition["op"], condition["args"]
    name = _name(args[0]) if args else None
    if len(args) == 1:
        return Row(f"{name}|{op}|") if name and op in ("filled", "empty") else None
    if len(args) != 2:
        return None
    value = args[1]
    if name is None:
        return _age(op, args[0], value)
    if isinstance(value, bool):
        return Row(f"{name}|yes|{'true' if value else 'false'}") if op == "eq" else None
    if value == {"f": "today"} and op in DATED:
        return Row(f"{name}|{op}|", TODAY)
    if isinstance(value, str) and op in DATED and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return Row(f"{name}|{op}|", value)
    if isinstance(value, str) and op in ("eq", "ne", "contains"):
        return Row(f"{name}|{op}|{value}")
    is_number = isinstance(value, int | float) and op in COMPARED
    return Row(f"{name}|{op}|", repr(value).replace(".", ",")) if is_number else None


def _age(op: str, about: Any, value: Any) -> Row | None:
    aged = isinstance(about, dict) and about.get("op") == "age_years" and len(about.get("args", ())) == 1
    name = _name(about["args"][0]) if aged else None
    whole = isinstance(value, int) and not isinstance(value, bool)
    return Row(f"{name}|age_{op}|", str(value)) if name and whole and op in AGED else None


def _name(node: Any) -> str | None:
    """Return the question a node names; a piece of an answer is more than a short sentence says."""
    name = node.get("f") if isinstance(node, dict) and set(node) == {"f"} else None
    return name if isinstance(name, str) and re.fullmatch(r"[a-z][a-z0-9_]*", name) else None


def condition_of(joined: str, rows: Sequence[Row]) -> Any:
    """Return the condition that some sentences mean, None for none; raises Wrong where a value is missing."""
    parts = [_condition(row) for row in rows if row.code]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else {"op": "or" if joined == "or" else "and", "args": parts}


def _condition(row: Row) -> Any:
    name, op, value = [*row.code.split("|", 2), "", ""][:3]
    about: Any = {"f": name}
    if op in ("filled", "empty"):
        return {"op": op, "args": [about]}
    if op == "yes":
        return {"op": "eq", "args": [about, value == "true"]}
    if value:
        return {"op": op, "args": [about, value]}
    if op.startswith("age_"):
        about, op = {"op": "age_years", "args": [about]}, op.removeprefix("age_")
    return {"op": op, "args": [about, _value(row.value)]}


def _value(text: str) -> Any:
    if text.lower() == TODAY:
        return {"f": "today"}
    if found := re.fullmatch(r"([0-9]{1,2})[/\-. ]([0-9]{1,2})[/\-. ]([0-9]{4})", text):
        day, month, year = found.groups()
        return f"{year}-{int(month):02}-{int(day):02}"
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return text
    number = read_number(text)
    if isinstance(number, str):
        raise Wrong(_("Tulis angka atau tanggal yang dibandingkan, misalnya 18, 2.500.000, atau 31/12/2026."))
    return number
