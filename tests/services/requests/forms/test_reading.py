"""What a browser sends becomes the nested shape the validator reads; nothing hostile in a name ever raises."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from services.definition import answers as cleaning
from services.definition.fields import FieldBase, make
from services.requests.forms.reading import read, rows_of

FACTS = {"today": "2026-11-22"}
INNER = [{"id": "nama", "type": "short_text"}, {"id": "lahir", "type": "date"}, {"id": "foto", "type": "file"}]
FIELDS: tuple[FieldBase, ...] = tuple(
    make(data)
    for data in (
        {"id": "teks", "type": "short_text"},
        {"id": "tgl", "type": "date"},
        {"id": "masa", "type": "date_range"},
        {"id": "saat", "type": "datetime"},
        {"id": "jadwal", "type": "slot", "list": "loket"},
        {"id": "lokasi", "type": "region"},
        {"id": "pilih", "type": "choices", "options": [{"value": v, "label": v} for v in "ab"]},
        {"id": "orang", "type": "group", "repeat": {"max": 5}, "fields": INNER},
        {"id": "alamat", "type": "group", "fields": INNER},
        {"id": "berkas", "type": "file"},
        {"id": "hasil", "type": "computed", "expr": 1},
        {"id": "catatan", "type": "note"},
        {"id": "tetap", "type": "short_text", "read_only": True},
    )
)


def sent(*pairs: tuple[str, str]) -> dict[str, Any]:
    data = QueryDict(mutable=True)
    for name, value in pairs:
        data.appendlist(name, value)
    return read(FIELDS, data)


def test_only_fields_that_are_typed_are_read() -> None:
    assert set(sent()) == {"teks", "tgl", "masa", "saat", "jadwal", "lokasi", "pilih", "orang", "alamat"}


def test_an_emptied_field_is_there_with_nothing_in_it() -> None:
    assert sent(("teks", ""))["teks"] == ""
    assert sent()["teks"] is None


def test_three_boxes_become_one_date() -> None:
    raw = sent(("tgl-hari", "9"), ("tgl-bulan", "11"), ("tgl-tahun", "2026"))
    assert raw["tgl"] == {"day": "9", "month": "11", "year": "2026"}


def test_a_period_has_two_dates() -> None:
    raw = sent(("masa.from-hari", "1"), ("masa.until-hari", "3"))
    assert raw["masa"] == {"from": {"day": "1"}, "until": {"day": "3"}}


@pytest.mark.parametrize(
    ("pairs", "slot"),
    [
        (
            {"date-hari": "1", "date-bulan": "2", "date-tahun": "2027", "time": "9.00"},
            "2027-02-01T09:00",
        ),
        ({"date-hari": "", "date-bulan": "", "date-tahun": "", "time": ""}, ""),
        ({"time": "09.00"}, "T09:00"),
    ],
)
def test_an_appointment_is_read_as_one_text(pairs: dict[str, str], slot: str) -> None:
    assert sent(*((f"jadwal.{name}", value) for name, value in pairs.items()))["jadwal"] == slot


def test_ticks_come_as_a_list_and_one_tick_alone() -> None:
    assert sent(("pilih", "a"), ("pilih", "b"))["pilih"] == ["a", "b"]
    assert sent(("pilih", "a"))["pilih"] == "a"


def test_rows_keep_their_order_and_the_ids_of_their_files() -> None:
    raw = sent(
        ("orang.10.nama", "Sepuluh"), ("orang.2.nama", "Dua"), ("orang.2.foto", "id-2"), ("orang.2.lahir-hari", "9")
    )
    assert raw["orang"] == [
        {"nama": "Dua", "lahir": {"day": "9"}, "foto": "id-2"},
        {"nama": "Sepuluh", "lahir": None, "foto": None},
    ]


def test_a_group_asked_once_is_one_row() -> None:
    assert sent(("alamat.nama", "Rumah"))["alamat"] == {"nama": "Rumah", "lahir": None, "foto": None}


@pytest.mark.parametrize("rows", [None, "teks", 3, {"nama": "x"}, [{"nama": "x"}] * 500])
def test_rows_are_a_list_whatever_came(rows: Any) -> None:
    assert len(rows_of(rows)) <= 200


NAMES = st.one_of(
    st.text(max_size=30),
    st.from_regex(r"(orang|alamat|tgl|lokasi|masa|saat|jadwal)(\.[0-9a-z]{0,3}){0,4}(-hari)?", fullmatch=True),
)


@given(st.lists(st.tuples(NAMES, st.text(max_size=30)), max_size=20))
def test_no_form_ever_raises_and_all_of_it_can_be_cleaned(pairs: list[tuple[str, str]]) -> None:
    cleaning.clean_fields(FIELDS, sent(*pairs), FACTS)
