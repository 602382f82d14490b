"""Lint of questions and conditions."""

from typing import Any

import pytest

from services.definition.lint import Code
from tests.services.definition.helpers import NAME
from tests.services.definition.lint.asking import asked_codes, codes
from tests.services.definition.lint.worlds import SmallWorld


def when(path: str, value: Any = True) -> dict[str, Any]:
    """Write the condition that something equals a value."""
    return {"op": "eq", "args": [{"f": path}, value]}


def test_a_field_id_used_twice_is_found() -> None:
    assert asked_codes(NAME, NAME) == [Code.DUPLICATE_FIELD]
    assert codes({"eligibility": {"ask": [{"id": "nama", "type": "boolean"}]}}) == [Code.DUPLICATE_FIELD]


def test_a_field_id_used_twice_inside_a_group_is_found() -> None:
    group = {"id": "g", "type": "group", "fields": [NAME, NAME]}
    assert asked_codes(group) == [Code.DUPLICATE_FIELD]
    assert asked_codes(NAME, {"id": "g", "type": "group", "fields": [NAME]}) == []


@pytest.mark.parametrize("name", ["profile", "today", "channel", "request", "subject", "eligibility"])
def test_a_field_that_hides_a_fact_is_found(name: str) -> None:
    assert asked_codes({"id": name, "type": "name"}) == [Code.RESERVED_FIELD]


def test_two_pages_of_one_name_are_found() -> None:
    page = {"id": "data", "title": "Data", "fields": []}
    assert codes({"form.pages.1": page}) == [Code.DUPLICATE_PAGE]
    assert codes({"form.pages.1": {**page, "id": "eligibility"}}) == [Code.DUPLICATE_PAGE]


SENSITIVE: list[dict[str, Any]] = [
    {"id": "nik", "type": "nik"},
    {"id": "kk", "type": "kk"},
    {"id": "penyakit", "type": "short_text", "secret": True},
    {"id": "penyakit", "type": "short_text", "sensitivity": "data kesehatan"},
    {"id": "g", "type": "group", "fields": [{"id": "nik", "type": "nik"}]},
]


@pytest.mark.parametrize("field", SENSITIVE, ids=lambda field: str(field["id"]))
def test_a_sensitive_question_without_a_why_is_found(field: dict[str, Any]) -> None:
    assert asked_codes(field) == [Code.SENSITIVE_WITHOUT_WHY]


def test_with_a_why_it_may_be_asked() -> None:
    assert asked_codes({"id": "nik", "type": "nik", "why": "Untuk memastikan siapa Anda."}) == []


@pytest.mark.parametrize("level", ["nik", "nik_in_person"])
def test_strong_access_without_a_reason_is_found(level: str) -> None:
    assert codes({"access": {"level": level}}) == [Code.ACCESS_WITHOUT_WHY]
    assert codes({"access": {"level": level, "why": "Data kependudukan."}}) == []
    assert codes({"access": {"level": "phone"}}) == []


@pytest.mark.parametrize("fact", ["profile.shoe_size", "request.round", "today", "nama"])
def test_a_first_value_from_nowhere_is_found(fact: str) -> None:
    assert asked_codes({"id": "a", "type": "short_text", "from": fact}) == [Code.UNKNOWN_FACT]


@pytest.mark.parametrize(("kind", "wanted"), [("objection", []), ("request", [Code.UNKNOWN_FACT])])
def test_only_an_objection_is_prefilled_from_what_it_is_about(kind: str, wanted: list[Code]) -> None:
    field = {"id": "a", "type": "short_text", "label": {"id": "Nomor"}, "from": "parent.number"}
    assert codes({"kind": kind, "form.pages.0.fields": [field]}) == wanted
    assert asked_codes({"id": "a", "type": "region", "from": "profile.region"}) == []


def test_a_condition_on_an_earlier_question_is_fine() -> None:
    assert asked_codes({"id": "a", "type": "boolean"}, {"id": "b", "type": "name", "show_if": when("a")}) == []


CONDITIONS = ["show_if", "required_if"]


@pytest.mark.parametrize("keyword", CONDITIONS)
def test_a_condition_on_a_later_question_is_found(keyword: str) -> None:
    fields = ({"id": "b", "type": "name", keyword: when("a")}, {"id": "a", "type": "boolean"})
    assert asked_codes(*fields) == [Code.LATER_FIELD]


