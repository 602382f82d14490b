"""The guard against counting whole tables sees them, and lets bounded counts pass."""

from __future__ import annotations

from typing import Any

import pytest

from agencies.models import Agency
from foundation.lists import BoundedPaginator
from tests.guards.counting import CountsEverything, bounded

pytestmark = pytest.mark.django_db


def test_a_count_over_everything_is_refused() -> None:
    with bounded(), pytest.raises(CountsEverything):
        Agency.objects.count()


@pytest.mark.parametrize(
    "count",
    [
        Agency.objects.filter(is_active=True).count,
        Agency.objects.all()[:10].count,
        lambda: BoundedPaginator(Agency.objects.order_by("pk"), 20).count,
        Agency.objects.exists,
    ],
    ids=["narrowed", "limited", "the panel's pages", "whether there is any"],
)
def test_what_is_bounded_passes(count: Any) -> None:
    with bounded():
        assert count() == 0


def test_outside_a_request_anybody_may_count() -> None:
    assert Agency.objects.count() == 0
