"""Freeze the time on a Monday in the middle of a quarter, in a year whose days off are decreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from agencies.models import DecreedYear
from tests.services.performance.world import MONDAY


@pytest.fixture
def now(db: Any) -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        DecreedYear.objects.create(year=2026, decree="SKB uji")
        yield traveller
