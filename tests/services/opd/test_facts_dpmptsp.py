"""IZN-01 and IZN-03: what OSS and SIMBG issue is never kept or claimed, and a building is judged by DPKPTB."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.registry import registry
from services.definition.answers import visible
from services.definition.document import ActionType
from services.definition.workflow import available
from tests.services.opd.filling import FACTS, clean, filled

NIB = registry.get("pendampingan-nib").document
SLF = registry.get("sertifikat-laik-fungsi").document


@pytest.mark.parametrize(
    ("form", "has_deed", "needed"),
    [
        ("Perorangan", True, False),
        ("PT", False, True),
        ("CV", False, True),
        ("Koperasi", False, True),
        ("Yayasan", False, True),
        ("PT-perorangan", True, True),
        ("PT-perorangan", False, False),
        ("Lainnya", False, False),
    ],
)
def test_a_deed_is_for_companies_and_never_for_one_person_s_trade(form: str, has_deed: bool, needed: bool) -> None:
    cleaned = clean(NIB, filled(NIB, bentuk=form, punya_akta=has_deed))
    assert ("akta" in visible(NIB, cleaned.answers, FACTS)) is needed


def test_the_portal_keeps_the_number_of_the_nib_and_no_paper_of_oss() -> None:
    assert NIB.outputs == ()
    kept = [field.id for field in NIB.action("didampingi", "catat").form]
    assert kept == ["external_number", "risiko", "status_oss"]


def test_the_clock_of_the_help_starts_when_the_person_is_there() -> None:
    assert NIB.sla is not None
    assert NIB.sla.from_ == "hadir"


@pytest.mark.parametrize("tested", [True, False])
def test_test_reports_are_asked_of_whoever_has_them(tested: bool) -> None:
    cleaned = clean(SLF, filled(SLF, ada_uji=tested))
    assert ("uji" in visible(SLF, cleaned.answers, FACTS)) is tested


def test_whoever_has_no_simbg_number_yet_is_sent_to_simbg() -> None:
    raw: dict[str, Any] = filled(SLF)
    del raw["no_simbg"]
    assert "catatan_simbg" in visible(SLF, clean(SLF, raw).answers, FACTS)
    assert "catatan_simbg" not in visible(SLF, clean(SLF, filled(SLF)).answers, FACTS)


def test_dpkptb_reads_the_papers_of_the_building_and_not_of_its_owner() -> None:
    asked = [
        task
        for state in SLF.workflow.states.values()
        for action in state.actions
        if action.type is ActionType.FORK
        for task in action.tasks
    ]
    assert {task.agency for task in asked} == {"dpkptb"}
    assert all("ktp" not in task.fields for task in asked)


@pytest.mark.parametrize(
    ("outcomes", "offered"),
    [(["sesuai"], True), (["belum_sesuai"], False), (["lapangan_sesuai"], True), (["lapangan_belum_sesuai"], False)],
)
def test_no_certificate_while_dpkptb_says_that_something_does_not_fit(outcomes: list[str], offered: bool) -> None:
    facts = FACTS | {"request.outcomes": outcomes}
    keys = {
        action.key for action in available(SLF, "putusan", {"penandatangan"}, clean(SLF, filled(SLF)).answers, facts)
    }
    assert ("setujui" in keys) is offered
    assert {"ulangi", "tolak"} <= keys
