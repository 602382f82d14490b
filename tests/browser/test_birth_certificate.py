"""Live the main job once from both sides: a birth certificate from the first search to the downloaded paper."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import desk, filing
from tests.browser.conftest import Newcomer, Seat
from tests.browser.papers import photo, scan
from tests.browser.person import Person

PHONE, EMAIL = "0812-7788-4321", "ibu.kirana@contoh.test"
PASSWORD = "perahu-layar-biru-41"
MENDED = "Kirana Contoh Lestari Putri"


@pytest.mark.browser
def test_a_birth_certificate_from_the_first_search_to_the_download(
    newcomer: Newcomer, officer: Seat, papers: Path
) -> None:
    mother = newcomer()
    find_the_service(mother)
    sign_up(mother)
    number = file_it(mother, papers)
    clerk = officer("petugas.disdukcapil")
    desk.take(clerk, number)
    clerk.look("mode-kerja")
    desk.ask_to_mend(
        clerk,
        {"Nama lengkap anak": "Tulis nama sesuai surat lahir.", "Kartu keluarga orang tua": "Foto terpotong di kanan."},
    )
    mend(mother, number, papers)
    decide(clerk, officer, number)
    paper = scan(papers, "Kutipan akta kelahiran")
    open_request(mother, number)
    hand_over(clerk, number, paper)
    mother.page.reload()
    mother.reads("Petugas sedang menyiapkan berkas untuk Anda unduh.")
    assert not mother.control("Unduh").count(), "nothing may show while the decision can be taken back"
    clerk.look("putusan-tersimpan")
    mother.wait_for("/kotak-masuk/", f"Permohonan {number} selesai")
    assert download(mother, number) == paper.read_bytes()
    show_that_it_is_real(mother, number)
    assert f"Permohonan {number} selesai" in mother.letters()
    track(newcomer(), number)


def find_the_service(person: Person) -> None:
    """Search in her own words and read what it takes."""
    person.go("/")
    person.look("beranda")
    person.page.get_by_role("searchbox", name="Cari layanan").fill("bikin akte anak")
    person.click("Cari")
    person.look("cari")
    person.page.get_by_role("link", name="Akta kelahiran").first.click()
    person.heading("Akta kelahiran")
    person.look("layanan-akta")
    person.click("Mulai mengurus")


def sign_up(person: Person) -> None:
    """Make an account on the way, and come back to where she was."""
    person.heading("Masuk")
    person.click("Daftar")
    person.look("daftar")
    person.fill("Nama lengkap sesuai KTP", "Ibu Kirana Contoh")
    person.fill("Nomor HP", PHONE)
    person.fill("Surel", EMAIL)
    person.fill("Kata sandi", PASSWORD)
    person.click("Daftar")
    person.heading("Masuk")
    person.look("masuk-setelah-daftar")
    assert person.page.get_by_label("Nomor HP atau surel").input_value() == EMAIL
    person.fill("Kata sandi", PASSWORD)
    person.click("Masuk")
    person.heading("Akta kelahiran")
    person.look("sebelum-mulai")
    person.click("Mulai")


def file_it(person: Person, papers: Path) -> str:
    """Fill every page, stumble over one NIK, and send."""
    filing.on(person, "Data anak", "isi-1-anak")
    filing.child(person)
    person.click("Lanjutkan")
    filing.on(person, "Orang tua", "isi-2-orang-tua")
    filing.parents(person, mother="3604091302920000")
    person.click("Lanjutkan")
    stumble(person)
    filing.on(person, "Dua saksi kelahiran", "isi-3-saksi")
    filing.witnesses(person)
    person.click("Lanjutkan")
    filing.on(person, "Foto berkas", "isi-4-berkas")
    filing.birth_papers(person, papers)
    person.click("Lanjutkan")
    filing.on(person, "Periksa jawaban Anda", "periksa")
    person.reads(filing.CHILD)
    number = filing.send(person, "Kirim permohonan")
    filing.on(person, "Terkirim", "tanda-terima")
    return number


def stumble(person: Person) -> None:
    """Read what is wrong with the NIK, find everything else still there, and mend it."""
    person.look("isi-2-galat")
    summary = person.page.get_by_role("alert")
    summary.get_by_role("link").first.click()
    wrong = person.page.get_by_label("NIK ibu")
    assert wrong.evaluate("(el) => el === document.activeElement")
    assert wrong.input_value() == "3604091302920000"
    assert person.page.get_by_label("Nomor kartu keluarga").input_value().replace(" ", "") == filing.FAMILY_CARD
    wrong.fill(filing.MOTHER)
    person.click("Lanjutkan")


def open_request(person: Person, number: str) -> str:
    """Open her request from her own list and return what it says."""
    person.go("/permohonan/")
    person.look("permohonan-saya")
    person.page.get_by_role("article").filter(has_text=number).get_by_role("link").click()
    return person.text()


def mend(person: Person, number: str, papers: Path) -> None:
    """Hear of it twice, and mend only what was marked."""
    person.wait_for("/kotak-masuk/", f"Permohonan {number} perlu perbaikan")
    person.look("kotak-masuk")
    assert f"Permohonan {number} perlu perbaikan" in person.letters()
    assert "Foto terpotong di kanan." in open_request(person, number)
    person.look("permohonan-perlu-perbaikan")
    person.click("Betulkan sekarang")
    person.look("perbaiki")
    person.fill("Nama lengkap anak", MENDED)
    person.attach("Kartu keluarga orang tua", photo(papers, "Kartu keluarga utuh"))
    person.click("Kirim perbaikan")
    person.look("permohonan")


def decide(clerk: Person, officer: Seat, number: str) -> None:
    """Walk the document's own workflow: complete, forward, record, validate, sign."""
    desk.find(clerk, number)
    clerk.reads(MENDED)
    desk.press(clerk, "Nyatakan lengkap")
    desk.press(clerk, "Teruskan ke pencatatan")
    desk.press(clerk, "Sudah dicatat di SIAK")
    head_of_section = officer("kabid.disdukcapil")
    desk.find(head_of_section, number)
    desk.press(head_of_section, "Draf sudah benar")
    head = officer("kepala.disdukcapil")
    desk.find(head, number)
    desk.confirm(head, "Setujui dan tanda tangani di SIAK", "tanda-tangan")


