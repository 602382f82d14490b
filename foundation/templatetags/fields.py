"""Form controls as template tags: label, hint, error and aria in one accessible shape each.

The error summary always links to the control whose id is the field's id, so every control here gives its
first input exactly that id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import template
from django.utils.safestring import SafeString

register = template.Library()

Option = Mapping[str, Any] | Sequence[str]


def _base(  # every control shares exactly these words
    field_id: str, label: str, *, name: str, hint: str, error: str, optional: bool, described_by: str = ""
) -> dict[str, Any]:
    described = [described_by] if described_by else []
    if hint:
        described.append(f"{field_id}-petunjuk")
    if error:
        described.append(f"{field_id}-galat")
    return {
        "id": field_id,
        "name": name or field_id,
        "label": label,
        "hint": hint,
        "error": error,
        "optional": optional,
        "described": " ".join(described),
    }


def _options(field_id: str, options: Iterable[Option], chosen: set[str]) -> list[dict[str, Any]]:
    rows = []
    for index, option in enumerate(options):
        if isinstance(option, Mapping):
            value, label = str(option["value"]), option["label"]
            hint, inside = option.get("hint", ""), option.get("inside", "")
        else:
            value, label = str(option[0]), option[1]
            hint, inside = (option[2] if len(option) > 2 else ""), ""
        rows.append(
            {
                "id": field_id if index == 0 else f"{field_id}-{index + 1}",
                "value": value,
                "label": label,
                "hint": hint,
                "inside": inside,
                "checked": value in chosen,
            }
        )
    return rows


@register.inclusion_tag("components/field_text.html")
def text_field(
    field_id: str,
    label: str,
    *,
    name: str = "",
    value: Any = "",
    hint: str = "",
    error: str = "",
    optional: bool = False,
    kind: str = "text",
    width: str = "",
    inputmode: str = "",
    autocomplete: str = "",
    autocapitalize: str = "",
    maxlength: int | None = None,
    unit: str = "",
    spellcheck: bool = True,
    required: bool = False,
    autofocus: bool = False,
) -> dict[str, Any]:
    """Ask one line; width is 'w4', 'w6', 'w12' or empty, unit stands behind the box (m², kg)."""
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    return context | {
        "value": "" if value is None else value,
        "kind": kind,
        "width": width,
        "inputmode": inputmode,
        "autocomplete": autocomplete,
        "autocapitalize": autocapitalize,
        "maxlength": maxlength,
        "unit": unit,
        "spellcheck": spellcheck,
        "required": required,
        "autofocus": autofocus,
    }


@register.inclusion_tag("components/field_area.html")
def area_field(
    field_id: str,
    label: str,
    *,
    name: str = "",
    value: Any = "",
    hint: str = "",
    error: str = "",
    optional: bool = False,
    rows: int = 4,
    maxlength: int | None = None,
) -> dict[str, Any]:
    """Ask several lines."""
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    return context | {"value": "" if value is None else value, "rows": rows, "maxlength": maxlength}


@register.inclusion_tag("components/field_select.html")
def select_field(
    field_id: str,
    label: str,
    options: Iterable[Option],
    *,
    name: str = "",
    value: Any = "",
    hint: str = "",
    error: str = "",
    optional: bool = False,
    empty: str = "",
    width: str = "",
    autocomplete: str = "",
) -> dict[str, Any]:
    """Ask one of many from a list; empty is the text of a first, valueless line."""
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    chosen = set() if value in (None, "") else {str(value)}
    return context | {
        "options": _options(field_id, options, chosen),
        "empty": empty,
        "width": width,
        "autocomplete": autocomplete,
    }


@register.inclusion_tag("components/field_options.html")
def radio_field(
    field_id: str,
    label: str,
    options: Iterable[Option],
    *,
    name: str = "",
    value: Any = "",
    hint: str = "",
    error: str = "",
    optional: bool = False,
) -> dict[str, Any]:
    """Ask one of few; an option may carry `inside`, safe HTML shown while it is chosen."""
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    chosen = set() if value in (None, "") else {str(value)}
    return context | {"options": _options(field_id, options, chosen), "kind": "radio"}


@register.inclusion_tag("components/field_options.html")
def check_field(
    field_id: str,
    label: str,
    options: Iterable[Option],
    *,
    name: str = "",
    values: Iterable[Any] = (),
    hint: str = "",
    error: str = "",
    optional: bool = False,
) -> dict[str, Any]:
    """Ask any number of few."""
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    chosen = {str(value) for value in values or ()}
    return context | {"options": _options(field_id, options, chosen), "kind": "checkbox"}


@register.inclusion_tag("components/field_agree.html")
def agree_field(
    field_id: str,
    label: str | SafeString,
    *,
    name: str = "",
    value: str = "ya",
    checked: bool = False,
    hint: str | SafeString = "",
    error: str = "",
) -> dict[str, Any]:
    """Ask one yes: a declaration or a consent, with its own sentence as label."""
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=False)
    return context | {"value": value, "checked": checked}


@register.inclusion_tag("components/field_date.html")
def date_field(
    field_id: str,
    label: str,
    *,
    name: str = "",
    day: Any = "",
    month: Any = "",
    year: Any = "",
    hint: str = "",
    error: str = "",
    optional: bool = False,
    wrong: str = "",
    birthday: bool = False,
) -> dict[str, Any]:
    """Ask a date in three boxes named NAME-hari, NAME-bulan, NAME-tahun.

    `wrong` names the boxes at fault ('hari bulan'); empty with an error means all three.
    """
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    faults = (wrong.split() or ["hari", "bulan", "tahun"]) if error else []
    boxes = [
        {"key": "hari", "id": field_id, "value": day, "width": "w4", "length": 2, "auto": "bday-day"},
        {"key": "bulan", "id": f"{field_id}-bulan", "value": month, "width": "w4", "length": 9, "auto": "bday-month"},
        {"key": "tahun", "id": f"{field_id}-tahun", "value": year, "width": "w6", "length": 4, "auto": "bday-year"},
    ]
    for box in boxes:
        box["wrong"] = box["key"] in faults
        box["auto"] = box["auto"] if birthday else ""
        box["value"] = "" if box["value"] is None else box["value"]
    return context | {"boxes": boxes}


@register.inclusion_tag("components/field_file.html")
def file_field(
    field_id: str,
    label: str,
    *,
    name: str = "",
    hint: str = "",
    error: str = "",
    optional: bool = False,
    files: Sequence[Mapping[str, Any]] = (),
    accept: str = "image/jpeg,image/png,application/pdf",
    camera: bool = True,
    multiple: bool = False,
    remove_name: str = "hapus",
    replace: bool = False,
) -> dict[str, Any]:
    """Ask for a photo or file; `files` already kept are {key, name, size, url}, `replace` offers to send another.

    Each kept file gets a submit button named `remove_name` whose value is its key, so removing needs no script.
    """
    context = _base(field_id, label, name=name, hint=hint, error=error, optional=optional)
    kept = [
        {"key": str(file["key"]), "name": file["name"], "size": file.get("size"), "url": file.get("url", "")}
        for file in files
    ]
    return context | {
        "files": kept,
        "accept": accept,
        "camera": camera,
        "multiple": multiple,
        "remove_name": remove_name,
        "replace": replace,
    }
