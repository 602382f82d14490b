"""Draw the questions of a page: one control a field, each with its value, its error and what hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from services.catalogue import wording
from services.definition.conditions import Scope, holds
from services.definition.document import Document
from services.definition.fields import FieldBase, type_of
from services.definition.fields.cleaning import is_required
from services.definition.fields.group import GroupField
from services.requests.forms import kinds, triggers
from services.requests.forms.live import Live
from services.requests.forms.places import District, districts
from services.requests.forms.reading import rows_of
from services.requests.models import Attachment


@dataclass(frozen=True)
class Source:
    """Hold what the controls of one page are drawn from."""

    document: Document
    answers: Mapping[str, Any]
    typed: Mapping[str, Any]
    facts: Mapping[str, Any]
    errors: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[Attachment] = ()
    more_rows: frozenset[str] = frozenset()  # groups that get one more empty row
    live: Live = field(default_factory=Live)  # what a script answers on the page

    @cached_property
    def places(self) -> list[District]:
        """Return the kecamatan and desa, asked for only by a page that shows them."""
        return districts()

    @cached_property
    def kept(self) -> dict[str, Attachment]:
        """Return the files by id."""
        return {str(file.pk): file for file in self.files}

    def error_at(self, path: str) -> str:
        """Return the first error of a control or of one of its pieces."""
        if path in self.errors:
            return self.errors[path]
        return next((said for at, said in self.errors.items() if at.startswith(f"{path}.")), "")


@dataclass(frozen=True)
class Control:
    """Hold one question as a template draws it; `data` holds what only its type needs."""

    id: str
    field: FieldBase
    template: str
    label: str
    hint: str
    error: str
    optional: bool
    data: Mapping[str, Any]
    when: str = ""
    when_name: str = ""
    when_values: str = ""
    remark: str = ""
    live: bool = False  # a script shows, marks or fills it
    waits: bool = False  # it is not asked now; only a script may bring it up before the next press

    @property
    def described(self) -> str:
        """Return the ids of hint and error, for aria-describedby."""
        ids = [f"{self.id}-petunjuk"] if self.hint else []
        return " ".join([*ids, f"{self.id}-galat"] if self.error else ids)


@dataclass(frozen=True)
class Place:
    """Say where among the answers a list of fields stands: on the page, or in a row of the group called `inside`."""

    inside: str
    prefix: str
    answers: Mapping[str, Any]
    typed: Mapping[str, Any]
    scope: Scope


def draw(source: Source, fields: Sequence[FieldBase], remarks: Mapping[str, str] | None = None) -> list[Control]:
    """Return the controls of these fields; `remarks` are what an officer said about some of them."""
    place = Place("", "", source.answers, source.typed, Scope(source.answers, source.facts))
    return _list(source, fields, place, remarks or {})


def ids_of(source: Source, fields: Sequence[FieldBase]) -> list[str]:
    """Return the ids of the fields that are drawn, so that a later answer can tell what was not asked yet."""
    scope = Scope(source.answers, source.facts)
    return [f.id for f in fields if triggers.trigger_of(f, fields) or holds(f.show_if, scope)]


def _list(source: Source, fields: Sequence[FieldBase], place: Place, remarks: Mapping[str, str]) -> list[Control]:
    nested: dict[tuple[str, str], list[Control]] = {}
    shown: list[Control] = []
    # From the last to the first: what hangs on an answer is drawn before the question it hangs on.
    for each in reversed(fields):
        trigger = triggers.trigger_of(each, fields)
        live = f"{place.inside}{each.id}" in source.live.changing
        waits = trigger is None and not holds(each.show_if, place.scope)
        if waits and not live:
            continue
        control = _control(source, each, place, trigger, nested, remarks.get(each.id, ""))
        control = replace(control, live=live, waits=waits)
        if trigger is not None and trigger.nested:
            nested.setdefault((trigger.field.id, trigger.values[0]), []).insert(0, control)
        else:
            shown.insert(0, control)
    return shown


def _control(
    source: Source,
    each: FieldBase,
    place: Place,
    trigger: triggers.Trigger | None,
    nested: Mapping[tuple[str, str], list[Control]],
    remark: str,
) -> Control:
    name = f"{place.prefix}{each.id}"
    is_typed = each.id in place.typed
    value = place.typed[each.id] if is_typed else place.answers.get(each.id)
    inside = {option: controls for (owner, option), controls in nested.items() if owner == each.id}
    data = dict(kinds.data(each, value, source, typed=is_typed))
    if "options" in data:
        data["options"] = [{**o, "inside": _inside(inside.get(o["value"], []))} for o in data["options"]]
    if isinstance(each, GroupField):
        data |= _rows(source, each, name, value, place)
    # A question that only sometimes appears is compulsory where it appears: nothing to say about leaving it empty.
    optional = not is_required(each, place.scope) and each.required_if is None
    return Control(
        id=name,
        field=each,
        template=_template(each),
        label=wording.text(each.label),
        hint=kinds.hint(each),
        error=source.error_at(name),
        optional=optional and not each.compulsory and type_of(each).answered,
        data=data,
        when=_when(trigger) if trigger else "",
        when_name=f"{place.prefix}{trigger.field.id}" if trigger and not trigger.nested else "",
        when_values=" ".join(trigger.values) if trigger else "",
        remark=remark,
    )


def _template(each: FieldBase) -> str:
    kind = type_of(each)
    return "requests/fields/_read_only.html" if each.read_only and not kind.derived else kind.template


def _inside(controls: list[Control]) -> str:
    return render_to_string("requests/fields/_inside.html", {"controls": controls}) if controls else ""


def _rows(source: Source, group: GroupField, name: str, value: Any, place: Place) -> dict[str, Any]:
    if group.repeat is None:
        row = value if isinstance(value, Mapping) else {}
        return {"rows": [_row(source, group, f"{name}.", row, place)], "may_add": False, "repeats": False}
    rows = [row if isinstance(row, Mapping) else {} for row in rows_of(value)]
    missing = max(1, group.repeat.min) - len(rows)
    rows += [{}] * max(missing, 1 if name in source.more_rows else 0)
    rows = rows[: group.repeat.max]
    drawn = [_row(source, group, f"{name}.{index}.", row, place) for index, row in enumerate(rows)]
    return {"rows": drawn, "may_add": len(rows) < group.repeat.max, "repeats": True}


def _row(source: Source, group: GroupField, prefix: str, row: Mapping[str, Any], around: Place) -> dict[str, Any]:
    is_typed = group.id in around.typed
    # A row inside a row sees what its own row answers too, as when cleaning.
    scope = Scope(source.answers, source.facts, {**around.scope.row, **row})
    inside = f"{around.inside}{group.id}."
    place = Place(inside, prefix, {} if is_typed else row, row if is_typed else {}, scope)
    number = int(prefix.split(".")[-2]) + 1 if group.repeat else 0
    title = wording.text(group.row_label or group.label)
    return {
        "title": f"{title} {number}" if number else "",
        "key": prefix.rstrip("."),
        "controls": _list(source, group.fields, place, {}),
    }


def _when(trigger: triggers.Trigger) -> str:
    answers = {"ya": _("Ya"), "tidak": _("Tidak")}
    answers |= {o["value"]: o["label"] for o in kinds.choices_of(trigger.field)}
    chosen = _(" atau ").join(f"“{answers.get(value, value)}”" for value in trigger.values)
    if trigger.nested:
        return _("Bila Anda memilih %(answers)s") % {"answers": chosen}
    question = wording.text(trigger.field.label).rstrip("?")
    return _("Bila “%(question)s” dijawab %(answers)s") % {"question": question, "answers": chosen}
