"""Everybody's pages: readable by every eye, and light on the wire."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Newcomer, Seat
from tests.browser.test_page_weight import FIRST_VISIT, Meter

PAGES = {
    "beranda": "/",
    "layanan": "/layanan/",
    "kegiatan": "/kegiatan/",
    "kegiatan-bulan": "/kegiatan/?bulan=2026-12",
    "kegiatan-kosong": "/kegiatan/?dari=2099-01-01",
    "berita": "/berita/",
    "bantuan": "/bantuan/",
    "bantuan-kantor": "/bantuan/?kantor=kec-ciruas&tanya=sinyal",
    "bantuan-tidak-ada": "/bantuan/?tanya=zzqx",
    "keamanan": "/keamanan/",
    "status": "/status/",
    "ppid": "/ppid/",
    "ppid-kosong": "/ppid/?q=zzqx",
    "aduan": "/aduan/",
    "verifikasi": "/verifikasi/",
    "luring": "/luring/",
    "sinyal-angka": "/sinyal/angka/",
    "peristiwa": "/peristiwa/kelahiran/",
    "privasi": "/privasi/",
    "aksesibilitas": "/aksesibilitas/",
    "daftar": "/akun/daftar/",
    "lupa-sandi": "/akun/lupa-sandi/",
    "demo": "/demo/",
    "peristiwa-kekerasan": "/peristiwa/kekerasan/",
    "layanan-kosong": "/layanan/?q=zzqx",
    "layanan-di-tempat-lain": "/layanan/?q=paspor",
    "mulai": "/layanan/akta-kelahiran/",
    "lacak": "/lacak/",
    "sinyal": "/sinyal/",
    "sinyal-lapor": "/sinyal/lapor/",
    "kinerja": "/kinerja/",
    "kinerja-layanan": "/kinerja/layanan/",
    "kinerja-kecamatan": "/kinerja/kecamatan/",
    "kinerja-perbaikan": "/kinerja/perbaikan/",
    "kinerja-data": "/kinerja/data/",
    "kinerja-opd": "/kinerja/disdukcapil/",
    "kepuasan": "/kinerja/kepuasan/",
    "kepuasan-layanan": "/kinerja/kepuasan/layanan/",
    "peta-jalan": "/peta-jalan/",
    "aplikasi": "/aplikasi/",
    "aplikasi-pemakaian": "/aplikasi/pemakaian/",
    "indeks": "/indeks/",
    "opd": "/opd/",
    "opd-cari": "/opd/?q=kramatwatu",
    "opd-kosong": "/opd/?q=zzqx",
    "pejabat": "/pejabat/",
    "pejabat-bupati": "/pejabat/?q=siapa+bupati",
    "opd-setda": "/opd/setda/",
    "pejabat-cari": "/pejabat/?q=kepala+desa+ciruas",
    "opd-disdukcapil": "/opd/disdukcapil/",
    "opd-kecamatan": "/opd/kec-ciruas/",
}


@pytest.mark.browser
def test_every_public_page_reads_well_at_every_size(newcomer: Newcomer) -> None:
    visitor = newcomer()
    for name, path in PAGES.items():
        visitor.go(path)
        visitor.look(name)


# Where the first button of the page's own form is pressed with nothing filled in, and the sentence that comes back.
REFUSED = {
    "masuk-galat": ("/akun/masuk/", "Masuk"),
    "daftar-galat": ("/akun/daftar/", "Daftar"),
    "lacak-galat": ("/lacak/", "Lacak"),
    "sinyal-lapor-galat": ("/sinyal/lapor/", "Kirim laporan"),
}
# Addresses that nobody has anything at; each says what to do instead.
GONE = {"tidak-ada": "/layanan/tidak-ada/", "opd-tidak-ada": "/opd/tidak-ada/"}


@pytest.mark.browser
def test_what_is_refused_reads_as_well_as_what_is_asked(newcomer: Newcomer) -> None:
    visitor = newcomer()
    for name, (path, button) in REFUSED.items():
        visitor.go(path)
        visitor.click(button)
        visitor.page.get_by_role("alert").first.wait_for()
        visitor.look(name)
    for name, path in GONE.items():
        visitor.watch.expect(f"{visitor.url}{path}")
        visitor.go(path)
        visitor.look(name)


@pytest.mark.browser
def test_no_public_page_weighs_more_than_fifty_kilobytes_on_a_first_visit(newcomer: Newcomer) -> None:
    heavy = {}
    for name, path in PAGES.items():
        visitor = newcomer()
        meter = Meter(visitor)
        visitor.go(path)
        visitor.page.wait_for_load_state("networkidle")
        if (weight := meter.take()) > FIRST_VISIT:
            heavy[name] = weight
        visitor.context.close()
    assert not heavy


@pytest.mark.browser
def test_an_officer_comes_in_with_both_factors(officer: Seat) -> None:
    person = officer("petugas.disdukcapil")
    person.look("antrean")