def hand_over(clerk: Person, number: str, paper: Path) -> None:
    """Attach what SIAK issued."""
    desk.find(clerk, number)
    desk.hand_over(
        clerk,
        "Serahkan hasil",
        number_label="Nomor akta kelahiran",
        number="3604-LU-22112026-0007",
        paper="Kutipan akta kelahiran",
        file=paper,
    )


def download(person: Person, number: str) -> bytes:
    """Fetch the paper from the page of the request."""
    open_request(person, number)
    person.look("permohonan-selesai")
    with person.page.expect_download() as fetching:
        person.click("Unduh")
    return fetching.value.path().read_bytes()


def show_that_it_is_real(person: Person, number: str) -> None:
    """Check the paper by its QR code: with the network, without it, and with one letter changed."""
    open_request(person, number)
    person.click("Lembar verifikasi: tunjukkan bahwa dokumen ini asli")
    person.look("lembar-verifikasi")
    qr = str(person.control("Coba periksa").get_attribute("href"))
    code = qr.split("/verifikasi/")[1].split("/")[0]
    person.click("Coba periksa")
    person.heading("Sah")
    person.reads("Tanda tangan QR sah")
    person.look("verifikasi-sah")
    person.go("/verifikasi/")
    person.look("verifikasi")
    person.page.evaluate("() => navigator.serviceWorker.ready")
    person.page.wait_for_function("() => navigator.serviceWorker.controller !== null")
    for path in (
        "/verifikasi/",
        f"/verifikasi/{code}/",
        "/verifikasi/kunci.json",
        "/verifikasi/dicabut.json",
        "/sw.js",
    ):
        person.watch.expect(f"{person.url}{path}")
    person.context.set_offline(True)
    _scan(person, qr)
    person.reads("Tanda tangan QR sah")
    person.reads("Daftar pencabutan per")
    person.look("verifikasi-luring")
    at = len(qr) - 40
    _scan(person, qr[:at] + ("A" if qr[at] != "A" else "B") + qr[at + 1 :])
    person.reads("Tidak sah")
    person.context.set_offline(False)


def _scan(person: Person, qr: str) -> None:
    """Open what a QR code says, as the camera of a phone does: in a page of its own."""
    person.page.goto("about:blank")
    person.page.goto(qr)


def track(person: Person, number: str) -> None:
    """Ask for the stage from the start page, without an account."""
    person.go("/")
    person.fill("Nomor permohonan", number)
    person.fill("4 angka akhir HP", PHONE[-4:])
    person.click("Lihat status")
    person.reads("Selesai")
    person.look("lacak-ketemu")
