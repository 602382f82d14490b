"""Tracking tells the stage and a date to who has the proof, and the same nothing to everybody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client
from django.urls import reverse

from citizens.models import Party
from foundation import clock, ids
from services.requests import tracking
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.requests import world
from tests.services.requests.documents import ANSWERS, anonymous
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def filed(warga: Actor) -> ServiceRequest:
    Party.objects.update(phone="+6281234567890")
    warga.party.refresh_from_db()  # type: ignore[union-attr]
    return world.submitted(world.publish(), warga)


def ask(number: str | None, proof: str, client: Client | None = None) -> Any:
    return (client or Client()).post(reverse("track"), {"nomor": number or "", "bukti": proof})


def bare(response: Any) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())


def test_the_page_opens_for_everybody_and_takes_a_number_from_a_link() -> None:
    page = Client().get(reverse("track"), {"nomor": "SRG-DKC-2026-000001-T"})
    assert rooms.form_of(page)["nomor"] == ["SRG-DKC-2026-000001-T"]


def test_number_and_last_digits_tell_the_stage_and_nothing_personal(filed: ServiceRequest) -> None:
    found = ask(filed.number, "7890")
    text = rooms.text_of(found)
    assert found.status_code == 200
    assert "Verifikasi" in text
    assert "Sejak Minggu, 22 November 2026, 10.32 WIB" in text
    for personal in ("Contoh Warga", ANSWERS["nama"], "Izin uji", "081234567890"):
        assert personal not in text


@pytest.mark.parametrize("typed", ["{n}", " {n} ", "{n_lower}", "{n_spaces}"])
def test_a_number_is_read_as_people_write_it(filed: ServiceRequest, typed: str) -> None:
    number = filed.number or ""
    written = typed.format(n=number, n_lower=number.lower(), n_spaces=number.replace("-", " "))
    assert ask(written, "7890").status_code == 200


@pytest.mark.parametrize("proof", ["7891", "0000", "890", "17890", "", "٧٨٩٠", "x" * 500, "\x00\x00\x00\x00"])
def test_a_wrong_proof_and_an_unknown_number_look_the_same(filed: ServiceRequest, proof: str) -> None:
    unknown = ids.format_number("DKC", 2026, 999_999)
    wrong, absent = ask(filed.number, proof or "-"), ask(unknown, proof or "-")
    assert wrong.status_code == absent.status_code == 422
    assert bare(wrong).replace(str(filed.number), "NOMOR") == bare(absent).replace(unknown, "NOMOR")


def test_what_was_typed_stays_in_the_box_after_a_wrong_proof(filed: ServiceRequest) -> None:
    kept = rooms.form_of(ask(filed.number, "0000"))
    assert kept["nomor"] == [filed.number]
    assert kept["bukti"] == [""], "a proof is not written back"


@pytest.mark.parametrize("number", ["", "   ", "halo", "SRG-DKC-2026-000001-0", "x" * 10_000, "<script>", "' OR 1=1"])
def test_nonsense_gets_a_sentence(filed: ServiceRequest, number: str) -> None:
    answer = ask(number, "7890")
    assert answer.status_code == 422
    assert "<script>" not in answer.content.decode().replace('<script type="module"', "")


def test_an_applicant_without_a_phone_is_not_found_by_an_empty_proof(filed: ServiceRequest) -> None:
    Party.objects.update(phone="")
    for proof in ("0000", "----", "\x00" * 4):
        assert ask(filed.number, proof).status_code == 422


def test_a_number_is_asked_for_five_times_an_hour_whoever_asks(
    filed: ServiceRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Redis ends keys by its own clock; this real cache lives by the clock that a test can move.
    monkeypatch.setattr(tracking, "cache", LocMemCache("lacak", {}))
    for _attempt in range(5):
        assert ask(filed.number, "0000").status_code == 422
    assert ask(filed.number, "7890").status_code == 429, "even the right proof waits"
    with time_machine.travel(clock.now() + timedelta(hours=1, seconds=1)):
        assert ask(filed.number, "7890").status_code == 200


def test_an_unknown_number_is_counted_like_a_known_one(filed: ServiceRequest) -> None:
    unknown = ids.format_number("DKC", 2026, 999_999)
    codes = [[ask(number, "0000").status_code for _attempt in range(6)] for number in (filed.number, unknown)]
    assert codes[0] == codes[1] == [422] * 5 + [429]


def test_one_visitor_asks_five_times_an_hour_whatever_the_number(filed: ServiceRequest) -> None:
    client = Client()
    numbers = [ids.format_number("DKC", 2026, 1000 + place) for place in range(6)]
    assert [ask(number, "0000", client).status_code for number in numbers] == [422] * 5 + [429]


def test_an_address_that_goes_through_many_numbers_with_fresh_browsers_has_to_wait(filed: ServiceRequest) -> None:
    def others(first: int, count: int, address: str) -> set[int]:
        numbers = (ids.format_number("DKC", 2026, first + place) for place in range(count))
        return {ask(number, "0000", Client(REMOTE_ADDR=address)).status_code for number in numbers}

    assert others(1000, tracking.TRIES_OF_AN_ADDRESS, "198.51.100.7") == {422}
    assert others(5000, 1, "198.51.100.7") == {429}
    assert ask(filed.number, "7890", Client(REMOTE_ADDR="198.51.100.7")).status_code == 429
    assert ask(filed.number, "7890", Client(REMOTE_ADDR="198.51.100.8")).status_code == 200


def test_a_confidential_request_is_told_to_its_code_alone() -> None:
    Party.objects.update(phone="+6281234567890")
    version = world.publish(anonymous())
    person = world.citizen()
    named = world.submitted(version, person)
    assert person.party is not None
    assert ask(named.number, person.party.phone[-4:]).status_code == 422


def test_nothing_is_answered_while_nothing_can_be_counted(
    filed: ServiceRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_args: Any, **_more: Any) -> None:
        raise ConnectionError("redis is away")

    monkeypatch.setattr(cache, "add", gone)
    answer = ask(filed.number, "7890")
    assert answer.status_code == 503
    assert "sedang tidak tersedia" in rooms.text_of(answer)


def test_a_message_does_not_change_since_when_the_stage_lasts(filed: ServiceRequest) -> None:
    with time_machine.travel(clock.now() + timedelta(days=2)):
        world.press(filed, "pesan", world.officer("verifikator"), text="Sebentar.")
        assert "Sejak Minggu, 22 November 2026, 10.32 WIB" in rooms.text_of(ask(filed.number, "7890"))


def test_a_pending_decision_is_not_told(filed: ServiceRequest) -> None:
    head = world.officer("kepala")
    world.press(filed, "lengkap", world.officer("verifikator"))
    world.press(world.fresh(filed), "tolak", head, alasan="Tidak memenuhi syarat.")
    text = rooms.text_of(ask(filed.number, "7890"))
    assert "Putusan" in text
    assert "Ditolak" not in text
