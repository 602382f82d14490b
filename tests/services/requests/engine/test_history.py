"""History is added, never edited, and still forgets what the law wants forgotten."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from foundation import rls
from services.requests import triggers
from services.requests.audit import verify
from services.requests.engine.erase import ERASED_NAME, erase_person, erase_request
from services.requests.engine.errors import NotAllowed
from services.requests.models import EventPayload, RequestEvent
from tests.services.requests import world

pytestmark = pytest.mark.django_db
MARKED = "3604054104900001"


@pytest.fixture
def ended():
    version, citizen, verifier = world.publish(), world.citizen("Nama Bertanda"), world.officer("verifikator")
    citizen.party.nik = MARKED
    citizen.party.save()
    request = world.submitted(version, citizen)
    world.press(request, "kembalikan", verifier, items=[{"field": "nama", "note": f"Samakan {MARKED}."}])
    world.press(request, "pesan", citizen, text=f"NIK saya {MARKED}")
    world.press(request, "batalkan", citizen, reason=f"Salah isi {MARKED}")
    return request, citizen


def refused(work):
    with pytest.raises(DatabaseError), transaction.atomic():
        work()


def test_the_database_refuses_to_change_or_delete_an_event(ended):
    request, _citizen = ended
    events = RequestEvent.objects.filter(request=request)
    refused(lambda: events.update(action="lain"))
    refused(lambda: events._raw_delete(events.db))
    assert list(verify()) == []


def test_the_database_lets_a_payload_be_emptied_and_nothing_else(ended):
    request, _citizen = ended
    payloads = EventPayload.objects.filter(event__request=request)
    one = EventPayload.objects.filter(pk=payloads.first().pk)
    refused(lambda: one.update(data={"palsu": True}))
    refused(lambda: one._raw_delete(one.db))
    one.update(salt="", data=None, destroyed_at=timezone.now())
    refused(lambda: one.update(data={"kembali": True}, destroyed_at=None))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (triggers.EVENT, "action", "setujui"),
        (triggers.EVENT, "to_state", "selesai"),
        (triggers.EVENT, "at", "2020-01-01 00:00:00+00:00"),
        (triggers.EVENT, "hash", "0" * 64),
        (triggers.PAYLOAD, "data", json.dumps({"palsu": 1})),
        (triggers.PAYLOAD, "salt", "0" * 64),
    ],
)
def test_a_change_behind_the_triggers_is_named_by_request_and_event(ended, table, column, value):
    request, _citizen = ended
    second = RequestEvent.objects.get(request=request, seq=2)
    key = "event_id" if table == triggers.PAYLOAD else "id"
    pk = second.pk if connection.vendor == "postgresql" else second.pk.hex
    with rls.use(rls.OWNER), connection.cursor() as cursor:
        for statement in triggers.every(connection.vendor, drop=True):
            cursor.execute(statement)
        cursor.execute(f"UPDATE {table} SET {column} = %s WHERE {key} = %s", [value, pk])
        for statement in triggers.every(connection.vendor):
            cursor.execute(statement)
    (broken,) = verify()
    assert (broken.request, broken.seq) == (request.pk, 2)
    with pytest.raises(CommandError, match=f"request {request.pk} event 2"):
        call_command("verify_audit", stdout=StringIO())


def test_a_history_whose_tail_is_gone_is_named(ended):
    request, _citizen = ended
    with rls.use(rls.OWNER), connection.cursor() as cursor:
        for statement in triggers.every(connection.vendor, drop=True):
            cursor.execute(statement)
    last = RequestEvent.objects.filter(request=request).latest("seq")
    EventPayload.objects.filter(event=last).delete()
    last.delete()
    (broken,) = verify()
    assert "ends at" in broken.reason


def dump() -> str:
    """Return every value of every table as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [repr(row) for row in cursor.fetchall()]
    return "\n".join(found)


def test_erasing_a_person_leaves_the_chain_whole_and_no_trace_of_the_marked_nik(ended):
    request, citizen = ended
    world.draft(request.version, citizen)
    before = dump()
    assert MARKED in before  # in the message and the remark
    assert erase_person(citizen.party, world.Actor.clock(), "permintaan pemilik data") == 1
    after = dump()
    assert MARKED not in after
    assert "Bertanda" not in after
    citizen.party.refresh_from_db()
    assert (citizen.party.name, citizen.party.nik_index) == (ERASED_NAME, "")
    assert list(verify()) == []
    assert RequestEvent.objects.filter(request=request).latest("seq").kind == "destroy"


def test_a_running_request_is_not_erased():
    version, citizen = world.publish(), world.citizen()
    request = world.submitted(version, citizen)
    with pytest.raises(NotAllowed):
        erase_request(request.pk, world.Actor.clock(), "terlalu dini")


def test_secret_answers_are_ciphertext_in_every_table_from_the_first_keystroke():
    version, citizen = world.publish(), world.citizen()
    request = world.draft(version, citizen)
    assert MARKED not in dump()
    world.press(request, "ajukan", citizen)
    assert MARKED not in dump()
    (row,) = [world.fresh(request)]
    assert set(row.answers["nik"]) == {"$enc"}
