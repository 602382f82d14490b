"""Report violence without a name, and see that nobody but the protection unit ever hears of it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser import desk, filing
from tests.browser.conftest import Newcomer, Seat
from tests.browser.person import Person

STORY = "Sering dipukul di rumah sejak bulan lalu."
OTHERS = ("petugas.disdukcapil", "petugas.bapenda", "admin")
CODE = re.compile(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b")


@pytest.mark.browser
def test_a_report_without_a_name_reaches_the_protection_unit_alone(newcomer: Newcomer, officer: Seat) -> None:
    reporter = newcomer()
    number, code = report(reporter)
    guard = officer("petugas.ppa")
    desk.take(guard, number)
    guard.look("ppa-mode-kerja")
    guard.reads(STORY)
    address = guard.page.url
    for login in OTHERS:
        knows_nothing(officer(login), address, number)
    track(newcomer(), number, code)
    flee(reporter)
    leave_no_trace(reporter)


def report(person: Person) -> tuple[str, str]:
    """Report without an account, with the way out on every page; return number and follow-up code."""
    person.go("/layanan/")
    person.page.get_by_role("link", name="Mengalami kekerasan").first.click()
    leavable(person, "ppa-peristiwa")
    person.page.get_by_role("link", name="Pengaduan kekerasan").first.click()
    leavable(person, "ppa-layanan")
    person.click("Mulai melapor")
    leavable(person, "ppa-sebelum-mulai")
    person.click("Mulai")
    person.heading("Keadaan sekarang")
    leavable(person, "ppa-1")
    filing.danger(person)
    person.click("Lanjutkan")
    person.heading("Tentang korban")
    leavable(person, "ppa-2")
    filing.victim(person, STORY)
    person.click("Lanjutkan")
    person.heading("Tentang Anda")
    leavable(person, "ppa-3")
    person.click("Lanjutkan")
    person.heading("Periksa jawaban Anda")
    leavable(person, "ppa-periksa")
    number = filing.send(person, "Kirim laporan")
    leavable(person, "ppa-tanda-terima")
    found = CODE.search(person.text())
    assert found, "the receipt shows no follow-up code"
    person.click("Lihat laporan")
    leavable(person, "ppa-laporan")
    assert not CODE.search(person.text()), "the code is shown once"
    return number, found.group()


def leavable(person: Person, name: str) -> None:
    """Find the quick way out, leading away from the portal and sending no word of where one was."""
    exits = person.page.get_by_role("link", name="Keluar cepat")
    expect(exits).to_have_count(1)
    expect(exits).to_be_in_viewport()
    assert not (exits.get_attribute("href") or "/").startswith(("/", person.url))
    assert "noreferrer" in (exits.get_attribute("rel") or "")
    person.look(name)


def knows_nothing(other: Person, address: str, number: str) -> None:
    """Look for the report everywhere an officer may look, and ask for its very address."""
    for tab in ("Belum diambil", "Semua"):
        other.go("/panel/antrean/")
        other.page.get_by_role("navigation", name="Tampilan antrean").get_by_role("link", name=tab).click()
        assert number not in other.text()
        assert "kekerasan" not in other.text().lower()
    other.page.get_by_role("searchbox").fill(number)
    other.click("Cari")
    other.reads("Tidak ada yang cocok")
    for path in (address, address.replace("/panel/antrean/", "/permohonan/")):
        other.watch.expect(path)
        response = other.page.goto(path)
        assert response
        assert response.status == 404
        assert STORY not in other.text()
    other.go("/kotak-masuk/")
    assert number not in other.text()
    assert number not in other.letters()


def track(person: Person, number: str, code: str) -> None:
    """Ask with number and code how it stands; a wrong code says as little as an unknown number."""
    person.go("/lacak/")
    person.look("lacak")
    answers = []
    for asked, proof in ((number, "AAAAA-AAAAA"), ("SRG-PPA-2026-000999-1", code)):
        ask(person, asked, proof)
        answers.append(person.page.get_by_role("alert").inner_text())
    assert answers[0] == answers[1]
    ask(person, number, code)
    person.reads("Laporan dibaca")
    person.look("ppa-lacak")


def ask(person: Person, number: str, proof: str) -> None:
    """Fill the form of the tracking page."""
    person.fill("Nomor permohonan", number)
    person.fill("4 angka terakhir nomor HP, atau kode tindak lanjut", proof)
    person.click("Lacak")


def flee(person: Person) -> None:
    """Leave at one press for a page about something else, which is not told where one came from."""
    address = person.page.url
    told: list[str | None] = []

    def weather(route: Route) -> None:
        told.append(route.request.headers.get("referer"))
        route.fulfill(content_type="text/html", body="<!doctype html><h1>Cuaca hari ini</h1>")

    person.context.route(re.compile("^https://"), weather)
    person.click("Keluar cepat")
    person.heading("Cuaca hari ini")
    assert told
    assert set(told) == {None}
    person.page.goto(address)


def leave_no_trace(person: Person) -> None:
    """Cut this browser off; whoever sits here next finds the page closed."""
    address = person.page.url
    person.click("Hapus jejak dari peramban ini")
    person.reads("Peramban ini tidak lagi menyimpan jejak laporan Anda.")
    person.page.goto(address)
    person.heading("Masuk")
