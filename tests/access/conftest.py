"""Make the world of the access tests once for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from pytest_django import DjangoDbBlocker

from services.requests import files
from tests.access import estate as world
from tests.access import outside
from tests.access.estate import Estate
from tests.services.desk.world import NOW


@pytest.fixture(scope="module")
def estate(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Estate]:
    """Make the world once; every test and every cell undoes what it changed."""
    # What is undone in the database must not be gone from the disk.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "remove_all", lambda paths: None)
        yield from _world(django_db_blocker)


def _world(django_db_blocker: DjangoDbBlocker) -> Iterator[Estate]:
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), transaction.atomic():
        yield outside.add(world.build())
        transaction.set_rollback(True)
