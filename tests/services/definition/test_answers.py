"""Cleaning answers: conditions first, then what is visible, then everything else."""

from typing import Any

import pytest

from services.definition import answers
from services.definition.fields import Lookups
from services.definition.problems import ProblemCode
from tests.services.definition.helpers import FACTS, asking, sample, service

GOOD: dict[str, Any] = {
    "di_serang": "ya",
    "nik": "3604 0541 0490 0001",
    "lokasi": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"},
    "lahan": "sewa",
    "sewa": ["a-1"],
    "titik": [{"luas": "2,5"}, {"luas": "4"}],
}


def codes(result: answers.Cleaned) -> list[tuple[str, str]]:
    """Return the problems as (path, code)."""
    return [(problem.path, problem.code.value) for problem in result.problems]


def when(name: str, value: Any) -> dict[str, Any]:
    """Write the condition that an answer equals a value."""
    return {"op": "eq", "args": [{"f": name}, value]}


def test_a_whole_form_is_cleaned_at_once() -> None:
    result = answers.clean(sample(), None, GOOD, FACTS)
    assert result.ok
    assert result.answers == {
        "di_serang": True,
        "nik": "3604054104900001",
        "lokasi": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"},
        "lahan": "sewa",
        "sewa": ["a-1"],
        "titik": [{"luas": 2.5}, {"luas": 4}],
        "tarif": 6.5,
    }


def test_the_server_decides_what_is_hidden_whatever_the_browser_sends() -> None:
    result = answers.clean(sample(), None, {**GOOD, "lahan": "milik"}, FACTS)
    assert result.ok
    assert "sewa" not in result.answers


def test_a_hidden_answer_is_not_even_judged() -> None:
    result = answers.clean(sample(), None, {**GOOD, "lahan": "milik", "sewa": {"x": object()}}, FACTS)
    assert result.ok


def test_unknown_answers_are_never_kept() -> None:
    result = answers.clean(sample(), None, {**GOOD, "is_admin": True, "__proto__": {"a": 1}, "tarif": 0}, FACTS)
    assert "is_admin" not in result.answers
    assert "__proto__" not in result.answers
    assert result.answers["tarif"] == 6.5


def test_required_counts_only_while_visible() -> None:
    document = asking(
        {"id": "kawin", "type": "boolean", "required": True},
        {"id": "pasangan", "type": "name", "required": True, "show_if": when("kawin", True)},
    )
    assert answers.clean(document, None, {"kawin": "tidak"}, FACTS).ok
    assert codes(answers.clean(document, None, {"kawin": "ya"}, FACTS)) == [("pasangan", "required")]


def test_something_may_be_required_only_sometimes() -> None:
    document = asking(
        {"id": "kawin", "type": "boolean"},
        {"id": "akta", "type": "file", "required_if": when("kawin", True)},
    )
    assert answers.clean(document, None, {}, FACTS).ok
    assert codes(answers.clean(document, None, {"kawin": True}, FACTS)) == [("akta", "required")]
    assert answers.clean(document, None, {"kawin": True, "akta": "a"}, FACTS).ok


def test_hiding_runs_through_chains() -> None:
    document = asking(
        {"id": "a", "type": "boolean"},
        {"id": "b", "type": "boolean", "show_if": when("a", True)},
        {"id": "c", "type": "boolean", "show_if": when("b", True)},
    )
    everything = {"a": True, "b": True, "c": True}
    assert answers.clean(document, None, everything, FACTS).answers == everything
    assert answers.clean(document, None, {**everything, "a": False}, FACTS).answers == {"a": False}


def test_a_wrong_answer_hides_what_depends_on_it() -> None:
    document = asking(
        {"id": "umur", "type": "integer", "max": 120},
        {"id": "wali", "type": "name", "show_if": {"op": "lt", "args": [{"f": "umur"}, 17]}},
    )
    result = answers.clean(document, None, {"umur": "tujuh", "wali": "Siti"}, FACTS)
    assert codes(result) == [("umur", "not_a_number")]
    assert result.answers == {}


def test_good_answers_are_kept_beside_wrong_ones() -> None:
    result = answers.clean(sample(), None, {**GOOD, "nik": "123"}, FACTS)
    assert codes(result) == [("nik", "wrong_length")]
    assert result.answers["lahan"] == "sewa"
    assert "nik" not in result.answers


