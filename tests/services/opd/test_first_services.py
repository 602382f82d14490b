"""KEC-02 and PPA-01: the answer that decides the kecamatan, and the report that nobody else may read."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition.answers import agency_code, area_of, secret_ids
from services.definition.document import AgencyFrom, Phase
from services.definition.workflow import path
from tests.services.opd.filling import FACTS, clean, filled

SKTM = registry.get("surat-keterangan-tidak-mampu").document
PPA = registry.get("pengaduan-kekerasan").document
CIRUAS = {"kecamatan": "36.04.09", "desa": "36.04.09.2001"}


def test_the_answer_decides_which_of_the_29_kecamatan_serves() -> None:
    answers = clean(SKTM, filled(SKTM, lokasi=CIRUAS)).answers
    assert isinstance(SKTM.agency, AgencyFrom)
    assert agency_code(SKTM, answers, FACTS) == "36.04.09"
    assert area_of(SKTM.routing[0].area, answers, FACTS) == "36.04.09.2001"


def test_a_letter_goes_from_the_desa_to_the_kecamatan_to_the_camat() -> None:
    assert path(SKTM.workflow) == ("draf", "desa", "kecamatan", "camat", "selesai")
    assert set(SKTM.functions) == {"desa", "kasi_pelayanan", "camat"}
    assert SKTM.functions["camat"].signs


def test_whoever_issued_or_checked_never_signs_for_the_camat() -> None:
    assert {"terbitkan", "lengkap"} <= set(SKTM.action("camat", "ketahui").not_same_as)


@pytest.mark.parametrize("has_letter", [True, False])
def test_the_letter_of_the_desa_is_uploaded_or_issued_on_the_way(has_letter: bool) -> None:
    answers = clean(SKTM, filled(SKTM, punya_sktm_desa=has_letter)).answers
    assert ("pengantar" in answers) is has_letter
    issued = [field.id for field in SKTM.action("desa", "terbitkan").form if field.required]
    assert issued == ["nomor_sktm_desa", "tanggal_sktm_desa"]


def test_another_purpose_has_to_be_written_down() -> None:
    assert "keperluan_lain" not in clean(SKTM, filled(SKTM, keperluan="Kesehatan")).answers
    raw = filled(SKTM, keperluan="Lainnya")
    del raw["keperluan_lain"]
    assert [problem.path for problem in clean(SKTM, raw).problems] == ["keperluan_lain"]


def test_the_income_may_stay_empty_and_is_ciphertext_when_given() -> None:
    raw = filled(SKTM)
    del raw["penghasilan"]
    assert clean(SKTM, raw).ok
    assert "penghasilan" in secret_ids(SKTM)


def test_what_the_profile_knows_is_not_asked_again() -> None:
    assert SKTM.field("nik_dituju").from_ == "profile.nik"
    assert SKTM.field("nama_dituju").from_ == "profile.name"
    assert SKTM.field("lokasi").from_ == "profile.region"


def test_violence_can_be_reported_without_an_account_and_stays_in_its_unit() -> None:
    assert PPA.access.level == "anonymous"
    assert PPA.access.confidential
    assert set(PPA.functions) == {"petugas_ppa"}


def test_every_answer_of_a_report_is_ciphertext() -> None:
    asked = {field.id for _page, field in PPA.fields() if field.type != "note"}
    assert secret_ids(PPA) == asked


def test_only_four_questions_of_a_report_must_be_answered() -> None:
    required = {field.id for _page, field in PPA.fields() if field.required}
    assert required == {"bahaya", "lokasi", "korban_jk", "bentuk"}
    raw = {key: value for key, value in filled(PPA).items() if key in required}
    assert clean(PPA, raw).ok


def test_danger_shows_the_numbers_to_call_at_once() -> None:
    note = PPA.field("darurat")
    assert note.type == "note"
    assert getattr(note, "tone", "") == "emergency"
    assert all(number in str(getattr(note, "text", "")) for number in ("110", "112", "129"))
    assert {contact.phone for contact in PPA.contacts} == {"110", "112", "129"}


def test_the_danger_question_comes_first() -> None:
    assert PPA.form.pages[0].fields[0].id == "bahaya"


def test_the_first_answer_is_promised_within_24_hours_of_the_report() -> None:
    duration = PPA.standard.duration
    assert duration is not None
    assert (duration.amount, duration.unit, duration.from_) == (24, "hours", "submitted")
    first = PPA.action("draf", "ajukan").to or ""
    clock = PPA.state(first).sla
    assert clock is not None
    assert (clock.amount, clock.unit) == (24, "hours")


def test_months_of_counselling_are_not_called_late() -> None:
    assert PPA.sla is None
    assert PPA.state("pemantauan").sla is None


def test_a_safe_way_of_contact_may_stay_empty_or_say_not_to_call() -> None:
    assert not PPA.field("kontak_aman").required
    cleaned = clean(PPA, filled(PPA, kontak_aman="jangan hubungi saya"))
    assert cleaned.answers["kontak_aman"] == "jangan hubungi saya"


def test_a_case_is_closed_never_approved_or_rejected() -> None:
    ends = {state.phase for state in PPA.workflow.states.values()}
    assert ends == {Phase.DRAFT, Phase.IN_PROCESS, Phase.CLOSED}


def test_a_report_says_nothing_of_itself_in_its_notices() -> None:
    assert {notice.template for notice in PPA.notify} == {"diterima", "selesai"}