@pytest.mark.parametrize("keyword", CONDITIONS)
def test_a_condition_on_itself_is_found(keyword: str) -> None:
    assert asked_codes({"id": "a", "type": "boolean", keyword: when("a")}) == [Code.LATER_FIELD]


def test_a_condition_on_a_missing_question_is_found() -> None:
    assert asked_codes({"id": "b", "type": "name", "show_if": when("entah")}) == [Code.UNKNOWN_FIELD]


def test_a_condition_on_a_missing_fact_is_found() -> None:
    assert asked_codes({"id": "b", "type": "name", "show_if": when("profile.shoe_size")}) == [Code.UNKNOWN_FACT]


def test_a_form_cannot_look_at_how_the_request_runs() -> None:
    assert asked_codes({"id": "b", "type": "name", "show_if": when("request.round", 2)}) == [Code.UNKNOWN_FACT]
    assert codes({"workflow.states.periksa.actions.3.when": when("request.round", 2)}) == []
    assert codes({"workflow.states.periksa.actions.3.when": when("request.colour", 2)}) == [Code.UNKNOWN_FACT]


PARTS = [
    ({"id": "a", "type": "region"}, "a.kecamatan", True),
    ({"id": "a", "type": "region"}, "a.provinsi", False),
    ({"id": "a", "type": "region"}, "a.desa.nama", False),
    ({"id": "a", "type": "address"}, "a.rt", True),
    ({"id": "a", "type": "date_range"}, "a.until", True),
    ({"id": "a", "type": "coordinate"}, "a.lat", True),
    ({"id": "a", "type": "name"}, "a.depan", False),
    ({"id": "a", "type": "note"}, "a", False),
    ({"id": "a", "type": "group", "fields": [{"id": "x", "type": "region"}]}, "a.x", True),
    ({"id": "a", "type": "group", "fields": [{"id": "x", "type": "region"}]}, "a.x.desa", True),
    ({"id": "a", "type": "group", "fields": [{"id": "x", "type": "region"}]}, "a.y", False),
]


@pytest.mark.parametrize(("field", "path", "fine"), PARTS, ids=lambda value: value if isinstance(value, str) else "")
def test_only_parts_an_answer_has_can_be_looked_at(field: dict[str, Any], path: str, fine: bool) -> None:
    found = asked_codes(field, {"id": "b", "type": "name", "show_if": when(path)})
    assert found == ([] if fine else [Code.UNKNOWN_FIELD])


def test_a_row_sees_earlier_siblings_and_earlier_questions_only() -> None:
    first = {"id": "x", "type": "boolean"}

    def row(condition: Any) -> dict[str, Any]:
        return {"id": "g", "type": "group", "fields": [first, {"id": "y", "type": "name", "show_if": condition}]}

    assert asked_codes(NAME, row(when("x"))) == []
    assert asked_codes(NAME, row(when("nama"))) == []
    assert asked_codes(NAME, row(when("y"))) == [Code.LATER_FIELD]
    assert asked_codes(row(when("nama")), NAME) == [Code.LATER_FIELD]
    assert asked_codes(row(when("entah"))) == [Code.UNKNOWN_FIELD]


def test_a_worked_out_value_looks_back_only() -> None:
    total = {"id": "t", "type": "computed", "expr": {"op": "sum", "args": [{"f": "g.n"}]}}
    group = {"id": "g", "type": "group", "repeat": {"max": 3}, "fields": [{"id": "n", "type": "integer"}]}
    assert asked_codes(group, total) == []
    assert asked_codes(total, group) == [Code.LATER_FIELD]


def test_a_page_looks_back_only() -> None:
    second = {"id": "dua", "title": "Dua", "fields": [{"id": "a", "type": "boolean"}]}
    assert codes({"form.pages.1": {**second, "show_if": when("nama", "x")}}) == []
    assert codes({"form.pages.1": {**second, "show_if": when("a")}}) == [Code.LATER_FIELD]


def test_rules_routes_and_tasks_look_at_what_exists() -> None:
    rule = {"unless": when("entah"), "message": "x"}
    assert codes({"form.rules": [rule]}) == [Code.UNKNOWN_FIELD]
    assert codes({"form.rules": [{"unless": when("nama"), "message": "x", "field": "entah"}]}) == [Code.UNKNOWN_FIELD]
    assert codes({"routing": [{"function": "petugas", "area": {"f": "entah.kecamatan"}}]}) == [Code.UNKNOWN_FIELD]
    assert codes({"routing": [{"function": "petugas", "when": when("entah")}]}) == [Code.UNKNOWN_FIELD]


