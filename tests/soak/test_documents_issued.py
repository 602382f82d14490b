"""500 approvals at once, really killed processes, 1,000 documents: gapless numbers, no stray file, none forged."""

from __future__ import annotations

import random
import time
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
import time_machine
from django.db import connection, transaction

from foundation import clock
from foundation.outbox.models import Job, JobState
from services.catalogue import documents
from services.outputs import actions, effect
from services.outputs.models import Output, OutputNumber, OutputStatus
from services.outputs.rendering import issuing
from services.outputs.validity import ends_on
from services.requests import engine
from services.requests.actor import Actor
from services.requests.audit import verify
from services.requests.models import ServiceRequest
from tests.foundation.outbox import processes
from tests.foundation.outbox.processes import wait_until
from tests.services.outputs import checking
from tests.services.outputs import world as uploaded
from tests.services.outputs.rendering import many
from tests.services.outputs.rendering import world as made
from tests.soak import evidence

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]
APPROVALS, WIDTH = 500, 16
KILLED, HALTED = 60, 8
LEASE_SECONDS = 4
CHECKED = 1000
WORDS = ("Warga Uji", "3604054104900001", "+62", "@uji.test")
EACH = 10  # documents of one request that other systems made
MADE = 100  # of them typeset by the portal, the others uploaded


def test_500_approvals_at_once_bear_numbers_without_a_gap(monkeypatch) -> None:
    typeset: list[str] = []
    before = frozenset(many.files())

    def fast(sheet: Any) -> bytes:
        typeset.append(sheet.data["values"]["number"])
        return b"%PDF-" + sheet.data["values"]["number"].encode()

    monkeypatch.setattr(issuing, "render", fast)
    with time_machine.travel(made.NOON, tick=False) as now:
        office = many.office(made.document())
        requests = office.waiting(APPROVALS)
        begun = time.monotonic()
        drafts = many.at_once(office.approve, requests, WIDTH)
        approving = time.monotonic() - begun
        assert [each for each in drafts if not isinstance(each, UUID)] == []
        now.shift(11)
        settled = many.at_once(engine.settle, [request.pk for request in requests], WIDTH)
        assert [each for each in settled if each is not True] == []
        issued = many.at_once(issuing.issue, drafts, WIDTH)
    assert [each for each in issued if each is not True] == []
    assert many.problems(before) == []
    assert OutputNumber.objects.count() == APPROVALS
    assert list(verify()) == []
    evidence.record(
        f"numbers-gapless-{connection.vendor}",
        f"500 approvals at once bear numbers without a gap ({connection.vendor})",
        promise="500 numbers, 1 to 500, each given once; every document bears the one that the register has for it.",
        conditions={
            "requests of one agency": APPROVALS,
            "threads, each with a connection of its own": WIDTH,
            "typesetting": "replaced by its number alone, so that only the register is raced for",
        },
        figures={
            "approved": len(drafts),
            "issued": len(issued),
            "numbers given": OutputNumber.objects.count(),
            "gaps, doubles, documents without their number": 0,
            "typeset anew because another was faster": len(typeset) - APPROVALS,
            "seconds for the approvals": round(approving, 1),
        },
    )


