"""What a page's script is told: enough to answer the page's own conditions, never a secret of another page."""

from __future__ import annotations

import json
from typing import Any

import pytest

from services.definition.document import Document, parse
from services.requests.forms.live import Live, live
from tests.services.definition.fields.registered import data_for
from tests.services.definition.helpers import bent

FACTS = {"today": "2026-11-22", "profile.nik": "3604054104900001", "profile.gender": "P"}
SECRET = "3604054104900002"
BEFORE = [
    {"id": "jenis", "type": "short_text"},
    {"id": "nik_ibu", "type": "nik", "secret": True, "why": "Untuk diuji."},
]


def op(name: str, *args: Any) -> dict[str, Any]:
    return {"op": name, "args": list(args)}


def ref(path: str) -> dict[str, str]:
    return {"f": path}


def document(*fields: dict[str, Any]) -> Document:
    """Return a service whose second page asks these fields."""
    pages = [{"id": "satu", "title": "Satu", "fields": BEFORE}, {"id": "dua", "title": "Dua", "fields": list(fields)}]
    return parse(bent({"form.pages": pages}))


def told(*fields: dict[str, Any], **answers: Any) -> Live:
    """Return what the script of the second page is told."""
    return told_of(document(*fields), answers)


def told_of(doc: Document, answers: dict[str, Any]) -> Live:
    return live(doc, doc.page("dua"), {"nik_ibu": SECRET, "jenis": "kios", **answers}, FACTS)


def text(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "type": "short_text", **more}


def test_a_group_inside_a_group_goes_along_under_its_whole_name() -> None:
    hidden = text("c", show_if=op("filled", ref("a")))
    inner = {"id": "h", "type": "group", "repeat": {"max": 2}, "fields": [text("b"), hidden]}
    page = told({"id": "g", "type": "group", "repeat": {"max": 2}, "fields": [text("a"), inner]})
    assert page.changing == {"g.h.c"}
    assert page.fields[0]["fields"][1]["fields"][1] == {"id": "c", "kind": "text", "show": op("filled", ref("a"))}


def test_what_only_the_server_knows_of_a_row_inside_a_row_stays_with_it() -> None:
    point = {"id": "titik", "type": "coordinate"}
    inner = {"id": "h", "type": "group", "repeat": {"max": 2}, "fields": [point, text("b")]}
    group = {"id": "g", "type": "group", "repeat": {"max": 2}, "fields": [text("a"), inner]}
    assert told(group, text("z", show_if=op("filled", ref("g.h.titik.lat")))).text == ""
    assert told(group, text("z", show_if=op("filled", ref("g.a")))).changing == {"z"}


def test_a_page_without_conditions_gets_no_script() -> None:
    assert told(text("a"), text("b", required=True)).text == ""


def test_a_condition_that_only_looks_elsewhere_needs_no_script() -> None:
    page = told(text("a", show_if=op("eq", ref("jenis"), "kios")), text("b", show_if=op("filled", ref("nik_ibu"))))
    assert page.text == ""


def test_a_condition_on_the_same_page_goes_along_with_what_it_looks_at_and_nothing_else() -> None:
    page = told(text("lepas"), text("a"), text("b", show_if=op("filled", ref("a"))), text("akhir"))
    assert page.changing == {"b"}
    assert page.fields == [
        {"id": "a", "kind": "text"},
        {"id": "b", "kind": "text", "show": op("filled", ref("a"))},
    ]


def test_what_other_pages_say_is_worked_out_before() -> None:
    mixed = op("and", op("eq", ref("jenis"), "kios"), op("filled", ref("a")), op("filled", ref("nik_ibu")))
    page = told(text("a"), text("b", show_if=mixed))
    assert page.fields[1]["show"] == op("and", True, op("filled", ref("a")), True)
    assert SECRET not in page.text


@pytest.mark.parametrize("path", ["nik_ibu", "profile.nik"])
def test_a_condition_that_compares_with_a_secret_stays_with_the_server(path: str) -> None:
    page = told(
        text("a"),
        text("b", show_if=op("ne", ref("a"), ref(path))),
        text("c", show_if=op("filled", ref("b"))),
        text("d", required_if=op("eq", ref("a"), ref(path))),
        {"id": "e", "type": "computed", "expr": op("if", op("filled", ref("a")), ref(path))},
    )
    assert page.text == ""


