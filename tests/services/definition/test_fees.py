"""What a request costs: whole rupiah from an amount or a formula."""

from typing import Any

import pytest

from services.definition.fees import fee_of
from tests.services.definition.helpers import FACTS, service

EACH = {"op": "multiply", "args": [{"f": "jumlah"}, 12_500]}
CASES: list[tuple[Any, dict[str, Any], int | None]] = [
    (None, {}, None),
    ({"amount": 25_000}, {}, 25_000),
    ({"hook": "uji.tarif"}, {"jumlah": 3}, None),
    ({"expr": EACH}, {"jumlah": 3}, 37_500),
    ({"expr": EACH}, {}, None),
    ({"expr": {"op": "divide", "args": [{"f": "jumlah"}, 3]}}, {"jumlah": 10}, 4),
    ({"expr": {"op": "subtract", "args": [{"f": "jumlah"}, 9]}}, {"jumlah": 3}, 0),
]


@pytest.mark.parametrize(("fee", "answers", "rupiah"), CASES)
def test_rupiah_are_whole_never_below_zero_and_unknown_where_an_answer_is_missing(
    fee: Any, answers: dict[str, Any], rupiah: int | None
) -> None:
    assert fee_of(service({"standard.fee": fee}), answers, FACTS) == rupiah