def test_killed_processes_take_no_number_along_and_leave_no_stray_file() -> None:
    """Halt some just before they would issue, then kill the relay that does the jobs again and again."""
    before = frozenset(many.files())
    with time_machine.travel(clock.now() - timedelta(minutes=5), tick=True):
        office = many.office(made.document())
        requests = office.waiting(KILLED)
        drafts = [office.approve(request) for request in requests]
    for request in requests:
        engine.settle(request.pk)
    for draft in drafts[:HALTED]:
        with many.halting(draft) as child:
            many.kill(child)
        assert (OutputNumber.objects.count(), frozenset(many.files())) == (0, before)
    kills, dice = 0, random.Random(6)  # moments to kill at
    begun = time.monotonic()
    while Output.objects.filter(status=OutputStatus.PENDING).exists() and time.monotonic() - begun < 1500:
        with processes.relay(OUTBOX_LEASE_SECONDS=str(LEASE_SECONDS)):
            time.sleep(dice.uniform(1, 8))
        kills += 1
        assert many.problems(before) == []
    with processes.relay(OUTBOX_LEASE_SECONDS=str(LEASE_SECONDS)):
        wait_until(lambda: not Job.objects.filter(kind=issuing.JOB).exclude(state=JobState.DONE).exists(), 120)
    again = Job.objects.filter(kind=issuing.JOB, attempts__gt=1).count()
    assert many.problems(before) == []
    assert OutputNumber.objects.count() == KILLED
    assert (len(frozenset(many.files()) - before), many.half_written()) == (KILLED, [])
    assert kills > 3, "too few processes were killed to prove anything"
    evidence.record(
        f"issuing-survives-kills-{connection.vendor}",
        f"Killed processes take no number along and leave no stray file ({connection.vendor})",
        promise="After each kill: the numbers are 1 to the count of issued documents, and each file belongs to a row.",
        conditions={
            "documents": KILLED,
            "typesetting": "real, in a process of its own",
            "lease in seconds": LEASE_SECONDS,
            "killed with": "SIGKILL, the whole process group",
        },
        figures={
            "killed between typesetting and issuing": HALTED,
            "relays killed while they worked": kills,
            "documents whose job needed a second attempt": again,
            "issued in the end": OutputNumber.objects.count(),
            "numbers lost, given twice, or without a document": 0,
            "files of no document, or half written": 0,
        },
    )


def test_1000_documents_verify_and_1000_tampered_ones_do_not(client) -> None:
    with time_machine.travel(made.NOON, tick=False) as now:
        desk = many.office(_several())
        for request in desk.waiting((CHECKED - MADE) // EACH):
            _issue(request, desk.head)
        office = many.office(made.document())
        for request in office.waiting(MADE):
            draft = office.approve(request)
            now.shift(11)
            engine.settle(request.pk)
            issuing.issue(draft)
        found = list(Output.objects.filter(status=OutputStatus.ISSUED).select_related("credential").order_by("pk"))
        assert len(found) == CHECKED
        wrong, ways = checking.found_wanting(found)
        believed, tampered = checking.believed(found)
        told = checking.personal(client, found, WORDS)
    assert (wrong, believed, told) == ([], [], [])
    assert min(tampered.values()) == CHECKED
    evidence.record(
        "documents-verify",
        "1,000 documents verify online and offline, their tampered copies do not",
        promise="Every issued document holds in every way, no tampered one in any; no page tells a name or a number.",
        conditions={"documents": CHECKED, "of them typeset by the portal": MADE, "the others": "uploaded"},
        figures={
            **{f"hold: {way}": count for way, count in ways.items()},
            "do not hold": len(wrong),
            **{f"refused: {way}": count for way, count in tampered.items()},
            "tampered and believed": len(believed),
            "pages that tell a name, NIK, phone or address": len(told),
        },
    )


def _several() -> dict[str, Any]:
    """Return a service that gives several documents at once, each a file of its own."""
    data = uploaded.document(valid={"years": 1})
    first = data["outputs"][0]
    data["outputs"] = [first] + [{**first, "key": f"{first['key']}_{number}"} for number in range(1, EACH)]
    return data


def _issue(request: ServiceRequest, head: Actor) -> None:
    """Issue every document of a request, each with a file and a number that no other one has."""
    document = documents.load(request.version)
    for wanted in document.outputs:
        count = Output.objects.count()
        draft = actions.prepare(request, wanted.key, uploaded.sent(uploaded.pdf(width=300 + count)), head.user)
        draft.external_number = f"503/{count}/2026"
        with transaction.atomic():
            effect.issue(draft, document, ends_on(wanted.valid, clock.today()))
