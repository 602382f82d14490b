"""Name everything a row of any table has, with a value that would do harm: what nobody asked for and somebody sends."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models

MARK = "asing-77"


@cache
def columns() -> dict[str, tuple[models.Field[Any, Any], ...]]:
    """Return the fields of every model by the names they can be written under."""
    found: dict[str, list[models.Field[Any, Any]]] = {}
    for model in apps.get_models():
        for each in (*model._meta.concrete_fields, *model._meta.many_to_many):
            for name in {each.name, each.attname}:
                found.setdefault(name, []).append(each)
    return {name: tuple(fields) for name, fields in found.items()}


def members() -> dict[str, list[Any]]:
    """Return for every name the values that would do harm, as JSON has them."""
    return {name: list(dict.fromkeys(map(_harm, fields))) for name, fields in columns().items()}


def pairs() -> list[tuple[str, str]]:
    """Return the same as a form sends it, the way Django's admin takes moments apart included."""
    found = []
    for name, values in members().items():
        for value in values:
            text = "on" if value is True else str(value)
            found += [(name, text), (f"{name}_0", text[:10]), (f"{name}_1", "04:05:06")]
    return found


def _harm(field: models.Field[Any, Any]) -> Any:
    """Return the newest row of a relation, which belongs to somebody else, or what nobody would choose."""
    if field.is_relation:
        related: Any = field.related_model
        row = related._base_manager.order_by("-pk").first()
        return str(row.pk) if row is not None else "77"
    if isinstance(field, models.BooleanField):
        return True
    if field.choices:
        return str(list(field.flatchoices)[-1][0])
    if isinstance(field, (models.DateTimeField, models.DateField)):
        return "2001-02-03T04:05:06Z" if isinstance(field, models.DateTimeField) else "2001-02-03"
    return 77 if isinstance(field, models.IntegerField) else MARK
