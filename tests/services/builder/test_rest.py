"""Papers, messages and results are boxes over the same document; publishing needs a clean draft and a second person."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from django.test import Client

from foundation import clock
from services.catalogue import versions
from services.catalogue.models import Service, ServiceVersion
from services.definition import document as definition
from services.definition.world import OpenWorld
from services.requests.models import ServiceRequest
from tests.services.builder.conftest import account, address, begin, now_in, signed_in
from tests.services.builder.forms import sheet_of
from tests.services.catalogue.conftest import SMALL

pytestmark = pytest.mark.django_db


def fill(client: Client, version: ServiceVersion, step: str, query: str = "", **typed: Any) -> Any:
    url = address(version, step, query)
    sent = sheet_of(client.get(url)) | {name: v if isinstance(v, list) else [v] for name, v in typed.items()}
    return client.post(url, sent | {"langkah": ["simpan"]})


def press(client: Client, version: ServiceVersion, step: str, doing: str, **more: Any) -> Any:
    base = ServiceVersion.objects.filter(service=version.service_id).order_by("-number")[0].checksum
    return client.post(address(version, step), {"asal": base, "langkah": doing, **more})


def test_a_paper_gets_its_rules_where_all_papers_stand_together(draft: ServiceVersion, opd: Client) -> None:
    press(opd, draft, "formulir", "bank:foto_ktp")
    fill(opd, draft, "berkas", berkas_0_jenis=["image"], berkas_0_mb="2,5", berkas_0_banyak="2")
    paper = now_in(draft)["form"]["pages"][0]["fields"][1]
    assert (paper["accept"], paper["max_mb"], paper["max"]) == (["image"], 2.5, 2)


def test_how_long_data_is_kept_is_an_amount_a_unit_and_what_follows(draft: ServiceVersion, opd: Client) -> None:
    fill(opd, draft, "berkas", **{"simpan_draft": "30", "simpan_draft--satuan": "days", "simpan_draft--lalu": "delete"})
    assert now_in(draft)["retention"] == {
        "draft": {"days": 30, "then": "delete"},
        "approved": {"years": 1, "then": "anonymise"},
    }
    fill(opd, draft, "berkas", simpan_approved="", simpan_draft="")
    assert "retention" not in now_in(draft)
    assert "Data pribadi akan tersimpan selamanya." in opd.get(address(draft, "berkas")).content.decode()


def test_a_message_is_a_moment_a_text_and_somebody(draft: ServiceVersion, opd: Client) -> None:
    row = {"pesan--0-kapan": "state:selesai", "pesan--0-kalimat": "selesai", "pesan--0-siapa": "applicant"}
    fill(opd, draft, "pesan", **row)
    assert now_in(draft)["notify"] == [{"when": "state:selesai", "template": "selesai"}]
    page = opd.get(address(draft, "pesan")).content.decode()
    assert "huruf, dengan isi contoh" in page
    fill(opd, draft, "pesan", **{"pesan--0-kapan": ""})
    assert "notify" not in now_in(draft)


def test_a_message_without_its_text_is_refused_and_kept_on_the_page(draft: ServiceVersion, opd: Client) -> None:
    answer = fill(opd, draft, "pesan", **{"pesan--0-kapan": "state:selesai"})
    assert answer.status_code == 422
    assert '<option value="state:selesai" selected>' in answer.content.decode()


def test_a_result_is_added_to_the_approval_and_taken_back(draft: ServiceVersion, opd: Client) -> None:
    answer = press(opd, draft, "hasil", "tambah", nama="Surat keterangan")
    assert answer.headers["Location"].endswith("?hasil=surat_keterangan")
    approve = now_in(draft)["workflow"]["states"]["periksa"]["actions"][0]
    assert approve["effects"] == [{"output": "surat_keterangan"}]
    assert "Hasil ini tidak punya templat surat." in opd.get(address(draft, "hasil")).content.decode()
    fill(opd, draft, "hasil", "hasil=surat_keterangan", dibuat="physical", tahun="1", ingat="30, 7")
    (output,) = now_in(draft)["outputs"]
    assert (output["origin"], output["valid"], output["remind"]) == ("physical", {"years": 1}, [30, 7])
    press(opd, draft, "hasil", "hapus:surat_keterangan")
    assert "outputs" not in now_in(draft)
    assert "effects" not in now_in(draft)["workflow"]["states"]["periksa"]["actions"][0]


def test_a_national_system_that_makes_the_result_is_named(draft: ServiceVersion, opd: Client) -> None:
    fill(opd, draft, "hasil", sistem_hasil="OSS", alamat_sistem="https://oss.go.id")
    assert now_in(draft)["handoff"] == {"system": "OSS", "url": "https://oss.go.id"}
    answer = fill(opd, draft, "hasil", alamat_sistem="oss")
    assert answer.status_code == 422
    assert "https://" in answer.content.decode()


def test_a_draft_with_problems_cannot_be_proposed(opd: Client, complete: None) -> None:
    version = begin({**copy.deepcopy(SMALL), "standard": {}})
    page = opd.get(address(version, "terbitkan")).content.decode()
    assert 'value="usulkan" disabled' in page
    assert page.count("Masih kosong, padahal wajib diumumkan") == 3


def live(draft: ServiceVersion) -> Service:
    boss = account("dinkes", "DKS", is_agency_admin=True)
    versions.propose(draft, boss, OpenWorld())
    versions.approve(draft, account(), OpenWorld())
    return Service.objects.get(pk=draft.service_id)


def test_two_people_publish_and_the_change_is_told_in_words(draft: ServiceVersion, opd: Client, keeper: Client) -> None:
    service = live(draft)
    fill(opd, draft, "dasar", judul="Surat uji baru")
    press(opd, draft, "formulir", "bank:nik")
    page = opd.get(address(draft, "terbitkan")).content.decode()
    assert "Beda dengan versi 1 yang berlaku" in page
    assert "Nama layanan" in page
    assert "Data › NIK" in page
    assert "perlu pemohon" in page
    newest = service.versions.get(number=2)
    step = f"/panel/kelola/catalogue/serviceversion/{newest.pk}/langkah/"
    assert opd.post(step, {"langkah": "usulkan", "catatan": "Nama baru"}).status_code == 302
    assert "orang lain yang menyetujuinya" in opd.get(address(draft, "terbitkan")).content.decode()
    assert keeper.post(step, {"langkah": "setujui", "terbit_pada": ""}).status_code == 302
    service.refresh_from_db()
    assert service.title == "Surat uji baru"


def test_open_requests_in_a_state_that_goes_are_named(draft: ServiceVersion, opd: Client) -> None:
    service = live(draft)
    ServiceRequest.objects.create(
        service=service,
        version=draft,
        agency=service.agency,
        state="periksa",
        phase="in_process",
        answers={},
        number="SRG-DKS-2026-000001-1",
        submitted_at=clock.now(),
        created_at=clock.now(),
        updated_at=clock.now(),
    )
    data = copy.deepcopy(draft.document)
    states = data["workflow"]["states"]
    states["telaah"] = states.pop("periksa")
    states["draf"]["actions"][0]["to"] = "telaah"
    newest = versions.open_draft(service, account("dinkes", "DKS", is_agency_admin=True))
    versions.write(newest, definition.to_data(definition.parse(data)), newest.written_by)  # type: ignore[arg-type]
    page = opd.get(address(draft, "terbitkan")).content.decode()
    assert "1 permohonan sedang berjalan" in page
    assert "tahap ini tidak ada lagi di versi baru" in page


def test_whoever_only_reads_the_audit_opens_no_screen(draft: ServiceVersion) -> None:
    auditor = signed_in(account("inspektorat", "INS", is_auditor=True))
    assert auditor.get(address(draft, "dasar")).status_code == 403
