"""Fill any service's form with the samples of its field types, in every combination of its yes-or-no questions."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from services.definition import answers
from services.definition.document import Document
from services.definition.fields import FieldBase, type_of

FACTS = {"today": "2026-11-22"}
COMBINATIONS = 128


def sample(field: FieldBase, number: int) -> Any:
    """Return a sample; numbers of people differ from one another, as those of real people do."""
    value = type_of(field).sample(field)
    if field.type in {"nik", "kk"}:
        return f"{value[:-4]}{number + 1:04}"
    return value


def filled(document: Document, **chosen: Any) -> dict[str, Any]:
    """Return raw answers to every question, hidden ones too: cleaning decides what is kept."""
    raw = {}
    for number, (_page, field) in enumerate(document.fields()):
        if type_of(field).answered and not type_of(field).derived:
            raw[field.id] = sample(field, number)
    return raw | chosen


def ways(document: Document) -> Iterator[dict[str, Any]]:
    """Yield raw answers for each combination of the document's yes-or-no questions and choices."""
    questions: list[tuple[str, list[Any]]] = []
    for _page, field in document.fields():
        if field.type == "boolean":
            questions.append((field.id, [True, False]))
        if field.type == "choice":
            options: Any = field
            questions.append((field.id, [option.value for option in options.options]))
    keys = [key for key, _values in questions]
    for values in itertools.islice(itertools.product(*(values for _key, values in questions)), COMBINATIONS):
        yield filled(document, **dict(zip(keys, values, strict=True)))


def clean(document: Document, raw: dict[str, Any], **facts: Any) -> answers.Cleaned:
    """Clean a whole form on the day the tests live in."""
    return answers.clean(document, None, raw, FACTS | facts)
