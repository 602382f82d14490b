"""Groups, rows, worked-out values and notes."""

from typing import Any

import pytest

from services.definition import answers
from services.definition.errors import DocumentError
from services.definition.fields import show
from services.definition.problems import ProblemCode
from tests.services.definition.helpers import FACTS, asking, field

ROW = [
    {"id": "nama", "type": "name", "required": True},
    {"id": "luas", "type": "decimal"},
    {"id": "sewa", "type": "boolean"},
    {"id": "harga", "type": "money", "show_if": {"op": "eq", "args": [{"f": "sewa"}, True]}, "required": True},
    {"id": "dua_kali", "type": "computed", "expr": {"op": "multiply", "args": [{"f": "luas"}, 2]}},
]


def group(**keywords: Any) -> dict[str, Any]:
    """Return a group called g."""
    return {"id": "g", "type": "group", "fields": ROW, **keywords}


def cleaned(raw: Any, **keywords: Any) -> answers.Cleaned:
    """Clean a service that asks only the group."""
    return answers.clean(asking(group(**keywords)), None, {"g": raw}, FACTS)


def codes(result: answers.Cleaned) -> list[tuple[str, ProblemCode]]:
    """Return the problems as (path, code)."""
    return [(problem.path, problem.code) for problem in result.problems]


def test_rows_are_kept_clean_and_each_row_sees_its_own_answers() -> None:
    result = cleaned(
        [
            {"nama": " Siti ", "luas": "2,5", "sewa": "ya", "harga": "5.000"},
            {"nama": "Budi", "sewa": "tidak", "harga": 1},
        ],
        repeat={"max": 3},
    )
    assert result.ok
    assert result.answers["g"] == [
        {"nama": "Siti", "luas": 2.5, "sewa": True, "harga": 5000, "dua_kali": 5},
        {"nama": "Budi", "sewa": False},
    ]


def test_what_is_wrong_in_a_row_is_named_by_its_number() -> None:
    result = cleaned([{"nama": "Siti"}, {"luas": "x", "sewa": "ya"}], repeat={"max": 3})
    assert codes(result) == [
        ("g.1.nama", ProblemCode.REQUIRED),
        ("g.1.luas", ProblemCode.NOT_A_NUMBER),
        ("g.1.harga", ProblemCode.REQUIRED),
    ]
    assert result.answers["g"] == [{"nama": "Siti"}, {"sewa": True}]


def test_empty_rows_are_dropped_but_numbers_stay_those_on_the_screen() -> None:
    result = cleaned([{"nama": ""}, {}, {"nama": "2"}, None, ""], repeat={"max": 5})
    assert codes(result) == [("g.2.nama", ProblemCode.NAME_CHARACTERS)]


def test_rows_from_a_form_may_come_numbered() -> None:
    result = cleaned({"0": {"nama": "A"}, "2": {"nama": "B"}, "10": {"nama": "C"}}, repeat={"max": 5})
    assert [row["nama"] for row in result.answers["g"]] == ["A", "B", "C"]


def test_one_row_alone_is_a_list_of_one() -> None:
    assert cleaned({"nama": "A"}, repeat={"max": 5}).answers["g"] == [{"nama": "A"}]


def test_too_many_rows_are_refused_and_too_few_too() -> None:
    assert codes(cleaned([{"nama": "A"}] * 3, repeat={"max": 2})) == [("g", ProblemCode.TOO_MANY)]
    assert codes(cleaned([{"nama": "A"}], repeat={"min": 2})) == [("g", ProblemCode.TOO_FEW)]
    assert codes(cleaned([], repeat={"min": 1})) == [("g", ProblemCode.REQUIRED)]
    assert cleaned([], repeat={"min": 0}).ok


def test_empty_rows_are_not_counted() -> None:
    assert cleaned([{"nama": ""}, {"nama": "A"}, {}, {"lain": "x"}, {"nama": "B"}], repeat={"max": 2}).ok
    assert codes(cleaned([{"lain": "x"}] * 3, repeat={"min": 1, "max": 2})) == [("g", ProblemCode.REQUIRED)]


@pytest.mark.parametrize("raw", ["x", 5, ["x"], [["x"]], [{"nama": "A"}, 5], True])
def test_rows_are_objects(raw: Any) -> None:
    assert codes(cleaned(raw, repeat={"max": 3})) == [("g", ProblemCode.WRONG_SHAPE)]


