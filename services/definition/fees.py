"""What a request costs, worked out from its answers: shown before sending, worked out again by the server."""

import math
from collections.abc import Mapping
from typing import Any

from services.definition.conditions import Scope, evaluate
from services.definition.conditions.values import is_number
from services.definition.document import Document


def fee_of(document: Document, answers: Mapping[str, Any], facts: Mapping[str, Any]) -> int | None:
    """Return whole rupiah by the document's amount or formula; None where a hook or nobody can say.

    A formula that meets a missing answer gives None; a broken rupiah is rounded up, below zero costs nothing.
    """
    fee = document.standard.fee
    if fee is None:
        return None
    if fee.expr is None:
        return fee.amount
    value = evaluate(fee.expr, Scope(answers, facts))
    return max(0, math.ceil(value)) if is_number(value) else None
