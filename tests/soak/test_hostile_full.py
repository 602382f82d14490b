"""Every hostile value at every address and every method at every address, as a stranger and as the powerful.

Each value comes by one method, in turn, so that every address meets every value and, several times, every method.
HOSTILE_METHODS="GET POST ..." sends every value by every method named (hours); HOSTILE_WHO narrows a run.
"""

from __future__ import annotations

import logging
import os
import time

import pytest

from tests.access.crawling import METHODS, Crawler, Place, places, wrong_with
from tests.access.hostile import VALUES, Value
from tests.access.inhabited import build
from tests.soak.evidence import record

WHO = os.environ.get("HOSTILE_WHO", "nobody keeper").split()
CHOSEN = os.environ.get("HOSTILE_METHODS", "").split()


def complaints_at(crawler: Crawler, place: Place, value: Value, turn: int) -> list[str]:
    """Send one value to one place in every way and return what is wrong with the answers."""
    found = []
    for who in WHO:
        for method in CHOSEN or [METHODS[turn % len(METHODS)]]:
            ways = [
                crawler.in_query(who, method, place, value, 1),
                crawler.in_query(who, method, place, value, 2 * turn),
            ]
            ways += [crawler.in_path(who, method, place, value, at) for at in range(len(place.arguments))]
            for path, answer in ways:
                if said := wrong_with(answer, value):
                    found.append(f"{who}: {method} {place.name} with {value.name}: {said} {path[:80]}")
    return found


@pytest.mark.soak
@pytest.mark.django_db
@pytest.mark.lenient("braces")
def test_every_hostile_value_at_every_address_breaks_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging.root.manager, "disable", logging.CRITICAL)  # a traceback for each refusal
    started, complaints = time.monotonic(), []
    crawler = Crawler(build())
    crawler.listen(monkeypatch)
    for number, place in enumerate(places()):
        for at, value in enumerate(VALUES):
            complaints += complaints_at(crawler, place, value, number + at)
        if complaints:
            print(f"{place.name}: {len(complaints)} so far, the last: {complaints[-1]}")
    assert not complaints, "\n".join(complaints[:200])
    seconds = time.monotonic() - started
    record(
        "hostile-crawl",
        "Hostile values at every address",
        promise="whatever is sent to whatever address, the portal answers without a fault of its own, no header is "
        "split, no value is shown as markup, and no answer leads off the portal",
        conditions={
            "addresses": f"{len(places())} patterns of the URL map, with the names each looks for in query and form",
            "values": f"{len(VALUES)}, in the query, the body, and each argument of the path",
            "as": " and ".join(WHO),
            "methods": " ".join(CHOSEN) or f"{' '.join(METHODS)}, one for each value in turn, all at each address",
        },
        figures={
            "requests": crawler.sent,
            "seconds": f"{seconds:.0f}",
            **{f"answered {status}": times for status, times in sorted(crawler.statuses.items())},
        },
    )
