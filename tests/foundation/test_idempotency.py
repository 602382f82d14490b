"""Stored results: a repeated press is answered, not repeated."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction

from foundation import idempotency
from foundation.ids import uuid7
from foundation.models import StoredResult
from foundation.outbox.models import Job

BODY = idempotency.body_hash({"a": 1})
OTHER = idempotency.body_hash({"a": 2})


@pytest.mark.django_db
def test_a_stored_result_is_recalled_for_the_same_actor_scope_key_and_body_only() -> None:
    idempotency.store("user:1", "r:submit", "k", BODY, {"number": "SRG"})
    assert idempotency.recall("user:1", "r:submit", "k", BODY) == {"number": "SRG"}
    assert idempotency.recall("user:2", "r:submit", "k", BODY) is None
    assert idempotency.recall("user:1", "r:withdraw", "k", BODY) is None
    assert idempotency.recall("user:1", "r:submit", "k2", BODY) is None


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_reported() -> None:
    idempotency.store("user:1", "r:submit", "k", BODY, {})
    with pytest.raises(idempotency.KeyReused):
        idempotency.recall("user:1", "r:submit", "k", OTHER)


@pytest.mark.django_db
def test_an_empty_result_is_still_a_result() -> None:
    idempotency.store("user:1", "r:submit", "k", BODY, {})
    assert idempotency.recall("user:1", "r:submit", "k", BODY) == {}


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 81])
def test_a_key_of_impossible_length_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="characters"):
        idempotency.store("user:1", "r:submit", key, BODY, {})


def test_the_order_of_keys_does_not_change_a_body() -> None:
    day = dt.date(2026, 11, 22)
    assert idempotency.body_hash({"a": 1, "b": day}) == idempotency.body_hash({"b": day, "a": 1})
    assert idempotency.body_hash({"a": 1}) != idempotency.body_hash({"a": "1"})


@pytest.mark.django_db
def test_after_thirty_days_a_key_is_forgotten_and_may_be_used_anew() -> None:
    with time_machine.travel("2026-10-01T00:00:00Z", tick=False):
        idempotency.store("user:1", "r:submit", "k", BODY, {"old": True})
        idempotency.store("user:1", "r:submit", "other", BODY, {"old": True})
    with time_machine.travel("2026-10-30T23:59:59Z", tick=False):
        assert idempotency.purge() == 0
    with time_machine.travel("2026-10-31T00:00:01Z", tick=False):
        assert idempotency.recall("user:1", "r:submit", "k", BODY) is None
        idempotency.store("user:1", "r:submit", "k", OTHER, {"old": False})
        assert idempotency.purge() == 1
        assert idempotency.recall("user:1", "r:submit", "k", OTHER) == {"old": False}


@pytest.mark.django_db
def test_work_that_fails_leaves_no_result_behind() -> None:
    def fail() -> dict[str, Any]:
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError):
        idempotency.once("user:1", "s", "k", BODY, fail)
    assert idempotency.once("user:1", "s", "k", BODY, lambda: {"n": 1}) == ({"n": 1}, False)
    assert idempotency.once("user:1", "s", "k", BODY, lambda: {"n": 2}) == ({"n": 1}, True)


@pytest.mark.django_db(transaction=True)
def test_twenty_keys_pressed_by_eight_threads_each_do_the_work_twenty_times() -> None:
    def work() -> dict[str, Any]:
        pk = uuid7()
        Job.objects.create(id=pk, kind="test.once", not_before=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
        return {"job": str(pk)}

    def press(number: int) -> str:
        try:
            with transaction.atomic():
                return str(idempotency.once("user:1", "s", f"k{number % 20}", BODY, work)[0]["job"])
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(press, range(160)))
    assert Job.objects.count() == StoredResult.objects.count() == len(set(answers)) == 20
