"""The map of places without signal is read by keyboard, without a script and on the narrowest phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Newcomer
from tests.browser.looking import DESK, NARROWEST
from tests.browser.person import Person
from tests.browser.test_page_weight import FIRST_VISIT, Meter

TABS = 80  # more presses than there are things before and on the map
# The drawn names that touch one another, of those that are shown at this width.
TOUCHING = """() => {
  const shown = [...document.querySelectorAll(".map text")].filter((t) => t.getClientRects().length && t.textContent);
  const boxes = shown.map((t) => [t.textContent, t.getBoundingClientRect(), t.getAttribute("x")]);
  const hit = ([, a, ax], [, b, bx]) =>
    ax !== bx && a.left < b.right - 1 && b.left < a.right - 1 && a.top + 2 < b.bottom - 2 && b.top + 2 < a.bottom - 2;
  const touched = (one, rest) => rest.filter((other) => hit(one, other)).map((other) => `${one[0]}/${other[0]}`);
  return boxes.flatMap((one, index) => touched(one, boxes.slice(index + 1)));
}"""


def tab_to(person: Person, words: str) -> None:
    """Press Tab until something with these words has the focus."""
    for _press in range(TABS):
        person.page.keyboard.press("Tab")
        if words in (person.page.evaluate("() => document.activeElement.getAttribute('aria-label')") or ""):
            return
    pytest.fail(f"{words} is not reached by Tab")


@pytest.mark.browser
@pytest.mark.parametrize("width", [DESK, NARROWEST])
def test_a_kecamatan_is_opened_from_the_map_with_keys_alone(newcomer: Newcomer, width: int) -> None:
    person = newcomer()
    person.page.set_viewport_size({"width": width, "height": 700})
    person.go("/sinyal/")
    assert person.page.evaluate(TOUCHING) == []
    person.look("peta-sinyal")
    tab_to(person, "Padarincang: ")
    person.page.keyboard.press("Enter")
    person.heading("Sinyal di Kecamatan Padarincang")
    person.look("peta-sinyal-kecamatan")


@pytest.mark.browser
def test_map_and_figures_are_whole_without_a_script(newcomer: Newcomer) -> None:
    person = newcomer(script=False)
    person.go("/sinyal/")
    expect(person.page.locator(".map a")).to_have_count(29)
    person.page.locator(".map a[aria-label^='Kopo: ']").click()
    person.heading("Sinyal di Kecamatan Kopo")
    person.go("/sinyal/angka/")
    expect(person.page.get_by_role("row")).to_have_count(31)


@pytest.mark.browser
def test_the_figures_are_fit_for_every_eye(newcomer: Newcomer) -> None:
    person = newcomer()
    person.go("/sinyal/angka/")
    person.look("angka-sinyal")


@pytest.mark.browser
def test_a_first_visit_to_map_and_report_is_light(newcomer: Newcomer) -> None:
    for path in ("/sinyal/", "/sinyal/lapor/"):
        person = newcomer()
        meter = Meter(person)
        person.go(path)
        person.page.wait_for_load_state("networkidle")
        weight = meter.take()
        assert 5_000 < weight <= FIRST_VISIT, f"{path} weighs {weight} bytes"
