"""200 filings while workers, relay and Redis are really killed: no notice lost, at most the in-flight ones doubled."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path

import pytest

from citizens.notifications.models import Delivery, DeliveryState
from foundation.outbox.models import Job, JobState
from services.requests.audit import verify
from services.requests.models import ServiceRequest
from tests.citizens.notifications import smtp_server
from tests.foundation.outbox.processes import wait_until
from tests.services.requests import world
from tests.soak import evidence
from tests.soak.processes import WORKERS, Stage, stage

pytestmark = [pytest.mark.soak, pytest.mark.django_db(transaction=True)]

FILINGS = 200
PER_SECOND = 25
LETTER_SECONDS = 0.15
LEASE_SECONDS = 15
STANDSTILL = 180.0
# After so many filings, this happens.
FAULTS = {
    30: "kill worker",
    60: "flush redis",
    85: "kill worker",
    100: "kill relay",
    115: "flush redis",
    140: "kill worker",
    150: "stop redis",
    185: "start redis",  # the workers of before must find it again: nobody restarts them
    198: "flush redis",
}


def hit(own: Stage, fault: str) -> tuple[str, int]:
    """Let one fault happen; returns what it put at risk and how many of it."""
    verb, name = fault.split()
    if verb == "kill":
        in_flight = Job.objects.filter(state=JobState.LEASED).count() if name == "worker" else 0
        own.restart(name)
        return "in flight when a worker was killed", in_flight
    if verb == "flush":
        return "ids lost with the queue", own.flush()
    if verb == "stop":
        own.kill("redis")
    else:
        own.start("redis")
    return f"redis {verb}s", 1


def test_no_notice_is_lost_whatever_is_killed(tmp_path: Path) -> None:
    version, citizen = world.publish(), world.citizen()
    risked: Counter[str] = Counter()
    slowest = 0.0
    with smtp_server.running() as server:
        server.delay = LETTER_SECONDS
        settings = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(server.port), "EMAIL_USE_TLS": "False"}
        with stage(tmp_path, OUTBOX_LEASE_SECONDS=str(LEASE_SECONDS), **settings) as own:
            world.submitted(version, citizen)
            wait_until(lambda: bool(server.letters), 60)  # everything stands
            for number in range(1, FILINGS):
                begun = time.monotonic()
                world.submitted(version, citizen)
                slowest = max(slowest, time.monotonic() - begun)
                if number in FAULTS:
                    what, count = hit(own, FAULTS[number])
                    risked[what] += count
                time.sleep(max(0.0, 1 / PER_SECOND - (time.monotonic() - begun)))
            drained = wait_until(lambda: not Job.objects.exclude(state=JobState.DONE).exists(), STANDSTILL)
    sent = Counter(str(letter["Message-ID"]) for letter in server.letters)
    handed_over = Delivery.objects.filter(state=DeliveryState.HANDED_OVER).count()
    accepted = ServiceRequest.objects.exclude(number=None).count()
    lost, doubled = FILINGS - len(sent), sum(sent.values()) - len(sent)
    in_flight = risked["in flight when a worker was killed"]
    evidence.record(
        "messages-survive",
        "Notices survive killed workers, a killed relay and a flushed and stopped Redis",
        promise="0 lost; doubled at most what was in flight when a worker was killed; no filing waits for the queue.",
        conditions={
            "requests filed through the engine": FILINGS,
            "filings a second": PER_SECOND,
            "seconds a letter takes at the mail server": LETTER_SECONDS,
            "worker processes": WORKERS,
            "lease in seconds": LEASE_SECONDS,
            "faults (after so many filings)": ", ".join(f"{at}: {fault}" for at, fault in FAULTS.items()),
        },
        figures={
            "requests accepted": accepted,
            "lost": lost,
            "sent twice": doubled,
            **{what: count for what, count in risked.items() if not what.startswith("redis")},
            "recorded as handed over": handed_over,
            "slowest filing in ms": round(slowest * 1000),
            "seconds until the last notice after the last filing": round(drained, 1),
            "jobs that needed a second attempt": Job.objects.filter(attempts__gt=1).count(),
        },
    )
    assert (accepted, lost, handed_over) == (FILINGS, 0, FILINGS)
    assert list(verify()) == []
    assert doubled <= WORKERS * list(FAULTS.values()).count("kill worker")  # each process carries one letter at a time
    assert risked["ids lost with the queue"] > 0, "the flush hit an empty queue and proved nothing"
    assert in_flight > 0, "no worker was killed in mid-letter"
