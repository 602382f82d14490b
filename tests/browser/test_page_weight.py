"""Count the bytes that a phone really fetches."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browser.conftest import Newcomer
from tests.browser.person import Person

FIRST_VISIT, NEXT_PAGE = 50_000, 20_000  # bytes


class Meter:
    """Add up what comes over the wire, headers included, as the browser itself counts it."""

    def __init__(self, person: Person) -> None:
        """Begin to count."""
        self.bytes = 0
        wire = person.context.new_cdp_session(person.page)
        wire.on("Network.loadingFinished", self._finished)
        wire.send("Network.enable")

    def take(self) -> int:
        """Return the bytes since the last time."""
        counted, self.bytes = self.bytes, 0
        return counted

    def _finished(self, event: dict[str, Any]) -> None:
        self.bytes += int(event["encodedDataLength"])


@pytest.mark.browser
def test_a_first_visit_and_the_page_after_it_are_light_on_the_wire(newcomer: Newcomer) -> None:
    person = newcomer()
    meter = Meter(person)
    person.go("/")
    person.page.wait_for_load_state("networkidle")
    first = meter.take()
    assert 5_000 < first <= FIRST_VISIT
    for words in ("Akta kelahiran", "Semua layanan", "Semua cara meminta bantuan"):
        person.page.get_by_role("link", name=words).filter(visible=True).first.click()
        person.page.wait_for_load_state("networkidle")
        following = meter.take()
        assert 1_000 < following <= NEXT_PAGE, f"{person.page.url} weighs {following} bytes"
