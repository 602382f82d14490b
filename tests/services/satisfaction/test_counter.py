"""At a counter anybody answers without an account, once for each sheet, and no flood gets through."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from services.satisfaction import actions, limits
from services.satisfaction.models import Response, SurveyPoint
from tests.services.requests import world
from tests.services.satisfaction import world as survey

pytestmark = pytest.mark.django_db


@pytest.fixture
def point(now: Any) -> SurveyPoint:
    world.publish(survey.surveyed())
    return survey.point(world.agency())


def key(client: Client, point: SurveyPoint) -> str:
    html = client.get(f"/skm/{point.token}/").content.decode()
    found = re.search(r'name="kunci" value="([^"]+)"', html)
    assert found is not None
    return found[1]


def send(client: Client, point: SurveyPoint, **more: str) -> Any:
    data = survey.filled(3, layanan="izin-uji", kunci=key(client, point)) | more
    return client.post(f"/skm/{point.token}/", data)


def test_an_answer_names_its_counter_and_channel(point: SurveyPoint) -> None:
    answer = send(Client(), point)
    assert "Jawaban Anda sudah masuk" in Client().get(answer["Location"]).content.decode()
    row = Response.objects.get()
    assert (row.channel, row.point, row.service_id, row.agency_id) == ("loket", point, "izin-uji", "disdukcapil")


def test_another_service_of_the_office_may_be_named(point: SurveyPoint) -> None:
    send(Client(), point, layanan="lain")
    assert Response.objects.get().service is None


@pytest.mark.parametrize("slug", ["", "tidak-ada", "izin\x00"])
def test_an_unknown_service_is_sent_back_with_everything_chosen(point: SurveyPoint, slug: str) -> None:
    answer = send(Client(), point, layanan=slug)
    assert answer.status_code == 422
    assert answer.content.decode().count("checked") == 9
    assert not Response.objects.exists()


def test_a_sheet_that_is_sent_twice_counts_once(point: SurveyPoint) -> None:
    client = Client()
    once = key(client, point)
    for _press in range(2):
        assert send(client, point, kunci=once).status_code == 302
    assert Response.objects.count() == 1


@pytest.mark.parametrize("bad", ["", "dikarang", "a:b:c"])
def test_a_sheet_without_its_key_is_sent_back(point: SurveyPoint, bad: str) -> None:
    answer = send(Client(), point, kunci=bad)
    assert answer.status_code == 422
    assert "kirim sekali lagi" in answer.content.decode()
    assert not Response.objects.exists()


def test_the_key_of_another_counter_is_none(point: SurveyPoint) -> None:
    other = survey.point(world.agency(), "Loket 2")
    assert send(Client(), point, kunci=actions.new_form(other)).status_code == 422


def test_a_sheet_may_lie_open_for_a_day_and_no_longer(point: SurveyPoint, now: Any) -> None:
    client = Client()
    old = key(client, point)
    now.move_to("2026-11-24T04:00:00Z")
    assert send(client, point, kunci=old).status_code == 422
    assert send(client, point).status_code == 302


def test_a_flood_from_one_browser_ends_and_nothing_typed_is_lost(
    point: SurveyPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OF_AN_ADDRESS", 2)
    answers = [send(Client(), point, catatan="Masih ada.") for _each in range(4)]
    assert [answer.status_code for answer in answers] == [302, 302, 429, 429]
    assert "Masih ada." in answers[-1].content.decode()
    assert Response.objects.count() == 2


def test_a_counter_takes_so_many_answers_a_day_even_when_nothing_can_be_counted(
    point: SurveyPoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: Any) -> bool:
        raise ConnectionError

    monkeypatch.setattr(limits, "more", broken)
    monkeypatch.setattr(limits, "OF_A_DAY", 2)
    assert [send(Client(), point).status_code for _each in range(3)] == [302, 302, 429]


def test_a_counter_that_is_out_of_use_takes_nothing_and_says_so(point: SurveyPoint) -> None:
    SurveyPoint.objects.update(is_active=False)
    for answer in (Client().get(f"/skm/{point.token}/"), Client().post(f"/skm/{point.token}/", survey.filled(4))):
        assert answer.status_code == 404
        assert "tidak dipakai lagi" in answer.content.decode()
    assert Client().get("/skm/dikarang/").status_code == 404
    assert not Response.objects.exists()
