"""HUB-02: the kabupaten decides about its own roads and those of its villages, about no others."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition.answers import visible
from tests.services.opd.filling import FACTS, clean, filled

DOCUMENT = registry.get("andalalin").document


@pytest.mark.parametrize(
    ("road", "refused"), [("kabupaten", False), ("desa", False), ("provinsi", True), ("nasional", True)]
)
def test_roads_of_the_province_and_the_state_are_refused(road: str, refused: bool) -> None:
    assert bool(clean(DOCUMENT, filled(DOCUMENT, status_jalan=road)).problems) is refused


@pytest.mark.parametrize(("traffic", "needed"), [("rendah", False), ("sedang", True), ("tinggi", True)])
def test_the_certificate_of_the_author_is_for_much_traffic_only(traffic: str, needed: bool) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, kategori=traffic))
    assert ("penyusun" in visible(DOCUMENT, cleaned.answers, FACTS)) is needed


def test_nothing_is_approved_before_the_team_assessed_it() -> None:
    into = {
        action.key for state in DOCUMENT.workflow.states.values() for action in state.actions if action.to == "putusan"
    }
    assert into == {"nilai"}
