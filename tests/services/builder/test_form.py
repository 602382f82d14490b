"""Questions are added, moved, changed and taken away by buttons; conditions are sentences; what was done is undone."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from services.builder.models import Edit
from services.catalogue.models import ServiceVersion, VersionStatus
from tests.services.builder.conftest import address, begin, now_in
from tests.services.builder.forms import sheet_of
from tests.services.catalogue.conftest import SMALL

pytestmark = pytest.mark.django_db


def fields(version: ServiceVersion, page: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = now_in(version)["form"]["pages"][page]["fields"]
    return found


def press(client: Client, version: ServiceVersion, doing: str, query: str = "", **more: str) -> Any:
    """Press a button on the form's screen as it stands now."""
    base = ServiceVersion.objects.get(pk=version.pk).checksum
    return client.post(address(version, "formulir", query), {"asal": base, "langkah": doing, **more})


def fill(client: Client, version: ServiceVersion, query: str, **typed: str | list[str]) -> Any:
    """Change some boxes of a sheet and save it."""
    url = address(version, "formulir", query)
    sent = sheet_of(client.get(url)) | {name: [v] if isinstance(v, str) else v for name, v in typed.items()}
    return client.post(url, sent | {"langkah": ["simpan"]})


def test_a_question_comes_ready_made_from_the_bank(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "bank:nik")
    press(opd, draft, "bank:nik")
    assert [field["id"] for field in fields(draft)] == ["nama", "nik", "nik_2"]
    assert fields(draft)[1]["why"]["id"].startswith("Untuk mencocokkan")


def test_a_new_question_gets_an_id_from_its_words_and_opens_for_more(draft: ServiceVersion, opd: Client) -> None:
    answer = press(opd, draft, "tambah", label="Berapa jumlah anak?", jenis="integer")
    assert answer.headers["Location"].endswith("isian=berapa_jumlah_anak")
    assert fields(draft)[-1] == {
        "id": "berapa_jumlah_anak",
        "type": "integer",
        "label": {"id": "Berapa jumlah anak?"},
    }


def test_a_question_without_words_is_refused_with_what_was_chosen(draft: ServiceVersion, opd: Client) -> None:
    answer = press(opd, draft, "tambah", label=" ", jenis="money")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tulis pertanyaan atau nama isian." in page
    assert '<option value="money" selected>' in page
    assert len(fields(draft)) == 1


@pytest.mark.parametrize("kind", ["choice", "choices", "group", "reference", "file", "region", "note", "date"])
def test_every_type_begins_as_something_whole(draft: ServiceVersion, opd: Client, kind: str) -> None:
    answer = press(opd, draft, "tambah", label="Isian uji", jenis=kind)
    assert answer.status_code == 302
    assert opd.get(answer.headers["Location"]).status_code == 200
    assert fields(draft)[-1]["type"] == kind


def test_buttons_move_a_question_and_the_ends_stay(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "bank:hp")
    press(opd, draft, "naik:hp")
    assert [field["id"] for field in fields(draft)] == ["hp", "nama"]
    press(opd, draft, "naik:hp")
    assert [field["id"] for field in fields(draft)] == ["hp", "nama"]
    press(opd, draft, "turun:hp")
    assert [field["id"] for field in fields(draft)] == ["nama", "hp"]


def test_what_was_taken_away_comes_back(draft: ServiceVersion, opd: Client) -> None:
    before = draft.checksum
    press(opd, draft, "bank:hp")
    answer = press(opd, draft, "hapus:nama")
    assert "“Nama” dihapus" in opd.get(answer.headers["Location"]).content.decode()
    press(opd, draft, "urungkan")
    assert [field["id"] for field in fields(draft)] == ["nama", "hp"]
    press(opd, draft, "urungkan")
    draft.refresh_from_db()
    assert draft.checksum == before
    # Undone changes stay written down, each with who made it.
    assert Edit.objects.filter(undone_at__isnull=False, author__isnull=False).count() == 2


def test_a_page_is_added_moved_and_taken_away(draft: ServiceVersion, opd: Client) -> None:
    answer = press(opd, draft, "tambah-halaman", judul="Berkas Anda")
    assert answer.headers["Location"].endswith("halaman=berkas_anda")
    press(opd, draft, "bank:foto_ktp", "halaman=berkas_anda")
    press(opd, draft, "halaman:naik", "halaman=berkas_anda")
    assert [page["id"] for page in now_in(draft)["form"]["pages"]] == ["berkas_anda", "data"]
    press(opd, draft, "pindah:foto_ktp", "halaman=berkas_anda", ke="data")
    assert [field["id"] for field in fields(draft, 1)] == ["nama", "foto_ktp"]
    press(opd, draft, "hapus-halaman", "halaman=berkas_anda")
    assert [page["id"] for page in now_in(draft)["form"]["pages"]] == ["data"]


def test_questions_before_the_first_page_come_and_go(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "tambah", "halaman=eligibility", label="Apakah Anda warga Serang?", jenis="boolean")
    assert [field["id"] for field in now_in(draft)["eligibility"]["ask"]] == ["apakah_anda_warga_serang"]
    press(opd, draft, "hapus:apakah_anda_warga_serang", "halaman=eligibility")
    assert "eligibility" not in now_in(draft)


