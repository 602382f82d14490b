"""Work out of a condition what is known now, so that the rest can be worked out where the other answers are typed."""

import math
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from services.definition.conditions.ast import Call, Ref
from services.definition.conditions.evaluate import Scope, evaluate
from services.definition.conditions.operators import OPERATORS
from services.definition.conditions.references import references


class Withheld(Exception):
    """Say that the rest of a condition cannot be told without giving away what must stay here."""


@dataclass(frozen=True)
class Known:
    """Hold what is known: a scope, which first names are answered elsewhere, and which paths are nobody's business."""

    scope: Scope
    open: Collection[str]
    secret: Callable[[str], bool] = lambda path: False


def residual(expression: Any, known: Known) -> Any:
    """Return a parsed condition that gives the same wherever only the `open` names are answered.

    What depends on none of them becomes its value. Of a secret only a verdict (true, false, null) is told; raises
    Withheld where more than that would be needed, or where a value is not one a condition can be written with.
    """
    paths = references(expression)
    if not any(path.split(".")[0] in known.open for path in paths):
        value = evaluate(expression, known.scope)
        if any(map(known.secret, paths)) and not (value is None or isinstance(value, bool)):
            raise Withheld
        return _literal(value)
    if isinstance(expression, Ref):
        return expression
    args = [residual(arg, known) for arg in expression.args]
    operator = OPERATORS[expression.op]
    if operator.dated and len(args) < operator.most:
        args.append(residual(Ref.model_construct(f="today"), known))
    return Call.model_construct(op=expression.op, args=tuple(args))


def _literal(value: Any) -> Any:
    if isinstance(value, list | tuple):
        items = tuple(map(_literal, value))
        if any(isinstance(item, tuple) for item in items):
            raise Withheld
        return items
    if isinstance(value, dict) or (isinstance(value, float) and not math.isfinite(value)):
        raise Withheld
    return value


def as_data(expression: Any) -> Any:
    """Return a condition as JSON data, as it is written in a document."""
    if isinstance(expression, Ref):
        return {"f": expression.f}
    if isinstance(expression, Call):
        return {"op": expression.op, "args": [as_data(arg) for arg in expression.args]}
    return list(expression) if isinstance(expression, tuple) else expression
