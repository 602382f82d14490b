"""The questions: who may ask at all, pages of fields, and rules across fields."""

from typing import Any

from pydantic import Field

from services.definition.base import Id, Model, Text
from services.definition.conditions import Expression
from services.definition.fields import AnyField


class Rule(Model):
    """Refuse with `message` unless the condition holds; `field` is where the message is shown."""

    unless: Expression
    message: Text
    field: Id | None = None


class Eligibility(Model):
    """Hold the questions asked before the first page and the rules re-checked at submit."""

    ask: tuple[AnyField, ...] = ()
    rules: tuple[Rule, ...] = ()


class Page(Model):
    """Hold the questions of one screen."""

    id: Id
    title: Text
    intro: Text | None = None
    fields: tuple[AnyField, ...] = Field(max_length=100)
    show_if: Expression | None = None


class Form(Model):
    """Hold all pages, and rules that compare answers with one another."""

    pages: tuple[Page, ...] = Field((), max_length=40)
    rules: tuple[Rule, ...] = ()


def walk(fields: tuple[Any, ...]) -> list[Any]:
    """Return fields and, behind each group, the fields inside it."""
    result: list[Any] = []
    for each in fields:
        result.append(each)
        result.extend(walk(each.children()))
    return result
