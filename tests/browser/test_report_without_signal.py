"""Report from where there is no signal: kept on the phone, sent once, and nothing called sent too early."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Newcomer
from tests.browser.person import NUMBER, Person

REPORT = "/sinyal/lapor/"
CODE = re.compile(r"\b[A-Z0-9]{5}-[A-Z0-9]{5}\b")
KEPT = "Tersimpan di HP ini, belum terkirim."


def visit(person: Person) -> None:
    """Open the page once with a connection, and wait until the phone has kept it."""
    person.go(REPORT)
    person.page.evaluate("() => navigator.serviceWorker.ready")
    person.page.wait_for_function("() => navigator.serviceWorker.controller !== null")


def fill(person: Person, hamlet: str) -> None:
    """Answer what somebody without signal knows."""
    person.fill("Kampung, dusun, atau lingkungan", hamlet)
    person.fill("RT", "1")
    person.fill("RW", "2")
    person.place("Desa", "Mancak", "Cikedung")
    person.choose("Keadaan sinyal", "Tidak ada sinyal")
    person.choose("Operator yang diuji", "Telkomsel", "XLSmart")


def without_signal(person: Person) -> None:
    """Cut the connection; what the browser then complains about is the point of the test."""
    for path in (REPORT, "/layanan/", "/sw.js", "/luring/"):
        person.watch.expect(f"{person.url}{path}")
    person.context.set_offline(True)


@pytest.mark.browser
def test_a_report_made_with_the_network_off_arrives_exactly_once(newcomer: Newcomer) -> None:
    person = newcomer()
    visit(person)
    person.look("lapor-sinyal")
    without_signal(person)
    person.page.reload()
    person.heading("Lapor titik tanpa sinyal")
    fill(person, "Kp. Luring")
    person.click("Kirim laporan")
    person.reads(KEPT)
    assert not NUMBER.search(person.text())
    person.look("lapor-sinyal-tersimpan")
    person.page.reload()
    person.reads(KEPT)
    person.context.set_offline(False)
    person.page.reload()
    number = person.number()
    person.look("lapor-sinyal-terkirim")
    found = CODE.search(person.text())
    assert found, "the phone keeps the code"
    person.page.reload()
    person.page.wait_for_load_state("networkidle")
    assert NUMBER.findall(person.text()) == [number]
    assert person.page.get_by_role("listitem").filter(has_text=number).count() == 1
    track(person, number, found.group())


def track(person: Person, number: str, code: str) -> None:
    """Find the report again with what the phone shows."""
    person.go("/lacak/")
    person.fill("Nomor permohonan", number)
    person.fill("4 angka terakhir nomor HP, atau kode tindak lanjut", code)
    person.click("Lacak")
    person.reads("Diverifikasi di desa")


@pytest.mark.browser
def test_a_first_answer_that_is_lost_makes_no_second_report(newcomer: Newcomer) -> None:
    person = newcomer()
    visit(person)
    numbers: list[str] = []

    def lose(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
            return
        numbers.append(route.fetch().json()["number"])
        if len(numbers) == 1:
            route.abort()
        else:
            route.fulfill(json={"number": numbers[-1], "code": "", "at": "10.32 WIB"})

    person.watch.expect(f"{person.url}{REPORT}")
    person.context.route(f"**{REPORT}", lose)
    fill(person, "Kp. Hilang")
    person.click("Kirim laporan")
    person.reads(KEPT)
    person.click("Kirim sekarang")
    shown = person.number()
    assert numbers == [shown, shown]


@pytest.mark.browser
def test_what_was_typed_is_there_when_the_page_is_opened_again(newcomer: Newcomer) -> None:
    person = newcomer()
    visit(person)
    fill(person, "Kp. Draf")
    person.page.wait_for_timeout(600)
    without_signal(person)
    person.page.reload()
    person.reads("Isian terakhir Anda di HP ini sudah dikembalikan.")
    expect(person.page.get_by_label("Kampung, dusun, atau lingkungan")).to_have_value("Kp. Draf")
    expect(person.question("Operator yang diuji").get_by_label("XLSmart")).to_be_checked()
    person.go("/layanan/")
    person.heading("Tidak ada sambungan")
    person.context.set_offline(False)
    person.go("/luring/")
    person.look("luring")


@pytest.mark.browser
def test_what_the_portal_refuses_comes_back_to_be_mended(newcomer: Newcomer) -> None:
    person = newcomer()
    visit(person)
    fill(person, "Kp. Jauh")
    person.fill("Lintang", "-5,90")
    person.fill("Bujur", "106,35")
    person.click("Kirim laporan")
    person.reads(re.compile("di luar Kabupaten Serang atau di laut"))
    person.look("lapor-sinyal-galat")
    expect(person.page.get_by_label("Kampung, dusun, atau lingkungan")).to_have_value("Kp. Jauh")
    person.fill("Lintang", "")
    person.fill("Bujur", "")
    person.click("Kirim laporan")
    assert person.number()


@pytest.mark.browser
def test_without_a_script_the_same_page_sends_at_once(newcomer: Newcomer) -> None:
    person = newcomer(script=False)
    person.go(REPORT)
    fill(person, "Kp. Polos")
    person.click("Kirim laporan")
    assert person.number()
    person.reads(CODE)
