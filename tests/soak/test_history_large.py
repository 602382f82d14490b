"""One changed byte among a hundred thousand events is named."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from foundation import clock, rls
from services.requests import chain, triggers
from services.requests.models import EventPayload, RequestEvent, ServiceRequest
from tests.services.requests import world

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
REQUESTS, EACH = 1000, 100


def fill() -> None:
    """Write the history of many requests as the ledger does, in bulk."""
    version, citizen = world.publish(), world.citizen()
    agency = world.agency()
    start = clock.now()
    for number in range(REQUESTS):
        request = ServiceRequest.objects.create(
            service=version.service,
            version=version,
            kind="request",
            state="verifikasi",
            phase="in_process",
            number=f"SRG-DKC-2026-{number:06}-X",
            submitted_at=start,
            agency=agency,
            applicant=citizen.party,
            seq=EACH,
            created_at=start,
            updated_at=start,
        )
        previous, events, payloads = chain.genesis(request.pk), [], []
        for seq in range(1, EACH + 1):
            salt, data = chain.new_salt(), {"text": f"catatan {seq}"}
            event = RequestEvent(
                request=request,
                seq=seq,
                at=start + timedelta(seconds=seq),
                kind="note",
                action="catatan",
                actor_kind="system",
                from_state="verifikasi",
                to_state="verifikasi",
                key=f"k{seq}",
                prev_hash=previous,
                payload_hash=chain.payload_hash(salt, data),
            )
            event.hash = previous = chain.event_hash(event)
            events.append(event)
            payloads.append(EventPayload(event=event, salt=salt, data=data))
        RequestEvent.objects.bulk_create(events)
        EventPayload.objects.bulk_create(payloads)


def test_one_changed_byte_among_100000_events_is_named():
    fill()
    assert RequestEvent.objects.count() == REQUESTS * EACH
    began = time.perf_counter()
    call_command("verify_audit", stdout=StringIO())
    took = time.perf_counter() - began
    victim = RequestEvent.objects.order_by("id")[random.Random(20261125).randrange(REQUESTS * EACH)]
    flipped = chr(ord(victim.action[0]) ^ 1) + victim.action[1:]
    pk = victim.pk if connection.vendor == "postgresql" else victim.pk.hex
    with rls.use(rls.OWNER), connection.cursor() as cursor:
        for statement in triggers.every(connection.vendor, drop=True):
            cursor.execute(statement)
        cursor.execute(f"UPDATE {triggers.EVENT} SET action = %s WHERE id = %s", [flipped, pk])
        for statement in triggers.every(connection.vendor):
            cursor.execute(statement)
    with pytest.raises(CommandError) as named:
        call_command("verify_audit", stdout=StringIO())
    assert str(named.value) == f"request {victim.request_id} event {victim.seq}: the event was changed"
    print(f"one bit of 1 of {REQUESTS * EACH} events flipped: named; verifying all took {took:.0f} s")
