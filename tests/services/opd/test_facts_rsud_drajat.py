"""RSU-01 and RSU-02: no second queue, and no medical record in the portal."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition import derived
from services.definition.answers import secret_ids, visible
from tests.services.opd.filling import FACTS, clean, filled

QUEUE = registry.get("pendaftaran-rawat-jalan").document
RECORD = registry.get("ringkasan-rekam-medis").document


def test_the_queue_is_taken_in_mobile_jkn_and_nothing_is_asked_here() -> None:
    assert QUEUE.handoff is not None
    assert (QUEUE.handoff.mode, QUEUE.handoff.system) == ("link", "Mobile JKN")
    assert not QUEUE.workflow.states
    assert not list(QUEUE.fields())


def test_papers_of_jkn_members_are_conditional() -> None:
    needs = {each.title.id: each.need for each in derived.requirements(QUEUE)}
    assert needs == {
        "KTP, kartu keluarga, atau identitas lain": "required",
        "Surat rujukan FKTP": "conditional",
        "Kartu JKN": "conditional",
        "Surat kontrol": "conditional",
    }


def test_the_summary_itself_never_enters_the_portal() -> None:
    assert [output.origin for output in RECORD.outputs] == ["physical"]
    effects = [effect for _key, action in RECORD.workflow.actions() for effect in action.effects]
    assert effects == []


@pytest.mark.parametrize(
    ("who", "papers"),
    [("pasien", {"ktp"}), ("kuasa", {"ktp", "kuasa"}), ("keluarga", {"ktp", "hubungan"})],
)
def test_each_shows_why_they_may_ask(who: str, papers: set[str]) -> None:
    shown = visible(RECORD, clean(RECORD, filled(RECORD, pemohon_sebagai=who)).answers, FACTS)
    assert shown & {"ktp", "kuasa", "hubungan"} == papers


def test_number_and_days_of_treatment_are_ciphertext() -> None:
    assert {"no_rm", "periode"} <= secret_ids(RECORD)


def test_who_checked_the_identity_does_not_approve_the_summary() -> None:
    assert {"lengkap", "teruskan"} <= set(RECORD.action("ringkasan", "setujui").not_same_as)
    assert RECORD.action("ringkasan", "setujui").by == ("dokter",)
