"""Every hour all public pages are looked at; what is injected is found, told, shown, and forgotten once it is gone."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from agencies.models import News
from citizens.notifications.models import Notification
from foundation import clock
from foundation.outbox import runner
from foundation.outbox.models import Job
from services.opd.diskominfosatik.integrity import actions, handlers
from services.opd.diskominfosatik.integrity.fetching import Answer, Visitor
from services.opd.diskominfosatik.integrity.models import Finding, Round
from spbe_portal import sitemap
from tests import kept
from tests.services.opd.roadmap import world
from tests.services.requests.world import agency, officer
from tests.spbe_portal.markup import sound

NOON = dt.datetime(2026, 11, 29, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def wall() -> Any:
    with time_machine.travel(NOON, tick=False) as traveller:
        yield traveller


def go() -> None:
    """Run this hour's round to its end."""
    sitemap.cache.clear()
    handlers.go_round()
    while waiting := list(Job.objects.filter(kind=actions.LOOK, state="waiting").order_by("id")):
        for job in waiting:
            assert runner.run(job.pk)
    assert not Job.objects.filter(kind=actions.LOOK).exclude(state="done").exists()


def news(body: str, **more: Any) -> News:
    """Publish news past every form, as somebody who took over an account or the database would."""
    given = {"title": "Kabar", "shown_from": clock.now() - dt.timedelta(hours=1), "is_published": True}
    return News.objects.create(agency=agency("dinkes", "DINKE"), body=body, **(given | more))


@pytest.mark.django_db
@pytest.mark.usefixtures("wall")
def test_the_portals_own_pages_hold_nothing_foreign() -> None:
    kept.reference()
    kept.services()
    news("Posyandu buka. Waspada judi daring.")
    go()
    assert list(Finding.objects.values_list("path", "sign", "detail")) == []
    row = Round.objects.get()
    assert row.pages > 100  # every service, office, kecamatan
    assert row.ended_at is not None


@pytest.mark.django_db
def test_injected_news_are_found_told_once_and_cleared_when_they_are_gone(wall: Any) -> None:
    client = world.platform()
    officer(at=agency("dinkes", "DINKE"), is_agency_admin=True)
    injected = news("Slot gacor hari ini di judi-online.xyz")
    go()
    path = f"/berita/{injected.pk}/"
    found = Finding.objects.filter(path=path)
    assert set(found.values_list("sign", "detail")) == {("judi", "gacor"), ("tautan", "judi-online.xyz")}
    notice = Notification.objects.get(topic="integrity.temuan")  # the admin of an OPD is told nothing
    assert notice.context["number"] == str(Finding.objects.count())
    assert "judi-online" not in str(notice.context)
    page = client.get("/panel/operasi/").content.decode()
    sound(page)
    assert "Ada isi asing di halaman publik" in page
    assert "judi-online.xyz" in page
    wall.shift(3600)
    go()
    assert Notification.objects.filter(topic="integrity.temuan").count() == 1  # told when it came, not every hour
    assert set(found.values_list("first_seen", flat=True)) == {NOON}
    assert set(found.values_list("last_seen", flat=True)) == {NOON + dt.timedelta(hours=1)}
    injected.delete()
    wall.shift(3600)
    go()
    assert not Finding.objects.filter(cleared_at=None).exists()
    page = world.platform().get("/panel/operasi/").content.decode()  # the first session has ended meanwhile
    assert "Tidak ada isi asing." in page
    assert "judi-online.xyz" not in page


@pytest.mark.django_db
@pytest.mark.usefixtures("wall")
def test_before_the_first_round_the_page_says_so() -> None:
    assert "Belum pernah diperiksa." in world.platform().get("/panel/operasi/").content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("wall")
def test_a_round_is_cut_into_parts_and_each_hour_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "PART", 7)
    monkeypatch.setattr(Visitor, "paths", lambda self: [f"/bantuan/?{number}" for number in range(15)])
    monkeypatch.setattr(Visitor, "get", lambda self, path: Answer(200, "text/html", "<p>Bantuan</p>"))
    go()
    assert Job.objects.filter(kind=actions.LOOK).count() == 3
    assert Round.objects.get().pages == 15
    handlers.go_round()
    assert Job.objects.filter(kind=actions.LOOK).count() == 3


@pytest.mark.parametrize(
    ("answer", "found"),
    [
        (Answer(500, "text/html", ""), {("galat", "500")}),
        (Answer(302, "text/html", ""), {("galat", "302")}),
        (Answer(404, "text/html", "gacor"), set()),
        (Answer(200, "application/json", "gacor"), set()),
        (Answer(200, "text/html; charset=utf-8", "gacor"), {("judi", "gacor")}),
    ],
)
@pytest.mark.django_db
def test_an_answer_is_judged_by_what_a_visitor_gets(answer: Answer, found: set[tuple[str, str]]) -> None:
    assert actions.judge(answer, actions.site_rules()) == found


@pytest.mark.django_db
def test_an_open_finding_stands_once() -> None:
    given = {"path": "/", "sign": "judi", "detail": "gacor", "first_seen": NOON, "last_seen": NOON}
    Finding.objects.create(**given, cleared_at=NOON)
    Finding.objects.create(**given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.create(**given)
