"""The questions, page by page: type, whether needed, when shown, why asked."""

from collections.abc import Iterable, Sequence
from typing import Any

from services.definition.describe.blocks import Block, items, table
from services.definition.describe.conditions import Names, always, in_words
from services.definition.describe.sections.service import listed, said
from services.definition.describe.words import say
from services.definition.describe.words.form import TYPES
from services.definition.describe.words.phrases import PHRASES, TERMS
from services.definition.document import Document
from services.definition.fields import FieldBase, type_of

_COLUMNS = ("field", "type", "needed", "shown", "more")


def form(document: Document, language: str) -> list[Block]:
    """Describe the questions asked before the start, then every page, then the rules across answers."""
    names = Names.of(document, language)
    blocks: list[Block] = []
    if document.eligibility.ask:
        blocks += _page(say(PHRASES, "before", language), document.eligibility.ask, names)
    for page in document.form.pages:
        title = f"{said(page.title, language)} ({page.id})"
        if page.show_if is not None:
            template = say(PHRASES, "page_if", language)
            title = f"{title}. {template.format(_condition(page.show_if, names))}"
        blocks += _page(title, page.fields, names)
    return blocks + items(_rules(document, names))


def _page(title: str, fields: Sequence[FieldBase], names: Names) -> list[Block]:
    head = tuple(say(TERMS, column, names.language) for column in _COLUMNS)
    return table(title, head, list(_rows(fields, names, "")))


def _rows(fields: Sequence[FieldBase], names: Names, prefix: str) -> Iterable[tuple[str, ...]]:
    for field in fields:
        language = names.language
        yield (
            f"{field.label.in_language(language)} ({prefix}{field.id})",
            say(TYPES, field.type, language),
            _needed(field, names),
            _condition(field.show_if, names) if field.show_if is not None else "",
            listed(_details(field, names)),
        )
        inside = Names({**names.fields, **{each.id: each for each in field.children()}}, language)
        yield from _rows(field.children(), inside, f"{prefix}{field.id}.")


def _condition(condition: Any, names: Names) -> str:
    return always(condition, names.language) or in_words(condition, names)


def _needed(field: FieldBase, names: Names) -> str:
    language = names.language
    if not type_of(field).answered or type_of(field).derived:
        return ""
    if field.compulsory:
        return say(PHRASES, "yes", language)
    if field.required_if is not None:
        return say(PHRASES, "if", language).format(_condition(field.required_if, names))
    return say(PHRASES, "no", language)


def _details(field: FieldBase, names: Names) -> Iterable[str]:
    """Yield what else is to be known about a field."""
    language = names.language
    if field.why is not None:
        yield say(PHRASES, "why", language).format(said(field.why, language))
    if field.from_ is not None:
        yield say(PHRASES, "from", language).format(names.of_path(field.from_))
    if field.secret:
        yield say(PHRASES, "secret", language)
    if field.sensitivity is not None:
        yield field.sensitivity
    if field.read_only:
        yield say(PHRASES, "read_only", language)
    if field.origin == "portal":
        yield say(PHRASES, "portal", language)
    yield from _of_type(field, names)


def _of_type(field: FieldBase, names: Names) -> Iterable[str]:
    language = names.language
    options = getattr(field, "options", None)
    if options:
        words = ", ".join(option.label.in_language(language) for option in options)
        yield say(PHRASES, "options", language).format(words)
    repeat = getattr(field, "repeat", None)
    if repeat is not None:
        yield say(PHRASES, "rows", language).format(repeat.min, repeat.max)
    expression = getattr(field, "expr", None)
    if expression is not None:
        yield say(PHRASES, "value", language).format(in_words(expression, names))
    kept = getattr(field, "list", None)
    if kept is not None:
        yield say(PHRASES, "list", language).format(kept)
    text = getattr(field, "text", None)
    if text is not None:
        yield said(text, language)


def _rules(document: Document, names: Names) -> list[str]:
    template = say(PHRASES, "rule", names.language)
    return [
        template.format(in_words(rule.unless, names), said(rule.message, names.language))
        for rule in document.form.rules
    ]
