"""NKR-02: the thirty days belong to the mediator, and what the parties tell stays between them."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition.answers import secret_ids, visible
from services.definition.document import Phase
from tests.services.opd.filling import FACTS, clean, filled

DOCUMENT = registry.get("perselisihan-hubungan-industrial").document


def test_the_clock_starts_when_the_dispute_is_handed_to_the_mediator() -> None:
    assert DOCUMENT.sla is not None
    assert (DOCUMENT.sla.amount, DOCUMENT.sla.unit, DOCUMENT.sla.from_) == (30, "working_days", "tunjuk_mediator")


def test_missing_proof_of_talks_is_asked_within_seven_working_days() -> None:
    clock = DOCUMENT.workflow.states["perbaikan"].sla
    assert clock is not None
    assert (clock.amount, clock.unit) == (7, "working_days")


def test_no_dispute_is_registered_without_the_minutes_of_the_talks() -> None:
    raw = filled(DOCUMENT)
    del raw["bipartit"]
    assert [problem.path for problem in clean(DOCUMENT, raw).problems] == ["bipartit"]


def test_what_the_parties_say_of_each_other_is_ciphertext() -> None:
    assert {"kronologi", "pihak_lawan", "nama_pihak_lawan", "bipartit", "permohonan"} <= secret_ids(DOCUMENT)


@pytest.mark.parametrize("for_another", [True, False])
def test_a_power_of_attorney_is_asked_of_whoever_acts_for_another(for_another: bool) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, dikuasakan=for_another))
    assert ("kuasa" in visible(DOCUMENT, cleaned.answers, FACTS)) is for_another


def test_a_mediation_ends_in_an_agreement_or_in_written_advice() -> None:
    ends = {action.to for action in DOCUMENT.workflow.states["mediasi"].actions}
    assert ends == {"perjanjian", "anjuran"}
    assert all(DOCUMENT.workflow.states[str(end)].phase is Phase.APPROVED for end in ends)


def test_the_parties_may_still_choose_another_way_before_mediation() -> None:
    assert DOCUMENT.action("tawaran", "pilih_cara_lain").to == "dialihkan"


def test_whoever_registered_the_dispute_does_not_mediate_it() -> None:
    for state, key in (("tawaran", "mulai_mediasi"), ("mediasi", "sepakat"), ("mediasi", "anjurkan")):
        assert "lengkap" in DOCUMENT.action(state, key).not_same_as
