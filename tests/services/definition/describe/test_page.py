"""The page about a service leaves nothing out that the document says."""

import re

import pytest
from hypothesis import given

from services.definition.base import humanise
from services.definition.describe import Chart, Table, describe
from services.definition.document import Document
from tests.services.definition.describe.documents import all_documents, changed, full, said, whole
from tests.services.definition.helpers import REMOVE
from tests.services.definition.strategies.counts import few
from tests.services.definition.strategies.documents import documents

every_document = pytest.mark.parametrize("document", all_documents(), ids=lambda each: each.slug)
both_languages = pytest.mark.parametrize("language", ["id", "en"])


@every_document
@both_languages
def test_every_field_state_action_output_and_notice_is_on_the_page(document: Document, language: str) -> None:
    page = whole(describe(document, language))
    for _, field in document.all_fields():
        assert f"{field.id})" in page
        assert field.label.in_language(language) in page
    for key, state in document.workflow.states.items():
        assert (state.label.in_language(language) or humanise(key)) in page
        assert all(f"({action.key})" in page for action in state.actions)
    assert all(f"({output.key})" in page for output in document.outputs)
    assert all(notice.template in page for notice in document.notify)
    assert all(f"({name})" in page for name in document.functions)


@every_document
@both_languages
def test_no_place_in_a_phrase_stays_open_and_no_name_stays_untranslated(document: Document, language: str) -> None:
    page = whole(describe(document, language))
    numbers = [output.number for output in document.outputs if output.number]
    for number in numbers:
        page = page.replace(number, "")
    assert re.findall(r"\{\w*\}", page) == []
    assert re.findall(r"\b(?:working_days|calendar_days|in_process|waiting_applicant|mark_complete)\b", page) == []


@every_document
def test_tables_are_whole_and_have_no_empty_column(document: Document) -> None:
    for section in describe(document).sections:
        for table in (block for block in section.blocks if isinstance(block, Table)):
            assert all(len(row) == len(table.head) for row in table.rows)
            assert all(any(row[column] for row in table.rows) for column in range(len(table.head)))


@few
@given(documents())
def test_any_document_can_be_described(document: Document) -> None:
    for language in ("id", "en"):
        page = whole(describe(document, language))
        assert all(f"{field.id})" in page for _, field in document.all_fields())


def test_deadlines_say_how_long_from_when_and_who_is_told() -> None:
    lines = said(full(), "clocks")
    assert "Seluruh permohonan: 5 hari kerja sejak berkas dinyatakan lengkap" in lines
    assert "Berhenti di: Perlu perbaikan" in lines
    assert "Eskalasi: 80 %: beri tahu atasan; 100 %: beri tahu kepala instansi" in lines
    assert any(line.startswith("Bila diam: 5 hari kerja setelah tenggat") for line in lines)
    assert "Diperiksa: 1 hari kerja" in lines
    assert "Putaran perbaikan: paling banyak 2, sesudahnya hanya kepala" in lines
    assert any(line.endswith("otomatis setelah 30 hari kalender (bila libur, hari kerja berikutnya)") for line in lines)
    assert any(line.endswith("menambah 2 hari kerja, paling banyak 1 kali") for line in lines)
    assert any(line.endswith("paling lama 30 hari kalender setelah tahap ini dimulai") for line in lines)


def test_a_clock_from_an_action_names_the_action() -> None:
    document = changed({"sla": {"amount": 1, "from": "kembalikan"}})
    assert "Seluruh permohonan: 1 hari kerja sejak langkah kembalikan" in said(document, "clocks")
    assert "The whole request: 1 working day from the action kembalikan" in said(document, "clocks", "en")


def test_four_eyes_name_both_actions() -> None:
    assert said(full(), "four_eyes", "en") == [
        "“Setujui” is done by somebody who did not do “Nyatakan lengkap”, “Minta pemeriksaan lapangan”.",
        "“Tolak” is done by somebody who did not do “Nyatakan lengkap”, “Minta pemeriksaan lapangan”.",
    ]


def test_work_with_others_names_agencies_conditions_and_what_guests_read() -> None:
    lines = said(full(), "together")
    assert lines == [
        "“Tanya ahli” meminta pendapat: Ahli tata ruang di dpupr membaca “Desa tempat kegiatan”, “Tempat kegiatan”."
        " Tahap tidak berubah.",
        "“Minta pemeriksaan lapangan” membuka tugas: Petugas lapangan; Petugas lapangan di satpolpp bila"
        " “Luas seluruhnya” lebih dari 100 membaca “Desa tempat kegiatan”, “Tanggal kegiatan”.",
        "“Teruskan ke instansi lain” meneruskan ke instansi lain: rsud-drajat.",
        "“Selesai memeriksa”: menunggu semua tugas.",
    ]


