"""A day's history is sealed once it is over; whoever rewrites it contradicts the seal and its copies."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from foundation import clock, rls, signing
from services.requests import chain, merkle, triggers
from services.requests.audit import verify, verify_seals
from services.requests.models import EventPayload, RequestEvent, Seal, SealLeaf
from services.requests.sealing import seal_until, statement
from tests.services.requests import world

MONDAY = "2026-11-23T10:00:00+07:00"
TUESDAY = "2026-11-24T10:00:00+07:00"
HASHES = st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=40, unique=True)


@given(HASHES)
def test_every_hash_leads_to_the_root_and_no_other_does(values: list[str]) -> None:
    root = merkle.root(values)
    for index, value in enumerate(values):
        steps = merkle.path(values, index)
        assert merkle.climb(value, steps) == root
        assert merkle.climb("00" * 32, steps) != root or value == "00" * 32
    with pytest.raises(IndexError):
        merkle.path(values, len(values))


def test_a_node_cannot_be_passed_off_as_a_leaf() -> None:
    values = ["aa" * 32, "bb" * 32]
    inner = (merkle.leaf(values[0]) + merkle.leaf(values[1])).hex()
    assert merkle.leaf(values[0]) != bytes.fromhex(values[0])
    assert merkle.root([inner[:64]]) != merkle.root(values)


@pytest.fixture
def two_days(db: Any) -> tuple[Any, Any]:
    """File one request on Monday and move it on Tuesday; file another on Tuesday."""
    with time_machine.travel(MONDAY, tick=False):
        version, warga, petugas = world.publish(), world.citizen(), world.officer("verifikator")
        first = world.submitted(version, warga)
        seal_until(date(2026, 11, 22))
    with time_machine.travel(TUESDAY, tick=False):
        world.press(first, "catatan", petugas, text="Sudah ditelepon.")
        world.press(first, "lengkap", petugas)
        second = world.submitted(version, world.citizen())
    return first, second


def sealed_on(day: date) -> list[tuple[int, int]]:
    leaves = SealLeaf.objects.filter(seal__day=day).select_related("event")
    return [(leaf.index, leaf.event.seq) for leaf in leaves]


def test_a_seal_covers_what_was_filed_and_the_newest_event_of_what_moved(two_days: tuple[Any, Any]) -> None:
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        made = seal_until(date(2026, 11, 24))
    assert [(seal.number, seal.day.day, seal.leaves_count) for seal in made] == [(2, 23, 1), (3, 24, 2)]
    assert sealed_on(date(2026, 11, 23)) == [(0, 1)]
    assert sorted(seq for _index, seq in sealed_on(date(2026, 11, 24))) == [1, 3]
    assert list(verify_seals()) == []


def test_sealing_again_changes_nothing_and_a_day_without_events_is_sealed_too(two_days: tuple[Any, Any]) -> None:
    with time_machine.travel("2026-11-27T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 26))
        assert seal_until(date(2026, 11, 26)) == []
        assert Seal.objects.get(day=date(2026, 11, 26)).leaves_count == 0
        with pytest.raises(ValueError, match="when it is over"):
            seal_until(date(2026, 11, 27))
    assert list(verify_seals()) == []


def test_an_event_written_late_is_sealed_the_next_time(two_days: tuple[Any, Any]) -> None:
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 24))
    with time_machine.travel(TUESDAY, tick=False):
        late = world.submitted(two_days[0].version, world.citizen())
    with time_machine.travel("2026-11-26T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 25))
    assert SealLeaf.objects.get(event__request=late).seal.day == date(2026, 11, 25)


def tamper(*statements: tuple[str, list[Any]]) -> None:
    """Run SQL behind the triggers, as only the owner of the database can."""
    with rls.use(rls.OWNER), connection.cursor() as cursor:
        for statement in triggers.every(connection.vendor, drop=True):
            cursor.execute(statement)
        for sql, values in statements:
            cursor.execute(sql, values)
        for statement in triggers.every(connection.vendor):
            cursor.execute(statement)


def test_a_chain_rewritten_with_all_its_hashes_is_named_by_the_seal(two_days: tuple[Any, Any]) -> None:
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 24))
    _first, second = two_days
    event = RequestEvent.objects.get(request=second, seq=1)
    event.function = "penyusup"
    forged = chain.event_hash(event)
    pk = event.pk if connection.vendor == "postgresql" else event.pk.hex
    tamper((f"UPDATE {triggers.EVENT} SET function = %s, hash = %s WHERE id = %s", ["penyusup", forged, pk]))
    assert list(verify()) == []  # the chain alone believes it
    assert list(verify_seals()) == [f"seal 3: the history of request {second.pk} was rewritten after it was sealed"]
    with pytest.raises(CommandError, match="rewritten after it was sealed"):
        call_command("verify_audit", stdout=StringIO())


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE requests_seal SET root = 'ff' WHERE number = 2", "sealed hashes were changed"),
        ("UPDATE requests_seal SET hash = 'ff' WHERE number = 2", "the seal was changed"),
        ("UPDATE requests_seal SET signature = 'ff' WHERE number = 2", "the signature does not fit"),
        ("UPDATE requests_seal SET key_id = 'k9' WHERE number = 2", "the signature does not fit"),
        ("UPDATE requests_seal SET number = 9 WHERE number = 3", "is missing or was changed"),
    ],
)
def test_a_changed_seal_is_named(two_days: tuple[Any, Any], sql: str, reason: str) -> None:
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 24))
    leaves = ("DELETE FROM requests_sealleaf WHERE seal_id = %s", [3])  # nothing refers to the number that moves
    tamper(*([leaves] if "= 9" in sql else []), (sql, []))
    assert reason in next(iter(verify_seals()))


def test_the_database_refuses_to_change_or_delete_a_seal(two_days: tuple[Any, Any]) -> None:
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 24))
    for rows in (Seal.objects.filter(number=3), SealLeaf.objects.filter(seal=3)):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**({"root": "ff"} if rows.model is Seal else {"hash": "ff"}))
        with pytest.raises(DatabaseError), transaction.atomic():
            rows._raw_delete(rows.db)


def test_erasing_what_a_request_said_leaves_its_seal_whole(two_days: tuple[Any, Any]) -> None:
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        seal_until(date(2026, 11, 24))
        EventPayload.objects.filter(event__request=two_days[0]).update(salt="", data=None, destroyed_at=clock.now())
    assert (list(verify()), list(verify_seals())) == ([], [])


def test_a_copy_of_every_seal_goes_to_a_second_place(two_days: tuple[Any, Any], settings: Any, tmp_path: Path) -> None:
    settings.SEAL_COPY_DIR = str(tmp_path)
    with time_machine.travel("2026-11-25T01:00:00+07:00", tick=False):
        out = StringIO()
        call_command("seal", stdout=out)
        call_command("seal", stdout=out)
    [one, two] = sorted(tmp_path.iterdir())
    held = json.loads(two.read_text(encoding="utf-8"))
    seal = Seal.objects.get(number=3)
    assert one.name == "segel-000002-2026-11-23.json"
    assert {key: held[key] for key in statement(seal)} == statement(seal)
    assert signing.verify(bytes.fromhex(held["hash"]), signing.Signature(held["key"], held["signature"]))
    assert "Every day that is over has its seal." in out.getvalue()


def test_what_was_signed_with_a_key_that_was_rotated_still_verifies(settings: Any) -> None:
    made = signing.sign(b"pesan")
    [old] = settings.FIELD_KEYS
    settings.FIELD_KEYS = ["k2:" + "A" * 43 + "=", old]
    assert signing.verify(b"pesan", made)
    assert not signing.verify(b"pesan lain", made)
    assert not signing.verify(b"pesan", signing.Signature(made.key_id, "zz"))
    assert signing.sign(b"pesan").key_id == "k2"