def test_a_wrong_piece_is_named_with_its_path() -> None:
    raw = {**GOOD, "lokasi": {"kecamatan": "36.04.06", "desa": "36.04.05.2001"}, "titik": [{"luas": "x"}]}
    assert codes(answers.clean(sample(), None, raw, FACTS)) == [
        ("lokasi.desa", "desa_outside"),
        ("titik.0.luas", "not_a_number"),
    ]


def test_what_only_looks_like_an_answer_is_missing() -> None:
    document = asking({"id": "nama", "type": "name", "required": True})
    assert codes(answers.clean(document, None, {"nama": "\u200b\u202e"}, FACTS)) in (
        [("nama", "required")],
        [("nama", "name_characters")],
    )
    text = asking({"id": "nama", "type": "short_text", "required": True})
    assert codes(answers.clean(text, None, {"nama": "\u200b"}, FACTS)) == [("nama", "required")]


@pytest.mark.parametrize("raw", [None, [], "x", 5, object(), {1: 2}, {None: None}, {"nik": object()}])
def test_nothing_a_client_sends_makes_it_raise(raw: object) -> None:
    assert not answers.clean(sample(), None, raw, FACTS).ok


def test_read_only_answers_come_from_the_profile_and_nowhere_else() -> None:
    document = asking({"id": "nik", "type": "nik", "read_only": True, "from": "profile.nik", "required": True})
    facts = {**FACTS, "profile.nik": "3604054104900001"}
    assert answers.clean(document, None, {"nik": "3604051708450001"}, facts).answers == {"nik": "3604054104900001"}
    assert answers.clean(document, None, {"nik": "3604051708450001"}, FACTS).answers == {}


def test_a_read_only_answer_without_a_source_stays_empty() -> None:
    document = asking({"id": "nomor", "type": "short_text", "read_only": True})
    assert answers.clean(document, None, {"nomor": "5"}, FACTS).answers == {}


def test_conditions_may_look_at_the_profile_and_at_today() -> None:
    grown = {"op": "ge", "args": [{"op": "age_years", "args": [{"f": "profile.birth_date"}]}, 17]}
    document = asking({"id": "ktp", "type": "file", "required": True, "show_if": grown})
    assert answers.clean(document, None, {}, {**FACTS, "profile.birth_date": "2015-01-01"}).ok
    assert codes(answers.clean(document, None, {}, {**FACTS, "profile.birth_date": "1990-01-01"})) == [
        ("ktp", "required")
    ]


def test_a_birth_in_the_future_is_refused() -> None:
    document = asking({"id": "lahir", "type": "date", "max": "today"})
    assert codes(answers.clean(document, None, {"lahir": "23/11/2026"}, FACTS)) == [("lahir", "date_in_future")]


def test_warnings_never_stand_in_the_way() -> None:
    class Today(Lookups):
        def nik_region_known(self, code: str) -> bool:
            return False

    result = answers.clean(sample(), None, GOOD, FACTS, lookups=Today())
    assert result.ok
    assert [(problem.path, problem.code) for problem in result.warnings] == [("nik", ProblemCode.NIK_UNKNOWN_REGION)]


def test_without_today_the_caller_is_at_fault() -> None:
    with pytest.raises(ValueError, match="today"):
        answers.clean(sample(), None, GOOD, {})


RULE = {
    "unless": {"op": "le", "args": [{"f": "mulai"}, {"f": "selesai"}]},
    "message": "Tanggal selesai mendahului tanggal mulai.",
    "field": "selesai",
}
PERIOD = ({"id": "mulai", "type": "date", "required": True}, {"id": "selesai", "type": "date", "required": True})


def test_a_rule_compares_answers_with_one_another() -> None:
    document = asking(*PERIOD, **{"form.rules": [RULE]})
    result = answers.clean(document, None, {"mulai": "2/12/2026", "selesai": "1/12/2026"}, FACTS)
    [problem] = result.problems
    assert (problem.path, problem.code, problem.params) == ("selesai", ProblemCode.RULE, {"rule": 0})
    assert answers.clean(document, None, {"mulai": "1/12/2026", "selesai": "1/12/2026"}, FACTS).ok


