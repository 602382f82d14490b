"""Run static/js/conditions.js as a browser would, in an engine that comes with the tests."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import quickjs

SOURCE = Path(__file__).parents[4] / "static" / "js" / "conditions.js"
# Answers travel as JSON. It has no word for what a hostile client's number may become, so that goes as a text.
MARK = "\x00number:"
HARNESS = f"""
const MARK = {json.dumps(MARK)};
const read = (name, value) =>
  typeof value === "string" && value.startsWith(MARK) ? Number(value.slice(MARK.length)) : value;
const write = (name, value) => (typeof value === "number" && !Number.isFinite(value) ? MARK + value : value);
const one = ([condition, scope]) => [evaluate(condition, scope), holds(condition, scope)];
globalThis.run = (cases) => JSON.stringify(JSON.parse(cases, read).map(one), write);
"""
Case = tuple[Any, dict[str, Any]]


@cache
def _engine() -> quickjs.Context:
    engine = quickjs.Context()
    engine.module(SOURCE.read_text(encoding="utf-8") + HARNESS)
    return engine


def run(cases: Iterable[Case]) -> list[tuple[Any, bool]]:
    """Return value and verdict of each (condition as JSON data, scope); all of them in one call of the engine."""
    sent = json.dumps([_out(case) for case in cases])
    return [(_in(value), held) for value, held in json.loads(_engine().get("run")(sent))]


def same(here: Any, there: Any) -> bool:
    """Say whether both sides gave the same value of the same type; of a number, what a browser can hold of it."""
    if isinstance(here, bool) or isinstance(there, bool):
        return here is there
    if isinstance(here, int | float) and isinstance(there, int | float):
        left, right = _float(here), _float(there)
        return left == right or (math.isnan(left) and math.isnan(right))
    return type(here) is type(there) and bool(here == there)


def agree(here: Any, there: Any) -> bool:
    """Compare two values to the bottom; tuples and lists are alike."""
    if isinstance(here, dict) and isinstance(there, dict):
        return here.keys() == there.keys() and all(agree(here[name], there[name]) for name in here)
    if isinstance(here, list | tuple) and isinstance(there, list | tuple):
        return len(here) == len(there) and all(agree(a, b) for a, b in zip(here, there, strict=True))
    return same(here, there)


def _float(number: float) -> float:
    try:
        return float(number)
    except OverflowError:
        return math.copysign(math.inf, number)


def _out(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _out(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_out(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return f"{MARK}{str(value).replace('inf', 'Infinity').replace('nan', 'NaN')}"
    return value


def _in(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _in(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_in(item) for item in value]
    return float(value.removeprefix(MARK)) if isinstance(value, str) and value.startswith(MARK) else value
