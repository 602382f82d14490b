"""Fill the three forms as somebody with the papers at hand would; one function a page, so that a test can step in."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from tests.browser.papers import nik, photo
from tests.browser.person import Person

TODAY = dt.date.today()
BORN = TODAY - dt.timedelta(days=10)
MOTHER = nik(born="120292", serial=9101, woman=True)
FATHER = nik(born="250890", serial=9102)
WITNESSES = nik(born="030375", serial=9103), nik(born="171180", serial=9104, woman=True)
FAMILY_CARD = "3604090101209105"
CHILD = "Kirana Contoh Lestari"


def beginning(person: Person) -> str:
    """Return what the button says that begins anew: other words beside a draft, and beside an open request."""
    return next((words for words in ("Mulai baru", "Tetap ajukan") if person.control(words).count()), "Mulai")


def begin(person: Person) -> None:
    """Start from the first page; a draft that was left behind earlier is not taken up again."""
    person.heading(re.compile("."))
    person.click(beginning(person))


def child(person: Person, *, name: str = CHILD) -> None:
    """Fill page 1 of Akta kelahiran."""
    person.choose("Apakah orang tua anak ini diketahui?", "Ya")
    person.fill("Nama lengkap anak", name)
    person.choose("Jenis kelamin anak", "Perempuan")
    person.date("Tanggal lahir", str(BORN.day), str(BORN.month), str(BORN.year))
    person.choose("Tempat dilahirkan", "Rumah sakit")
    person.fill("Kabupaten atau kota lahir", "Kabupaten Serang")
    person.fill("Anak ke berapa", "2")
    person.choose("Penolong kelahiran", "Bidan atau perawat")
    person.fill("Berat lahir", "3100")
    person.fill("Panjang lahir", "49,5")


def parents(person: Person, *, mother: str = MOTHER) -> None:
    """Fill page 2: who the parents are and whether they are married by paper."""
    person.fill("NIK ibu", mother)
    person.fill("NIK ayah", FATHER)
    person.fill("Nomor kartu keluarga", FAMILY_CARD)
    person.choose("Apakah ada buku nikah atau akta perkawinan orang tua?", "Ya")


def witnesses(person: Person) -> None:
    """Fill page 3."""
    for words, number in zip(("pertama", "kedua"), WITNESSES, strict=True):
        person.fill(f"NIK saksi {words}", number)


def birth_papers(person: Person, folder: Path) -> None:
    """Add the photos of page 4; the question about the marriage was answered before."""
    person.attach("Kartu keluarga orang tua", photo(folder, "Kartu keluarga"))
    person.attach("KTP-el ayah, ibu, atau pelapor", photo(folder, "KTP ibu"))
    person.choose("Apakah Anda punya surat keterangan kelahiran?", "Ya")
    person.attach("Surat keterangan kelahiran", photo(folder, "Surat lahir"))
    person.attach("Buku nikah atau akta perkawinan orang tua", photo(folder, "Buku nikah"))


def who_is_in_need(person: Person) -> None:
    """Fill page 1 of SKTM; a signed-in person's own name and NIK may stand there already."""
    person.fill("Nama lengkap sesuai KTP", "Warga Demo Satu")
    person.fill("NIK yang diterangkan", nik(born="250890", serial=9001))
    person.place("Desa tempat tinggal", "Ciruas", "Ciruas")


def need(person: Person) -> None:
    """Fill page 2 of SKTM."""
    person.choose("Keperluan", "Pendidikan")
    person.fill("Penghasilan keluarga per bulan", "1.500.000")


def need_papers(person: Person, folder: Path) -> None:
    """Add the photos of page 3; the village has yet to write its letter."""
    person.attach("KTP-el", photo(folder, "KTP"))
    person.attach("Kartu keluarga", photo(folder, "Kartu keluarga"))
    person.choose("Apakah Anda sudah memegang SKTM dari kepala desa?", "Tidak")


def danger(person: Person) -> None:
    """Fill page 1 of a report of violence."""
    person.choose("Apakah korban sedang dalam bahaya?", "Tidak")
    person.place("Kecamatan dan desa kejadian", "Ciruas", "Ciruas")


def victim(person: Person, story: str) -> None:
    """Fill page 2 of the report."""
    person.choose("Jenis kelamin korban", "Perempuan")
    person.fill("Perkiraan umur korban", "16")
    person.choose("Bentuk kekerasan", "Fisik", "Psikis")
    person.fill("Apa yang terjadi?", story)


def on(person: Person, heading: str, name: str) -> None:
    """Make sure that a step is open, and look at it."""
    person.heading(heading)
    person.look(name)


def send(person: Person, button: str) -> str:
    """Declare that all is true, send, and return the number on the receipt."""
    person.page.get_by_label("Saya menyatakan").check()
    person.click(button)
    return person.number()
