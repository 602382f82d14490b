"""Do it all with Tab, Space, arrows and Enter: every stop can be seen, and none holds the person back."""

from __future__ import annotations

from typing import TypedDict

import pytest

from spbe_portal.demo_people import DOMAIN, PASSWORD
from tests.browser import filing
from tests.browser.conftest import Newcomer
from tests.browser.person import Person

MOST_STOPS = 120
STOP = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return {words: "", ring: true, inView: true, id: ""};
  const label = el.labels && el.labels[0];
  const ringed = (part) => {
    const style = getComputedStyle(part);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const box = (label && el.offsetWidth < 2 ? label : el).getBoundingClientRect();
  const middle = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 10));
  return {
    words: ((label || el).innerText || el.getAttribute("aria-label") || "").trim(),
    ring: ringed(el) || (label ? ringed(label) : false),
    inView: Boolean(middle) && (el.contains(middle) || middle.contains(el) || Boolean(label && label.contains(middle))),
    id: el.id || el.getAttribute("href") || (el.type === "submit" ? `${el.name}=${el.value}` : el.name) || el.tagName,
  };
}"""


class Stop(TypedDict):
    """Tell where the focus is."""

    words: str
    ring: bool
    inView: bool
    id: str


def here(person: Person) -> Stop:
    """Return where the focus is; fails when nobody could see it."""
    stop: Stop = person.page.evaluate(STOP)
    assert stop["ring"], f"no ring around {stop}"
    assert stop["inView"], f"the focus is out of sight or covered: {stop}"
    return stop


def tab_to(person: Person, words: str) -> None:
    """Press Tab until the control that begins with these words has the focus."""
    for _ in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        if here(person)["words"].startswith(words):
            return
    raise AssertionError(f"Tab never came to {words!r}")


def write(person: Person, label: str, text: str) -> None:
    """Tab to a box and type; what stood there is selected by Tab itself."""
    tab_to(person, label)
    person.page.keyboard.type(text)


def press_enter(person: Person, words: str) -> None:
    """Tab to a button or link and press Enter."""
    tab_to(person, words)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")


@pytest.mark.browser
def test_signing_in_and_the_first_page_of_a_form_need_no_mouse(newcomer: Newcomer) -> None:
    person = newcomer()
    person.go("/layanan/akta-kelahiran/ajukan/")
    write(person, "Nomor HP atau surel", f"warga2{DOMAIN}")
    write(person, "Kata sandi", PASSWORD)
    with person.page.expect_navigation():
        person.page.keyboard.press("Enter")
    walk_around(person)
    press_enter(person, filing.beginning(person))
    person.heading("Data anak")
    fill_first_page(person)
    press_enter(person, "Lanjutkan")
    person.heading("Orang tua")
    walk_around(person)


def fill_first_page(person: Person) -> None:
    """Answer what must be answered; arrows move within a question, Space chooses."""
    keys = person.page.keyboard
    tab_to(person, "Ya")
    keys.press("Space")
    write(person, "Nama lengkap anak", filing.CHILD)
    tab_to(person, "Laki-laki")
    keys.press("ArrowDown")
    for box, value in (("Hari", filing.BORN.day), ("Bulan", filing.BORN.month), ("Tahun", filing.BORN.year)):
        write(person, box, str(value))
    tab_to(person, "Rumah sakit")
    keys.press("Space")
    write(person, "Kabupaten atau kota lahir", "Kabupaten Serang")
    write(person, "Anak ke berapa", "1")
    tab_to(person, "Dokter")
    keys.press("Space")
    assert person.question("Jenis kelamin anak").get_by_label("Perempuan").is_checked()


def walk_around(person: Person) -> None:
    """Press Tab once around the whole page: every stop is new until the round is complete."""
    seen: list[str] = []
    for _ in range(MOST_STOPS):
        person.page.keyboard.press("Tab")
        stop = here(person)["id"]
        if not stop or (seen and stop == seen[0]):
            assert "#isi" in seen, f"the round missed the way past the header: {seen}"
            return
        assert not seen or stop != seen[-1], f"Tab does not lead away from {stop}"
        seen.append(stop)
    raise AssertionError(f"Tab goes round in a part of the page: {seen[-10:]}")
