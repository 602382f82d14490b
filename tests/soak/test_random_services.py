"""Ten thousand random services with answers, and twice as many hostile texts; EXAMPLES changes the count."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.services.definition.fields.test_hostile_text import KINDS, one_text_has_one_form_in_every_field, spoiled
from tests.services.definition.properties import PROPERTIES, Check
from tests.services.definition.strategies.documents import filled
from tests.soak.evidence import record

COUNT = int(os.environ.get("EXAMPLES", "10000"))


@pytest.mark.soak
@pytest.mark.django_db
def test_every_property_of_a_service_holds_ten_thousand_times() -> None:
    figures = {}
    for check in PROPERTIES:
        started = time.monotonic()
        figures[check.__name__.replace("_", " ")] = (
            f"{_try(_spread(check), COUNT, example=filled())} services, none failed"
        )
        figures[f"{check.__name__.replace('_', ' ')}: seconds"] = f"{time.monotonic() - started:.0f}"
    record(
        "random-services",
        "Random services and answers",
        promise="whatever service is described and whatever is sent to it, cleaning never raises, changes nothing that "
        "is clean, and stores exactly what may be answered; writing and reading a service changes nothing",
        conditions={
            "services": "1 to 40 fields of every type, in groups and in groups of groups, conditions everywhere",
            "answers": "right ones, odd ones, hostile ones; unknown, hidden, read-only and foreign ones beside them",
        },
        figures=figures,
    )


def _spread(check: Check) -> Callable[..., None]:
    return lambda example: check(*example)


@pytest.mark.soak
@pytest.mark.django_db
def test_twenty_thousand_hostile_texts_get_one_form_or_are_refused() -> None:
    started = time.monotonic()
    tried = _try(one_text_has_one_form_in_every_field, 2 * COUNT, text=spoiled())
    record(
        "hostile-texts",
        "Hostile texts in every field",
        promise="a text of any script, with marks that hide, join or turn, gets one form that stays, or is refused",
        conditions={"fields": ", ".join(KINDS), "texts": "numbers, names and dates with up to four marks put in"},
        figures={"texts": f"{tried}, none failed", "seconds": f"{time.monotonic() - started:.0f}"},
    )


def _try(check: Callable[..., None], wanted: int, **strategies: st.SearchStrategy[Any]) -> int:
    count = 0

    @settings(max_examples=wanted, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(**strategies)
    def holds(**drawn: Any) -> None:
        nonlocal count
        count += 1
        check(**drawn)

    holds()
    return count
