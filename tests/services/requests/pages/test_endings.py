"""After the end: the applicant objects, asks for a reopening, and reads the numbers other systems gave."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from services.catalogue import documents
from services.requests import engine
from services.requests.models import Phase, ServiceRequest
from tests.services.requests import ending, world
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(ending.MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def room(now: Any) -> ending.Room:
    world.publish(ending.objecting())
    return ending.rejected(now, ending.decided(objection={"within": ending.WITHIN}))


def page(client: Client, request: ServiceRequest) -> str:
    return client.get(reverse("requests:detail", args=[request.pk])).content.decode()


def test_a_rejection_shows_how_to_object_and_until_when(room):
    html = page(rooms.browser(room.warga), room.request)
    assert "Ajukan keberatan" in html
    assert "Paling lambat <b>Sabtu, 28 November 2026</b>" in html


def test_one_press_opens_the_objection_and_the_page_leads_back_to_it(room):
    client = rooms.browser(room.warga)
    address = reverse("requests:object", args=[room.request.pk])
    opened = client.post(address, {"kunci": "0" * 32})
    draft = ServiceRequest.objects.get(parent=room.request)
    assert opened["Location"] == reverse("requests:page", args=[draft.pk, "data"])
    assert client.post(address, {"kunci": "1" * 32})["Location"] == opened["Location"]
    assert "Lanjutkan keberatan" in page(client, room.request)


def test_a_press_whose_draft_was_thrown_away_says_so_and_a_new_one_opens_another(room):
    client, address = rooms.browser(room.warga), reverse("requests:object", args=[room.request.pk])
    client.post(address, {"kunci": "0" * 32})
    thrown_away = ServiceRequest.objects.get(parent=room.request)
    engine.discard(thrown_away.pk, room.warga)
    again = client.post(address, {"kunci": "0" * 32}, follow=True)
    assert "Draf itu sudah dihapus" in again.content.decode()
    client.post(address, {"kunci": "1" * 32})
    assert ServiceRequest.objects.get(parent=room.request).pk != thrown_away.pk


def test_both_pages_lead_to_each_other(room):
    client, objection = rooms.browser(room.warga), room.object_and_file()
    there, back = page(client, room.request), page(client, objection)
    assert f"Keberatan {objection.number}" in there
    assert f"sedang diproses dengan nomor {objection.number}" in there
    assert "Ajukan keberatan" not in there
    assert f"Keberatan atas putusan permohonan {room.request.number}" in back
    assert reverse("requests:detail", args=[room.request.pk]) in back


def test_too_late_the_page_says_so_and_a_press_loses_nothing(room):
    room.clock.move_to("2026-12-01T03:00:00Z")
    client = rooms.browser(room.warga)
    assert "Batas mengajukan keberatan sudah lewat" in page(client, room.request)
    response = client.post(reverse("requests:object", args=[room.request.pk]), follow=True)
    assert "sudah lewat pada Sabtu, 28 November 2026" in response.content.decode()


def test_a_stranger_finds_neither_page(room):
    client = rooms.browser(world.citizen())
    for name, extra in (("requests:object", []), ("requests:reopen", ["buka"])):
        assert client.post(reverse(name, args=[room.request.pk, *extra])).status_code == 404


def test_a_pending_decision_is_not_betrayed(now):
    world.publish(ending.objecting())
    room = ending.rejected(now)
    room.press("buka", room.kepala)
    room.press("lengkap", room.verifikator)
    room.press("tolak", room.kepala, alasan="Tetap belum.")
    html = page(rooms.browser(room.warga), room.request)
    assert "keberatan" not in html.lower()
    assert reverse("requests:reopen", args=[room.request.pk, "buka"]) not in html


def test_the_applicant_reopens_with_the_reason_the_document_asks_for(now):
    form = [{"id": "dasar", "type": "short_text", "required": True, "label": {"id": "Dasar"}}]
    room = ending.rejected(now, ending.decided(form=form, label={"id": "Buka kembali"}))
    client, address = rooms.browser(room.warga), reverse("requests:reopen", args=[room.request.pk, "buka"])
    assert address in page(client, room.request)
    assert "Buka kembali" in client.get(address).content.decode()
    empty = client.post(address, {"dasar": ""})
    assert (empty.status_code, room.now.phase) == (422, Phase.REJECTED)
    client.post(address, {"dasar": "Ada bukti baru."})
    assert (room.now.phase, room.now.cycle) == (Phase.IN_PROCESS, 1)
    assert client.get(address).status_code == 302
    late = client.post(address, {"dasar": "Sekali lagi."}, follow=True)
    assert "Sudah diproses" in late.content.decode()


def test_an_action_that_is_no_reopening_has_no_page(room):
    client = rooms.browser(room.warga)
    assert client.post(reverse("requests:reopen", args=[room.request.pk, "tolak"])).status_code == 404


def test_numbers_of_other_systems_are_shown_as_what_they_are(now):
    form = [{"id": n, "type": "short_text", "required": True} for n in ("external_number", "receipt_number")]
    data = ending.decided() | {"handoff": {"system": "SIAK"}}
    data["workflow"]["states"]["putusan"]["actions"][1]["form"] = form
    version, warga, head = world.publish(data), world.citizen(), world.officer("kepala")
    request = world.submitted(version, warga)
    world.press(request, "lengkap", world.officer("verifikator"))
    world.press(request, "setujui", head, external_number="3604-LU-1", receipt_number="KW-9")
    client = rooms.browser(warga)
    assert "3604-LU-1" not in page(client, request)
    ending.Room(request, warga, head, head, now).settle()
    html = page(client, request)
    assert "Terbit di SIAK, nomor 3604-LU-1." in html
    assert "Nomor bukti bayar KW-9 dicatat petugas." in html
    assert "lunas" not in html.lower()


@pytest.mark.parametrize(("reason", "words"), [("buram", "Tidak terbaca."), ("", "Foto ulang.")])
def test_what_is_wrong_with_a_paper_is_said_in_words_and_only_it_may_be_replaced(warga, akta, reason, words):
    request = rooms.begin(rooms.browser(warga), "akta-kelahiran")
    verifier = world.officer("verifikator")
    ServiceRequest.objects.filter(pk=request.pk).update(
        phase=Phase.IN_PROCESS, state="verifikasi", number="SRG-DKC-2026-000001-0", agency="disdukcapil",
        submitted_at="2026-11-22T03:00:00Z",
    )  # fmt: skip
    field = next(f.id for _p, f in documents.load(akta).fields() if f.type == "file")
    item = {"field": field, "note": "Foto ulang.", "reason": reason}
    world.press(request, "kembalikan", verifier, items=[item])
    client = rooms.browser(warga)
    assert words in page(client, request)
    fix = client.get(reverse("requests:fix", args=[request.pk])).content.decode()
    assert words in fix
    assert f'name="{field}' in fix
