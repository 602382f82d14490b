"""Lay out the survey: the quick mark, nine questions with their own answers, room for words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from services.satisfaction.instrument import MARKS, skm
from services.satisfaction.models import LONGEST_REMARK, PREFIX
from services.satisfaction.sheets import MARK, REMARK, Asked, Sheet


def questions(asked: Asked, sheet: Sheet) -> dict[str, Any]:
    """Return what the template of the questionnaire needs."""
    names = [f"{PREFIX}{code}" for code in skm().codes]
    order = [MARK, *names, REMARK]
    return {
        "asked": asked,
        "marks": _marks(),
        "mark": sheet.typed.get(MARK, ""),
        "mark_error": sheet.errors.get(MARK, ""),
        "elements": [_element(code, name, sheet) for code, name in zip(skm().codes, names, strict=True)],
        "remark": sheet.typed.get(REMARK, ""),
        "remark_error": sheet.errors.get(REMARK, ""),
        "longest": LONGEST_REMARK,
        "basis": skm().basis,
        "summary": [(name, _said(name, sheet)) for name in order if name in sheet.errors],
        "refused": bool(sheet.errors),
    }


def _marks() -> list[tuple[str, str]]:
    words = (_("Sangat buruk"), _("Buruk"), _("Biasa"), _("Baik"), _("Sangat baik"))
    return [(str(value), f"{value} · {word}") for value, word in zip(MARKS, words, strict=True)]


def _element(code: str, name: str, sheet: Sheet) -> dict[str, Any]:
    element = skm().element(code)
    return {
        "name": name,
        "title": element.name,
        "question": element.question,
        "options": [(str(value), text) for value, text in element.options],
        "value": sheet.typed.get(name, ""),
        "error": sheet.errors.get(name, ""),
    }


def _said(name: str, sheet: Sheet) -> str:
    titles = {f"{PREFIX}{element.code}": element.name for element in skm().elements}
    title = titles.get(name) or (_("Nilai cepat") if name == MARK else _("Catatan"))
    return f"{title}: {sheet.errors[name]}"
