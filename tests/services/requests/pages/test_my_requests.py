"""My requests and the page of one: drafts and what waits for me on top, the next step in one sentence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agencies.models import DecreedYear
from foundation import clock
from services.catalogue.models import ServiceVersion
from services.requests import effects
from services.requests.actor import Actor
from services.requests.effects import ResultLink
from services.requests.models import Message, ServiceRequest
from tests.services.requests import world
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
LIST = "/permohonan/"


@pytest.fixture
def version() -> ServiceVersion:
    return world.publish()


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


def detail(request: ServiceRequest) -> str:
    return reverse("requests:detail", args=[request.pk])


def queries(client: Client, url: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return [query["sql"] for query in seen.captured_queries]


def test_an_empty_list_says_what_will_be_here_and_where_to_begin(client: Client) -> None:
    page = client.get(LIST)
    assert "Belum ada permohonan" in rooms.text_of(page)
    assert reverse("catalogue:list") in page.content.decode()


def test_what_waits_for_me_stands_above_drafts_and_both_above_the_rest(
    client: Client, version: ServiceVersion, warga: Actor
) -> None:
    running = world.submitted(version, warga)
    waiting = world.submitted(version, warga)
    world.press(waiting, "kembalikan", world.officer("verifikator"), items=[{"field": "nama", "note": "Cek."}])
    draft = world.draft(version, warga)
    html = client.get(LIST).content.decode()
    places = [html.index(f"/permohonan/{request.pk}/") for request in (waiting, draft, running)]
    assert places == sorted(places)
    text = rooms.text_of(client.get(LIST))
    assert "Perlu perbaikan" in text
    assert "Draf" in text
    assert "Terakhir disimpan Minggu, 22 November 2026, 10.32 WIB" in text
    assert "Diproses" in text


def test_nobody_elses_request_is_listed(client: Client, version: ServiceVersion) -> None:
    world.submitted(version, world.citizen())
    assert "Belum ada permohonan" in rooms.text_of(client.get(LIST))


def test_a_long_list_turns_its_pages_without_losing_or_repeating(
    client: Client, version: ServiceVersion, warga: Actor
) -> None:
    numbers = [world.submitted(version, warga).number for _each in range(23)]
    first = client.get(LIST)
    second = client.get(LIST + first.context["next_url"])
    shown = [line.request.number for page in (first, second) for line in page.context["others"]]
    assert shown == list(reversed(numbers))
    back = client.get(LIST + second.context["previous_url"])
    assert [line.request.number for line in back.context["others"]] == shown[:20]


def test_the_list_takes_five_queries_however_long(client: Client, version: ServiceVersion, warga: Actor) -> None:
    for _each in range(3):
        world.submitted(version, warga)
        world.draft(version, warga)
    client.get(LIST)
    seen = queries(client, LIST)
    assert len(seen) <= 5, "\n".join(seen)


def test_the_request_page_keeps_its_query_budget(client: Client, version: ServiceVersion, warga: Actor) -> None:
    request = world.submitted(version, warga)
    officer = world.officer("verifikator")
    for number in range(4):
        world.press(request, "pesan", officer, text=f"Pesan {number}")
    world.press(world.fresh(request), "lengkap", officer)
    client.get(detail(request))
    seen = queries(client, detail(request))
    # Four of them read the working calendar of the agency; none grows with the case.
    assert len(seen) <= 17, "\n".join(seen)


def test_a_page_of_questions_keeps_its_query_budget(client: Client, akta: Any) -> None:
    draft = rooms.fill_akta(client)
    seen = queries(client, rooms.page_url(draft, "orang_tua"))
    assert len(seen) <= 7, "\n".join(seen)


def test_the_request_page_says_where_it_is_and_until_when(
    client: Client, version: ServiceVersion, warga: Actor
) -> None:
    request = world.submitted(version, warga)
    before = rooms.text_of(client.get(detail(request)))
    assert "Berkas Anda sedang diperiksa." in before
    assert "Janji: 3 hari kerja sejak berkas lengkap." in before
    world.press(request, "lengkap", world.officer("verifikator"))
    text = rooms.text_of(client.get(detail(request)))
    assert "Kepala sedang memutuskan." in text
    assert "0 hari terpakai" in text
    assert "Paling lambat Rabu, 25 November 2026" in text
    assert text.index("Berkas dinyatakan lengkap") < text.index("Terkirim Minggu") < text.index("Selesai")


def test_a_pause_is_shown_with_the_new_date(client: Client, version: ServiceVersion, warga: Actor) -> None:
    request = world.submitted(version, warga)
    world.press(request, "lengkap", world.officer("verifikator"))
    with time_machine.travel(clock.now() + timedelta(days=1)):
        items = [{"field": "nama", "note": "Samakan dengan KTP."}]
        world.press(world.fresh(request), "kembalikan", world.officer("kepala"), items=items)
        text = rooms.text_of(client.get(detail(request)))
    assert "Dihentikan sementara" in text
    assert "Waktu berhenti sejak Senin, 23 November 2026 karena menunggu perbaikan Anda." in text
    assert "tidak berkurang selama waktu berhenti" in text
    assert "Bila Anda membetulkan hari Selasa, 24 November 2026" in text


def test_a_decision_shows_only_once_it_is_effective(client: Client, version: ServiceVersion, warga: Actor) -> None:
    request = world.submitted(version, warga)
    world.press(request, "lengkap", world.officer("verifikator"))
    world.press(world.fresh(request), "setujui", world.officer("kepala"))
    assert "Kepala sedang memutuskan." in rooms.text_of(client.get(detail(request)))


def test_a_conversation_goes_both_ways_and_says_what_was_read(
    client: Client, version: ServiceVersion, warga: Actor
) -> None:
    request = world.submitted(version, warga)
    world.press(request, "pesan", world.officer("verifikator"), text="Apakah alamatnya benar?")
    page = client.get(detail(request))
    assert "Apakah alamatnya benar?" in rooms.text_of(page)
    assert Message.objects.get().read_at is not None
    body = {name: values[0] for name, values in rooms.form_of(page).items()} | {"tulis": "Benar.\n<b>Ya</b>"}
    for _press in range(2):
        assert client.post(detail(request), body)["Location"].endswith("#pesan")
    assert Message.objects.count() == 2
    html = client.get(detail(request)).content.decode()
    assert "&lt;b&gt;Ya&lt;/b&gt;" in html
    assert "<b>Ya</b>" not in html


@pytest.mark.parametrize(("text", "said"), [("  ", "Tulis isinya dahulu."), ("a" * 4001, "paling panjang 4.000")])
def test_a_refused_message_keeps_its_text(
    client: Client, version: ServiceVersion, warga: Actor, text: str, said: str
) -> None:
    request = world.submitted(version, warga)
    refused = client.post(detail(request), {"tulis": text, "kunci": "a" * 32})
    assert refused.status_code == 422
    assert said in rooms.text_of(refused)
    assert rooms.form_of(refused).get("tulis", [""])[0] == text
    assert not Message.objects.exists()


def test_a_draft_opens_where_it_was_left(client: Client, version: ServiceVersion) -> None:
    draft = rooms.begin(client, "izin-uji")
    assert client.get(detail(draft))["Location"] == rooms.page_url(draft, "data")
    assert client.get(reverse("requests:receipt", args=[draft.pk]))["Location"].endswith("/periksa/")


def test_results_of_higher_floors_are_linked(
    client: Client, version: ServiceVersion, warga: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effects, "_link_sources", [lambda _request: [ResultLink("Akta", "/unduh/", "PDF, 120 KB")]])
    request = world.submitted(version, warga)
    page = client.get(detail(request))
    assert "Akta PDF, 120 KB Unduh" in rooms.text_of(page)
    assert 'href="/unduh/"' in page.content.decode()


def test_my_own_answers_can_be_read_again_with_the_nik_masked(
    client: Client, version: ServiceVersion, warga: Actor
) -> None:
    text = rooms.text_of(client.get(detail(world.submitted(version, warga))))
    assert "Nama Siti Uji" in text
    assert "3604 •••• •••• ••01" in text


def test_wherever_a_date_is_shown_an_estimate_says_so(client: Client, version: ServiceVersion, warga: Actor) -> None:
    DecreedYear.objects.all().delete()
    request = world.submitted(version, warga)
    world.press(request, "lengkap", world.officer("verifikator"))
    assert "Ini perkiraan: hari libur tahun itu belum ditetapkan." in rooms.text_of(client.get(detail(request)))
    assert "Paling lambat Rabu, 25 November 2026 (perkiraan)" in rooms.text_of(client.get(LIST))
