"""Look at a page as people with every eye do: axe, the narrowest phone, and a picture at two sizes."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
NARROWEST, PHONE, DESK = 320, 360, 1280
HEIGHTS = {NARROWEST: 568, PHONE: 740, DESK: 900}
JUDGE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}});
  return found.violations.map((v) => `${v.id} (${v.impact}): ${v.nodes.map((n) => n.html).slice(0, 3).join(" | ")}`);
}"""
# What sticks out to the right, unless something around it scrolls by itself or cuts it off.
STICKS_OUT = """() => {
  const limit = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= limit) return [];
  const held = (el) => {
    for (let up = el.parentElement; up; up = up.parentElement)
      if (up !== document.body && getComputedStyle(up).overflowX !== "visible") return true;
    return false;
  };
  const wide = [...document.querySelectorAll("body *")].filter((el) => el.getBoundingClientRect().right > limit + 1);
  return wide.filter((el) => !held(el)).map((el) => el.outerHTML.slice(0, 120)).slice(0, 5).concat("page scrolls");
}"""

# How far the page can be scrolled into nothing; hidden words that escape from a scrolling part do that.
SCROLLS_ON = """() => {
  const end = Math.max(document.body.getBoundingClientRect().bottom + scrollY, innerHeight);
  const more = document.documentElement.scrollHeight - Math.ceil(end);
  return more > 1 ? [`scrolls ${more} px into nothing`] : [];
}"""


class Looker:
    """Judge each kind of page once a run and keep its pictures."""

    def __init__(self, folder: Path) -> None:
        """Keep pictures in KEEP_SHOTS when it is set, else in a folder that goes away."""
        kept = os.environ.get("KEEP_SHOTS")
        self.folder = Path(kept) if kept else folder
        self.folder.mkdir(parents=True, exist_ok=True)
        self.seen: set[str] = set()
        self.problems: list[str] = []

    def look(self, page: Page, name: str) -> None:
        """Note what axe finds at both sizes and what scrolls sideways at 320 px; the test fails at its end."""
        if name in self.seen:
            return
        self.seen.add(name)
        page.wait_for_load_state("load")  # a press may still be on its way to the page it leads to
        page.wait_for_function("() => document.readyState === 'complete' && document.body !== null")
        own = page.viewport_size
        assert own, "a page of these tests has a size"
        for width in (PHONE, DESK):
            page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
            self.problems += [f"{name} at {width} px {said}" for said in page.evaluate(SCROLLS_ON)]
            _stretch(page)
            self.problems += [f"{name} at {width} px: {said}" for said in _judge(page)]
            page.screenshot(path=self.folder / f"{name}-{width}.png", full_page=True, animations="disabled")
        page.set_viewport_size({"width": NARROWEST, "height": HEIGHTS[NARROWEST]})
        self.problems += [f"{name} at {NARROWEST} px sticks out: {said}" for said in page.evaluate(STICKS_OUT)]
        page.set_viewport_size(own)

    def forget(self) -> list[str]:
        """Return what was noted since the last time."""
        noted, self.problems = self.problems, []
        return noted


def _stretch(page: Page) -> None:
    """Show the whole page at once, so that the bar at the bottom of a phone covers nothing by chance of scrolling."""
    width, height = page.evaluate("() => [innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": width, "height": height})


def _judge(page: Page) -> list[str]:
    """Return the violations that axe finds; its source goes in beside the page, so the page's policy stays strict."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(JUDGE)
    return found
