"""Lint of the standard, of fees, outputs, notices and hooks."""

from typing import Any

import pytest

from services.definition.lint import Code
from tests.services.definition.helpers import REMOVE
from tests.services.definition.lint.asking import codes, findings, only
from tests.services.definition.lint.worlds import SmallWorld

EMPTY: list[dict[str, Any]] = [
    {"standard.duration": REMOVE},
    {"standard.fee": REMOVE},
    {"standard.fee": {}},
    {"standard.product": []},
    {"standard.requirements": []},
    {"standard.procedure": []},
    {"standard.complaint": []},
    {"workflow.states.periksa.citizen_text": REMOVE, "standard.procedure": ["Kirim permohonan."]},
]


@pytest.mark.parametrize("changes", EMPTY[:-1], ids=lambda changes: next(iter(changes)))
def test_an_empty_public_component_is_found(changes: dict[str, Any]) -> None:
    found = only(changes)
    assert found.code is Code.EMPTY_COMPONENT
    assert found.path in next(iter(changes))


def test_a_state_in_which_the_citizen_reads_nothing_is_found() -> None:
    found = [finding.path for finding in findings({"workflow.states.periksa.citizen_text": REMOVE})]
    assert found == ["standard.procedure", "workflow.states.periksa.citizen_text"]


def test_a_procedure_that_is_written_may_stand_for_the_states() -> None:
    assert codes(EMPTY[-1]) == []


ADMINDUK = [
    {"parent_systems": ["SIAK"], "standard.fee": {"amount": 5000}},
    {"parent_systems": ["SIAK"], "standard.fee": {"hook": "disdukcapil.tarif"}},
    {"parent_systems": ["SIAK"], "standard.fee": {"kind": "levy", "note": "sesuai tarif"}},
    {"parent_systems": ["SIAK"], "standard.fee": {"amount": 1}},
]


@pytest.mark.parametrize("changes", ADMINDUK)
def test_a_fee_on_civil_registration_is_found(changes: dict[str, Any]) -> None:
    assert codes(changes) == [Code.ADMINDUK_FEE]


def test_civil_registration_is_free_and_other_services_may_cost() -> None:
    assert codes({"parent_systems": ["SIAK"]}) == []
    assert codes({"standard.fee": {"amount": 5000}}) == []


def test_without_retention_there_is_a_warning_not_an_error() -> None:
    found = only({"retention": REMOVE})
    assert (found.code, found.severity) == (Code.NO_RETENTION, "warning")


@pytest.mark.parametrize(
    "changes",
    [
        {"hooks.validate": "disdukcapil.cek"},
        {"hooks": {"prefill": "disdukcapil.isi"}},
        {"standard.fee": {"hook": "disdukcapil.tarif"}},
        {"workflow.states.periksa.actions.2.effects": [{"hook": "disdukcapil.kirim"}]},
    ],
)
def test_a_hook_nobody_registered_is_found(changes: dict[str, Any]) -> None:
    assert codes(changes, SmallWorld()) == [Code.MISSING_HOOK]
    assert codes(changes) == []
    registered = frozenset({"disdukcapil.cek", "disdukcapil.isi", "disdukcapil.tarif", "disdukcapil.kirim"})
    assert codes(changes, SmallWorld(hooks=registered)) == []


OUTPUT = {"key": "surat", "template": "surat", "signer": "kabid", "number": "470/{seq}/{year}"}


def test_an_output_without_a_template_is_found() -> None:
    assert codes({"outputs": [{"key": "surat"}]}) == [Code.OUTPUT_WITHOUT_TEMPLATE]
    assert codes({"outputs": [{"key": "surat", "origin": "uploaded"}, {"key": "kartu", "origin": "physical"}]}) == []


def test_an_output_template_that_does_not_exist_is_found() -> None:
    assert codes({"outputs": [OUTPUT]}, SmallWorld()) == [Code.MISSING_TEMPLATE]


def test_a_template_with_an_unknown_variable_is_found() -> None:
    good = frozenset({"number", "answers.nama", "profile.name", "today"})
    assert codes({"outputs": [OUTPUT]}, SmallWorld(outputs={"surat": good})) == []
    bad = SmallWorld(outputs={"surat": good | {"answers.entah", "rahasia"}})
    assert codes({"outputs": [OUTPUT]}, bad) == [Code.UNKNOWN_VARIABLE, Code.UNKNOWN_VARIABLE]


def test_a_template_may_ask_for_one_part_of_an_address_and_of_nothing_else() -> None:
    parts = frozenset({"profile.address.desa", "profile.region.kecamatan"})
    assert codes({"outputs": [OUTPUT]}, SmallWorld(outputs={"surat": parts})) == []
    none = SmallWorld(outputs={"surat": frozenset({"profile.name.depan", "profil.address.desa"})})
    assert codes({"outputs": [OUTPUT]}, none) == [Code.UNKNOWN_VARIABLE, Code.UNKNOWN_VARIABLE]


@pytest.mark.parametrize("number", ["{nomor}/2026", "{}", "{seq}/{nik}"])
def test_a_number_of_unknown_pieces_is_found(number: str) -> None:
    assert codes({"outputs": [{**OUTPUT, "number": number}]}) == [Code.UNKNOWN_VARIABLE]


def test_a_number_may_be_padded_and_hold_the_month() -> None:
    assert codes({"outputs": [{**OUTPUT, "number": "470/{seq:04}/{month_roman}/{year}"}]}) == []


def test_an_effect_on_an_output_that_is_not_described_is_found() -> None:
    effect = {"workflow.states.periksa.actions.2.effects": [{"output": "surat"}]}
    assert codes(effect) == [Code.UNKNOWN_OUTPUT]
    assert codes({**effect, "outputs": [OUTPUT]}) == []


def test_a_signer_who_may_not_sign_is_found() -> None:
    assert codes({"outputs": [{**OUTPUT, "signer": "petugas"}]}) == [Code.SIGNER_CANNOT_SIGN]
    assert codes({"outputs": [{**OUTPUT, "signer": "kepala"}]}) == []


NOTICE = [{"when": "state:perbaikan", "template": "perlu_perbaikan"}]


def test_a_notice_without_a_template_is_found() -> None:
    assert codes({"notify": NOTICE}, SmallWorld()) == [Code.MISSING_TEMPLATE]


def test_a_notice_with_an_unknown_variable_is_found() -> None:
    fine = SmallWorld(notices={"perlu_perbaikan": frozenset({"name", "number", "service"})})
    assert codes({"notify": NOTICE}, fine) == []
    bad = SmallWorld(notices={"perlu_perbaikan": frozenset({"nik"})})
    assert codes({"notify": NOTICE}, bad) == [Code.UNKNOWN_VARIABLE]


def test_the_notice_of_a_confidential_service_never_names_it() -> None:
    named = SmallWorld(notices={"perlu_perbaikan": frozenset({"number", "service"})})
    changes = {"notify": NOTICE, "access": {"level": "anonymous", "confidential": True}}
    assert codes(changes, named) == [Code.UNKNOWN_VARIABLE]
    silent = SmallWorld(notices={"perlu_perbaikan": frozenset({"number"})})
    assert codes(changes, silent) == []


def test_a_survey_nobody_has_is_found() -> None:
    assert codes({"survey": "entah"}, SmallWorld()) == [Code.UNKNOWN_SURVEY]
    assert codes({"survey": "skm"}, SmallWorld()) == []
