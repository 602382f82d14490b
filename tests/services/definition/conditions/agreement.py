"""The property that both evaluators give the same, for every run and for the long one."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from services.definition import conditions
from services.definition.conditions import Scope, evaluate, holds
from tests.services.definition.conditions import browser
from tests.services.definition.strategies.conditions import KNOWN, SCOPES, expressions

TREES = expressions(4)
SURROUNDINGS = st.fixed_dictionaries({"answers": SCOPES, "facts": KNOWN, "row": SCOPES})


def check(expr: Any, scope: dict[str, Any]) -> Any:
    """Fail unless server and browser give the same value and the same verdict; returns the value."""
    parsed = conditions.parse(expr)
    here, held = evaluate(parsed, Scope(**scope)), holds(parsed, Scope(**scope))
    [(there, held_there)] = browser.run([(expr, scope)])
    assert browser.agree(here, there), (here, there)
    assert held is held_there
    return here
