"""Cleaning of a list of fields, top to bottom: conditions first, then answers. For pages, groups and actions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from services.definition.conditions import Scope, holds
from services.definition.fields.base import FieldBase
from services.definition.fields.context import Context
from services.definition.fields.registry import type_of
from services.definition.problems import FieldProblem, Param, Problem, ProblemCode


@dataclass
class Outcome:
    """Collect clean answers, problems and warnings while fields are walked."""

    answers: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    visible: set[str] = field(default_factory=set)

    def refuse(self, path: str, code: ProblemCode, params: Mapping[str, Param] | None = None) -> None:
        """Add one problem."""
        self.problems.append(Problem(path, code, dict(params or {})))


class PartialAnswer(Exception):
    """Hand back a composed answer of which some pieces were refused."""

    def __init__(self, value: Any, outcome: Outcome) -> None:
        """Keep the good value and the problems, whose paths are relative."""
        super().__init__()
        self.value = value
        self.outcome = outcome


def clean_list(
    fields: Sequence[FieldBase], raw: Any, context: Context, scope: Scope, *, in_row: bool = False
) -> Outcome:
    """Clean the answers of `fields` in order; a condition sees what was cleaned before it. Never raises on raw data."""
    outcome = Outcome()
    given: Mapping[str, Any] = raw if isinstance(raw, Mapping) else {}
    for each in fields:
        own = {**(scope.row if in_row else scope.answers), **outcome.answers}
        inner = Scope(scope.answers, scope.facts, own) if in_row else Scope(own, scope.facts)
        if not holds(each.show_if, inner):
            continue
        outcome.visible.add(each.id)
        _clean_one(each, given.get(each.id), Context(context.today, context.facts, context.lookups, inner), outcome)
    return outcome


def is_required(each: FieldBase, scope: Scope) -> bool:
    """Say whether a visible field must be answered."""
    return each.compulsory or (each.required_if is not None and holds(each.required_if, scope))


def _clean_one(each: FieldBase, raw: Any, context: Context, outcome: Outcome) -> None:
    kind = type_of(each)
    if not kind.answered:
        return
    if each.read_only:
        # What a browser sends for it is ignored; the fact itself is the answer.
        raw = context.scope.get(each.from_) if each.from_ else None
    if kind.derived:
        value = kind.clean(None, each, context)
        if value is not None:
            outcome.answers[each.id] = value
        return
    if kind.is_blank(raw) and not kind.looks_inside(each):
        if is_required(each, context.scope) and not each.read_only:
            outcome.refuse(each.id, ProblemCode.REQUIRED)
        return
    _accept(each, raw, context, outcome)


def _accept(each: FieldBase, raw: Any, context: Context, outcome: Outcome) -> None:
    kind = type_of(each)
    try:
        value = kind.clean(raw, each, context)
    except FieldProblem as problem:
        path = f"{each.id}.{problem.part}" if problem.part else each.id
        outcome.refuse(path, problem.code, problem.params)
        return
    except PartialAnswer as part:
        value = part.value
        for source, target in ((part.outcome.problems, outcome.problems), (part.outcome.warnings, outcome.warnings)):
            target.extend(_below(each.id, problem) for problem in source)
    outcome.warnings.extend(Problem(each.id, code, params) for code, params in context.warnings)
    if not kind.is_blank(value):
        outcome.answers[each.id] = value
    elif is_required(each, context.scope) and not any(p.path.split(".")[0] == each.id for p in outcome.problems):
        # Only invisible characters were typed.
        outcome.refuse(each.id, ProblemCode.REQUIRED)


def _below(parent: str, problem: Problem) -> Problem:
    path = f"{parent}.{problem.path}" if problem.path else parent
    return Problem(path, problem.code, problem.params)
