"""Regions, addresses and points."""

from typing import Any

import pytest

from services.definition.fields import Lookups, View, show
from services.definition.problems import FieldProblem, ProblemCode
from tests.services.definition.helpers import clean, field, shown

NAMES = {"36.04.05": "Ciruas", "36.04.05.2001": "Citerep", "36.04.06": "Kramatwatu", "36.04.06.2001": "Harjatani"}


class Serang(Lookups):
    """Know two kecamatan with one desa each."""

    def region_name(self, code: str) -> str | None:
        """Return the name."""
        return NAMES.get(code)


WHOLE = {"kecamatan": "36.04.05", "desa": "36.04.05.2001"}
READ: list[tuple[Any, dict[str, Any], dict[str, str]]] = [
    (WHOLE, {}, WHOLE),
    ({"desa": "36.04.05.2001"}, {}, WHOLE),
    ("36.04.05.2001", {}, WHOLE),
    ({"kecamatan": " 36.04.05 ", "desa": " 36.04.05.2001 "}, {}, WHOLE),
    ({"kecamatan": "36.04.05"}, {"level": "kecamatan"}, {"kecamatan": "36.04.05"}),
    ("36.04.05", {"level": "kecamatan"}, {"kecamatan": "36.04.05"}),
    (WHOLE, {"level": "kecamatan"}, {"kecamatan": "36.04.05"}),
    ({**WHOLE, "provinsi": "36"}, {}, WHOLE),
]


@pytest.mark.parametrize(("raw", "keywords", "kept"), READ, ids=repr)
def test_a_region_is_kept_as_official_codes(raw: Any, keywords: dict[str, Any], kept: dict[str, str]) -> None:
    assert clean("region", raw, lookups=Serang(), **keywords) == kept


REFUSED: list[tuple[Any, dict[str, Any], ProblemCode, str]] = [
    ({"kecamatan": "36.04.06", "desa": "36.04.05.2001"}, {}, ProblemCode.DESA_OUTSIDE, "desa"),
    ({"kecamatan": "36.04.05", "desa": "36.04.05.2999"}, {}, ProblemCode.UNKNOWN_REGION, "desa"),
    ({"kecamatan": "36.04.99", "desa": "36.04.05.2001"}, {}, ProblemCode.UNKNOWN_REGION, "kecamatan"),
    ({"kecamatan": "36.04.05"}, {}, ProblemCode.PART_REQUIRED, "desa"),
    ({"kecamatan": "", "desa": ""}, {"level": "kecamatan"}, ProblemCode.PART_REQUIRED, "kecamatan"),
    ({"kecamatan": "Ciruas"}, {"level": "kecamatan"}, ProblemCode.UNKNOWN_REGION, "kecamatan"),
    ({"desa": "3604052001"}, {}, ProblemCode.UNKNOWN_REGION, "desa"),
    ({"desa": ["36.04.05.2001"]}, {}, ProblemCode.UNKNOWN_REGION, "desa"),
    ({"desa": "٣٦.04.05.2001"}, {}, ProblemCode.UNKNOWN_REGION, "desa"),
    (["36.04.05"], {}, ProblemCode.WRONG_SHAPE, ""),
    (5, {}, ProblemCode.WRONG_SHAPE, ""),
]


@pytest.mark.parametrize(("raw", "keywords", "code", "part"), REFUSED, ids=repr)
def test_a_region_that_is_not_ours_says_which_part(
    raw: Any, keywords: dict[str, Any], code: ProblemCode, part: str
) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("region", raw, lookups=Serang(), **keywords)
    assert (caught.value.code, caught.value.part) == (code, part)


def test_a_region_is_shown_by_its_names_smallest_first() -> None:
    assert show(WHOLE, field("region"), View(lookups=Serang())) == "Citerep, Ciruas"
    assert shown("region", WHOLE) == "36.04.05.2001, 36.04.05"


ADDRESS = {"kampung": "Kp. Baru", "rt": "1", "rw": "02", "desa": "36.04.05.2001", "kecamatan": "36.04.05"}


def test_an_address_keeps_zeros_and_drops_what_is_empty() -> None:
    raw = {**ADDRESS, "jalan": "  ", "kodepos": "42182", "patokan": "dekat mushola", "negara": "ID"}
    assert clean("address", raw, lookups=Serang()) == {
        "kampung": "Kp. Baru",
        "rt": "001",
        "rw": "002",
        "desa": "36.04.05.2001",
        "kecamatan": "36.04.05",
        "kodepos": "42182",
        "patokan": "dekat mushola",
    }