def test_a_rule_waits_until_everything_it_compares_is_there() -> None:
    document = asking(*PERIOD, **{"form.rules": [RULE]})
    assert codes(answers.clean(document, None, {"mulai": "2/12/2026"}, FACTS)) == [("selesai", "required")]


def test_a_rule_without_a_field_is_shown_at_the_first_answer_it_names() -> None:
    bare = {key: value for key, value in RULE.items() if key != "field"}
    document = asking(*PERIOD, **{"form.rules": [bare]})
    result = answers.clean(document, None, {"mulai": "2/12/2026", "selesai": "1/12/2026"}, FACTS)
    assert codes(result) == [("mulai", "rule")]


def test_small_forms_of_actions_are_cleaned_the_same_way() -> None:
    reject = sample().action("putusan", "tolak")
    assert codes(answers.clean_fields(reject.form, {}, FACTS)) == [("alasan", "required")]
    result = answers.clean_fields(reject.form, {"alasan": " Tidak lengkap. ", "lain": 1}, FACTS)
    assert result.answers == {"alasan": "Tidak lengkap."}


def test_an_action_form_may_look_at_the_request() -> None:
    fields = asking({"id": "jumlah", "type": "integer", "show_if": when("lahan", "sewa")}).page("data")
    assert answers.clean_fields(fields, {"jumlah": 3}, FACTS, answers={"lahan": "sewa"}).answers == {"jumlah": 3}
    assert answers.clean_fields(fields, {"jumlah": 3}, FACTS, answers={"lahan": "milik"}).answers == {}
    assert answers.clean_fields((), {"jumlah": 3}, FACTS).answers == {}


def test_secrets_are_named_and_a_group_is_as_secret_as_its_parts() -> None:
    assert answers.secret_ids(sample()) == {"nik"}
    inner = {"id": "nik_anak", "type": "nik", "secret": True, "why": "Data anak."}
    document = asking(
        {"id": "anak", "type": "group", "repeat": {"max": 3}, "fields": [inner]}, {"id": "x", "type": "name"}
    )
    assert answers.secret_ids(document) == {"anak"}
    assert answers.secret_ids(service()) == set()


def test_first_values_come_from_the_profile_where_the_field_takes_them() -> None:
    document = asking(
        {"id": "nik", "type": "nik", "from": "profile.nik"},
        {"id": "nama", "type": "name", "from": "profile.name"},
        {"id": "desa", "type": "region", "from": "profile.region"},
        {"id": "hp", "type": "phone", "from": "profile.phone"},
        {"id": "lain", "type": "name"},
    )
    facts = {
        **FACTS,
        "profile.nik": "salah",
        "profile.name": " Siti ",
        "profile.region": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"},
        "profile.phone": "",
    }
    assert answers.prefill(document, facts) == {"nama": "Siti", "desa": facts["profile.region"]}


def test_first_values_may_come_from_a_register_and_keep_the_same_rules() -> None:
    document = asking(
        {"id": "nama", "type": "name"}, {"id": "luas", "type": "decimal"}, {"id": "ket", "type": "short_text"}
    )
    given = {"nama": " Siti ", "luas": "banyak", "ket": "\u200b"}
    assert answers.prefill(document, FACTS, given=given) == {"nama": "Siti"}


def test_the_agency_may_come_from_an_answer() -> None:
    region = {"id": "lokasi", "type": "region", "required": True}
    document = asking(region, agency={"from": "lokasi.kecamatan"})
    stored = {"lokasi": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"}}
    assert answers.agency_code(document, stored, FACTS) == "36.04.05"
    assert answers.agency_code(document, {}, FACTS) is None
    assert answers.agency_code(service(), {}, FACTS) == "disdukcapil"


def test_the_area_of_a_route_is_a_region_code_or_nothing() -> None:
    [route] = sample().routing
    stored = {"lokasi": {"kecamatan": "36.04.05", "desa": "36.04.05.2001"}}
    assert answers.area_of(route.area, stored, FACTS) == "36.04.05"
    assert answers.area_of(route.area, {}, FACTS) is None
    assert answers.area_of(None, stored, FACTS) is None
