"""Somebody who never programmed builds a letter from nothing; a second person lets it out; it is filed and decided."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser import desk, filing
from tests.browser.conftest import Newcomer, Seat
from tests.browser.person import Person

TITLE = "Surat Keterangan Keluarga Tidak Mampu"


@pytest.mark.browser
def test_a_letter_of_need_is_built_from_nothing_and_lived_from_both_sides(newcomer: Newcomer, officer: Seat) -> None:
    builder = officer("admin")
    begin(builder)
    standard(builder)
    questions(builder)
    path(builder)
    trying(builder)
    address = propose(builder)
    second = officer("admin2")
    second.page.goto(address)
    second.click("Setujui")
    second.reads(re.compile(r"disetujui dan terbit"))
    citizen = newcomer()
    citizen.sign_in("warga")
    number = file_it(citizen)
    clerk = officer("petugas.dinsos")
    desk.take(clerk, number)
    desk.find(clerk, number)
    desk.press(clerk, "Nyatakan lengkap")
    desk.find(clerk, number)
    clerk.click("Setujui")
    clerk.reads(re.compile("^Putusan tersimpan: Selesai"))
    citizen.wait_for("/kotak-masuk/", f"Permohonan {number} selesai")


def step(person: Person, title: str) -> None:
    """Wait until a step is open."""
    expect(person.page.get_by_role("heading", level=1)).to_contain_text(title)


def begin(person: Person) -> None:
    """Name the service and its office, and say in a sentence what a citizen gets."""
    person.go("/panel/penyusun/")
    person.look("penyusun-daftar")
    person.click("Layanan baru")
    person.look("penyusun-baru")
    person.fill("Nama layanan", TITLE)
    person.pick("Perangkat daerah", "Dinas Sosial Kabupaten Serang")
    person.click("Buat draf")
    step(person, "1. Dasar")
    person.look("penyusun-dasar")
    person.fill("Ringkasan", "Surat untuk keluarga yang tidak mampu.")
    person.fill("Sebutan lain", "sktm keluarga\nsurat miskin")
    person.click("Simpan, lalu Standar pelayanan")


def standard(person: Person) -> None:
    """Fill what is red and must be told to the public."""
    step(person, "2. Standar pelayanan")
    person.look("penyusun-standar")
    person.fill("Lama", "3")
    person.fill("Besar biaya", "0")
    person.fill("Produk layanan, satu per baris", "Surat keterangan keluarga tidak mampu")
    person.click("Simpan, lalu Formulir")


def questions(person: Person) -> None:
    """Add a ready-made question, move it, and ask one of one's own."""
    step(person, "3. Formulir")
    person.page.get_by_text("Dari bank isian").first.click()
    person.click("NIK")
    expect(person.page.get_by_role("link", name="Ubah NIK", exact=True)).to_be_visible()
    person.click("Naikkan NIK")
    person.page.get_by_text("Isian baru").first.click()
    person.fill("Pertanyaan atau nama isian", "Berapa orang tinggal serumah?")
    person.page.get_by_label("Jenis isian", exact=True).select_option("integer")
    person.click("Tambahkan")
    person.page.get_by_label("Wajib diisi").check()
    person.look("penyusun-isian")
    person.click("Simpan")
    person.look("penyusun-formulir")


def path(person: Person) -> None:
    """Keep the simplest path, and give its role to an officer."""
    person.click("Lanjut: Berkas")
    step(person, "4. Berkas")
    person.look("penyusun-berkas")
    person.click("Lanjut: Alur")
    step(person, "5. Alur")
    person.look("penyusun-alur")
    person.reads("Belum ada petugas yang memegang peran ini")
    person.click("Peran")
    person.look("penyusun-peran")
    person.page.get_by_label("Petugas untuk Petugas pelayanan").select_option(index=1)
    person.click("Tugaskan Petugas pelayanan")
    person.reads("Peran diberikan.")
    person.click("Lanjut: Pesan")
    step(person, "6. Pesan")
    person.look("penyusun-pesan")
    person.click("Lanjut: Hasil")
    step(person, "7. Hasil")
    person.look("penyusun-hasil")
    person.click("Lanjut: Uji")


def trying(person: Person) -> None:
    """Walk through the draft as a citizen and an officer would."""
    step(person, "8. Uji")
    person.look("penyusun-uji")
    person.click("Kirim permohonan")
    person.click("Setujui")
    person.reads("Permohonan berakhir di sini.")
    person.click("Lanjut: Terbitkan")


def propose(person: Person) -> str:
    """Propose the draft; return the address of the version, for the second person."""
    step(person, "9. Terbitkan")
    person.look("penyusun-terbitkan")
    person.click("Usulkan versi ini")
    person.reads(re.compile(r"Versi 1 diusulkan"))
    return person.page.url


def file_it(person: Person) -> str:
    """File the new service from its own page."""
    person.go(f"/layanan/{TITLE.lower().replace(' ', '-')}/")
    person.heading(TITLE)
    person.look("layanan-yang-disusun")
    person.click("Mulai mengurus")
    filing.begin(person)
    person.fill("Untuk keperluan apa?", "Beasiswa anak")
    person.fill("Berapa orang tinggal serumah?", "5")
    person.look("layanan-yang-disusun-isian")
    person.click("Lanjutkan")
    return filing.send(person, "Kirim permohonan")
