"""Civil registration asks for no more than the law does: a move needs the family card and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.registry import registry
from services.definition import derived
from services.definition.answers import visible
from services.definition.document import Document
from tests.services.opd.filling import FACTS, clean, filled

CODES = {f"ADM-0{number}" for number in range(1, 9)}
DOCUMENTS = [each.document for each in registry if each.document.code in CODES]


def papers(slug: str, **chosen: Any) -> set[str]:
    document = registry.get(slug).document
    cleaned = clean(document, filled(document, **chosen))
    return visible(document, cleaned.answers, FACTS) & {field.id for field in derived.files(document)}


def test_all_eight_services_are_here() -> None:
    assert {document.code for document in DOCUMENTS} == CODES


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.code)
def test_nothing_of_civil_registration_costs_anything(document: Document) -> None:
    assert document.standard.fee is not None
    assert document.standard.fee.amount == 0
    assert "SIAK" in document.parent_systems


@pytest.mark.parametrize("who", ["kepala", "semua", "sebagian", "anggota"])
def test_moving_away_needs_only_the_family_card(who: str) -> None:
    assert papers("pindah-keluar", jenis=who, sisa_anak=False) == {"kk"}


def test_a_guardian_signs_only_where_children_stay_behind() -> None:
    assert papers("pindah-keluar", jenis="sebagian", sisa_anak=True) == {"kk", "wali"}
    assert papers("pindah-keluar", jenis="semua", sisa_anak=True) == {"kk"}


@pytest.mark.parametrize("where", ["antar-desa", "antar-kecamatan"])
def test_a_move_inside_the_kabupaten_is_sent_to_the_family_card(where: str) -> None:
    document = registry.get("pindah-keluar").document
    assert [problem.path for problem in clean(document, filled(document, klasifikasi=where)).problems] == [
        "klasifikasi"
    ]


@pytest.mark.parametrize(("status", "needed"), [("milik", False), ("sewa", True), ("kos", True), ("numpang", True)])
def test_the_owner_agrees_only_where_the_house_is_somebody_else_s(status: str, needed: bool) -> None:
    assert ("tidak_keberatan" in papers("pindah-datang", status_tinggal=status)) is needed


@pytest.mark.parametrize(
    ("reason", "needed"),
    [
        ("baru", {"nikah"}),
        ("pisah", set()),
        ("tambah", {"kk_lama"}),
        ("kurang", {"kk_lama"}),
        ("ubah", {"kk_lama"}),
        ("hilang", {"hilang"}),
        ("rusak", {"kk_lama"}),
    ],
)
def test_each_reason_for_a_family_card_has_its_own_paper(reason: str, needed: set[str]) -> None:
    assert papers("kartu-keluarga", alasan=reason, ada_pindah_datang=False, ada_bukti=False) == needed
    with_both = {"skp", "bukti"} if reason not in {"hilang", "rusak"} else set()
    assert papers("kartu-keluarga", alasan=reason, ada_pindah_datang=True, ada_bukti=True) == needed | with_both


@pytest.mark.parametrize(
    ("reason", "needed"),
    [("pertama", set()), ("hilang", {"hilang"}), ("rusak", {"ktp_rusak"}), ("ubah", set()), ("pindah-datang", {"skp"})],
)
def test_an_identity_card_needs_the_family_card_and_what_its_reason_asks(reason: str, needed: set[str]) -> None:
    assert papers("ktp-elektronik", jenis=reason) == {"kk"} | needed


@pytest.mark.parametrize(("old_enough", "refused"), [(True, []), (False, ["wajib_ktp"])])
def test_an_identity_card_is_for_people_of_17_or_who_were_married(old_enough: bool, refused: list[str]) -> None:
    document = registry.get("ktp-elektronik").document
    problems = clean(document, filled(document, wajib_ktp=old_enough)).problems
    assert [problem.path for problem in problems] == refused


@pytest.mark.parametrize("five", [True, False])
def test_a_photograph_is_for_children_of_five_and_older(five: bool) -> None:
    assert ("foto" in papers("kartu-identitas-anak", lima_tahun=five)) is five


def test_lost_papers_of_the_dead_stop_nobody() -> None:
    assert papers("akta-kematian", ada_kk_alm=False, ada_ktp_alm=False) == {"sk_mati"}
    assert papers("akta-kematian", ada_kk_alm=True, ada_ktp_alm=True) == {"sk_mati", "kk_alm", "ktp_alm"}
