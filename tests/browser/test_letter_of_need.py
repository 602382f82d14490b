"""Live a letter that three offices write together: citizen, village, kecamatan, camat."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser import desk, filing
from tests.browser.conftest import Newcomer, Seat
from tests.browser.person import Person


@pytest.mark.browser
def test_a_letter_of_need_goes_from_the_village_to_the_camat_and_back(
    newcomer: Newcomer, officer: Seat, papers: Path
) -> None:
    citizen = newcomer()
    citizen.sign_in("warga")
    number = file_it(citizen, papers)
    village(officer("desa.ciruas"), number)
    clerk = officer("petugas.ciruas")
    check(clerk, number)
    camat = officer("camat.ciruas")
    desk.find(camat, number)
    sign(camat)
    camat.click("Urungkan")
    camat.reads("Putusan diurungkan. Pemohon tidak diberi tahu apa pun.")
    sign(camat)
    citizen.wait_for("/kotak-masuk/", f"Permohonan {number} selesai")
    assert citizen.text().count(f"Permohonan {number} selesai") == 1, "what was taken back is never told"
    assert download(citizen, number).startswith(b"%PDF-")


def file_it(person: Person, papers: Path) -> str:
    """File from the service's own page; what the profile knows stands there already."""
    person.go("/layanan/surat-keterangan-tidak-mampu/")
    person.look("layanan-sktm")
    person.click("Mulai mengurus")
    filing.begin(person)
    filing.on(person, "Siapa yang diterangkan", "sktm-1")
    assert person.page.get_by_label("Nama lengkap sesuai KTP").input_value() == "Warga Demo Satu"
    filing.who_is_in_need(person)
    person.click("Lanjutkan")
    filing.on(person, "Untuk apa surat ini", "sktm-2")
    filing.need(person)
    person.click("Lanjutkan")
    filing.on(person, "Foto berkas", "sktm-3")
    filing.need_papers(person, papers)
    person.click("Lanjutkan")
    filing.on(person, "Periksa jawaban Anda", "sktm-periksa")
    number = filing.send(person, "Kirim permohonan")
    person.reads("Kantor desa memeriksa keadaan Anda dan menerbitkan SKTM dari kepala desa.")
    return number


def village(clerk: Person, number: str) -> None:
    """Write the village's own letter and note its number."""
    desk.take(clerk, number)
    clerk.click("SKTM desa sudah terbit")
    clerk.fill("Nomor SKTM desa", "470/112/DS/XI/2026")
    today = filing.TODAY
    clerk.date("Tanggal SKTM desa", str(today.day), str(today.month), str(today.year))
    clerk.look("desa-terbitkan")
    clerk.click("SKTM desa sudah terbit")
    clerk.reads("Tersimpan: SKTM desa sudah terbit.")


def check(clerk: Person, number: str) -> None:
    """Read what the village wrote, and pass it on."""
    desk.find(clerk, number)
    clerk.reads("470/112/DS/XI/2026")
    desk.press(clerk, "Nyatakan lengkap")
    clerk.look("kecamatan-lengkap")
    desk.press(clerk, "Teruskan ke camat")


def sign(camat: Person) -> None:
    """Decide: what the portal will typeset is on the page, and nothing is uploaded."""
    camat.click("Ketahui dan tanda tangani")
    camat.heading("Ketahui dan tanda tangani")
    camat.reads("Dibuat portal dari templat.")
    camat.look("ketahui")
    camat.click("Ketahui dan tanda tangani")
    camat.reads("Putusan tersimpan: Selesai.")


def download(person: Person, number: str) -> bytes:
    """Fetch the letter from the page of the request."""
    person.go("/permohonan/")
    person.page.get_by_role("article").filter(has_text=number).get_by_role("link").click()
    # The letter is made right after the decision is in force.
    person.wait_for(person.page.url.removeprefix(person.url), "Unduh")
    with person.page.expect_download() as fetching:
        person.click("Unduh")
    return fetching.value.path().read_bytes()
