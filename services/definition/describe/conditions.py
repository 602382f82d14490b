"""A condition in words: {op: eq, args: [{f: lahan}, sewa]} reads "“Lahan” adalah Sewa"."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from services.definition.conditions import Call, Ref
from services.definition.describe.words import Words, say
from services.definition.describe.words import conditions as words
from services.definition.document import Document
from services.definition.facts import FACTS, FactType
from services.definition.fields import FieldBase, type_of
from services.definition.fields.choice import ChoiceField
from services.definition.fields.choices import ChoicesField
from services.definition.fields.wording import number

# A call among the arguments of another one stands in brackets where it would read ambiguously.
_LOOSE: Final = frozenset({"and", "or", "if", "not", "add", "subtract", "multiply", "divide"})
_COMPARE: Final = frozenset({"eq", "ne", "lt", "le", "gt", "ge", "in", "contains"})


@dataclass(frozen=True)
class Names:
    """Give the words for paths: labels of fields, names of facts."""

    fields: Mapping[str, FieldBase] = field(default_factory=dict)
    language: str = "id"

    @classmethod
    def of(cls, document: Document, language: str = "id", more: Iterable[FieldBase] = ()) -> "Names":
        """Know the fields of a document, and `more`: those of a group's row or of an action's form."""
        known = {each.id: each for _, each in document.fields()}
        return cls({**known, **{each.id: each for each in more}}, language)

    def of_path(self, path: str) -> str:
        """Return the words for an answer or a fact; an unknown path stays as it is."""
        if path in words.FACTS:
            return say(words.FACTS, path, self.language)
        whole, _, part = path.rpartition(".")
        if whole in words.FACTS:
            return f"{say(words.FACTS, whole, self.language)} ({part})"
        head, _, rest = path.partition(".")
        found = self.fields.get(head)
        if found is None:
            return path
        child = next((each for each in found.children() if each.id == rest.partition(".")[0]), None)
        if child is not None:
            inner = Names({each.id: each for each in found.children()}, self.language).of_path(rest)
            return f"{self._quoted(found)}: {inner}"
        return f"{self._quoted(found)} ({rest})" if rest else self._quoted(found)

    def field_at(self, path: str) -> FieldBase | None:
        """Return the field whose answer the whole path names, None for a fact or a piece of an answer."""
        head, _, rest = path.partition(".")
        found = self.fields.get(head)
        for name in rest.split(".") if rest else ():
            found = next((each for each in found.children() if each.id == name), None) if found else None
        return found

    def _quoted(self, named: FieldBase) -> str:
        return f"“{named.label.in_language(self.language)}”"


def in_words(expression: Any, names: Names) -> str:
    """Return a parsed condition or formula as one phrase in the language of `names`."""
    if isinstance(expression, Call):
        return _call(expression, names)
    if isinstance(expression, Ref):
        return names.of_path(expression.f)
    return _literal(expression, None, names.language)


def always(expression: Any, language: str) -> str | None:
    """Return "always" or "never" for a condition that is a plain true or false, else None."""
    if isinstance(expression, bool):
        return say(words.LITERALS, "always" if expression else "never", language)
    return None


def _call(call: Call, names: Names) -> str:
    about = _field_of(call, names)
    parts = [_argument(each, call.op, about, names) for each in call.args]
    between = words.BETWEEN[call.op][_column(names)] if call.op in words.BETWEEN else ", "
    together = between.join(parts)
    numbered = f"{call.op}#{len(parts)}"
    table = _table(call, about, names)
    template = say(table, numbered if numbered in table else call.op, names.language)
    return template.format(*parts, all=together)


def _column(names: Names) -> int:
    return 1 if names.language.startswith("en") else 0


def _table(call: Call, about: FieldBase | None, names: Names) -> Words:
    if call.op in words.ANSWERED and about is not None and about.type == "boolean":
        return words.ANSWERED
    dated = any(isinstance(each, Ref) and _is_date(each.f, names) for each in call.args)
    return words.DATES if dated and call.op in words.DATES else words.OPERATORS


def _is_date(path: str, names: Names) -> bool:
    if path in FACTS:
        return FACTS[path].type == FactType.DATE
    found = names.field_at(path)
    return found is not None and found.type in ("date", "datetime")


def _field_of(call: Call, names: Names) -> FieldBase | None:
    """Return the field a comparison is about, so that its literals read as the options' words."""
    if call.op not in _COMPARE:
        return None
    found = (names.field_at(each.f) for each in call.args if isinstance(each, Ref))
    return next((each for each in found if each is not None and type_of(each).answered), None)


def _argument(node: Any, op: str, about: FieldBase | None, names: Names) -> str:
    if not isinstance(node, Call | Ref):
        return _literal(node, about, names.language)
    text = in_words(node, names)
    bracketed = isinstance(node, Call) and node.op in _LOOSE and node.op != op
    return f"({text})" if bracketed else text


def _literal(value: Any, about: FieldBase | None, language: str) -> str:
    if isinstance(value, tuple | list):
        return ", ".join(_literal(each, about, language) for each in value) or say(words.LITERALS, "null", language)
    if value is None or isinstance(value, bool):
        return say(words.LITERALS, {None: "null", True: "true", False: "false"}[value], language)
    if isinstance(value, int | float):
        return number(value, language)
    if isinstance(about, ChoiceField | ChoicesField):
        label = next((each.label.in_language(language) for each in about.options if each.value == value), None)
        return label or _text(value)
    return _text(value)


def _text(value: Any) -> str:
    """Write a text; one that could not be seen stands in quotation marks."""
    text = str(value)
    return text if text.strip() == text != "" else f"“{text}”"