BAD: list[tuple[dict[str, Any], ProblemCode, str]] = [
    ({"rt": "1000"}, ProblemCode.NOT_DIGITS, "rt"),
    ({"rw": "dua"}, ProblemCode.NOT_DIGITS, "rw"),
    ({"kodepos": "0123"}, ProblemCode.NOT_A_POSTCODE, "kodepos"),
    ({"kodepos": "01234"}, ProblemCode.NOT_A_POSTCODE, "kodepos"),
    ({"kampung": ""}, ProblemCode.PART_REQUIRED, "kampung"),
    ({"desa": ""}, ProblemCode.PART_REQUIRED, "desa"),
    ({"desa": "", "kecamatan": ""}, ProblemCode.PART_REQUIRED, "kecamatan"),
    ({"desa": "36.04.06.2001"}, ProblemCode.DESA_OUTSIDE, "desa"),
    ({"jalan": "x" * 201}, ProblemCode.TOO_LONG, "jalan"),
    ({"jalan": "a\x00"}, ProblemCode.BAD_CHARACTERS, "jalan"),
    ({"jalan": ["Jl."]}, ProblemCode.WRONG_SHAPE, "jalan"),
]


@pytest.mark.parametrize(("change", "code", "part"), BAD, ids=repr)
def test_a_wrong_piece_of_an_address_is_named(change: dict[str, Any], code: ProblemCode, part: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("address", {**ADDRESS, **change}, lookups=Serang())
    assert (caught.value.code, caught.value.part) == (code, part)


def test_an_address_elsewhere_needs_no_desa() -> None:
    assert clean("address", {"jalan": "Jl. Merdeka 1, Bandung"}, inside=False) == {"jalan": "Jl. Merdeka 1, Bandung"}
    with pytest.raises(FieldProblem):
        clean("address", {"jalan": "Jl. Merdeka 1, Bandung"})
    with pytest.raises(FieldProblem):
        clean("address", "Jl. Merdeka 1")


def test_an_address_is_shown_on_one_line() -> None:
    value = clean("address", {**ADDRESS, "kodepos": "42182", "patokan": "dekat mushola"}, lookups=Serang())
    text = show(value, field("address"), View(lookups=Serang()))
    assert text == "Kp. Baru, 001/002, Citerep, Ciruas, 42182, (dekat mushola)"


POINTS: list[tuple[Any, dict[str, float]]] = [
    ({"lat": -6.12, "lng": 106.15}, {"lat": -6.12, "lng": 106.15}),
    ({"lat": "-6,12", "lng": "106,15"}, {"lat": -6.12, "lng": 106.15}),
    ({"lat": "\u22126.12", "lng": "106.15"}, {"lat": -6.12, "lng": 106.15}),
    ("-6.12, 106.15", {"lat": -6.12, "lng": 106.15}),
    ("-6.12,106.15", {"lat": -6.12, "lng": 106.15}),
    ({"lat": -6.123456789, "lng": 106.1}, {"lat": -6.123457, "lng": 106.1}),
    ({"lat": -6, "lng": 106, "accuracy": "12.4"}, {"lat": -6.0, "lng": 106.0, "accuracy": 12.0}),
]


@pytest.mark.parametrize(("raw", "kept"), POINTS, ids=repr)
def test_a_point_is_kept_in_degrees(raw: Any, kept: dict[str, float]) -> None:
    assert clean("coordinate", raw) == kept


NO_POINTS: list[Any] = [
    *({"lat": 91, "lng": 106}, {"lat": "x", "lng": 106}, {"lat": -6}, {"lat": float("nan"), "lng": 106}, "x", "-6.12"),
    *({"lat": True, "lng": 106}, {"lat": "1_0", "lng": 106}, {"lat": "-٦", "lng": 106}, {"lat": 0, "lng": 0}, [], 5),
    *({"lat": 48.2, "lng": 16.4}, {"lat": -6, "lng": 106, "accuracy": "jauh"}),
]


@pytest.mark.parametrize("raw", NO_POINTS, ids=repr)
def test_a_point_outside_the_country_or_the_globe_is_refused(raw: Any) -> None:
    with pytest.raises(FieldProblem):
        clean("coordinate", raw)


def test_a_service_may_draw_its_own_bounds() -> None:
    serang = (-6.5, 105.9, -5.8, 106.5)
    assert clean("coordinate", {"lat": -6.1, "lng": 106.1}, within=serang)
    with pytest.raises(FieldProblem) as caught:
        clean("coordinate", {"lat": -7.0, "lng": 110.0}, within=serang)
    assert caught.value.code is ProblemCode.OUTSIDE_AREA
    assert shown("coordinate", {"lat": -6.12, "lng": 106.15}) == "-6.12, 106.15"
