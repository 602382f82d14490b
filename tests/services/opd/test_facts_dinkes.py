"""KES-01 and KES-02: OSS issues, Dinkes trains and inspects, a puskesmas looks, DPMPTSP writes the number."""

from __future__ import annotations

import pytest

from services.catalogue.registry import registry
from services.definition import derived
from services.definition.answers import visible
from services.definition.workflow import path
from tests.services.opd.filling import FACTS, clean, filled

PIRT = registry.get("sertifikat-pirt").document
SLHS = registry.get("sertifikat-laik-higiene").document


@pytest.mark.parametrize(
    ("here", "asked_oss", "refused"), [(True, True, False), (False, True, True), (True, False, True)]
)
def test_only_who_asked_oss_first_and_cooks_here_goes_on(here: bool, asked_oss: bool, refused: bool) -> None:
    assert bool(clean(PIRT, filled(PIRT, di_serang=here, sudah_oss=asked_oss)).problems) is refused


def test_three_months_run_from_the_number_that_oss_gave() -> None:
    assert PIRT.sla is not None
    assert (PIRT.sla.amount, PIRT.sla.unit, PIRT.sla.from_) == (3, "months", "nomor_terbit")
    required = [field.id for field in PIRT.action("verifikasi", "nomor_terbit").form if field.required]
    assert required == ["external_number", "tanggal_nomor"]


@pytest.mark.parametrize("trained", [True, False])
def test_who_has_no_training_chooses_a_day_for_it(trained: bool) -> None:
    shown = visible(PIRT, clean(PIRT, filled(PIRT, punya_pkp=trained)).answers, FACTS)
    assert ("pkp" in shown, "jadwal_pkp" in shown) == (trained, not trained)
    assert "jadwal_pemeriksaan" in shown


def test_a_certificate_of_training_is_issued_only_to_who_was_trained_here() -> None:
    assert [effect.output for effect in PIRT.action("pencatatan", "penuhi").effects] == ["pkp"]
    assert PIRT.action("pencatatan", "penuhi_bersertifikat").effects == ()


def test_the_number_of_the_business_is_a_requirement_without_a_file() -> None:
    for document in (PIRT, SLHS):
        first = derived.requirements(document)[0]
        assert (first.title.id, first.field, first.need) == ("NIB", "nib", "required")


def test_a_kitchen_goes_from_the_puskesmas_to_dinkes_to_dpmptsp() -> None:
    assert path(SLHS.workflow) == (
        "draf",
        "kelengkapan",
        "inspeksi",
        "evaluasi",
        "penerbitan",
        "penyerahan",
        "selesai",
    )
    [task] = SLHS.action("evaluasi", "layak").tasks
    assert (task.function, task.agency) == ("dpmptsp", "dpmptsp")
    assert not {"lab", "ikl", "sertifikat_penjamah"} & set(task.fields)


def test_the_puskesmas_of_the_kecamatan_is_asked() -> None:
    areas = {route.function: route.area for route in SLHS.routing}
    assert areas["puskesmas"] is not None


@pytest.mark.parametrize("paper", [True, False])
def test_an_inspection_that_was_done_is_shown_else_it_is_done(paper: bool) -> None:
    cleaned = clean(SLHS, filled(SLHS, punya_ikl=paper))
    assert ("ikl" in visible(SLHS, cleaned.answers, FACTS)) is paper


def test_portions_may_stay_empty() -> None:
    raw = filled(SLHS)
    del raw["kapasitas"]
    assert clean(SLHS, raw).ok
