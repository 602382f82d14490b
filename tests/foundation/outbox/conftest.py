"""Offer a bench with its own registry."""

from __future__ import annotations

import pytest

from tests.foundation.outbox.helpers import Bench


@pytest.fixture
def bench() -> Bench:
    """Return a registry of its own with one kind of job."""
    return Bench()
