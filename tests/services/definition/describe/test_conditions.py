"""Conditions read as people would say them, in both languages."""

from typing import Any

import pytest
from hypothesis import given

from services.definition.conditions import parse
from services.definition.describe import Names, in_words
from services.definition.describe.conditions import always
from tests.services.definition.describe.documents import changed
from tests.services.definition.strategies.conditions import expressions
from tests.services.definition.strategies.counts import few

FIELDS = [
    {
        "id": "lahan",
        "type": "choice",
        "label": {"id": "Lahan", "en": "Land"},
        "options": [{"value": "sewa", "label": {"id": "Sewa", "en": "Rented"}}, {"value": "milik", "label": "Milik"}],
    },
    {"id": "setuju", "type": "boolean", "label": "Anda setuju?"},
    {"id": "umur", "type": "integer", "label": "Umur"},
    {"id": "lahir", "type": "date", "label": "Tanggal lahir"},
    {"id": "lokasi", "type": "region", "label": "Lokasi"},
    {"id": "bantuan", "type": "choices", "label": "Bantuan", "options": [{"value": "medis", "label": "Medis"}]},
    {
        "id": "titik",
        "type": "group",
        "label": "Titik",
        "repeat": {"max": 3},
        "fields": [{"id": "luas", "type": "decimal", "label": "Luas"}],
    },
]
DOCUMENT = changed({"form.pages.0.fields": FIELDS})


def call(op: str, *args: Any) -> dict[str, Any]:
    return {"op": op, "args": list(args)}


def read(condition: Any, language: str = "id") -> str:
    return in_words(parse(condition), Names.of(DOCUMENT, language))


LAND, AGE, BORN, YES = {"f": "lahan"}, {"f": "umur"}, {"f": "lahir"}, {"f": "setuju"}
OLD = call("gt", AGE, 60)


@pytest.mark.parametrize(
    ("condition", "indonesian", "english"),
    [
        (call("eq", LAND, "sewa"), "“Lahan” adalah Sewa", "“Land” is Rented"),
        (call("ne", LAND, "milik"), "“Lahan” bukan Milik", "“Land” is not Milik"),
        (call("in", LAND, ["sewa", "milik"]), "“Lahan” salah satu dari Sewa, Milik", "“Land” is one of Rented, Milik"),
        (call("eq", LAND, "hilang"), "“Lahan” adalah hilang", "“Land” is hilang"),
        (call("eq", YES, True), "“Anda setuju?” dijawab ya", "“Anda setuju?” is answered yes"),
        (call("ne", YES, True), "“Anda setuju?” tidak dijawab ya", "“Anda setuju?” is not answered yes"),
        (call("eq", {"f": "request.state"}, "x"), "tahap sekarang adalah x", "the present state is x"),
        (OLD, "“Umur” lebih dari 60", "“Umur” is more than 60"),
        (call("ge", AGE, 1250.5), "“Umur” paling sedikit 1.250,5", "“Umur” is at least 1,250.5"),
        (call("lt", BORN, {"f": "today"}), "“Tanggal lahir” sebelum hari ini", "“Tanggal lahir” is before today"),
        (call("ge", BORN, "2026-01-01"), "“Tanggal lahir” paling awal 2026-01-01",
         "“Tanggal lahir” is 2026-01-01 at the earliest"),
        (call("empty", AGE), "“Umur” kosong", "“Umur” is empty"),
        (call("not", OLD), "tidak benar bahwa “Umur” lebih dari 60", "it is not true that “Umur” is more than 60"),
        (call("contains", {"f": "bantuan"}, "medis"), "“Bantuan” memuat Medis", "“Bantuan” contains Medis"),
        (call("sum", {"f": "titik.luas"}), "jumlah “Titik”: “Luas”", "the sum of “Titik”: “Luas”"),
        (call("if", OLD, 0, 5000), "0 bila “Umur” lebih dari 60, selain itu 5.000",
         "0 if “Umur” is more than 60, otherwise 5,000"),
        (call("if", OLD, 1), "1 bila “Umur” lebih dari 60", "1 if “Umur” is more than 60"),
        (call("age_years", BORN), "umur hari ini dalam tahun menurut “Tanggal lahir”",
         "the age today in years by “Tanggal lahir”"),
        (call("round", AGE, 1), "“Umur” dibulatkan sampai 1 desimal", "“Umur” rounded to 1 decimals"),
        (call("gt", call("multiply", AGE, 2), 5), "(“Umur” dikali 2) lebih dari 5", "(“Umur” times 2) is more than 5"),
        ({"f": "lokasi.kecamatan"}, "“Lokasi” (kecamatan)", "“Lokasi” (kecamatan)"),
        ({"f": "profile.region.desa"}, "wilayah di profil (desa)", "the region in the profile (desa)"),
        ({"f": "profile.nik"}, "NIK di profil", "the NIK in the profile"),
        ({"f": "tidak_ada.luas"}, "tidak_ada.luas", "tidak_ada.luas"),
        (call("eq", AGE, None), "“Umur” adalah kosong", "“Umur” is empty"),
        (call("eq", AGE, ""), "“Umur” adalah “”", "“Umur” is “”"),
        (call("in", AGE, []), "“Umur” salah satu dari kosong", "“Umur” is one of empty"),
    ],
)  # fmt: skip
def test_a_condition_reads_as_people_would_say_it(condition: Any, indonesian: str, english: str) -> None:
    assert read(condition) == indonesian
    assert read(condition, "en") == english


def test_and_inside_or_stands_in_brackets_but_not_inside_itself() -> None:
    both, young = call("and", OLD, call("eq", YES, True)), call("lt", AGE, 5)
    assert (
        read(call("or", both, young))
        == "(“Umur” lebih dari 60 dan “Anda setuju?” dijawab ya) atau “Umur” kurang dari 5"
    )
    assert read(call("and", both, young)).count("(") == 0


def test_a_plain_true_or_false_is_always_or_never() -> None:
    assert (always(True, "id"), always(False, "en"), always(parse(OLD), "id")) == ("selalu", "never", None)


def test_a_plain_value_is_said_as_it_is() -> None:
    assert "5" in in_words(5, Names.of(DOCUMENT))


def test_fields_of_a_row_are_known_where_the_row_is_described() -> None:
    group = DOCUMENT.field("titik")
    names = Names.of(DOCUMENT, more=group.children())
    assert in_words(parse(call("filled", {"f": "luas"})), names) == "“Luas” diisi"


@few
@given(expressions())
def test_any_condition_can_be_said_without_a_gap(expression: Any) -> None:
    for language in ("id", "en"):
        text = in_words(parse(expression), Names.of(DOCUMENT, language))
        assert text
        assert text == text.strip()
