"""SOS-01 and SOS-02: the decile stays in the letter, and what Kemensos and BPJS decide is never claimed."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition.answers import secret_ids, visible
from services.definition.conditions import Scope, holds
from services.definition.workflow import path
from tests.services.opd.filling import FACTS, clean, filled

DTSEN = registry.get("surat-keterangan-dtsen").document
PBI = registry.get("reaktivasi-pbi-jk").document


def test_no_question_of_an_officer_asks_for_the_decile() -> None:
    asked = {field.id for _key, action in DTSEN.workflow.actions() for field in action.form}
    assert asked == {"usul_alasan", "alasan", "nomor_surat"}


def test_who_is_not_registered_gets_a_letter_too() -> None:
    assert "ditolak" not in {action.to for action in DTSEN.state("pengecekan").actions}
    assert path(DTSEN.workflow) == (
        "draf",
        "pengecekan",
        "penyusunan",
        "tanda_tangan",
        "penyerahan",
        "selesai",
    )


@pytest.mark.parametrize("paper", [True, False])
def test_a_letter_of_the_desa_is_asked_of_who_has_one(paper: bool) -> None:
    cleaned = clean(DTSEN, filled(DTSEN, punya_sktm=paper))
    assert ("sktm" in visible(DTSEN, cleaned.answers, FACTS)) is paper


def test_a_poverty_letter_is_never_compulsory_for_the_sick() -> None:
    raw = filled(PBI)
    del raw["sktm"]
    assert clean(PBI, raw).ok
    assert not PBI.field("sktm").required


@pytest.mark.parametrize(("number", "fine"), [("0001234567890", True), ("123456789012", False), ("", True)])
def test_a_jkn_card_has_thirteen_digits_where_it_is_known(number: str, fine: bool) -> None:
    assert clean(PBI, filled(PBI, no_jkn=number)).ok is fine


def test_what_is_said_about_health_is_ciphertext() -> None:
    assert {"jenis_layanan", "faskes", "no_jkn", "sk_faskes", "nik_peserta"} <= secret_ids(PBI)


def test_the_clock_stands_still_while_the_ministry_and_bpjs_decide() -> None:
    assert PBI.sla is not None
    assert PBI.sla.pause_on == ("perbaikan", "menunggu_pusat", "menunggu_bpjs")
    assert [str(PBI.state(key).who) for key in ("menunggu_pusat", "menunggu_bpjs")] == [
        "Kementerian Sosial",
        "BPJS Kesehatan",
    ]


def test_an_emergency_is_sent_to_the_hospital_and_a_birth_goes_first() -> None:
    urgent = clean(PBI, filled(PBI, jenis_layanan="gawat-darurat"))
    assert "catatan_darurat" in visible(PBI, urgent.answers, FACTS)
    [rule] = PBI.priority
    assert rule.flag == "hamil"
    assert holds(rule.when, Scope({"jenis_layanan": "persalinan"}, FACTS))
    assert not holds(rule.when, Scope({"jenis_layanan": "kronis"}, FACTS))
