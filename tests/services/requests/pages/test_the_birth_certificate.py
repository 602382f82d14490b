"""A citizen files a birth certificate on the real document, page by page, without a script."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import Attachment, Phase, ServiceRequest
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(warga: Actor) -> Client:
    return rooms.browser(warga)


def answers(request: ServiceRequest) -> dict[str, Any]:
    return engine.plain_answers(ServiceRequest.objects.get(pk=request.pk))


def test_the_whole_way_ends_with_a_number(client: Client, akta: Any) -> None:
    draft = rooms.fill_akta(client)
    check = client.get(reverse("requests:check", args=[draft.pk]))
    assert "Langkah 5 dari 5" in rooms.text_of(check)
    assert "3604 •••• •••• ••01" in rooms.text_of(check)
    assert "Senin, 23 November 2026" in rooms.text_of(check)
    sent = rooms.send(client, draft)
    assert sent.status_code == 302
    filed = ServiceRequest.objects.get(pk=draft.pk)
    assert filed.number == "SRG-DKC-2026-000001-" + filed.number[-1]
    receipt = client.get(sent["Location"])
    assert filed.number in rooms.text_of(receipt)
    again = client.get(sent["Location"])
    assert filed.number in rooms.text_of(again), "the receipt opens again"
    assert answers(draft)["tgl_lahir"] == "2026-11-09"
    assert answers(draft)["panjang_cm"] == 49.5


def test_the_first_page_says_where_it_stands(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    page = client.get(rooms.page_url(draft, "anak"))
    text = rooms.text_of(page)
    assert "Langkah 1 dari 5" in text
    assert "Data anak" in text
    assert "Simpan dan keluar" in text
    assert "Tersimpan" not in text, "nothing was typed yet"


def test_a_page_that_was_saved_says_when(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    with time_machine.travel("2026-11-23T04:05:00Z", tick=False):
        client.post(rooms.page_url(draft, "anak"), rooms.AKTA_ANAK)
        assert "Tersimpan 11.05 WIB" in rooms.text_of(client.get(rooms.page_url(draft, "anak")))


def test_what_was_typed_comes_back_as_it_was_typed(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    client.post(rooms.page_url(draft, "anak"), rooms.AKTA_ANAK)
    shown = rooms.form_of(client.get(rooms.page_url(draft, "anak")))
    for name, value in rooms.AKTA_ANAK.items():
        expected = {"berat_gram": "3100"}.get(name, value)
        assert shown[name] == [expected], name


def test_a_wrong_answer_is_kept_shown_and_explained(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    wrong = {**rooms.AKTA_ANAK, "tgl_lahir-tahun": "2030", "anak_ke": "dua", "nama_anak": "4NAK"}
    refused = client.post(rooms.page_url(draft, "anak"), wrong)
    assert refused.status_code == 422
    assert rooms.summary_of(refused) == [
        "Isi nama lengkap anak dengan huruf, seperti di KTP. Angka tidak dipakai.",
        "Isi tanggal lahir paling akhir tanggal hari ini. Tanggal tadi belum terjadi.",
        "Isi anak ke berapa dengan angka, misalnya 12 atau 2,5.",
    ]
    assert set(rooms.links_of(refused)) <= rooms.ids_of(refused)
    assert "<title>Galat: " in refused.content.decode()
    shown = rooms.form_of(client.get(rooms.page_url(draft, "anak")))
    assert (shown["tgl_lahir-tahun"], shown["anak_ke"], shown["nama_anak"]) == (["2030"], ["dua"], ["4NAK"])
    assert shown["kota_lahir"] == ["Kabupaten Serang"], "what was right is kept too"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("3604 0000 0000 000", "Isi NIK ibu dengan 16 angka, seperti di KTP."),
        ("36040541o4900001", "Isi NIK ibu dengan 16 angka, seperti di KTP. Huruf tidak dipakai."),
        ("", "Isi NIK ibu dengan 16 angka, seperti di KTP."),
        ("3604059904900001", "Periksa kembali NIK ibu di KTP. Angka ke-7 sampai ke-12 bukan tanggal lahir."),
    ],
)
def test_a_wrong_nik_gets_its_sentence(client: Client, akta: Any, typed: str, sentence: str) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    client.post(rooms.page_url(draft, "anak"), rooms.AKTA_ANAK)
    refused = client.post(rooms.page_url(draft, "orang_tua"), {**rooms.AKTA_ORANG_TUA, "nik_ibu": typed})
    assert rooms.summary_of(refused) == [sentence]
    assert rooms.form_of(refused)["nik_ibu"] == [typed]


def test_a_million_characters_get_a_sentence(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    refused = client.post(rooms.page_url(draft, "anak"), {**rooms.AKTA_ANAK, "kota_lahir": "a" * 1_000_000})
    assert refused.status_code == 422
    assert rooms.summary_of(refused) == ["Persingkat kabupaten atau kota lahir menjadi paling banyak 200 huruf."]
    assert answers(draft)["nama_anak"] == "Contoh Putri Warga"


def test_a_late_report_brings_up_its_own_question_without_blame(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    page = client.get(rooms.page_url(draft, "anak"))
    assert "alasan_terlambat" not in rooms.ids_of(page)
    asked = rooms.form_of(page)["tampil"][0]
    late = {**rooms.AKTA_ANAK, "tgl_lahir-bulan": "1", "tampil": asked}
    shown = client.post(rooms.page_url(draft, "anak"), late)
    assert shown.status_code == 422
    assert "Ada pertanyaan tambahan" in rooms.text_of(shown)
    assert rooms.summary_of(shown) == []
    assert "Mengapa kelahiran baru dilaporkan sekarang?" in rooms.text_of(shown)
    told = {**late, "tampil": rooms.form_of(shown)["tampil"][0], "alasan_terlambat": ""}
    assert rooms.summary_of(client.post(rooms.page_url(draft, "anak"), told)) == [
        "Isi “Mengapa kelahiran baru dilaporkan sekarang?”."
    ]
    assert client.post(rooms.page_url(draft, "anak"), {**told, "alasan_terlambat": "Baru tahu."}).status_code == 302


def test_a_question_hangs_inside_the_answer_that_asks_it(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    client.post(rooms.page_url(draft, "anak"), rooms.AKTA_ANAK)
    html = client.get(rooms.page_url(draft, "orang_tua")).content.decode()
    inside = html[html.index('class="cond-group"') :]
    assert "Bila Anda memilih “Tidak”" in inside
    assert 'name="kk_suami_istri"' in inside


def test_a_hidden_answer_that_was_sent_anyway_is_not_kept(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    client.post(rooms.page_url(draft, "anak"), rooms.AKTA_ANAK)
    client.post(rooms.page_url(draft, "orang_tua"), {**rooms.AKTA_ORANG_TUA, "kk_suami_istri": "ya"})
    assert "kk_suami_istri" not in answers(draft)


def test_a_page_that_does_not_apply_is_left_out(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    onward = client.post(rooms.page_url(draft, "anak"), {**rooms.AKTA_ANAK, "orang_tua_diketahui": "tidak"})
    assert onward["Location"] == rooms.page_url(draft, "saksi")
    assert client.get(rooms.page_url(draft, "orang_tua")).status_code == 302
    assert "Langkah 2 dari 4" in rooms.text_of(client.get(rooms.page_url(draft, "saksi")))


def test_witnesses_must_be_two_people(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    same = {"nik_saksi1": "3604054104900003", "nik_saksi2": "3604054104900003"}
    refused = client.post(rooms.page_url(draft, "saksi"), same)
    assert rooms.summary_of(refused) == ["Isi NIK orang yang berbeda. Kedua saksi tidak boleh orang yang sama."]


def test_what_is_missing_is_linked_from_the_check_page(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    client.post(rooms.page_url(draft, "anak"), rooms.AKTA_ANAK)
    check = client.get(reverse("requests:check", args=[draft.pk]))
    assert f"{rooms.page_url(draft, 'orang_tua')}?periksa=1#nik_ibu" in check.content.decode()
    assert "Kirim permohonan" not in rooms.text_of(check)
    mend = client.get(f"{rooms.page_url(draft, 'orang_tua')}?periksa=1")
    assert "Isi NIK ibu dengan 16 angka, seperti di KTP." in rooms.summary_of(mend)


def test_a_change_from_the_check_page_leads_back_to_it(client: Client, akta: Any) -> None:
    draft = rooms.fill_akta(client)
    changed = client.post(f"{rooms.page_url(draft, 'saksi')}?periksa=1", rooms.AKTA_SAKSI)
    assert changed["Location"] == reverse("requests:check", args=[draft.pk])


def test_the_declaration_must_be_given(client: Client, akta: Any) -> None:
    draft = rooms.fill_akta(client)
    refused = rooms.send(client, draft, benar="")
    assert refused.status_code == 422
    assert rooms.summary_of(refused) == ["Centang pernyataan bahwa jawaban Anda benar."]
    assert ServiceRequest.objects.get(pk=draft.pk).phase == Phase.DRAFT


def test_a_draft_never_sends_an_incomplete_form(client: Client, akta: Any) -> None:
    draft = rooms.begin(client, "akta-kelahiran")
    refused = client.post(reverse("requests:check", args=[draft.pk]), {"benar": "ya", "kunci": "1" * 32})
    assert refused.status_code == 422
    assert "isian yang belum lengkap" in rooms.text_of(refused)
    assert ServiceRequest.objects.get(pk=draft.pk).phase == Phase.DRAFT


def test_files_no_answer_refers_to_are_gone_after_sending(client: Client, akta: Any) -> None:
    draft = rooms.fill_akta(client)
    client.post(
        f"{rooms.page_url(draft, 'berkas')}?periksa=1", {"punya_sk_lahir": "tidak", "sptjm_lahir": rooms.photo()}
    )
    assert Attachment.objects.filter(request=draft).count() == 5
    assert rooms.send(client, draft).status_code == 302
    kept = Attachment.objects.filter(request=draft).values_list("field", flat=True)
    assert sorted(kept) == ["kk", "ktp_ortu", "nikah", "sptjm_lahir"]
