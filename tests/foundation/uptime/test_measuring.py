"""The portal is measured every minute by really asking it, and nothing of the record is made up."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import OperationalError, connection
from pytest_django import DjangoAssertNumQueries

from foundation import clock
from foundation.outbox.models import Job
from foundation.outbox.registry import Registry
from foundation.outbox.relay import Relay, each_minute
from foundation.uptime import handlers, probing, record
from foundation.uptime.models import Day, Sample

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 29, 5, 0, tzinfo=dt.UTC)


class Answering(BaseHTTPRequestHandler):
    """Answer with the status the test wants."""

    status = 200

    def do_GET(self) -> None:
        """Answer."""
        self.send_response(type(self).status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def site(settings: Any) -> Iterator[type[Answering]]:
    """Run a site that answers and let the portal ask it."""
    server = HTTPServer(("127.0.0.1", 0), Answering)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.STATUS_PROBE_URL = f"http://127.0.0.1:{server.server_port}/livez"
    yield Answering
    Answering.status = 200
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def nothing_unwritten() -> Iterator[None]:
    """Forget what other tests could not write down."""
    handlers._unwritten.clear()
    yield
    handlers._unwritten.clear()


def fill(first: dt.datetime, minutes: int, *, down: int = 0) -> None:
    """Write samples, the first `down` of them without a database."""
    Sample.objects.bulk_create(
        Sample(
            minute=first + dt.timedelta(minutes=each),
            site=True,
            database=each >= down,
            queue=each >= down,
            storage=True,
        )
        for each in range(minutes)
    )


def test_a_minute_is_written_down_once_by_asking_every_part(site: type[Answering]) -> None:
    with time_machine.travel(NOON + dt.timedelta(seconds=42), tick=False):
        handlers.measure()
        handlers.measure()
    row = Sample.objects.get()
    assert row.minute == NOON
    assert (row.site, row.database, row.queue, row.storage) == (True, True, True, True)


@pytest.mark.parametrize("status", [500, 503, 404])
def test_a_site_that_answers_with_an_error_is_down(site: type[Answering], status: int) -> None:
    site.status = status
    assert not probing.site()


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/livez", "nothing", ""])
def test_a_site_that_does_not_answer_is_down(settings: Any, address: str) -> None:
    settings.STATUS_PROBE_URL = address
    assert not probing.site()


def test_a_lane_that_waits_too_long_is_no_working_queue() -> None:
    assert probing.queue()
    Job.objects.create(kind="x.y", lane="otp", not_before=clock.now() - dt.timedelta(minutes=2))
    assert not probing.queue()


def test_a_folder_that_is_nowhere_keeps_no_files(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"
    assert probing.storage()
    settings.PRIVATE_ROOT = tmp_path / "gone" / "private"
    assert not probing.storage()


def test_minutes_without_a_database_are_written_down_when_it_is_back(
    site: type[Answering], monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_args: Any, **_words: Any) -> None:
        raise OperationalError

    with time_machine.travel(NOON, tick=False) as now:
        with monkeypatch.context() as gone:
            gone.setattr(connection, "cursor", away)
            handlers.measure()
            now.shift(60)
            handlers.measure()
        now.shift(60)
        handlers.measure()
    assert list(Sample.objects.order_by("minute").values_list("database", "queue")) == [
        (False, False),
        (False, False),
        (True, True),
    ]


def test_a_day_that_is_over_becomes_one_line_and_its_minutes_go_later() -> None:
    midnight = dt.datetime(2026, 11, 28, 17, 0, tzinfo=dt.UTC)  # in Serang
    fill(midnight - dt.timedelta(days=1), 100, down=7)
    fill(midnight - dt.timedelta(days=9), 3)
    fill(midnight, 5)
    with time_machine.travel(midnight + dt.timedelta(hours=3), tick=False):
        assert handlers.gather() == 1
        assert handlers.gather() == 0
    row = Day.objects.get()
    assert row.day == dt.date(2026, 11, 28)
    assert (row.measured, row.up, row.site, row.database, row.storage) == (100, 93, 100, 93, 100)
    assert Sample.objects.count() == 105


def test_the_record_has_ninety_days_and_says_which_were_not_measured(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with time_machine.travel(NOON, tick=False):
        Day.objects.create(
            day=clock.today() - dt.timedelta(days=2),
            measured=1440,
            up=1439,
            site=1440,
            database=1439,
            queue=0,
            storage=9,
        )
        Day.objects.create(
            day=clock.today() - dt.timedelta(days=90), measured=9, up=9, site=9, database=9, queue=9, storage=9
        )
        fill(NOON - dt.timedelta(minutes=10), 10)
        with django_assert_num_queries(2):
            found = record.last_days()
    assert len(found.days) == 90
    assert (found.measured, found.up, found.unmeasured) == (1450, 1449, 88)
    assert (found.days[-1].measured, found.days[-3].down, found.days[0].measured) == (10, 1, 0)


def test_the_relay_measures_when_a_minute_begins_even_while_the_database_is_away() -> None:
    done: list[int] = []
    own = Registry()
    own.minutely(lambda: done.append(1))
    with time_machine.travel(NOON, tick=False) as now:
        relay = Relay(handlers=own)
        relay.step()
        assert done == []
        now.shift(60)
        relay.step()
        relay.step()
    assert done == [1]


def test_minutely_work_that_fails_keeps_nothing_else_from_its_work() -> None:
    done: list[int] = []

    def broken() -> None:
        raise RuntimeError

    own = Registry()
    own.minutely(broken)
    own.minutely(lambda: done.append(1))
    each_minute(own)
    assert done == [1]
