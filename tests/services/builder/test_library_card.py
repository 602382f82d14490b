"""A service nobody described before needs no code: a library card with a guarantor, renewed every year."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from services.catalogue.models import FunctionHolder, Service, ServiceVersion
from services.definition import answers
from services.definition import document as definition
from services.definition.lint import lint
from services.definition.world import OpenWorld
from tests.services.builder.conftest import account, signed_in
from tests.services.builder.forms import sheet_of
from tests.services.requests import world

pytestmark = pytest.mark.django_db
SLUG = "kartu-anggota-perpustakaan"
HERE = f"/panel/penyusun/{SLUG}"
TODAY = {"today": "2026-11-23", "subject": "person", "channel": "web", "filed_on": "2026-11-23"}


class Builder:
    """Press and fill as somebody at the screens would."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def base(self) -> str:
        return ServiceVersion.objects.filter(service=SLUG).order_by("-number")[0].checksum

    def press(self, step: str, doing: str, query: str = "", **more: Any) -> None:
        answer = self.client.post(f"{HERE}/{step}/?{query}", {"asal": self.base(), "langkah": doing, **more})
        assert answer.status_code == 302, answer.content.decode()

    def fill(self, step: str, query: str = "", **typed: Any) -> None:
        url = f"{HERE}/{step}/?{query}"
        sent = sheet_of(self.client.get(url)) | {name: v if isinstance(v, list) else [v] for name, v in typed.items()}
        answer = self.client.post(url, sent | {"langkah": ["simpan"]})
        assert answer.status_code == 302, answer.content.decode()

    def ask(self, page: str, label: str, kind: str) -> None:
        self.press("formulir", "tambah", f"halaman={page}", label=label, jenis=kind)


@pytest.fixture
def built(opd: Client, complete: None) -> ServiceVersion:
    """Build the whole service by buttons and boxes."""
    opd.post(
        "/panel/penyusun/baru/", {"judul": "Kartu anggota perpustakaan", "opd": "dinkes", "kode": "", "alamat": ""}
    )
    at = Builder(opd)
    at.fill("dasar", ringkasan="Kartu untuk meminjam buku selama satu tahun.", sinonim="kartu perpus\npinjam buku")
    at.fill("standar", duration="2", fee="0", product="Kartu anggota", guarantee="Buku hilang diganti penjamin.")
    _form(at)
    at.press("alur", "pola:periksa_setuju")
    at.fill("alur", "tahap=putusan", waktu="1", warga="Kepala perpustakaan memutus permohonan Anda.")
    at.press("hasil", "tambah", nama="Kartu anggota")
    at.fill("hasil", "hasil=kartu_anggota", dibuat="physical", tahun="1", ingat="30, 7")
    row = {"pesan--4-kapan": "expiry:30", "pesan--4-kalimat": "diproses", "pesan--4-siapa": "applicant"}
    at.fill("pesan", **row)
    return ServiceVersion.objects.get(service=SLUG)


def _form(at: Builder) -> None:
    page = "permohonan"
    at.press("formulir", "bank:tanggal_lahir", f"halaman={page}")
    at.ask(page, "Kartu baru atau perpanjangan?", "choice")
    options = {"pilihan--0-label": "Baru", "pilihan--1-label": "Perpanjangan", "wajib": "ya"}
    at.fill("formulir", f"halaman={page}&isian=kartu_baru_atau_perpanjangan", **options)
    at.ask(page, "Nomor kartu lama", "short_text")
    renewal = {"tampil--0-apa": "kartu_baru_atau_perpanjangan|eq|pilihan_2", "wajib": "ya", "digits": "8"}
    at.fill("formulir", f"halaman={page}&isian=nomor_kartu_lama", **renewal)
    at.press("formulir", "tambah-halaman", judul="Penjamin")
    young = {"syarat--0-apa": "tanggal_lahir|age_lt|", "syarat--0-nilai": "17"}
    at.fill("formulir", "halaman=penjamin&ubah=1", pengantar="Anggota di bawah 17 tahun perlu penjamin.", **young)
    at.ask("penjamin", "Penjamin", "group")
    group = "halaman=penjamin&isian=penjamin"
    at.fill("formulir", group, ulang_min="1", ulang_max="2", baris="Penjamin")
    at.press("formulir", "bank:nik", "halaman=penjamin", di="penjamin")
    at.press("formulir", "tambah", "halaman=penjamin", di="penjamin", label="Hubungan", jenis="choice")
    at.fill("formulir", f"{group}.hubungan", **{"pilihan--0-label": "Orang tua", "pilihan--1-label": "Guru"})
    at.press("formulir", "bank:pas_foto", f"halaman={page}")


def test_it_needs_no_code_and_lint_finds_nothing(built: ServiceVersion) -> None:
    document = definition.parse(built.document)
    assert lint(document, OpenWorld()) == []
    assert document.hooks.names() == {}
    assert [page.id for page in document.form.pages] == ["permohonan", "penjamin"]
    assert document.output("kartu_anggota").remind == (30, 7)
    assert document.notify[-1].when == "expiry:30"


def test_a_child_needs_a_guarantor_and_a_grown_up_none(built: ServiceVersion) -> None:
    document = definition.parse(built.document)
    paper = "00000000-0000-7000-8000-000000000001"
    grown = {
        "nama": "Anggota Contoh",
        "hp": "081200000001",
        "keperluan": "Membaca",
        "tanggal_lahir": "1990-01-01",
        "kartu_baru_atau_perpanjangan": "pilihan_1",
        "pas_foto": [paper],
    }
    assert answers.clean(document, None, grown, TODAY).problems == ()
    child = answers.clean(document, None, grown | {"tanggal_lahir": "2015-01-01"}, TODAY)
    assert [problem.path for problem in child.problems] == ["penjamin"]
    renewal = answers.clean(document, None, grown | {"kartu_baru_atau_perpanjangan": "pilihan_2"}, TODAY)
    assert [problem.path for problem in renewal.problems] == ["nomor_kartu_lama"]


def test_two_people_let_it_out_and_it_stands_in_the_catalogue(built: ServiceVersion, opd: Client) -> None:
    step = f"/panel/kelola/catalogue/serviceversion/{built.pk}/langkah/"
    assert opd.post(step, {"langkah": "usulkan", "catatan": ""}).status_code == 302
    assert signed_in(account()).post(step, {"langkah": "setujui", "terbit_pada": ""}).status_code == 302
    service = Service.objects.get(pk=SLUG)
    for role in ("verifikator", "pejabat"):
        clerk = world.officer(at=world.agency("dinkes", "DKS"))
        FunctionHolder.objects.create(agency=service.agency, service=service, function=role, staff=clerk.staff)
    page = Client().get(f"/layanan/{SLUG}/").content.decode()
    assert "Kartu untuk meminjam buku selama satu tahun." in page
    assert "Pas foto" in page
