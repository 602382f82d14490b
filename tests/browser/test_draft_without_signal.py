"""A page filled where there is no signal is kept on the phone, and is on the portal after the next open."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.person import NUMBER, Person

SERVICE = "/layanan/surat-keterangan-tidak-mampu/ajukan/"
KEPT = "Tersimpan di HP ini"


def begin(person: Person, *, stay: bool) -> None:
    """Sign in, on a phone of one's own or on a shared one, and open the first page with something to write on."""
    person.go("/akun/masuk/")
    person.fill("Nomor HP atau surel", "warga@demo.test")
    person.fill("Kata sandi", "serang-demo-2026")
    if stay:
        person.page.get_by_label("Tetap masuk di perangkat ini").check()
    with person.page.expect_navigation():
        person.click("Masuk")
    person.go(SERVICE)
    person.click("Mulai baru" if person.page.get_by_role("button", name="Mulai baru").count() else "Mulai")


def stored(person: Person) -> list[str]:
    """Return all that the phone's own database of drafts holds, as text."""
    found: list[str] = person.page.evaluate(
        """() => new Promise((resolve) => {
            const wish = indexedDB.open("draf");
            wish.onsuccess = () => {
                const base = wish.result;
                if (!base.objectStoreNames.length) { base.close(); return resolve([]); }
                const all = base.transaction("halaman").objectStore("halaman").getAll();
                all.onsuccess = () => { base.close(); resolve(all.result.map((each) => JSON.stringify(each))); };
            };
        })"""
    )
    return found


@pytest.mark.browser
def test_what_is_typed_without_signal_is_on_the_portal_after_the_next_open(newcomer: Newcomer) -> None:
    person = newcomer()
    begin(person, stay=True)
    box = person.page.locator("form[data-draft] input[type=text], form[data-draft] textarea").first
    name = box.get_attribute("name")
    person.look("draf-isi")
    person.watch.expect(person.page.url)
    person.context.set_offline(True)
    box.fill("Ditulis tanpa sinyal")
    person.reads(KEPT)
    person.click("Lanjutkan")
    person.reads("Tidak ada sinyal. Isian tersimpan di HP ini")
    person.look("draf-tanpa-sinyal")
    assert "Terkirim" not in person.text()
    assert not NUMBER.search(person.text())
    address = person.page.url
    person.page.goto("about:blank")  # the phone is put away
    person.context.set_offline(False)
    person.page.goto(address)
    expect(person.page.locator(f'[name="{name}"]').first).to_have_value("Ditulis tanpa sinyal")
    person.reads("Aman bila sinyal hilang")
    assert stored(person) == []


@pytest.mark.browser
def test_of_two_answers_both_are_shown_and_neither_wins_by_itself(newcomer: Newcomer) -> None:
    phone, desk = newcomer(), newcomer()
    begin(phone, stay=True)
    address = phone.page.url
    boxes = "form[data-draft] input[type=text], form[data-draft] textarea"
    name = phone.page.locator(boxes).first.get_attribute("name")
    phone.page.locator(boxes).first.fill("Dari HP")
    phone.reads(KEPT)
    phone.page.goto("about:blank")
    begin(desk, stay=True)
    desk.page.goto(address)
    desk.page.locator(boxes).first.fill("Dari komputer")
    with desk.page.expect_navigation():
        desk.click("Simpan dan keluar")
    phone.page.goto(address)
    phone.reads("Ada dua isian untuk halaman ini")
    phone.reads("Dari HP")
    phone.look("draf-dua-isian")
    field = phone.page.locator(f'[name="{name}"]').first
    expect(field).to_have_value("Dari komputer")
    phone.click("Pakai isian di HP ini")
    expect(field).to_have_value("Dari HP")


@pytest.mark.browser
def test_whoever_signs_out_and_whoever_shares_a_device_leaves_nothing(newcomer: Newcomer) -> None:
    person = newcomer()
    begin(person, stay=True)
    person.page.locator("form[data-draft] input[type=text], form[data-draft] textarea").first.fill("Rahasia kecil")
    person.reads(KEPT)
    assert "Rahasia kecil" in "".join(stored(person))
    person.go("/akun/keluar/")
    with person.page.expect_navigation():
        person.page.locator("main").get_by_role("button", name="Keluar").click()
    assert stored(person) == []
    begin(person, stay=False)
    assert not person.page.locator("form[data-draft]").count()