def test_a_secret_of_the_page_itself_is_only_named() -> None:
    nik = {"id": "nik_ayah", "type": "nik", "secret": True, "why": "Untuk diuji."}
    page = told(nik, text("b", show_if=op("filled", ref("nik_ayah"))), nik_ayah=SECRET)
    assert page.changing == {"b"}
    assert page.fields[0] == {"id": "nik_ayah", "kind": "digits"}
    assert SECRET not in page.text


def test_what_is_hidden_whatever_is_typed_here_counts_as_unanswered() -> None:
    page = told(
        text("a", show_if=op("eq", ref("jenis"), "rumah")),
        text("b"),
        text("c", show_if=op("or", op("filled", ref("a")), op("filled", ref("b")))),
    )
    assert [item["id"] for item in page.fields] == ["b", "c"]
    assert page.fields[1]["show"] == op("or", False, op("filled", ref("b")))


def test_a_fact_that_stands_fixed_on_the_page_is_known() -> None:
    fixed = text("tetap", read_only=True)
    page = told(fixed, text("a"), text("b", show_if=op("eq", ref("a"), ref("tetap"))), tetap="isi")
    assert page.fields[1]["show"] == op("eq", ref("a"), "isi")


def test_nothing_hangs_on_what_the_script_cannot_read() -> None:
    page = told({"id": "titik", "type": "coordinate"}, text("b", show_if=op("filled", ref("titik.lat"))))
    assert page.text == ""


def test_a_question_that_is_only_sometimes_compulsory_is_marked() -> None:
    page = told(text("a"), text("b", required_if=op("filled", ref("a"))), text("c", required=True, required_if=True))
    assert page.fields[1]["need"] == op("filled", ref("a"))
    assert page.changing == {"b"}


def test_a_worked_out_number_says_how_it_is_written() -> None:
    area = {"id": "luas", "type": "decimal"}
    total = {"id": "total", "type": "computed", "expr": op("multiply", ref("luas"), 2), "decimals": 1, "unit": "m2"}
    fee = {"id": "tarif", "type": "computed", "style": "money", "expr": op("add", ref("total"), 1)}
    page = told(area, total, fee)
    assert page.fields[0]["kind"] == "number"
    assert page.fields[1] == {"id": "total", "expr": total["expr"], "decimals": 1, "before": "", "after": " m2"}
    assert (page.fields[2]["before"], page.fields[2]["after"]) == ("Rp", "")
    assert page.changing == {"total", "tarif"}


def test_a_worked_out_value_that_nothing_here_changes_is_only_read() -> None:
    fixed = {"id": "tetap", "type": "computed", "expr": op("length", ref("jenis"))}
    page = told(fixed, text("a"), text("b", show_if=op("eq", op("length", ref("a")), ref("tetap"))))
    assert page.changing == {"b"}
    assert page.fields[0] == {"id": "tetap", "expr": 4, "decimals": 2}


def group(*fields: dict[str, Any]) -> dict[str, Any]:
    return {"id": "titik", "type": "group", "repeat": {"min": 1, "max": 3}, "fields": list(fields)}


def test_rows_of_a_group_have_their_own_conditions() -> None:
    rows = group(text("x"), text("y", show_if=op("and", op("filled", ref("x")), op("filled", ref("a")))))
    page = told(text("a"), rows)
    assert page.changing == {"titik.y"}
    assert [item["id"] for item in page.fields] == ["a", "titik"]
    assert page.fields[1]["repeats"] is True


def test_a_row_never_tells_a_secret_either() -> None:
    rows = group(text("x"), text("y", show_if=op("eq", ref("x"), ref("nik_ibu"))))
    page = told(rows, text("b", show_if=op("filled", ref("titik.y"))))
    assert page.text == ""


def test_the_text_is_json_with_the_words_a_script_needs() -> None:
    page = told(text("a"), text("b", show_if=op("filled", ref("a"))))
    assert json.loads(page.text)["words"] == {"yes": "Ya", "no": "Tidak", "optional": "(boleh dikosongkan)"}


@pytest.mark.parametrize("kind", ["region", "address", "date", "date_range", "datetime", "time", "choices", "boolean"])
def test_every_type_says_how_it_is_read(kind: str) -> None:
    page = told(data_for(kind, id="a"), text("b", show_if=op("filled", ref("a"))))
    assert page.fields[0]["kind"]
    assert page.changing == {"b"}
