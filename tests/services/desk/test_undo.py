"""For ten seconds a decision can be taken back from the page of the case."""

from __future__ import annotations

import pytest
import time_machine

from services.requests import engine
from services.requests.models import Phase
from tests.services.desk import world as desk
from tests.services.requests import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def decided(client):
    with time_machine.travel(desk.NOW, tick=False) as now:
        version = world.publish()
        case, following = (world.submitted(version, world.citizen()) for _number in range(2))
        checker, head = world.officer("verifikator"), world.officer("kepala")
        for each in (case, following):
            world.press(each, "lengkap", checker)
        world.press(following, "ambil", head)
        world.press(case, "ambil", head)
        desk.seat(client, head)
        form = {"kunci": "1" * 32, "urutan": world.fresh(case).seq, "alasan": "Tidak cocok.", "dari": "saya"}
        response = client.post(desk.url(case, "tolak"), form)
        yield case, following, head, now, response.url


def test_the_page_says_when_it_takes_effect_and_leads_on(client, decided):
    case, following, _head, _now, url = decided
    response = client.get(url)
    said = desk.words(response)
    assert "Putusan tersimpan: Ditolak." in said
    assert "Berlaku pukul 10.00 WIB" in said
    assert f'action="{desk.url(case, "urungkan")}"' in response.content.decode()
    assert response.context["near"].next_url == desk.url(following) + "?dari=saya"


def test_taking_it_back_leaves_no_trace_outside(client, decided):
    case, _following, _head, _now, _url = decided
    response = client.post(desk.url(case, "urungkan"), {"kunci": "2" * 32}, follow=True)
    assert "Putusan diurungkan" in desk.words(response)
    assert world.fresh(case).phase == Phase.IN_PROCESS


def test_too_late_is_told_and_changes_nothing(client, decided):
    case, _following, _head, now, _url = decided
    now.shift(10)
    response = client.post(desk.url(case, "urungkan"), {"kunci": "2" * 32})
    assert response.status_code == 403
    assert "Waktu untuk mengurungkan sudah lewat" in desk.words(response)
    assert world.fresh(case).phase == Phase.REJECTED


def test_nobody_else_is_offered_to_take_it_back(client, decided):
    case, _following, _head, _now, _url = decided
    desk.seat(client, world.officer("kepala"))
    response = client.get(desk.url(case))
    assert "Putusan tersimpan" in desk.words(response)
    assert "urungkan" not in response.content.decode()
    assert client.post(desk.url(case, "urungkan"), {"kunci": "3" * 32}).status_code == 403


def test_once_effective_the_notice_is_gone(client, decided):
    case, _following, _head, now, url = decided
    now.shift(11)
    assert "Sedang diberlakukan" in desk.words(client.get(url))
    engine.settle(case.pk)
    assert "Putusan tersimpan" not in desk.words(client.get(url))
