"""Work out a condition against answers and facts; whatever people typed, this never raises."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from services.definition.conditions.ast import MAX_DEPTH, Call, Ref
from services.definition.conditions.operators import OPERATORS
from services.definition.conditions.values import as_date


@dataclass(frozen=True)
class Scope:
    """Hold what a path may mean: the row of the group at hand first, then answers, then facts."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    row: Mapping[str, Any] = field(default_factory=dict)

    def get(self, path: str) -> Any:
        """Return the value at `path`, None when there is none; through a group, the list of its values."""
        if path in self.facts:
            return _plain(self.facts[path])
        head, _, rest = path.partition(".")
        for source in (self.row, self.answers):
            if head in source:
                return _walk(_plain(source[head]), rest)
        # Facts are flat ("profile.region"), but some hold a mapping: profile.region.kecamatan.
        prefix, _, last = path.rpartition(".")
        if prefix in self.facts:
            return _walk(_plain(self.facts[prefix]), last)
        return None


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def _walk(value: Any, path: str) -> Any:
    for name in path.split(".") if path else ():
        if isinstance(value, Mapping):
            value = _plain(value.get(name))
        elif isinstance(value, tuple):
            # A group in each row of a group: the rows of all rows, one after another.
            rows = (row for item in value for row in (item if isinstance(item, list | tuple) else (item,)))
            value = tuple(_plain(row.get(name)) for row in rows if isinstance(row, Mapping))
        else:
            return None
    return value


def evaluate(expression: Any, scope: Scope) -> Any:
    """Return the value of a parsed condition; deeper than MAX_DEPTH it is None."""
    return _evaluate(expression, scope, 0)


def holds(expression: Any, scope: Scope) -> bool:
    """Say whether a condition is exactly true; a missing condition (None) holds."""
    return expression is None or evaluate(expression, scope) is True


def _evaluate(node: Any, scope: Scope, depth: int) -> Any:
    if isinstance(node, Ref):
        return scope.get(node.f)
    if not isinstance(node, Call):
        return node
    operator = OPERATORS.get(node.op)
    if operator is None or depth > MAX_DEPTH or not operator.least <= len(node.args) <= operator.most:
        return None
    values = [_evaluate(arg, scope, depth + 1) for arg in node.args]
    if operator.dated and len(values) < operator.most:
        today = scope.facts.get("today")
        values.append(today if as_date(today) else None)
    return operator.run(*values)
