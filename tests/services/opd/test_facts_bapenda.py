"""PJK-01 to PJK-04: each tax paper only where its question says so, and the limits of the law counted as it counts."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.registry import registry
from services.definition.answers import secret_ids, visible
from services.definition.document import Document
from tests.services.opd.filling import FACTS, clean, filled

TRANSFER = registry.get("mutasi-pbb").document
CORRECTION = registry.get("pembetulan-sppt").document
VALIDATION = registry.get("validasi-bphtb").document
OBJECTION = registry.get("keberatan-pbb").document


def shown(document: Document, **chosen: Any) -> set[str]:
    return visible(document, clean(document, filled(document, **chosen)).answers, FACTS)


@pytest.mark.parametrize(
    ("document", "question", "paper"),
    [
        (TRANSFER, "ada_bangunan", "lspop"),
        (TRANSFER, "ada_bphtb", "bphtb"),
        (TRANSFER, "dikuasakan", "kuasa"),
        (CORRECTION, "punya_ket_desa", "desa"),
        (CORRECTION, "dikuasakan", "kuasa"),
        (VALIDATION, "lampirkan_kk", "kk"),
        (VALIDATION, "dikuasakan", "kuasa"),
        (OBJECTION, "punya_ket_desa", "desa"),
        (OBJECTION, "ada_bayar", "bayar"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.code,
)
def test_a_conditional_paper_hangs_on_its_question(document: Document, question: str, paper: str) -> None:
    assert paper in shown(document, **{question: True})
    assert paper not in shown(document, **{question: False})


@pytest.mark.parametrize(
    ("way", "papers"), [("Waris", {"waris"}), ("Lelang", {"lelang"}), ("Jual-beli", set()), ("Hibah-wasiat", set())]
)
def test_the_way_land_was_acquired_decides_the_proof(way: str, papers: set[str]) -> None:
    assert shown(VALIDATION, jenis_perolehan=way) & {"waris", "lelang"} == papers


@pytest.mark.parametrize("document", [TRANSFER, CORRECTION, VALIDATION, OBJECTION], ids=lambda each: each.code)
@pytest.mark.parametrize(("typed", "right"), [("36.04.010.001.002-0030.0", True), ("36040100", False)])
def test_a_nop_has_eighteen_digits_however_it_is_typed(document: Document, typed: str, right: bool) -> None:
    assert clean(document, filled(document, nop=typed)).ok is right


def test_what_was_paid_for_the_land_is_ciphertext_and_so_is_the_new_taxpayer() -> None:
    assert {"npop", "sspd", "bayar", "transaksi"} <= secret_ids(VALIDATION)
    assert "nik_baru" in secret_ids(TRANSFER)


def test_the_portal_names_the_tax_and_works_out_no_amount_that_nobody_confirmed() -> None:
    fee = VALIDATION.standard.fee
    assert fee is not None
    assert (fee.kind, fee.amount, fee.expr, fee.hook) == ("tax", None, None, None)


@pytest.mark.parametrize(
    ("received", "late"), [("2026-11-22", False), ("2026-08-22", False), ("2026-08-21", True), ("2025-01-01", True)]
)
def test_an_objection_after_three_months_is_warned_and_still_taken(received: str, late: bool) -> None:
    cleaned = clean(OBJECTION, filled(OBJECTION, tgl_terima=received))
    assert cleaned.ok
    assert cleaned.answers["lewat_batas"] is late
    assert ("catatan_batas" in visible(OBJECTION, cleaned.answers, FACTS)) is late


def test_a_correction_weeks_later_does_not_make_an_objection_late() -> None:
    raw = filled(OBJECTION, tgl_terima="2026-09-01")
    assert clean(OBJECTION, raw, today="2027-01-15", filed_on="2026-11-22").answers["lewat_batas"] is False


def test_the_year_of_the_law_runs_from_filing_and_no_correction_stops_it() -> None:
    sla = OBJECTION.sla
    assert sla is not None
    assert (sla.amount, sla.unit, sla.from_, sla.pause_on) == (12, "months", "submitted", ())


def test_an_objection_about_tax_is_no_objection_to_a_decision_of_the_portal() -> None:
    assert OBJECTION.kind == "request"
    assert not OBJECTION.workflow.states["ditolak"].objection


@pytest.mark.parametrize("doubt", ["NJOP", "Nama"])
def test_whoever_doubts_the_value_reads_that_an_objection_is_another_way(doubt: str) -> None:
    assert ("catatan_keberatan" in shown(CORRECTION, salah=[doubt])) is (doubt == "NJOP")


def test_a_survey_goes_back_to_whoever_asked_for_it() -> None:
    assert VALIDATION.action("survei", "catat_survei").to == "penelitian"
    assert {"lengkap", "catat_survei"} <= set(VALIDATION.action("validasi", "validasi").not_same_as)
