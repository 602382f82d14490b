"""Everybody's pages: readable by every eye, and light on the wire."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Newcomer, Seat

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


@pytest.mark.browser
def test_an_officer_comes_in_with_both_factors(officer: Seat) -> None:
    person = officer("petugas.disdukcapil")
    person.look("antrean")
