"""Offer what the pages of the top show: the real services."""

import pytest
from django.core.management import call_command


@pytest.fixture
def services(db: None) -> None:
    """Load reference data and the documents of every OPD, as an installation does."""
    call_command("load_reference", verbosity=0)
    call_command("sync_services", verbosity=0)