def test_eligibility_looks_at_its_own_questions_and_the_profile() -> None:
    ask = [{"id": "warga", "type": "boolean"}]
    assert codes({"eligibility": {"ask": ask, "rules": [{"unless": when("warga"), "message": "x"}]}}) == []
    assert codes({"eligibility": {"ask": ask, "rules": [{"unless": when("nama"), "message": "x"}]}}) == [
        Code.LATER_FIELD
    ]
    assert codes({"eligibility": {"rules": [{"unless": when("profile.gender", "P"), "message": "x"}]}}) == []


def test_the_small_form_of_an_action_looks_at_itself_and_the_request() -> None:
    path = "workflow.states.periksa.actions.3.form"
    fields = [{"id": "a", "type": "boolean"}, {"id": "b", "type": "name", "show_if": when("a")}]
    assert codes({path: fields}) == []
    assert codes({path: [{"id": "b", "type": "name", "show_if": when("nama", "x")}]}) == []
    assert codes({path: list(reversed(fields))}) == [Code.UNKNOWN_FIELD]


def test_the_small_form_of_an_action_is_looked_through_to_its_rows() -> None:
    path = "workflow.states.periksa.actions.3.form"

    def rows(*fields: dict[str, Any]) -> list[Code]:
        return codes({path: [{"id": "a", "type": "boolean"}, {"id": "g", "type": "group", "fields": list(fields)}]})

    assert rows(NAME, {"id": "b", "type": "name", "show_if": when("a")}) == []
    assert rows({"id": "b", "type": "boolean"}, {"id": "c", "type": "name", "show_if": when("b")}) == []
    assert rows({"id": "b", "type": "name", "show_if": when("entah")}) == [Code.UNKNOWN_FIELD]
    assert rows({"id": "b", "type": "name"}, {"id": "b", "type": "name"}) == [Code.DUPLICATE_FIELD]
    assert codes({path: [NAME, NAME]}) == [Code.DUPLICATE_FIELD]


REGION = {"id": "lokasi", "type": "region", "required": True}


def test_the_agency_may_come_from_a_region_that_is_always_answered() -> None:
    assert asked_codes(REGION, agency={"from": "lokasi.kecamatan"}) == []


@pytest.mark.parametrize(
    ("field", "source"),
    [
        (REGION, "lokasi"),
        (REGION, "lokasi.desa"),
        (REGION, "entah.kecamatan"),
        ({**REGION, "required": False}, "lokasi.kecamatan"),
        ({**REGION, "show_if": True}, "lokasi.kecamatan"),
        ({"id": "lokasi", "type": "name", "required": True}, "lokasi.kecamatan"),
    ],
)
def test_an_agency_that_might_be_nobody_is_found(field: dict[str, Any], source: str) -> None:
    assert asked_codes(field, agency={"from": source}) == [Code.AGENCY_ANSWER]


def test_a_list_nobody_keeps_is_found() -> None:
    field = {"id": "kbli", "type": "reference", "list": "kbli"}
    slot = {"id": "jadwal", "type": "slot", "list": "loket"}
    changes = {"form.pages.0.fields": [field, slot]}
    assert codes(changes, SmallWorld()) == [Code.UNKNOWN_LIST, Code.UNKNOWN_LIST]
    assert codes(changes, SmallWorld(lists=frozenset({"kbli", "loket"}))) == []
    own = {**changes, "lists": {"kbli": [{"value": "1", "label": "Satu"}], "loket": []}}
    assert codes(own, SmallWorld()) == []


def test_an_officer_s_name_that_no_text_asks_for_is_found() -> None:
    number = {"id": "umur", "type": "integer", "min": 0, "max": 9}
    assert asked_codes(NAME, **{"access.keep_from": ["nama"]}) == []
    assert asked_codes(number, **{"access.keep_from": ["umur"]}) == [Code.UNKNOWN_FIELD]
    assert codes({"access.keep_from": ["siapa"]}) == [Code.UNKNOWN_FIELD]


def test_a_function_that_may_learn_an_identity_and_does_not_exist_is_found() -> None:
    assert codes({"access.identity": ["siapa"]}) == [Code.UNKNOWN_FUNCTION]
