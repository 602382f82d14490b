"""A finding leads to the line that has to be changed."""

from typing import Any

import pytest

from services.definition.document import parse_text
from services.definition.lint import lint
from services.definition.lint.places import written
from services.definition.world import OpenWorld
from services.definition.yaml_reader import load
from tests.services.definition.describe.documents import blocks
from tests.services.definition.lint.worlds import SmallWorld

TEXT = blocks("yaml")[-1]
SOURCE = load(TEXT)


def line(path: str) -> str:
    """Return the line of the handbook's full example that a lint path leads to."""
    return TEXT.splitlines()[SOURCE.lines[written(path, SOURCE.data)] - 1].strip()


@pytest.mark.parametrize(
    ("path", "begins"),
    [
        ("agency", "schema: 1"),
        ("form.kegiatan.lokasi", "- {id: lokasi,"),
        ("form.kegiatan.titik.luas", "- {id: luas,"),
        ("form.pemohon.proposal.required_if", "required_if"),
        ("form.eligibility.di_serang", "- {id: di_serang"),
        ("form.rules.0.unless", "- unless: {op: le"),
        ("eligibility.rules.0.unless", "- unless: {op: eq"),
        ("workflow.states.verifikasi", "phase: in_process"),
        ("workflow.states.verifikasi.bagi.tasks.1.fields", "- {function: lapangan, agency: satpolpp"),
        ("workflow.states.putusan.tolak.form.alasan", "- {id: alasan,"),
        ("workflow.states.putusan.setujui.effects", "effects:"),
        ("workflow.states.putusan.setujui.not_same_as", "not_same_as"),
        ("outputs.izin.number", "number:"),
        ("functions.ahli.agency", "ahli:"),
        ("notify.5.template", '- {when: "sla:80"'),
        ("hooks.validate", "validate:"),
        ("sla.escalate.1", "- {at: 100"),
        ("standard.fee.expr", "expr:"),
        ("standard.staff", "legal_basis"),
    ],
)
def test_a_path_of_lint_leads_to_its_line(path: str, begins: str) -> None:
    if path == "agency":
        assert line(path) == "agency: dinkes # or {from: lokasi.kecamatan}: the answer decides which kecamatan serves"
    else:
        assert line(path).startswith(begins)


@pytest.mark.parametrize("path", ["", "tidak.ada", "form.tidak_ada.x", "workflow.states.hilang.x"])
def test_a_path_that_is_not_written_leads_to_its_nearest_parent(path: str) -> None:
    found = written(path, SOURCE.data)
    here: Any = SOURCE.data
    for key in found:
        here = here[key]
    assert ".".join(map(str, found)) in ("", "form", "workflow.states")


def test_every_finding_about_people_and_agencies_has_a_line_of_its_own() -> None:
    world = SmallWorld(own=("hilang",), known_agencies=frozenset(), calendars=frozenset(), everybody=frozenset())
    found = lint(parse_text(TEXT), world)
    assert len(found) > 10
    assert all(written(finding.path, SOURCE.data) for finding in found)
    assert lint(parse_text(TEXT), OpenWorld()) == []
