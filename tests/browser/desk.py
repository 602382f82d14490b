"""Work at the panel as an officer does: find, take, mark, decide, hand over."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.browser.person import Person


def row(officer: Person, number: str) -> Locator:
    """Return the line of a request in the queue that is open."""
    return officer.page.get_by_role("row").filter(has_text=number)


def find(officer: Person, number: str) -> None:
    """Search the queue for a number and open its case."""
    officer.go("/panel/antrean/")
    officer.click("Semua")
    officer.page.get_by_role("searchbox").fill(number)
    officer.click("Cari")
    row(officer, number).get_by_role("link").first.click()
    expect(officer.page.get_by_role("heading", level=1)).to_contain_text(number)


def take(officer: Person, number: str) -> None:
    """Take a request that nobody has from the head of the queue."""
    officer.go("/panel/antrean/")
    officer.look("antrean")
    row(officer, number).get_by_role("button", name=f"Ambil {number}").click()
    officer.reads("Permohonan ini sekarang Anda tangani.")


def press(officer: Person, action: str) -> None:
    """Take an action that asks for nothing more, and read that it was taken."""
    officer.click(action)
    officer.reads(f"Tersimpan: {action}.")


def confirm(officer: Person, action: str, look: str) -> None:
    """Take an action that first asks to be sure."""
    officer.click(action)
    officer.heading(action)
    officer.look(look)
    press(officer, action)


def ask_to_mend(officer: Person, remarks: dict[str, str]) -> None:
    """Mark answers, write to each what is wrong, and send them back to the applicant."""
    for label in remarks:
        officer.page.get_by_label(f"Perbaiki {label}", exact=True).check()
    officer.click("Minta perbaikan")
    officer.heading("Minta perbaikan")
    for label, note in remarks.items():
        officer.fill(label, note)
    officer.look("minta-perbaikan")
    press(officer, "Minta perbaikan")


def hand_over(officer: Person, action: str, *, number_label: str, number: str, paper: str, file: Path) -> None:
    """Attach the signed document with the number its own system gave it, and approve."""
    officer.click(action)
    officer.heading(action)
    officer.fill(number_label, number)
    officer.attach(paper, file)
    officer.look("serahkan-hasil")
    officer.click(action)
    officer.reads("Putusan tersimpan")