def test_a_condition_is_a_sentence(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "tambah", label="Lahan", jenis="choice")
    press(opd, draft, "bank:surat_kuasa")
    query = "halaman=data&isian=surat_kuasa"
    fill(opd, draft, query, **{"tampil--0-apa": "lahan|eq|pilihan_2"})
    assert fields(draft)[-1]["show_if"] == {"op": "eq", "args": [{"f": "lahan"}, "pilihan_2"]}
    page = opd.get(address(draft, "formulir", "halaman=data")).content.decode()
    assert "Tampilkan jika <u>“Lahan” adalah Pilihan kedua</u>" in page
    fill(opd, draft, query, **{"tampil--1-apa": "nama|filled|", "tampil--hubung": "or"})
    assert fields(draft)[-1]["show_if"]["op"] == "or"
    fill(opd, draft, query, **{"tampil--0-apa": "", "tampil--1-apa": ""})
    assert "show_if" not in fields(draft)[-1]


def test_a_comparison_needs_its_number(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "bank:jumlah")
    press(opd, draft, "bank:keterangan")
    query = "halaman=data&isian=keterangan"
    answer = fill(opd, draft, query, **{"tampil--0-apa": "jumlah|gt|", "label": "Keterangan baru"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Tulis angka atau tanggal yang dibandingkan" in page
    assert 'value="Keterangan baru"' in page
    fill(opd, draft, query, **{"tampil--0-apa": "jumlah|gt|", "tampil--0-nilai": "2.500"})
    assert fields(draft)[-1]["show_if"] == {"op": "gt", "args": [{"f": "jumlah"}, 2500]}


def test_a_more_involved_condition_stays_unless_somebody_replaces_it(opd: Client, complete: None) -> None:
    involved = {"op": "gt", "args": [{"op": "length", "args": [{"f": "nama"}]}, 3]}
    data = {
        **SMALL,
        "form": {
            "pages": [
                {
                    "id": "data",
                    "title": "Data",
                    "fields": [
                        {"id": "nama", "type": "name"},
                        {"id": "alias", "type": "name", "show_if": involved},
                    ],
                }
            ]
        },
    }
    version = begin(data)
    query = "halaman=data&isian=alias"
    assert "panjang “Nama” lebih dari 3" in opd.get(address(version, "formulir", query)).content.decode()
    fill(opd, version, query, label="Nama panggilan")
    assert fields(version)[1]["show_if"] == involved
    fill(opd, version, query, **{"tampil--nasib": "ganti", "tampil--0-apa": "nama|filled|"})
    assert fields(version)[1]["show_if"] == {"op": "filled", "args": [{"f": "nama"}]}


def test_options_keep_their_stored_value_when_their_words_change(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "tambah", label="Lahan", jenis="choice")
    query = "halaman=data&isian=lahan"
    fill(opd, draft, query, **{"pilihan--0-label": "Milik sendiri", "pilihan--2-label": "Sewa"})
    values = [(o["value"], o["label"]["id"]) for o in fields(draft)[-1]["options"]]
    assert values == [("pilihan_1", "Milik sendiri"), ("pilihan_2", "Pilihan kedua"), ("sewa", "Sewa")]
    fill(opd, draft, query, **{"pilihan--1-label": ""})
    assert [o["value"] for o in fields(draft)[-1]["options"]] == ["pilihan_1", "sewa"]


def test_a_sensitive_question_without_a_reason_is_named_at_its_card_and_in_the_step(
    draft: ServiceVersion, opd: Client
) -> None:
    press(opd, draft, "tambah", label="NIK anak", jenis="nik")
    page = opd.get(address(draft, "formulir")).content.decode()
    assert "Data sensitif diminta tanpa alasan" in page
    assert f"/panel/penyusun/{draft.service_id}/formulir/?halaman=data&amp;isian=nik_anak#b-alasan" in page
    fill(opd, draft, "halaman=data&isian=nik_anak", alasan="Untuk mencocokkan data anak.")
    assert "Data sensitif diminta tanpa alasan" not in opd.get(address(draft, "formulir")).content.decode()


def test_the_phone_follows_what_is_typed_before_it_is_saved(draft: ServiceVersion, opd: Client) -> None:
    url = address(draft, "formulir", "halaman=data&isian=nama")
    sent = sheet_of(opd.get(url)) | {"label": ["Nama seperti di KTP"], "langkah": ["pratinjau"]}
    answer = opd.post(url, sent)
    assert answer.status_code == 200
    assert "Nama seperti di KTP" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    assert "label" not in fields(draft)[0] or fields(draft)[0]["label"] == {"id": "Nama"}


def test_a_proposed_version_is_shown_but_not_changed(draft: ServiceVersion, opd: Client) -> None:
    ServiceVersion.objects.update(status=VersionStatus.PROPOSED)
    page = opd.get(address(draft, "formulir")).content.decode()
    assert "sudah diusulkan dan tidak dapat diubah" in page
    press(opd, draft, "bank:hp")
    assert len(fields(draft)) == 1


def test_a_button_about_something_gone_says_so(draft: ServiceVersion, opd: Client) -> None:
    answer = press(opd, draft, "hapus:tidak_ada")
    assert answer.status_code == 422
    assert "Bagian ini sudah tidak ada." in answer.content.decode()
    assert press(opd, draft, "meledak").status_code == 404
