"""Tell a page's script which questions hang on which answers of the same page, and nothing it must not know.

What other pages answered and what the profile says is worked out here. Where the rest would need a secret value, the
question stays as the server drew it: the next press asks for it, as it does without a script.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from services.definition import answers as cleaning
from services.definition.conditions import Call, Known, Ref, Scope, Withheld, as_data, references, residual
from services.definition.document import Document
from services.definition.facts import FACTS
from services.definition.fields import FieldBase, type_of
from services.definition.fields.computed import ComputedField
from services.definition.fields.group import GroupField
from services.definition.fields.wording import YES_NO, base

Json = dict[str, Any]
# How the script reads the boxes of a type; a coordinate it cannot read as the server does, so nothing hangs on one.
READ_AS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("integer", "money"), "whole"),
    **dict.fromkeys(("nik", "kk", "nib", "nop", "npsn"), "digits"),
    **dict.fromkeys(("choices", "file"), "many"),
    **dict.fromkeys(("datetime", "slot"), "moment"),
    **dict.fromkeys(("region", "address"), "place"),
    **{"boolean": "yes", "decimal": "number", "date": "date", "time": "time", "date_range": "period", "group": "group"},
}
UNREAD: Final = frozenset({"coordinate", "note"})


@dataclass(frozen=True)
class Live:
    """Hold what the script gets; `changing` names the controls it shows, marks or fills, as "luas" or "titik.luas"."""

    fields: Sequence[Json] = ()
    changing: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        """Return everything as JSON for the form's data attribute, "" when nothing on the page changes."""
        if not self.changing:
            return ""
        yes, no = YES_NO[base(get_language() or "id")]
        words = {"yes": yes, "no": no, "optional": f"({_('boleh dikosongkan')})"}
        return json.dumps({"fields": self.fields, "words": words}, ensure_ascii=False, separators=(",", ":"))


@dataclass
class _List:
    """Walk the fields of a page or of a group's rows from the first to the last."""

    scope: Scope
    secret: Collection[str]
    open: set[str]
    inside: str = ""
    unknown: set[str] = field(default_factory=set)  # only the server knows what they hold
    changing: set[str] = field(default_factory=set)

    def items(self, fields: Sequence[FieldBase]) -> list[Json]:
        """Return what the script needs of each field it can follow."""
        return [item for each in fields if each.id in self.open and (item := self._item(each))]

    def _item(self, each: FieldBase) -> Json | None:
        item: Json = {"id": each.id}
        try:
            show = True if each.show_if is None else self._rest(each.show_if)
        except Withheld:
            self.unknown.add(each.id)
            return None
        if not isinstance(show, Call | Ref) and show is not True:
            self.open.discard(each.id)  # hidden whatever is typed here: nobody's answer
            return None
        if not self._value(each, item):
            self.unknown.add(each.id)
        item |= {"show": as_data(show)} if show is not True else {}
        item |= self._need(each)
        if item.keys() & {"show", "need", "before"}:
            self.changing.add(f"{self.inside}{each.id}")
        return item

    def _need(self, each: FieldBase) -> Json:
        if each.compulsory or each.required_if is None:
            return {}
        try:
            need = self._rest(each.required_if)
        except Withheld:
            return {}
        return {"need": as_data(need)} if isinstance(need, Call | Ref) else {}

    def _rest(self, expression: Any) -> Any:
        """Return what is left of a condition; raises Withheld where only the server can answer it."""
        for path in references(expression):
            names = path.split(".")
            if names[0] in self.unknown or ".".join(names[:2]) in self.unknown:
                raise Withheld
        return residual(expression, Known(self.scope, self.open, self._is_secret))

    def _is_secret(self, path: str) -> bool:
        fact = FACTS.get(path) or FACTS.get(path.rpartition(".")[0])
        return path.split(".")[0] in self.secret or (fact is not None and fact.personal)

    def _value(self, each: FieldBase, item: Json) -> bool:
        """Put into `item` how the answer is had, and tell whether the script can have it."""
        if isinstance(each, ComputedField):
            return self._computed(each, item)
        if each.type in UNREAD or each.read_only:
            return False
        item["kind"] = READ_AS.get(each.type, "text")
        if item["kind"] == "place":
            item["parts"] = list(type_of(each).parts)
        if isinstance(each, GroupField):
            item |= {"repeats": each.repeat is not None, "fields": self._inner(each)}
        return True

    def _computed(self, each: ComputedField, item: Json) -> bool:
        try:
            rest = self._rest(each.expr)
        except Withheld:
            return False
        item |= {"expr": as_data(rest), "decimals": each.decimals}
        if isinstance(rest, Call | Ref):
            money = each.style == "money"
            item |= {"before": "Rp" if money else "", "after": f" {each.unit}" if each.unit and not money else ""}
        return True

    def _inner(self, group: GroupField) -> list[Json]:
        own = {each.id for each in group.fields}
        rows = _List(self.scope, self.secret, self.open | own, f"{self.inside}{group.id}.", self.unknown - own)
        items = rows.items(group.fields)
        self.changing |= rows.changing
        # Of a group inside this one, all is unknown where a part is.
        self.unknown |= {f"{group.id}.{head}" for head in {name.split(".")[0] for name in rows.unknown} & own}
        return items


def live(document: Document, fields: Sequence[FieldBase], answers: Mapping[str, Any], facts: Mapping[str, Any]) -> Live:
    """Return what a script needs to answer the conditions of these fields, which are the questions of one page."""
    own = {each.id for each in fields if not _settled(each)}
    others = {key: value for key, value in answers.items() if key not in own}
    page = _List(Scope(others, facts), cleaning.secret_ids(document), own)
    items = page.items(fields)
    return Live(_needed(items, page.changing), frozenset(page.changing))


def _settled(each: FieldBase) -> bool:
    """Say whether nothing typed on the page changes a field: it is shown as it is, and is known."""
    return each.read_only and each.show_if is None and not type_of(each).derived


def _needed(items: list[Json], changing: Collection[str]) -> list[Json]:
    """Leave out what neither changes nor is looked at by what does."""
    heads = {name.split(".")[0] for name in changing}
    kept: list[Json] = []
    for item in reversed(items):
        if item["id"] in heads:
            kept.insert(0, item)
            heads |= set(_heads(item))
    return kept


def _heads(item: Any) -> Iterator[str]:
    """Yield the first names of all paths in an item."""
    if isinstance(item, dict):
        if set(item) == {"f"}:
            yield item["f"].split(".")[0]
        for value in item.values():
            yield from _heads(value)
    elif isinstance(item, list):
        for value in item:
            yield from _heads(value)
