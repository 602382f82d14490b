"""ADM-01: every fact of the birth certificate, and each paper only where its question says so."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.registry import registry
from services.definition.answers import secret_ids, visible
from services.definition.workflow import available
from tests.services.opd.filling import FACTS, clean, filled

DOCUMENT = registry.get("akta-kelahiran").document
PAPERS = {"kk", "ktp_ortu", "sk_lahir", "sptjm_lahir", "nikah", "sptjm_nikah", "polisi"}


def shown(**chosen: Any) -> set[str]:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, **chosen))
    return visible(DOCUMENT, cleaned.answers, FACTS) & PAPERS


USUAL = {"orang_tua_diketahui": True, "punya_sk_lahir": True, "punya_bukti_nikah": True}


@pytest.mark.parametrize(
    ("chosen", "papers"),
    [
        (USUAL, {"kk", "ktp_ortu", "sk_lahir", "nikah"}),
        (USUAL | {"punya_sk_lahir": False}, {"kk", "ktp_ortu", "sptjm_lahir", "nikah"}),
        (
            USUAL | {"punya_bukti_nikah": False, "kk_suami_istri": True},
            {"kk", "ktp_ortu", "sk_lahir", "sptjm_nikah"},
        ),
        (USUAL | {"punya_bukti_nikah": False, "kk_suami_istri": False}, {"kk", "ktp_ortu", "sk_lahir"}),
        (USUAL | {"orang_tua_diketahui": False}, {"kk", "ktp_ortu", "sk_lahir", "polisi"}),
    ],
    ids=["usual", "no letter of birth", "no marriage book", "not married", "found child"],
)
def test_a_paper_is_asked_only_where_its_question_says_so(chosen: dict[str, Any], papers: set[str]) -> None:
    assert shown(**chosen) == papers


def test_a_paper_that_is_not_asked_is_never_kept() -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, **USUAL))
    assert not {"sptjm_lahir", "sptjm_nikah", "polisi", "alasan_terlambat"} & cleaned.answers.keys()


def test_every_question_of_the_ministry_s_form_is_there() -> None:
    asked = {
        "nama_anak": True,
        "jk": True,
        "tempat_dilahirkan": True,
        "kota_lahir": True,
        "tgl_lahir": True,
        "jam_lahir": False,
        "anak_ke": True,
        "penolong": True,
        "berat_gram": False,
        "panjang_cm": False,
        "nik_ibu": True,
        "nik_ayah": False,
        "nik_saksi1": True,
        "nik_saksi2": True,
    }
    assert {name: DOCUMENT.field(name).required for name in asked} == asked


def test_numbers_of_people_and_the_child_s_data_are_ciphertext() -> None:
    assert {"nik_ibu", "nik_ayah", "nik_saksi1", "nik_saksi2", "nomor_kk", "nama_anak", "tgl_lahir"} <= secret_ids(
        DOCUMENT
    )
    assert secret_ids(DOCUMENT) >= PAPERS


@pytest.mark.parametrize(
    ("born", "late"),
    [("2026-11-22", False), ("2026-09-23", False), ("2026-09-22", True), ("2020-01-01", True)],
    ids=["today", "60 days ago", "61 days ago", "years ago"],
)
def test_more_than_sixty_days_after_the_birth_is_late_and_asks_why(born: str, late: bool) -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, tgl_lahir=born, **USUAL))
    assert cleaned.answers["terlambat"] is late
    assert ("alasan_terlambat" in cleaned.answers) is late


def test_a_correction_weeks_later_does_not_turn_a_report_in_time_into_a_late_one() -> None:
    raw = filled(DOCUMENT, tgl_lahir="2026-10-01", **USUAL)
    assert clean(DOCUMENT, raw, today="2027-01-15", filed_on="2026-11-22").answers["terlambat"] is False
    assert clean(DOCUMENT, raw, today="2027-01-15", filed_on="2026-12-01").answers["terlambat"] is True
    assert clean(DOCUMENT, raw, today="2027-01-15").answers["terlambat"] is True


def test_a_late_report_without_its_reason_is_refused() -> None:
    raw = filled(DOCUMENT, tgl_lahir="2020-01-01", **USUAL)
    del raw["alasan_terlambat"]
    assert [(problem.path, problem.code) for problem in clean(DOCUMENT, raw).problems] == [
        ("alasan_terlambat", "required")
    ]


def test_a_birth_in_the_future_is_refused() -> None:
    problems = clean(DOCUMENT, filled(DOCUMENT, tgl_lahir="2026-11-23", **USUAL)).problems
    assert ("tgl_lahir", "date_in_future") in {(problem.path, problem.code) for problem in problems}


def test_one_person_cannot_be_both_witnesses() -> None:
    raw = filled(DOCUMENT, **USUAL)
    raw["nik_saksi2"] = raw["nik_saksi1"]
    problems = clean(DOCUMENT, raw).problems
    assert [problem.path for problem in problems] == ["nik_saksi2"]


def test_a_single_word_name_is_a_name() -> None:
    cleaned = clean(DOCUMENT, filled(DOCUMENT, nama_anak="Suryani", **USUAL))
    assert cleaned.answers["nama_anak"] == "Suryani"


def offered(late: bool, complete: bool) -> set[str]:
    answers = clean(DOCUMENT, filled(DOCUMENT, tgl_lahir="2020-01-01" if late else "2026-11-01", **USUAL)).answers
    facts = FACTS | {"request.complete": complete}
    return {action.key for action in available(DOCUMENT, "verifikasi", {"verifikator"}, answers, facts)}


def test_nothing_goes_on_before_the_file_was_marked_complete() -> None:
    assert offered(late=False, complete=False) == {"lengkap", "kembalikan", "usulkan_tolak"}


def test_a_late_report_goes_to_the_head_and_no_other_way() -> None:
    assert "mintakan_putusan" in offered(late=True, complete=True)
    assert "teruskan" not in offered(late=True, complete=True)
    assert "teruskan" in offered(late=False, complete=True)
    assert "mintakan_putusan" not in offered(late=False, complete=True)


def test_whoever_checked_or_recorded_never_signs() -> None:
    sign = DOCUMENT.action("tanda_tangan", "tandatangani")
    assert {"lengkap", "catat", "validasi"} <= set(sign.not_same_as)
    assert DOCUMENT.functions["penandatangan"].signs


def test_the_certificate_is_issued_by_siak_and_uploaded_with_its_number() -> None:
    assert DOCUMENT.handoff is not None
    assert DOCUMENT.handoff.system == "SIAK"
    hand_over = DOCUMENT.action("penyerahan", "serahkan")
    assert [effect.output for effect in hand_over.effects] == ["akta"]
    assert [field.id for field in hand_over.form] == ["external_number"]
    assert DOCUMENT.output("akta").origin == "uploaded"


def test_the_clock_is_one_working_day_from_complete_and_stops_during_correction() -> None:
    assert DOCUMENT.sla is not None
    assert (DOCUMENT.sla.amount, DOCUMENT.sla.unit, DOCUMENT.sla.from_) == (1, "working_days", "complete")
    assert DOCUMENT.sla.pause_on == ("perbaikan",)


def test_civil_registration_is_free() -> None:
    fee = DOCUMENT.standard.fee
    assert fee is not None
    assert (fee.kind, fee.amount) == ("free", 0)