def test_a_group_asked_once_is_an_object_and_its_own_fields_decide() -> None:
    assert cleaned({"nama": "A", "lain": 1}).answers["g"] == {"nama": "A"}
    assert codes(cleaned(None)) == [("g.nama", ProblemCode.REQUIRED)]
    assert cleaned([{"nama": "A"}]).answers["g"] == {"nama": "A"}
    assert codes(cleaned([{"nama": "A"}, {"nama": "B"}])) == [("g", ProblemCode.WRONG_SHAPE)]


def test_a_row_sees_answers_outside_it() -> None:
    hidden = {"id": "x", "type": "name", "show_if": {"op": "eq", "args": [{"f": "jenis"}, "a"]}}
    service = asking(
        {"id": "jenis", "type": "choice", "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]},
        {"id": "g", "type": "group", "repeat": {"max": 3}, "fields": [hidden, {"id": "y", "type": "name"}]},
    )
    rows = [{"x": "Ada", "y": "Y"}]
    assert answers.clean(service, None, {"jenis": "a", "g": rows}, FACTS).answers["g"] == rows
    assert answers.clean(service, None, {"jenis": "b", "g": rows}, FACTS).answers["g"] == [{"y": "Y"}]


def test_groups_may_hold_groups() -> None:
    inner = {"id": "anak", "type": "group", "repeat": {"max": 2}, "fields": [{"id": "nama", "type": "name"}]}
    service = asking({"id": "g", "type": "group", "repeat": {"max": 2}, "fields": [inner]})
    result = answers.clean(service, None, {"g": [{"anak": [{"nama": "A"}, {"nama": "1"}]}]}, FACTS)
    assert codes(result) == [("g.0.anak.1.nama", ProblemCode.NAME_CHARACTERS)]
    assert result.answers == {"g": [{"anak": [{"nama": "A"}]}]}


def family(*more: dict[str, Any]) -> answers.Cleaned:
    """Clean a service that asks children in each row of families, and other fields behind it."""
    child = [
        {"id": "umur", "type": "integer"},
        {"id": "wali", "type": "name", "show_if": {"op": "eq", "args": [{"f": "yatim"}, True]}},
    ]
    inner = {"id": "anak", "type": "group", "repeat": {"max": 3}, "fields": child}
    rows = [{"id": "yatim", "type": "boolean"}, inner]
    service = asking({"id": "g", "type": "group", "repeat": {"max": 3}, "fields": rows}, *more)
    first = {"yatim": "ya", "anak": [{"umur": "3", "wali": "Siti"}, {"umur": "5"}]}
    sent = [first, {"anak": [{"umur": "9", "wali": "X"}]}]
    return answers.clean(service, None, {"g": sent}, FACTS)


def test_a_row_in_a_row_sees_the_answers_of_its_own_row() -> None:
    assert family().answers["g"] == [
        {"yatim": True, "anak": [{"umur": 3, "wali": "Siti"}, {"umur": 5}]},
        {"anak": [{"umur": 9}]},
    ]


def test_what_stands_in_the_rows_of_all_rows_can_be_summed() -> None:
    total = {"id": "t", "type": "computed", "expr": {"op": "sum", "args": [{"f": "g.anak.umur"}]}}
    oldest = {"id": "o", "type": "computed", "expr": {"op": "max", "args": [{"f": "g.anak.umur"}]}}
    many = {"id": "n", "type": "computed", "expr": {"op": "count", "args": [{"f": "g.anak.umur"}]}}
    found = family(total, oldest, many).answers
    assert (found["t"], found["o"], found["n"]) == (17, 9, 3)


def test_groups_in_groups_in_groups_are_refused_with_their_names() -> None:
    deep = {"id": "c", "type": "group", "fields": [{"id": "nama", "type": "name"}]}
    with pytest.raises(DocumentError) as caught:
        field("group", fields=[{"id": "b", "type": "group", "fields": [deep]}])
    [(_, sentence)] = caught.value.problems
    assert "only one level deep" in sentence
    assert "'c' stands in 'b', which stands in 'f'" in sentence


READ_ONLY = [
    {"id": "nik", "type": "nik", "read_only": True, "from": "profile.nik"},
    {"id": "umur", "type": "computed", "expr": 5},
    {"id": "catatan", "type": "note"},
    {"id": "anak", "type": "group", "repeat": {"max": 3}, "fields": [{"id": "nama", "type": "name"}]},
]


@pytest.mark.parametrize("row", [{"nik": "x"}, {"umur": 9}, {"catatan": "x"}, {"lain": "x"}, {"anak": [{"lain": "x"}]}])
def test_a_row_is_not_made_by_what_nobody_may_answer(row: dict[str, Any]) -> None:
    facts = {**FACTS, "profile.nik": "3604054104900001"}
    service = asking(group(fields=READ_ONLY, repeat={"min": 1, "max": 3}))
    result = answers.clean(service, None, {"g": [row]}, facts)
    assert result.answers == {}
    assert codes(result) == [("g", ProblemCode.REQUIRED)]


def test_a_row_with_a_real_answer_brings_what_is_worked_out_and_read_only() -> None:
    facts = {**FACTS, "profile.nik": "3604054104900001"}
    service = asking(group(fields=READ_ONLY, repeat={"min": 1, "max": 3}))
    result = answers.clean(service, None, {"g": [{"anak": [{"nama": "Siti"}], "nik": "x"}]}, facts)
    assert result.answers["g"] == [{"nik": "3604054104900001", "umur": 5, "anak": [{"nama": "Siti"}]}]
    refused = answers.clean(service, None, {"g": [{"anak": [5]}]}, facts)
    assert codes(refused) == [("g.0.anak", ProblemCode.WRONG_SHAPE)]


def test_what_is_worked_out_stands_even_where_a_group_cannot_be_read() -> None:
    result = cleaned([{"nama": "A"}, {"nama": "B"}], fields=[*ROW[:1], {"id": "t", "type": "computed", "expr": 5}])
    assert codes(result) == [("g", ProblemCode.WRONG_SHAPE)]
    assert result.answers == {"g": {"t": 5}}


def test_a_group_is_shown_as_pairs() -> None:
    one = field("group", fields=ROW, repeat={"max": 3})
    text = show([{"nama": "Siti", "luas": 2.5}, {"nama": "Budi"}], one)
    assert text == "Nama: Siti, Luas: 2,5; Nama: Budi"


@pytest.mark.parametrize("repeat", [{"min": 3, "max": 2}, {"max": 0}, {"min": -1}, {"max": 500}, 5])
def test_rows_have_sensible_bounds(repeat: Any) -> None:
    with pytest.raises(DocumentError):
        field("group", fields=ROW, repeat=repeat)


def test_a_group_without_fields_is_refused() -> None:
    with pytest.raises(DocumentError):
        field("group", fields=[])


def test_worked_out_values_cannot_be_sent() -> None:
    service = asking(
        {"id": "luas", "type": "decimal"},
        {"id": "tarif", "type": "computed", "expr": {"op": "multiply", "args": [{"f": "luas"}, 1000]}},
    )
    result = answers.clean(service, None, {"luas": "2,5", "tarif": 1}, FACTS)
    assert result.answers == {"luas": 2.5, "tarif": 2500}
    assert answers.clean(service, None, {"tarif": 1}, FACTS).answers == {}


def test_worked_out_numbers_are_rounded_and_other_values_kept() -> None:
    third = {"id": "a", "type": "computed", "expr": {"op": "divide", "args": [1, 3]}}
    whole = {"id": "b", "type": "computed", "expr": {"op": "divide", "args": [1, 3]}, "decimals": 0}
    words = {"id": "c", "type": "computed", "expr": {"op": "if", "args": [True, "terlambat"]}}
    truth = {"id": "d", "type": "computed", "expr": {"op": "eq", "args": [1, 1]}}
    listed = {"id": "e", "type": "computed", "expr": ["x"]}
    result = answers.clean(asking(third, whole, words, truth, listed), None, {}, FACTS)
    assert result.answers == {"a": 0.33, "b": 0, "c": "terlambat", "d": True}
    assert show(True, field("computed", expr=True)) == "Ya"
    assert show(2500, field("computed", expr=1, style="money")) == "Rp2.500"
    assert show(2.5, field("computed", expr=1, unit="m2")) == "2,5 m2"
    assert show("terlambat", field("computed", expr="terlambat")) == "terlambat"


def test_a_worked_out_number_beyond_all_fractions_stays_as_it_is() -> None:
    service = asking({"id": "a", "type": "computed", "expr": 2**52, "decimals": 2})
    assert answers.clean(service, None, {}, FACTS).answers == {"a": 2**52}


def test_a_note_keeps_nothing() -> None:
    service = asking({"id": "catatan", "type": "note", "text": "Hubungi 129.", "tone": "emergency"})
    result = answers.clean(service, None, {"catatan": "x"}, FACTS)
    assert result.ok
    assert result.answers == {}


def test_exactly_the_least_number_of_rows_is_enough() -> None:
    assert cleaned([{"nama": "A"}, {"nama": "B"}], repeat={"min": 2}).ok
    assert cleaned([{"nama": "A"}, {"nama": "B"}], repeat={"max": 2}).ok
