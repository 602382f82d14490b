"""On a phone nothing of the panel hides beside the screen, and what is pressed is large enough for a finger."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Newcomer, Seat
from tests.browser.looking import HEIGHTS, PHONE

SMALLEST = 24  # CSS pixels of a target (WCAG 2.2, 2.5.8)
# How far a part can be scrolled sideways.
SIDEWAYS = "(selector) => { const el = document.querySelector(selector); return el.scrollWidth - el.clientWidth; }"
# The height of a piece of markup that only a filled case shows, drawn with the stylesheets of this page.
HEIGHT = """(html) => {
  const place = document.createElement("div");
  place.innerHTML = html;
  document.querySelector("main").append(place);
  const height = place.querySelector("[data-judged]").getBoundingClientRect().height;
  place.remove();
  return height;
}"""
LINK = '<p><a class="xs full" href="/" data-judged>Lihat penuh</a></p>'
ROW = (
    '<div class="scroll"><table class="tbl tbl-s"><tbody><tr><th scope="row" data-judged>'
    "Minggu, 29 November 2026, 21.09 WIB</th><td>DISDUKCAPIL</td><td>Permohonan Anda</td>"
    "<td>Memeriksa kelengkapan berkas permohonan</td></tr></tbody></table></div>"
)


@pytest.mark.browser
def test_the_rail_of_the_panel_wraps_instead_of_hiding_its_links(officer: Seat) -> None:
    person = officer("admin")
    page = person.page
    person.go("/panel/antrean/")
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    links = page.locator("nav.rail a")
    assert links.count() >= 6
    assert page.evaluate(SIDEWAYS, "nav.rail") <= 0
    for number in range(links.count()):
        box = links.nth(number).bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= PHONE
        assert box["height"] >= SMALLEST
    person.go("/panel/antrean/")
    assert page.evaluate(HEIGHT, LINK) >= SMALLEST
    person.look("antrean-admin")


@pytest.mark.browser
def test_the_date_of_an_access_takes_two_lines_at_most(newcomer: Newcomer) -> None:
    visitor = newcomer()
    visitor.go("/bantuan/")
    assert visitor.page.evaluate(HEIGHT, ROW) <= 60


@pytest.mark.browser
def test_what_a_person_registered_for_reads_well(newcomer: Newcomer) -> None:
    person = newcomer()
    person.sign_in("warga")
    person.go("/kegiatan/saya/")
    person.heading("Kegiatan saya")
    person.look("kegiatan-saya")
