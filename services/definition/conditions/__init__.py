"""Conditions: a closed language of data. Nothing is run as code, nothing raises on what people type."""

from services.definition.conditions.ast import MAX_DEPTH, Call, Expression, Ref, parse
from services.definition.conditions.evaluate import Scope, evaluate, holds
from services.definition.conditions.operators import OPERATORS
from services.definition.conditions.partial import Known, Withheld, as_data, residual
from services.definition.conditions.references import references

__all__ = [
    "MAX_DEPTH",
    "OPERATORS",
    "Call",
    "Expression",
    "Known",
    "Ref",
    "Scope",
    "Withheld",
    "as_data",
    "evaluate",
    "holds",
    "parse",
    "references",
    "residual",
]
