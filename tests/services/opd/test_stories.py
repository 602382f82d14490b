"""Whole ways of new services through the engine: a kitchen, a home producer, an insured person, a dead spot."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from services.catalogue.registry import registry
from services.definition.document import Phase, to_data
from services.outputs import actions
from services.requests import engine
from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.services.opd.filling import filled
from tests.services.outputs.world import sent
from tests.services.requests import world
from tests.services.requests.pages import rooms

pytestmark = pytest.mark.django_db
MONDAY = "2026-11-23T03:00:00Z"


@pytest.fixture
def now() -> Iterator[Any]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        rooms.places()
        yield traveller


def filed(slug: str, home: tuple[str, str], **chosen: Any) -> tuple[ServiceRequest, Any]:
    """File a request of a real service without its papers: files are tried where files are tested."""
    agency = world.agency(*home)
    document = registry.get(slug).document
    data = to_data(document)
    for page in data["form"]["pages"]:
        page["fields"] = [field for field in page["fields"] if field["type"] != "file"]
    version, warga = world.publish(data), world.citizen()
    request = engine.open_draft(version=version, actor=warga, applicant=warga.party, key="draf")
    answers = filled(document, **chosen)
    for page in (["eligibility"] if document.eligibility.ask else []) + [page.id for page in document.form.pages]:
        engine.save_answers(request.pk, page, answers, warga)
    world.press(request, "ajukan", warga)
    return world.fresh(request), agency


def with_paper(request: ServiceRequest, key: str, officer: Actor) -> dict[str, str]:
    paper = actions.prepare(world.fresh(request), key, sent(), officer.user)
    return {"output": str(paper.pk), "sha256": paper.sha256}


def settled(request: ServiceRequest, now: Any) -> ServiceRequest:
    now.shift(11)
    engine.settle(request.pk)
    return world.fresh(request)


def test_a_kitchen_is_inspected_by_its_puskesmas_and_dpmptsp_writes_the_number(now: Any) -> None:
    request, dinkes = filed("sertifikat-laik-higiene", ("dinkes", "DKS"))
    desk, other = world.officer("verifikator", at=dinkes), world.officer("verifikator", at=dinkes)
    health = world.officer("puskesmas", at=dinkes, region=request.region)
    judge = world.officer("penilai", at=dinkes)
    permits = world.officer("dpmptsp", at=world.agency("dpmptsp", "PTSP"))
    world.press(request, "lengkap", desk)
    world.press(request, "minta_inspeksi", desk)
    world.press(request, "catat_inspeksi", health, tanggal_inspeksi="2026-11-23", temuan="Bersih.")
    world.press(request, "layak", judge)
    world.press(request, "terbit", permits, external_number="SLHS-7")
    assert world.fresh(request).external_number == "SLHS-7"
    world.press(request, "serahkan", other, **with_paper(request, "slhs", other))
    assert settled(request, now).phase == Phase.APPROVED


@pytest.mark.parametrize("trained", [True, False])
def test_a_home_producer_is_trained_inspected_and_recorded(now: Any, trained: bool) -> None:
    request, dinkes = filed("sertifikat-pirt", ("dinkes", "DKS"), punya_pkp=trained)
    desk, teacher = world.officer("verifikator", at=dinkes), world.officer("penyuluh", at=dinkes)
    team, head = world.officer("tim_dfi", at=dinkes), world.officer("penandatangan", at=dinkes)
    world.press(request, "lengkap", desk)
    assert world.fresh(request).due_at is None
    world.press(request, "nomor_terbit", desk, external_number="P-IRT 1", tanggal_nomor="2026-11-23")
    due = world.fresh(request).due_at
    assert due is not None
    assert due.date().isoformat() == "2027-02-23"
    if trained:
        world.press(request, "sertifikat_cocok", teacher)
    else:
        world.press(request, "sudah_penyuluhan", teacher, nomor_pkp="PKP-1", tanggal_pkp="2026-11-23")
    world.press(request, "belum_memenuhi", team, alasan="Tutup tempat sampah.")
    world.press(request, "periksa_lagi", team)
    world.press(request, "memenuhi", team, tanggal_periksa="2026-11-23", temuan="Sudah baik.")
    if trained:
        world.press(request, "penuhi_bersertifikat", head)
    else:
        world.press(request, "penuhi", head, **with_paper(request, "pkp", head))
    assert settled(request, now).phase == Phase.APPROVED


def test_while_the_ministry_decides_the_clock_of_dinsos_stands_still(now: Any) -> None:
    request, dinsos = filed("reaktivasi-pbi-jk", ("dinsos", "DSS"), jenis_layanan="persalinan")
    assert request.priority == "hamil"
    desk, head = world.officer("operator", at=dinsos), world.officer("penandatangan", at=dinsos)
    world.press(request, "lengkap", desk)
    world.press(request, "teruskan", desk)
    world.press(request, "tandatangani", head)
    world.press(request, "kirim_pusat", desk)
    now.shift(30 * 24 * 3600)
    assert world.fresh(request).due_at is None
    world.press(request, "disetujui_pusat", desk)
    world.press(request, "aktif", desk, **with_paper(request, "surat", desk))
    assert settled(request, now).phase == Phase.APPROVED


def test_a_desa_without_a_checker_does_not_hold_up_a_report(now: Any) -> None:
    request, office = filed("laporan-blank-spot", ("diskominfosatik", "KOM"))
    desk = world.officer("petugas", at=office)
    world.press(request, "benarkan", desk)
    world.press(request, "tertangani", desk, hasil_uji="4G dari dua operator.")
    assert settled(request, now).phase == Phase.APPROVED


def test_a_summary_of_medical_records_is_handed_over_and_only_noted(now: Any) -> None:
    request, hospital = filed("ringkasan-rekam-medis", ("rsud-drajat", "RSDP"))
    desk, doctor = world.officer("rekam_medis", at=hospital), world.officer("dokter", at=hospital)
    world.press(request, "lengkap", desk)
    world.press(request, "teruskan", desk)
    world.press(request, "setujui", doctor)
    world.press(request, "serahkan", desk, tanggal_serah="2026-11-23", penerima="pasien")
    assert settled(request, now).phase == Phase.APPROVED
