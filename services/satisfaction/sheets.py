"""Read what somebody filled in: all nine elements or none, a quick mark, a few words."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import gettext as _

from services.satisfaction.instrument import MARKS, skm
from services.satisfaction.models import LONGEST_REMARK, PREFIX

MARK: Final = "bintang"
REMARK: Final = "catatan"


@dataclass(frozen=True)
class Asked:
    """Say which parts of the survey a page asks for."""

    marks: bool = True
    scores: bool = True


@dataclass(frozen=True)
class Sheet:
    """Hold what was filled in, as it was typed and as it counts, and what is wrong by field."""

    typed: Mapping[str, str]
    scores: Mapping[str, int] = field(default_factory=dict)
    mark: int | None = None
    remark: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


EMPTY: Final = Sheet({})


def read(sent: Mapping[str, Any], asked: Asked) -> Sheet:
    """Read a form; somebody who gives only the quick mark is not held to the nine elements."""
    names = [f"{PREFIX}{code}" for code in skm().codes]
    typed = {name: str(sent.get(name, "")) for name in (*names, MARK)}
    typed[REMARK] = str(sent.get(REMARK, ""))
    errors: dict[str, str] = {}
    mark = _mark(typed[MARK], errors) if asked.marks else None
    scores = _scores(typed, errors) if asked.scores else {}
    if asked.scores and not scores and not errors and mark is None:
        errors |= dict.fromkeys(names, _("Pilih satu jawaban."))
    remark = _plain(typed[REMARK])
    if len(remark) > LONGEST_REMARK:
        said = _("Catatan paling panjang %(most)d huruf, sekarang %(now)d. Singkat dulu.")
        errors[REMARK] = said % {"most": LONGEST_REMARK, "now": len(remark)}
    return Sheet(typed, scores, mark, remark, errors)


def _mark(text: str, errors: dict[str, str]) -> int | None:
    if not text:
        return None
    if text not in {str(each) for each in MARKS}:
        errors[MARK] = _("Pilih salah satu dari jawaban yang ada.")
        return None
    return int(text)


def _scores(typed: Mapping[str, str], errors: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    given = [element for element in skm().elements if typed[f"{PREFIX}{element.code}"]]
    if not given:
        return {}
    for element in skm().elements:
        name = f"{PREFIX}{element.code}"
        offered = {str(value): value for value, _text in element.options}
        if not typed[name]:
            errors[name] = _("Pilih satu jawaban.")
        elif typed[name] not in offered:
            errors[name] = _("Pilih salah satu dari jawaban yang ada.")
        else:
            found[element.code] = offered[typed[name]]
    return found


def _plain(text: str) -> str:
    """Return words without signs nobody sees."""
    kept = (sign for sign in text.replace("\r\n", "\n") if sign == "\n" or unicodedata.category(sign)[0] != "C")
    return "".join(kept).strip()
