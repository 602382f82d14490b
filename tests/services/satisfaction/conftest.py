"""Freeze the time on a Monday in the middle of a quarter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from tests.services.satisfaction.world import MONDAY


@pytest.fixture
def now(db: Any) -> Iterator[Any]:
    cache.clear()
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller
