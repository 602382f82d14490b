"""Which answers and facts a condition looks at, without running it."""

from typing import Any

from services.definition.conditions.ast import Call, Ref
from services.definition.conditions.operators import OPERATORS


def references(expression: Any) -> frozenset[str]:
    """Return every path named in a parsed condition, `today` included where an operator needs it."""
    if isinstance(expression, Ref):
        return frozenset({expression.f})
    if not isinstance(expression, Call):
        return frozenset()
    found: set[str] = set()
    operator = OPERATORS[expression.op]
    if operator.dated and len(expression.args) < operator.most:
        found.add("today")
    for arg in expression.args:
        found |= references(arg)
    return frozenset(found)