def test_forwarding_without_agencies_and_a_join_of_a_number_are_said() -> None:
    actions = [
        {"key": "alih", "by": ["petugas"], "type": "forward", "to": "periksa"},
        {"key": "tugas", "by": ["petugas"], "type": "task", "join": 2, "to": "selesai"},
    ]
    document = changed({f"workflow.states.periksa.actions.{n}": each for n, each in enumerate(actions, 4)})
    assert said(document, "together", "en") == [
        "“Alih” forwards it to another agency: any that holds the functions.",
        "“Tugas”: 2 tasks are enough.",
    ]


def test_what_comes_out_is_kept_and_refused_is_said() -> None:
    assert "30 hari" in said(full(), "outputs")
    assert "7 hari sebelum habis" in said(full(), "outputs")
    assert "selesai dengan hasil: 5 tahun, lalu diarsipkan" in said(full(), "retention")
    assert "80 % waktu terpakai" in said(full(), "notices")
    assert "Bila kait gagal: permohonan tetap diterima, pemeriksaan menyusul" in said(full(), "code")
    assert said(full(), "priority") == [
        "penyandang disabilitas: bila “Apakah ada peserta penyandang disabilitas?” dijawab ya"
    ]
    assert any(line.startswith("Ditolak kecuali “Apakah kegiatannya") for line in said(full(), "access"))


def test_a_decision_says_how_to_object_and_what_it_brings_about() -> None:
    cells = said(full(), "workflow")
    assert "pemohon boleh mengajukan keberatan, paling lama 21 hari kerja" in cells
    assert any("menghasilkan izin; memanggil dinkes.catat_izin" in cell for cell in cells)


def test_an_objection_names_its_service_and_its_effect_on_the_parent() -> None:
    document = changed(
        {
            "workflow.states.ditolak.objection": {"service": "keberatan-izin"},
            "workflow.states.periksa.actions.2.effects": [{"parent": "buka_lagi"}],
        }
    )
    cells = said(document, "workflow", "en")
    assert "the applicant may object, through the service keberatan-izin" in cells
    assert any("on the parent request: buka_lagi" in cell for cell in cells)


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        ({"amount": 5000}, "Biaya: Rp5.000; retribusi"),
        ({"expr": {"op": "multiply", "args": [{"f": "nama"}, 2]}}, "Biaya: “Nama” dikali 2; retribusi"),
        ({"hook": "dinas.tarif"}, "Biaya: dihitung oleh kait dinas.tarif; retribusi"),
        ({"note": "Rp0"}, "Biaya: gratis; Rp0"),
    ],
)
def test_a_fee_is_said_whatever_it_is_worked_out_from(fee: dict[str, object], words: str) -> None:
    assert words in said(changed({"standard.fee": fee}), "standard")


def test_a_service_that_only_links_says_so_and_draws_nothing() -> None:
    link = changed({"handoff": {"system": "OSS", "mode": "link", "url": "https://oss.go.id"}, "workflow": {}})
    section = next(each for each in describe(link).sections if each.key == "workflow")
    assert not any(isinstance(block, Chart) for block in section.blocks)
    assert said(link, "workflow") == ["Tidak ada alur kerja: layanan ini hanya mengarahkan."]


def test_routing_and_agency_by_an_answer_are_said_with_the_answers_label() -> None:
    document = changed(
        {
            "agency": {"from": "lokasi.kecamatan"},
            "form.pages.0.fields.1": {"id": "lokasi", "type": "region", "required": True, "label": "Desa"},
            "routing": [{"function": "petugas", "area": {"f": "lokasi.desa"}, "agency": "dlh",
                         "when": {"op": "filled", "args": [{"f": "nama"}]}}],
        }
    )  # fmt: skip
    assert "Instansi: menurut jawaban “Desa” (kecamatan)" in said(document, "service")
    assert "ya menurut wilayah “Desa” (desa) di dlh bila “Nama” diisi" in said(document, "functions")


def test_a_page_and_a_field_say_when_they_are_shown_and_needed() -> None:
    late = {"op": "filled", "args": [{"f": "nama"}]}
    document = changed(
        {
            "form.pages.1": {
                "id": "lanjut", "title": "Lanjut", "show_if": late,
                "fields": [{"id": "a", "type": "integer", "required_if": late, "read_only": True, "origin": "portal"},
                           {"id": "b", "type": "integer", "show_if": False}],
            }
        }
    )  # fmt: skip
    cells = said(document, "form")
    assert "Lanjut (lanjut). Halaman ini muncul bila “Nama” diisi." in cells
    assert "bila “Nama” diisi" in cells
    assert "tidak pernah" in cells
    assert "tidak dapat diubah; pertanyaan portal sendiri" in cells


def test_what_a_standard_leaves_open_is_left_out_and_what_it_writes_itself_is_said() -> None:
    bare = changed({"standard.duration": REMOVE, "standard.fee": REMOVE, "standard.complaint": ["Datang ke loket."]})
    page = whole(describe(bare))
    assert "Datang ke loket" in page
    assert "Rp" not in page
    assert "hari kerja" in page, "the clock of its own is still there"
