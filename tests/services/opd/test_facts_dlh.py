"""LH-01 and LH-02: the paper follows the kind of document, and who reports pollution stays unknown if they wish."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition.answers import secret_ids, visible
from tests.services.opd.filling import FACTS, clean, filled

APPROVAL = registry.get("persetujuan-lingkungan").document
REPORT = registry.get("pengaduan-lingkungan").document


@pytest.mark.parametrize(("kind", "papers"), [("SPPL", {"sppl"}), ("UKL-UPL", {"formulir"})])
def test_each_kind_of_document_asks_for_its_own_paper(kind: str, papers: set[str]) -> None:
    cleaned = clean(APPROVAL, filled(APPROVAL, jenis_dok=kind))
    assert visible(APPROVAL, cleaned.answers, FACTS) & {"sppl", "formulir"} == papers


def test_a_full_assessment_is_sent_on_to_amdalnet() -> None:
    problems = clean(APPROVAL, filled(APPROVAL, jenis_dok="Amdal")).problems
    assert [problem.path for problem in problems] == ["jenis_dok"]


@pytest.mark.parametrize("has_one", [True, False])
def test_a_technical_approval_is_asked_of_whoever_has_one(has_one: bool) -> None:
    cleaned = clean(APPROVAL, filled(APPROVAL, perlu_pertek=has_one))
    assert ("pertek" in visible(APPROVAL, cleaned.answers, FACTS)) is has_one


def test_pollution_can_be_reported_without_an_account_and_without_a_paper_of_identity() -> None:
    assert REPORT.access.level == "anonymous"
    raw = filled(REPORT)
    for optional in ("identitas", "terlapor", "permintaan"):
        del raw[optional]
    assert clean(REPORT, raw).ok


def test_whatever_may_give_the_reporter_away_is_ciphertext() -> None:
    assert {"identitas", "bukti", "terlapor"} <= secret_ids(REPORT)


def test_the_clock_of_a_report_starts_with_the_report() -> None:
    assert REPORT.sla is not None
    assert (REPORT.sla.amount, REPORT.sla.from_) == (30, "submitted")


def test_nobody_is_told_a_result_before_somebody_was_there() -> None:
    into = {a.key for state in REPORT.workflow.states.values() for a in state.actions if a.to == "tindak_lanjut"}
    assert into == {"catat_lapangan"}
    assert "catat_lapangan" in REPORT.action("tindak_lanjut", "beri_tahu").not_same_as
