"""Two people at one draft: the second is told, keeps every word, and overwrites nothing unseen."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from services.catalogue.models import ServiceVersion
from tests.services.builder.conftest import address, now_in
from tests.services.builder.forms import Fields, sheet_of

pytestmark = pytest.mark.django_db


def opened(client: Client, version: ServiceVersion, step: str = "dasar", query: str = "") -> Fields:
    return sheet_of(client.get(address(version, step, query))) | {"langkah": ["simpan"]}


def send(client: Client, version: ServiceVersion, sent: Fields, step: str = "dasar", query: str = "") -> Any:
    return client.post(address(version, step, query), sent)


def test_what_each_wrote_in_another_box_is_kept_after_the_second_looked(
    draft: ServiceVersion, opd: Client, keeper: Client
) -> None:
    mine, theirs = opened(opd, draft), opened(keeper, draft)
    send(keeper, draft, theirs | {"ringkasan": ["Ringkasan dari rekan."]})
    answer = send(opd, draft, mine | {"sinonim": ["sktm\nsurat miskin"]})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "menyimpan perubahan sementara Anda menulis" in page
    assert "surat miskin" in page
    assert "Ringkasan dari rekan." in page
    assert send(opd, draft, sheet_of(answer) | {"langkah": ["simpan"]}).status_code == 302
    assert now_in(draft)["summary"] == {"id": "Ringkasan dari rekan."}
    assert now_in(draft)["synonyms"] == ["sktm", "surat miskin"]


def test_where_both_wrote_in_one_box_both_words_are_shown(draft: ServiceVersion, opd: Client, keeper: Client) -> None:
    mine, theirs = opened(opd, draft), opened(keeper, draft)
    send(keeper, draft, theirs | {"judul": ["Judul rekan"]})
    answer = send(opd, draft, mine | {"judul": ["Judul saya"]})
    page = answer.content.decode()
    assert 'value="Judul saya"' in page
    assert "Rekan Anda menulis di sini: “Judul rekan”" in page
    assert now_in(draft)["title"] == {"id": "Judul rekan"}


def test_a_press_on_an_old_page_changes_nothing_and_shows_the_newest(
    draft: ServiceVersion, opd: Client, keeper: Client
) -> None:
    old = draft.checksum
    keeper.post(address(draft, "formulir"), {"asal": old, "langkah": "bank:hp"})
    answer = opd.post(address(draft, "formulir"), {"asal": old, "langkah": "hapus:nama"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "mengubah draf ini sementara Anda bekerja" in page
    assert 'id="kartu-hp"' in page
    assert len(now_in(draft)["form"]["pages"][0]["fields"]) == 2


def test_a_question_a_colleague_took_away_is_not_saved_back(draft: ServiceVersion, opd: Client, keeper: Client) -> None:
    keeper.post(address(draft, "formulir"), {"asal": draft.checksum, "langkah": "bank:hp"})
    query = "halaman=data&isian=hp"
    mine = opened(opd, draft, "formulir", query)
    draft.refresh_from_db()
    keeper.post(address(draft, "formulir"), {"asal": draft.checksum, "langkah": "hapus:hp"})
    assert send(opd, draft, mine | {"label": ["Telepon"]}, "formulir", query).status_code == 404
    assert len(now_in(draft)["form"]["pages"][0]["fields"]) == 1


def test_what_a_colleague_wrote_as_text_is_met_too(draft: ServiceVersion, opd: Client, keeper: Client) -> None:
    mine = opened(opd, draft)
    text = keeper.get(f"/panel/kelola/catalogue/service/{draft.service_id}/dokumen/")
    sent = sheet_of(text)
    sent["dokumen"] = [sent["dokumen"][0].replace("Surat untuk menguji.", "Kalimat lain.")]
    keeper.post(f"/panel/kelola/catalogue/service/{draft.service_id}/dokumen/", sent | {"langkah": ["simpan"]})
    answer = send(opd, draft, mine | {"judul": ["Judul saya"]})
    assert answer.status_code == 409
    assert 'value="Judul saya"' in answer.content.decode()
