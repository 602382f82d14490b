"""Numbers of people, families, businesses, properties, schools and telephones."""

from datetime import date
from typing import Any

import pytest

from services.definition.fields import Context, Lookups, mask, type_of
from services.definition.fields.nik_number import parse_nik
from services.definition.problems import FieldProblem, ProblemCode
from tests.services.definition.helpers import FACTS, clean, field, load_json, shown

VECTORS: list[dict[str, Any]] = load_json("nik.json")["vectors"]
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("vector", [v for v in VECTORS if v["valid"]], ids=lambda v: v["catatan"] or v["nik"])
def test_a_valid_nik_is_kept_and_says_what_it_can(vector: dict[str, Any]) -> None:
    assert clean("nik", vector["nik"]) == vector["nik"]
    parts = parse_nik(vector["nik"], TODAY)
    assert parts.birth.isoformat() == vector["lahir"]
    assert parts.gender == vector["jk"]
    assert parts.kecamatan == vector["nik"][:6]
    assert parts.regency == vector["nik"][:4]
    assert parts.province == vector["nik"][:2]
    assert parts.serial == vector["nik"][12:]


@pytest.mark.parametrize("vector", [v for v in VECTORS if not v["valid"]], ids=lambda v: v["catatan"])
def test_what_cannot_be_a_nik_is_refused(vector: dict[str, Any]) -> None:
    with pytest.raises(FieldProblem):
        clean("nik", vector["nik"])


CODES = [
    ("360405410490000", ProblemCode.WRONG_LENGTH),
    ("36040541049000011", ProblemCode.WRONG_LENGTH),
    ("36040541049000O1", ProblemCode.NOT_DIGITS),
    ("٣٦٠٤٠٥٤١٠٤٩٠٠٠٠١", ProblemCode.NOT_DIGITS),
    ("3604050004900001", ProblemCode.NIK_BIRTH_DATE),
    ("3604053204900001", ProblemCode.NIK_BIRTH_DATE),
    ("3604057204900001", ProblemCode.NIK_BIRTH_DATE),
    ("3604053102900001", ProblemCode.NIK_BIRTH_DATE),
    ("3604050100900001", ProblemCode.NIK_BIRTH_DATE),
    ("3604050104900000", ProblemCode.NIK_SERIAL),
    ("0004050104900001", ProblemCode.NIK_REGION),
    ("3600050104900001", ProblemCode.NIK_REGION),
    ("3604000104900001", ProblemCode.NIK_REGION),
    (["3604054104900001"], ProblemCode.WRONG_SHAPE),
]


@pytest.mark.parametrize(("raw", "code"), CODES)
def test_a_refused_nik_says_what_to_look_at(raw: object, code: ProblemCode) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("nik", raw)
    assert caught.value.code is code


@pytest.mark.parametrize("raw", ["3604 0541 0490 0001", "360405.410490.0001", "3604-0541-0490-0001", 3604054104900001])
def test_spaces_dots_and_dashes_in_a_nik_are_forgiven(raw: object) -> None:
    assert clean("nik", raw) == "3604054104900001"


def test_a_leap_day_fits_only_the_century_that_has_it() -> None:
    assert parse_nik("3604052902001234", TODAY).birth == date(2000, 2, 29)
    with pytest.raises(FieldProblem):
        parse_nik("3604052902991234", TODAY)


def test_a_birth_of_tomorrow_belongs_to_the_last_century() -> None:
    assert parse_nik("3604052311260001", TODAY).birth == date(1926, 11, 23)
    assert parse_nik("3604052211260001", TODAY).birth == TODAY


def test_an_old_kecamatan_code_only_warns() -> None:
    class Today(Lookups):
        def nik_region_known(self, code: str) -> bool:
            return code == "360405"

    one = field("nik")
    context = Context.of(FACTS, Today())
    assert type_of(one).clean("3604994104900001", one, context) == "3604994104900001"
    assert context.warnings == [(ProblemCode.NIK_UNKNOWN_REGION, {"region": "360499"})]
    known = Context.of(FACTS, Today())
    type_of(one).clean("3604054104900001", one, known)
    assert known.warnings == []


def test_a_nik_is_shown_in_fours_and_masked_by_birth_date_and_serial() -> None:
    assert shown("nik", "3604054104900012") == "3604 0541 0490 0012"
    assert mask("3604054104900012", field("nik")) == "3604 •••• •••• ••12"
    assert mask("3604054104900012", field("kk")) == "3604 •••• •••• ••12"


def test_a_family_card_is_sixteen_digits_with_a_region() -> None:
    assert clean("kk", "3604 0501 0120 0001") == "3604050101200001"
    assert shown("kk", "3604050101200001") == "3604 0501 0120 0001"
    with pytest.raises(FieldProblem) as caught:
        clean("kk", "0000000000000000")
    assert caught.value.code is ProblemCode.NIK_REGION


DIGITS = [
    ("nib", "9120 0012 34567", "9120001234567", 13),
    ("npsn", "20604001", "20604001", 8),
    ("nop", "36.04.010.001.002-0003.0", "360401000100200030", 18),
]


@pytest.mark.parametrize(("kind", "raw", "kept", "count"), DIGITS)
def test_other_numbers_have_their_length(kind: str, raw: str, kept: str, count: int) -> None:
    assert clean(kind, raw) == kept
    with pytest.raises(FieldProblem) as caught:
        clean(kind, kept[:-1])
    assert caught.value.params == {"digits": count}
    with pytest.raises(FieldProblem) as caught:
        clean(kind, "A" + kept[1:])
    assert caught.value.code is ProblemCode.NOT_DIGITS


def test_a_property_number_is_shown_as_on_the_tax_bill() -> None:
    assert shown("nop", "360401000100200030") == "36.04.010.001.002.0003.0"


PHONES = [
    ("0812-3456-7890", "+6281234567890"),
    ("081234567890", "+6281234567890"),
    ("62812 3456 7890", "+6281234567890"),
    ("+62 812-3456-7890", "+6281234567890"),
    ("0812.3456.7890", "+6281234567890"),
    ("(0254) 200123", "+62254200123"),
    ("0254-200123", "+62254200123"),
    ("+60 12-345 6789", "+60123456789"),
    ("\u200b0812 3456 7890", "+6281234567890"),
]


@pytest.mark.parametrize(("raw", "kept"), PHONES)
def test_one_telephone_has_one_form(raw: str, kept: str) -> None:
    assert clean("phone", raw) == kept


@pytest.mark.parametrize(
    "raw", ["0812", "12", "telepon", "0812-3456-7890 ext 5", "+999123", "0812345678901234567", "++62812", "081２", "62"]
)
def test_what_nobody_can_call_is_refused(raw: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("phone", raw)
    assert caught.value.code is ProblemCode.NOT_A_PHONE


def test_where_messages_must_arrive_a_landline_is_refused() -> None:
    assert clean("phone", "0812 3456 7890", mobile=True) == "+6281234567890"
    with pytest.raises(FieldProblem) as caught:
        clean("phone", "0254-200123", mobile=True)
    assert caught.value.code is ProblemCode.NOT_A_MOBILE


def test_a_telephone_is_shown_with_dashes_and_masked_in_the_middle() -> None:
    assert shown("phone", "+6281234567890") == "0812-3456-7890"
    assert shown("phone", "+60123456789") == "+60123456789"
    assert mask("+6281234567890", field("phone")) == "0812-••••-••90"
    assert mask("warga@contoh.test", field("email")) == "w•••@contoh.test"
    assert mask("Siti Aminah", field("name")) == "S••• A•••"
