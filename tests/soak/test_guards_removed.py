"""Take away every guard in turn: the access matrix must notice, or it proves nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from tests.access.asking import Visitor, faults
from tests.access.cells import Aim, aims
from tests.access.conftest import estate
from tests.access.estate import Estate
from tests.access.guards import GUARDS, Guard
from tests.access.people import ROLES
from tests.soak.evidence import record

__all__ = ["estate"]
pytestmark = [pytest.mark.django_db, pytest.mark.soak]
LEAST = 0.95


def cells(known: list[Aim], guard: Guard) -> Iterator[tuple[Aim, str]]:
    """Yield the cells that ought to notice, for things of every owner."""
    for aim in known:
        if aim.name in guard.urls:
            yield from ((aim, method) for method in sorted(aim.line.methods))


def first_fault(world: Estate, known: list[Aim], guard: Guard) -> str:
    """Return the first cell that is wrong, "" when all are as the table says."""
    role = next(role for role in ROLES if role.name == guard.role)
    client: Any = world.clients[role.name]
    client.handler._middleware_chain = None  # it holds on to the methods of the middleware as they were
    visitor = Visitor(role, client)
    for aim, method in cells(known, guard):
        try:
            found = faults(world, visitor, aim, method)
        except Exception as error:  # a page that breaks without its guard was noticed too
            return f"{aim.name} {method}: {error!r}"
        if found:
            return found[0]
    return ""


@pytest.mark.skipif(settings.IS_POSTGRES, reason="behind these guards stands PostgreSQL's own wall, tested by itself")
def test_the_matrix_notices_when_a_guard_is_gone(estate: Estate) -> None:
    known = list(aims(estate))
    survived, noisy = [], []
    for guard in GUARDS:
        if first_fault(estate, known, guard):
            noisy.append(guard.path)  # red already: nothing could be learned from it
            continue
        with guard.removed():
            seen = first_fault(estate, known, guard)
        if not seen:
            survived.append(f"{guard.path} ({guard.role})")
    assert not noisy
    assert len(survived) <= len(GUARDS) * (1 - LEAST), survived
    record(
        "guards-removed",
        "Every guard taken away in turn",
        promise=f"at least {LEAST:.0%} of the guards are missed: a cell of the access matrix turns red without them",
        conditions={
            "guards": f"{len(GUARDS)}, each replaced in every module that knows it by name (tests/access/guards.py)",
            "cells": "those of the addresses it stands before, for things of every owner, by every declared method",
            "before": "the same cells are green with the guard in its place",
        },
        figures={
            "guards missed": f"{len(GUARDS) - len(survived)} of {len(GUARDS)}",
            "not missed": "; ".join(survived) or "none",
        },
    )
