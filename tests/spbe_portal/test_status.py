"""The status page tells what was measured, also while parts are away, and nothing that was not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError
from django.test import Client, override_settings
from pytest_django import DjangoAssertNumQueries

from agencies.models import Announcement
from foundation import clock
from foundation.outbox.models import Job
from foundation.uptime import record
from foundation.uptime.models import Day, Sample
from spbe_portal import status
from tests.spbe_portal.markup import Markup, sound

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 11, 29, 5, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _noon() -> Iterator[None]:
    with time_machine.travel(NOON, tick=False):
        yield


def page() -> str:
    cache.delete(f"{status.KEY}:id")
    answer = Client().get("/status/")
    assert answer.status_code == 200
    html = answer.content.decode()
    sound(html)
    return html


def day(back: int, up: int, measured: int = 1440) -> None:
    figures = {"measured": measured, "up": up, "site": up, "database": up, "queue": up, "storage": up}
    Day.objects.create(day=clock.today() - dt.timedelta(days=back), **figures)


def announce(kind: str, hours: int, **words: Any) -> None:
    starts = clock.now() + dt.timedelta(hours=hours)
    given = {"title": f"Uji {kind}", "body": "Isi", "is_published": True, "ends_at": starts + dt.timedelta(hours=2)}
    Announcement.objects.create(kind=kind, starts_at=starts, **(given | words))


def test_before_anything_was_measured_no_share_is_claimed() -> None:
    html = page()
    assert "Belum ada yang diukur." in html
    assert " %" not in html[html.index("<main") :]
    assert "Semua bagian berjalan" in html


def test_days_without_a_measurement_are_drawn_as_such() -> None:
    day(1, 1440)
    day(2, 1400)
    html = page()
    bars = Markup(html).find("i")
    assert len(bars) == 90 + 3
    assert [bar.get("class", "") for bar in bars[:90]].count("") == 88
    assert "98,61 %" in html or "98,61" in html
    assert "pada 2 hari" in html
    assert "Jumat, 27 November 2026" in html


@pytest.mark.parametrize(("up", "share"), [(1440, "100,00 %"), (1439, "99,93 %")])
def test_a_hundred_per_cent_is_said_only_where_no_minute_was_lost(up: int, share: str) -> None:
    day(1, up)
    assert share in page()


def test_a_hundred_is_never_reached_by_rounding() -> None:
    for back in range(1, 90):
        day(back, 1440 if back > 1 else 1439)
    assert "99,99 %" in page()


def test_a_queue_that_waits_is_slow_and_one_without_a_relay_is_down() -> None:
    job = Job.objects.create(kind="x.y", lane="otp", not_before=clock.now() - dt.timedelta(minutes=9))
    html = page()
    assert "Ada bagian yang terganggu" in html
    assert "Tersendat" in html
    job.delete()
    parts = {"site": True, "database": True, "queue": True, "storage": True}
    Sample.objects.create(minute=clock.now() - dt.timedelta(minutes=6), **parts)
    assert "Tidak menjawab" in page()
    Sample.objects.create(minute=clock.now(), **parts)
    assert "Semua bagian berjalan" in page()


@override_settings(EMAIL_CHANNEL="smtp")
def test_mail_is_as_well_as_the_queue_that_sends_it() -> None:
    assert "Belum disambungkan" not in page()


def test_without_a_database_the_page_still_comes_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr(record, "last_days", away)
    html = page()
    assert "Riwayat tidak terbaca" in html
    assert html.count("Tidak menjawab") == 2


def test_without_a_cache_the_page_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(key: str) -> None:
        raise ConnectionError

    monkeypatch.setattr(status.cache, "get", away)
    assert status.load().works


def test_planned_work_comes_first_and_past_trouble_stays_on_record() -> None:
    announce("pemeliharaan", 24, title="Nanti")
    announce("pemeliharaan", -24, title="Sudah")
    announce("gangguan", -48, title="Lama", ends_at=None)
    announce("gangguan", 1, title="Draf", is_published=False)
    announce("gangguan", -91 * 24, title="Terlalu lama")
    html = page()
    assert html.index("Nanti") < html.index("90 hari terakhir") < html.index("Sudah") < html.index("Lama")
    assert "belum selesai" in html
    for absent in ("Draf", "Terlalu lama"):
        assert absent not in html


def test_a_page_that_everybody_reloads_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    cache.delete(f"{status.KEY}:id")
    with django_assert_num_queries(5):
        Client().get("/status/")
    with django_assert_num_queries(0):
        Client().get("/status/")


def test_planned_work_has_an_end_and_time_runs_forward() -> None:
    start = clock.now()
    for words in ({"kind": "pemeliharaan"}, {"kind": "gangguan", "ends_at": start}):
        row = Announcement(title="Uji", body="Isi", starts_at=start, **words)
        with pytest.raises(ValidationError):
            row.full_clean()
    with pytest.raises(IntegrityError):
        row.save()


def test_an_announcement_holds_no_markup_and_no_advertisement() -> None:
    for body in ("<b>x</b>", "slot gacor", "https://example.com/"):
        with pytest.raises(ValidationError):
            Announcement(kind="gangguan", title="Uji", body=body, starts_at=clock.now()).full_clean()
