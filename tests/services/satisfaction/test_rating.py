"""An applicant is asked once about each request that ended, and nothing leads from the answer back to them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.test import Client

from citizens.models import Party, User
from services.requests.actor import Actor
from services.requests.engine.erase import erase_person
from services.requests.models import ServiceRequest
from services.satisfaction.models import COLUMNS, Remark, Response, Turn
from tests.services.requests import world
from tests.services.satisfaction import world as survey
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def warga(now: Any) -> Actor:
    return world.citizen()


@pytest.fixture
def case(warga: Actor) -> ServiceRequest:
    return survey.settle(survey.decided(warga))


def client_of(actor: Actor) -> Client:
    client = Client()
    assert isinstance(actor.user, User)
    sign_in(client, actor.user)
    return client


def address(case: ServiceRequest) -> str:
    return f"/permohonan/{case.pk}/penilaian/"


def test_nobody_is_asked_before_the_decision_is_in_force(warga: Actor) -> None:
    case, client = survey.decided(warga), client_of(warga)
    assert "Bagaimana layanan kami?" not in client.get(f"/permohonan/{case.pk}/").content.decode()
    assert client.get(address(case)).status_code == 404
    survey.settle(case)
    assert address(case) in client.get(f"/permohonan/{case.pk}/").content.decode()
    assert client.get(address(case)).status_code == 200


def test_nine_answers_are_taken_down_without_a_way_back_to_the_request(warga: Actor, case: ServiceRequest) -> None:
    client = client_of(warga)
    answer = client.post(address(case), survey.filled(3, bintang="5", catatan="Cepat sekali."))
    assert answer.status_code == 302
    row = Response.objects.get()
    assert {getattr(row, column) for column in COLUMNS} == {3}
    assert (row.mark, row.channel, row.agency_id, row.service_id) == (5, "portal", "disdukcapil", "izin-uji")
    assert Remark.objects.get().text == "Cepat sekali."
    fields = {field.name for field in Response._meta.get_fields()}
    assert not fields & {"request", "user", "party", "applicant", "turn"}
    assert "penilaian Anda sudah masuk" in client.get(f"/permohonan/{case.pk}/").content.decode()


def test_a_second_answer_is_refused_and_changes_nothing(warga: Actor, case: ServiceRequest) -> None:
    client = client_of(warga)
    client.post(address(case), survey.filled(4))
    answer = client.post(address(case), survey.filled(1))
    assert [str(each) for each in get_messages(answer.wsgi_request)][-1].startswith("Permohonan ini sudah Anda nilai")
    assert Response.objects.count() == 1
    assert "Kirim penilaian" not in client.get(address(case)).content.decode()


def test_a_missing_element_is_named_and_what_was_chosen_stays(warga: Actor, case: ServiceRequest) -> None:
    sent = survey.filled(4, catatan="Masih ada.")
    del sent["nilai_waktu"]
    answer = client_of(warga).post(address(case), sent)
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Waktu Penyelesaian: Pilih satu jawaban." in html
    assert html.count("checked") == 8
    assert "Masih ada." in html
    assert not Response.objects.exists()
    assert not Turn.objects.exists()


@pytest.mark.parametrize("value", ["0", "5", "-1", "4.0", "empat", "٤", "4 "])
def test_a_score_out_of_range_is_refused(warga: Actor, case: ServiceRequest, value: str) -> None:
    answer = client_of(warga).post(address(case), survey.filled(4) | {"nilai_biaya": value})
    assert answer.status_code == 422
    assert "Pilih salah satu dari jawaban yang ada." in answer.content.decode()
    assert not Response.objects.exists()


def test_the_quick_mark_alone_counts_and_the_nine_may_follow(warga: Actor, case: ServiceRequest) -> None:
    client = client_of(warga)
    client.post(address(case), {"bintang": "2"})
    html = client.get(address(case)).content.decode()
    assert 'name="bintang"' not in html
    assert 'name="nilai_waktu"' in html
    client.post(address(case), survey.filled(2, bintang="5"))
    assert sorted((row.mark or 0, row.nilai_waktu or 0) for row in Response.objects.all()) == [(0, 2), (2, 0)]
    assert client.post(address(case), survey.filled(2)).status_code == 302
    assert Response.objects.count() == 2


def test_an_empty_form_is_sent_back(warga: Actor, case: ServiceRequest) -> None:
    answer = client_of(warga).post(address(case), {})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="field err"') == 9


def test_somebody_elses_request_is_unknown(case: ServiceRequest) -> None:
    assert client_of(world.citizen()).get(address(case)).status_code == 404
    assert client_of(world.citizen()).post(address(case), survey.filled(1)).status_code == 404
    assert Client().get(address(case)).status_code == 302


@pytest.mark.parametrize("bend", [{"confidential": True}, {"is_test": True}])
def test_nothing_confidential_and_no_test_is_asked_about(
    warga: Actor, case: ServiceRequest, bend: dict[str, bool]
) -> None:
    ServiceRequest.objects.filter(pk=case.pk).update(**bend)
    assert client_of(warga).get(address(case)).status_code == 404


def test_a_service_without_a_survey_asks_nothing(warga: Actor) -> None:
    case = survey.settle(survey.decided(warga, survey.surveyed(survey=None)))
    assert client_of(warga).get(address(case)).status_code == 404


def test_erasing_the_person_leaves_the_answer_and_asks_nobody_again(warga: Actor, case: ServiceRequest) -> None:
    client_of(warga).post(address(case), survey.filled(4))
    assert isinstance(warga.party, Party)
    erase_person(warga.party, warga, "uji")
    assert Response.objects.count() == 1
    assert client_of(warga).get(address(case)).status_code == 404


def test_the_database_keeps_nine_answers_or_none_and_lets_nobody_edit_them(case: ServiceRequest) -> None:
    given = {"channel": "portal", "agency_id": "disdukcapil", "service_id": "izin-uji", "answered_on": "2026-11-23"}
    whole = dict.fromkeys(COLUMNS, 3)
    for bent in ({}, whole | {COLUMNS[2]: None}, whole | {COLUMNS[2]: None, "mark": 3}, whole | {"mark": 6}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Response.objects.create(**given, **bent)
    Response.objects.create(**given, **whole)
    for change in (lambda: Response.objects.update(mark=5), lambda: Response.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_signs_nobody_sees_are_left_out_of_the_words(warga: Actor, case: ServiceRequest) -> None:
    client_of(warga).post(address(case), survey.filled(4, catatan="Baik\x00\u202e sekali\r\nya "))
    assert Remark.objects.get().text == "Baik sekali\nya"


def test_too_many_words_are_counted_and_kept_on_the_page(warga: Actor, case: ServiceRequest) -> None:
    html = client_of(warga).post(address(case), survey.filled(4, catatan="x" * 1001)).content.decode()
    assert re.search(r"paling panjang 1000 huruf, sekarang 1001", html)
    assert "x" * 1001 in html
