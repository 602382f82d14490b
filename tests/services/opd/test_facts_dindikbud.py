"""DIK-02: a school that still exists certifies by itself; the clock starts when the person comes."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition import derived
from services.definition.answers import visible
from tests.services.opd.filling import FACTS, clean, filled

DOCUMENT = registry.get("legalisasi-ijazah").document


@pytest.mark.parametrize(
    ("level", "changed", "refused"),
    [
        ("SD", False, True),
        ("SMP", False, True),
        ("SD", True, False),
        ("SMP", True, False),
        ("paket-c", False, False),
    ],
)
def test_only_a_closed_school_or_an_equivalency_diploma_comes_here(level: str, changed: bool, refused: bool) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, jenjang=level, sekolah_berubah=changed))
    assert bool(cleaned.problems) is refused


@pytest.mark.parametrize(("level", "needed"), [("SD", False), ("paket-a", True), ("paket-c", True)])
def test_two_letters_are_only_for_equivalency_diplomas(level: str, needed: bool) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, jenjang=level))
    shown = visible(DOCUMENT, cleaned.answers, FACTS)
    assert ({"permohonan", "tanggung_jawab"} <= shown) is needed


def test_originals_and_copies_are_brought_along_not_uploaded() -> None:
    brought = [each.title.id for each in derived.requirements(DOCUMENT) if each.field is None]
    assert brought == ["Ijazah asli", "Fotokopi ijazah atau SKHUN"]


def test_the_clock_starts_when_the_person_is_there() -> None:
    assert DOCUMENT.sla is not None
    assert DOCUMENT.sla.from_ == "hadir"
