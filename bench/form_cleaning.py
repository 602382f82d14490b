"""Clean and validate a form of forty fields: the definition against a plain Django form that asks the same."""

from __future__ import annotations

import sys
from typing import Any

import django
from django import forms
from django.conf import settings
from django.http import QueryDict

from bench.side_by_side import compare, keep
from services.definition import answers
from services.definition.document import Document, parse
from services.definition.form_data import nest

GOAL = 2.0
TIMES = 4
OPTIONS = [("milik", "Milik sendiri"), ("sewa", "Sewa"), ("hibah", "Hibah")]
# Ten questions as people answer them: the definition's field, Django's field, what is sent.
QUESTIONS: dict[str, tuple[dict[str, Any], type[forms.Field], dict[str, Any], str]] = {
    "nama": ({"type": "name"}, forms.RegexField, {"regex": r"^[\w'’., -]+$", "max_length": 100}, "Siti Nur'aini"),
    "nik": ({"type": "nik"}, forms.RegexField, {"regex": "^[0-9]{16}$"}, "3604054104900001"),
    "surel": ({"type": "email"}, forms.EmailField, {}, "nama@contoh.id"),
    "lahan": (
        {"type": "choice", "options": [{"value": value, "label": label} for value, label in OPTIONS]},
        forms.ChoiceField,
        {"choices": OPTIONS},
        "sewa",
    ),
    "jumlah": ({"type": "integer", "max": 1000}, forms.IntegerField, {"min_value": 0, "max_value": 1000}, "12"),
    "luas": ({"type": "decimal"}, forms.DecimalField, {"localize": False, "decimal_places": 2}, "2.5"),
    "tanggal": ({"type": "date"}, forms.DateField, {"input_formats": ["%d/%m/%Y", "%Y-%m-%d"]}, "22/11/2026"),
    "jam": ({"type": "time"}, forms.TimeField, {"input_formats": ["%H:%M", "%H.%M"]}, "10:32"),
    "setuju": (
        {"type": "boolean"},
        forms.TypedChoiceField,
        {"choices": [("ya", "Ya"), ("tidak", "Tidak")], "coerce": lambda value: value == "ya"},
        "ya",
    ),
    "alasan": ({"type": "long_text"}, forms.CharField, {"max_length": 4000}, "Baris satu.\r\nBaris dua. " * 5),
}
FACTS = {"today": "2026-11-22"}


def document(condition: bool) -> Document:
    """Return a service that asks every question four times; with `condition`, each while the one before is filled."""
    fields: list[dict[str, Any]] = []
    for name in _names():
        field = {"id": name, "required": True, **QUESTIONS[name.rpartition("_")[0]][0]}
        if condition and fields:
            field["show_if"] = {"op": "filled", "args": [{"f": fields[-1]["id"]}]}
        fields.append(field)
    pages = [{"id": "data", "title": "Data", "fields": fields}]
    about = {"schema": 1, "code": "UKR-01", "slug": "ukur", "agency": "ukur", "title": "Ukur"}
    return parse({**about, "form": {"pages": pages}})


def plain_form() -> type[forms.Form]:
    """Return the Django form that asks the same."""
    fields = {name: QUESTIONS[name.rpartition("_")[0]] for name in _names()}
    return type("PlainForm", (forms.Form,), {name: kind(**options) for name, (_, kind, options, _) in fields.items()})


def _names() -> list[str]:
    return [f"{question}_{number}" for number in range(TIMES) for question in QUESTIONS]


def main() -> int:
    """Print the ratios, keep them in bench/results, and return 1 when the goal is missed."""
    settings.configure(USE_I18N=False, USE_TZ=True)
    django.setup()
    sent = QueryDict(mutable=True)
    for name in _names():
        sent[name] = QUESTIONS[name.rpartition("_")[0]][3]
    form = plain_form()
    assert form(sent).is_valid(), form(sent).errors
    figures = {}
    for title, condition in (("40 fields", False), ("40 fields, 39 conditions", True)):
        service = document(condition)
        found = answers.clean(service, None, nest(sent.lists()), FACTS)
        assert found.ok, found.problems
        assert found.answers.keys() == set(_names())

        def ours(service: Document = service) -> Any:
            return answers.clean(service, None, nest(sent.lists()), FACTS)

        figures[title] = compare(ours, lambda: form(sent).is_valid())
        print(
            f"{title}: {figures[title]['ratio']} x a plain Django form ({figures[title]['ours_us']} against "
            f"{figures[title]['base_us']} microseconds; 80 % of the rounds between {figures[title]['ratio_p10']} and "
            f"{figures[title]['ratio_p90']})"
        )
    print(f"kept in {keep('form_cleaning', {'goal': GOAL, **figures})}")
    return int(any(figures[title]["ratio"] > GOAL for title in figures))


if __name__ == "__main__":
    sys.exit(main())
