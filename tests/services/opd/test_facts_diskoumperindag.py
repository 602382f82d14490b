"""DAG-01: several instruments in one request, another paper for the first stamp than for the next."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition.answers import visible
from tests.services.opd.filling import FACTS, clean, filled

DOCUMENT = registry.get("tera-uttp").document
SCALE = {"jenis_uttp": "Timbangan-meja", "merek": "Contoh 123", "kapasitas": "10 kg", "jumlah": 2}


@pytest.mark.parametrize(("kind", "paper"), [("tera", "tipe"), ("tera-ulang", "skhp")])
def test_the_first_stamp_wants_the_type_and_the_next_one_the_last_result(kind: str, paper: str) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, jenis_tera=kind))
    assert visible(DOCUMENT, cleaned.answers, FACTS) & {"tipe", "skhp"} == {paper}


def test_instruments_are_added_up_over_all_rows() -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, uttp=[SCALE, {**SCALE, "jumlah": 3}]))
    assert cleaned.ok
    assert cleaned.answers["jumlah_alat"] == 5


def test_a_request_without_any_instrument_is_refused() -> None:
    assert [problem.path for problem in clean(DOCUMENT, filled(DOCUMENT, uttp=[])).problems] == ["uttp"]


def test_stamping_costs_nothing_since_2024() -> None:
    assert DOCUMENT.standard.fee is not None
    assert DOCUMENT.standard.fee.amount == 0


def test_whoever_tested_does_not_sign() -> None:
    assert "catat_uji" in DOCUMENT.action("pengesahan", "sahkan").not_same_as
