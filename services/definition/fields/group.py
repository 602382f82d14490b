"""Several fields that belong together, once or repeated: members of a family, points of a billboard."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, model_validator

from services.definition.base import Model, Text
from services.definition.fields.base import FieldBase, FieldType
from services.definition.fields.cleaning import Outcome, PartialAnswer, clean_list
from services.definition.fields.context import Context, View
from services.definition.fields.registry import register, type_of
from services.definition.problems import FieldProblem, Problem, ProblemCode

if TYPE_CHECKING:
    AnyField = FieldBase


class Repeat(Model):
    """Say how many rows there may be; `min` above 0 makes the group compulsory."""

    min: int = Field(0, ge=0, le=200)
    max: int = Field(10, ge=1, le=200)

    @model_validator(mode="after")
    def _in_order(self) -> "Repeat":
        if self.min > self.max:
            raise ValueError("min is larger than max")
        return self


class GroupField(FieldBase):
    """Ask for the same fields once, or in rows where `repeat` is given; `row_label` names a row ("Anggota")."""

    type: Literal["group"]
    fields: "tuple[AnyField, ...]" = Field(min_length=1, max_length=60)
    repeat: Repeat | None = None
    row_label: Text | None = None

    @model_validator(mode="after")
    def _one_level_inside(self) -> "GroupField":
        for inner in self.fields:
            for deeper in inner.children():
                if deeper.children():
                    inside = f"{deeper.id!r} stands in {inner.id!r}, which stands in {self.id!r}"
                    raise ValueError(f"a group holds groups only one level deep, and {inside}: ask it outside")
        return self

    @property
    def compulsory(self) -> bool:
        """Say whether at least one row must be given."""
        return self.required or (self.repeat is not None and self.repeat.min > 0)

    def children(self) -> tuple[FieldBase, ...]:
        """Return the fields of one row."""
        return self.fields


@register
class Group(FieldType[GroupField]):
    """Keep one object, or a list of objects where it repeats."""

    name = "group"
    spec = GroupField

    def looks_inside(self, field: GroupField) -> bool:
        """Say yes for a group asked once: its own fields decide what is compulsory."""
        return field.repeat is None

    def clean(self, raw: Any, field: GroupField, context: Context) -> Any:
        """Return the rows; raise PartialAnswer with every good answer when some are wrong."""
        if field.repeat is None:
            return self._clean_once(raw, field, context)
        # An empty row at the end of an HTML form was never meant; the others keep their numbers on the screen.
        rows = [(index, row) for index, row in enumerate(_rows(raw, single=False)) if _is_given(field, row)]
        if len(rows) > field.repeat.max:
            raise FieldProblem(ProblemCode.TOO_MANY, limit=field.repeat.max)
        whole, answers = Outcome(), []
        for index, row in rows:
            inner = _clean_row(field, row, context)
            for source, target in ((inner.problems, whole.problems), (inner.warnings, whole.warnings)):
                target.extend(Problem(f"{index}.{each.path}", each.code, each.params) for each in source)
            if _is_given(field, inner.answers):
                answers.append(inner.answers)
        # Without any row it is "required" that is said.
        if answers and len(answers) < field.repeat.min and not whole.problems:
            whole.refuse("", ProblemCode.TOO_FEW, {"limit": field.repeat.min})
        return _result(answers, whole)

    def _clean_once(self, raw: Any, field: GroupField, context: Context) -> Any:
        try:
            [row] = _rows({} if self.is_blank(raw) else raw, single=True)
        except FieldProblem as problem:
            # Nothing of it can be read; what is worked out or comes from the profile stands all the same.
            inner = _clean_row(field, {}, context)
            inner.problems = [Problem("", problem.code, problem.params)]
        else:
            inner = _clean_row(field, row, context)
        return _result(inner.answers, inner)

    def shape(self, field: GroupField) -> dict[str, Any]:
        """Return an object schema, or an array of it."""
        row = {
            "type": "object",
            "properties": {each.id: type_of(each).shape(each) for each in field.fields if type_of(each).answered},
            "additionalProperties": False,
        }
        if field.repeat is None:
            return row
        return {"type": "array", "items": row, "minItems": field.repeat.min, "maxItems": field.repeat.max}

    def sample(self, field: GroupField) -> Any:
        """Return rows of the fields' own samples, without what a condition may hide and what is worked out."""
        row = {
            each.id: type_of(each).sample(each)
            for each in field.fields
            if type_of(each).answered and not type_of(each).derived and each.show_if is None and not each.read_only
        }
        return row if field.repeat is None else [dict(row) for _ in range(max(1, field.repeat.min))]

    def show(self, value: Any, field: GroupField, view: View = View()) -> str:  # noqa: B008
        """Write "label: answer" pairs, rows separated by semicolons."""
        rows = value if isinstance(value, list | tuple) else [value]
        return "; ".join(self._row(row, field, view) for row in rows)

    def _row(self, row: Mapping[str, Any], field: GroupField, view: View) -> str:
        pairs = [
            f"{each.label.in_language(view.language)}: {type_of(each).show(row[each.id], each, view)}"
            for each in field.fields
            if each.id in row
        ]
        return ", ".join(pairs)


def _rows(raw: Any, *, single: bool) -> list[Mapping[str, Any]]:
    if isinstance(raw, Mapping):
        # A form parser may hand rows over as {"0": {...}, "1": {...}}.
        if not single and raw and all(isinstance(key, str) and key.isascii() and key.isdigit() for key in raw):
            raw = [raw[key] for key in sorted(raw, key=lambda key: (len(key), key))]
        else:
            raw = [raw]
    if not isinstance(raw, list | tuple) or (single and len(raw) != 1):
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    if not all(isinstance(row, Mapping) or row in (None, "") for row in raw):
        raise FieldProblem(ProblemCode.WRONG_SHAPE)
    return [row if isinstance(row, Mapping) else {} for row in raw]


def _is_given(group: GroupField, row: Any) -> bool:
    """Say whether a row holds an answer that a person may give: not only what is read-only, worked out or unknown."""
    if not isinstance(row, Mapping):
        return not type_of(group).is_blank(row)
    for each in group.fields:
        kind, raw = type_of(each), row.get(each.id)
        if each.read_only or kind.derived or not kind.answered or kind.is_blank(raw):
            continue
        rows = raw if isinstance(raw, list | tuple) else [raw]
        if not isinstance(each, GroupField) or any(_is_given(each, inner) for inner in rows):
            return True
    return False


def _clean_row(field: GroupField, row: Mapping[str, Any], context: Context) -> Outcome:
    return clean_list(field.fields, row, context, context.scope, in_row=True)


def _result(value: Any, outcome: Outcome) -> Any:
    if outcome.problems or outcome.warnings:
        raise PartialAnswer(value, outcome)
    return value
