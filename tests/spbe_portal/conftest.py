"""Offer what the pages of the top show: the real services."""

import pytest

from tests import kept


@pytest.fixture
def services(db: None) -> None:
    """Load reference data and the documents of every OPD, as an installation does."""
    kept.reference()
    kept.services()
