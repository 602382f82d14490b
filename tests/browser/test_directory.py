"""Who heads an office: asked by everybody, kept by the OPD, published by Diskominfosatik."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Newcomer, Seat
from tests.browser.person import Person

KEEPER = "petugas.dishub"
AGENCY = "/panel/kelola/agencies/agency/dishub/change/"


def save(person: Person) -> None:
    """Press the form's own button in Django's admin."""
    with person.page.expect_navigation():
        person.page.locator("[name=_save]").click()


@pytest.mark.browser
def test_an_address_is_proposed_published_and_read(officer: Seat, newcomer: Newcomer) -> None:
    admin = officer("admin")
    admin.go(f"/panel/kelola/agencies/staff/?q={KEEPER}")
    admin.page.locator("#result_list tbody th a").first.click()
    admin.page.locator("#id_is_agency_admin").check()
    save(admin)

    keeper = officer(KEEPER)
    keeper.go(AGENCY)
    keeper.page.locator("#id_address").fill("Jalan Contoh Nomor 1")
    keeper.page.locator("#id_charter").fill("Kami melayani menurut standar (contoh).")
    save(keeper)
    keeper.reads("Usulan tersimpan. Warga membacanya setelah Diskominfosatik menerbitkannya.")
    keeper.look("usulan-daftar")
    keeper.go(AGENCY)
    keeper.reads("Warga masih membaca yang lama.")
    keeper.look("opd-menunggu")

    admin.go("/panel/kelola/agencies/proposal/")
    admin.page.locator("#result_list tbody th a").first.click()
    admin.look("usulan")
    save(admin)  # without a decision
    admin.look("usulan-galat")
    admin.page.get_by_label("Terbitkan, langsung dibaca warga").check()
    save(admin)

    visitor = newcomer()
    visitor.go("/opd/dishub/")
    visitor.reads("Jalan Contoh Nomor 1")
    visitor.look("opd-terisi")


@pytest.mark.browser
def test_a_head_is_named_and_found_in_one_tap(officer: Seat, newcomer: Newcomer) -> None:
    admin = officer("admin")
    for name, since in (("Nama Contoh Satu", "2025-01-02"), ("Nama Contoh Dua", "2025-01-02")):
        admin.go("/panel/kelola/agencies/official/add/")
        admin.page.locator("#id_agency").select_option(value="dlh")
        admin.page.locator("#id_position").fill("Kepala Dinas")
        admin.page.locator("#id_is_head").check()
        admin.page.locator("#id_name").fill(name)
        admin.page.locator("#id_since").fill(since)
        save(admin)
    admin.reads("Satu jabatan dipegang satu orang.")
    admin.look("pejabat-galat")

    visitor = newcomer()
    visitor.go("/")
    visitor.click("Siapa kepala dinasnya?")
    visitor.heading("Siapa pimpinannya")
    visitor.reads("Nama Contoh Satu")
    assert "Nama Contoh Dua" not in visitor.text()
    visitor.look("pejabat-terisi")
