"""Lines and paragraphs."""

import unicodedata
from typing import Any

import pytest

from services.definition.problems import FieldProblem, ProblemCode
from tests.services.definition.helpers import clean, shown

TIDY = [
    ("  Satu   dua  ", "Satu dua"),
    ("Satu\ndua\ttiga", "Satu dua tiga"),
    ("\u00a0Satu\u2003dua", "Satu dua"),
    ("Sa\u200btu", "Satu"),
    ("\u202eutaS\u202c", "utaS"),
    ("\ufeffSatu", "Satu"),
    ("Sa\u00adtu", "Satu"),
    ("e\u0301", "é"),
    ("Rp 5 = 5 & <b>", "Rp 5 = 5 & <b>"),
    (5, "5"),
]


@pytest.mark.parametrize(("raw", "kept"), TIDY)
def test_a_line_is_kept_tidy(raw: object, kept: str) -> None:
    assert clean("short_text", raw) == kept


@pytest.mark.parametrize("raw", ["a\x00b", "a\x07b", "a\x1b[31m", "\ud800", "a\udfff", "\uffff", "a\x7f"])
@pytest.mark.parametrize("kind", ["short_text", "long_text", "name", "reference", "email"])
def test_characters_that_break_databases_and_papers_are_refused(kind: str, raw: str) -> None:
    keywords: dict[str, Any] = {"list": "daftar"} if kind == "reference" else {}
    with pytest.raises(FieldProblem) as caught:
        clean(kind, raw, **keywords)
    assert caught.value.code is ProblemCode.BAD_CHARACTERS


@pytest.mark.parametrize("raw", [True, 1.5, [], ["a"], {"a": "b"}, b"a", object(), 10**40])
def test_a_line_is_text(raw: object) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("short_text", raw)
    assert caught.value.code is ProblemCode.WRONG_SHAPE


def test_a_line_at_the_limit_passes_and_one_longer_does_not() -> None:
    assert clean("short_text", "a" * 20, max_length=20) == "a" * 20
    with pytest.raises(FieldProblem) as caught:
        clean("short_text", "a" * 21, max_length=20)
    assert caught.value.code is ProblemCode.TOO_LONG
    assert caught.value.params == {"limit": 20}


def test_the_limit_counts_what_is_kept_not_what_was_sent() -> None:
    assert clean("short_text", " " * 500 + "a", max_length=1) == "a"
    assert clean("short_text", "e\u0301" * 20, max_length=20) == "é" * 20


@pytest.mark.parametrize("kind", ["short_text", "long_text", "name", "email", "phone", "nik", "money", "date"])
def test_a_million_characters_are_refused(kind: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean(kind, "1" * 1_000_000)
    assert caught.value.code is ProblemCode.TOO_LONG


def test_a_line_may_have_to_have_a_length() -> None:
    assert clean("short_text", "abcde", min_length=5) == "abcde"
    with pytest.raises(FieldProblem) as caught:
        clean("short_text", "abc", min_length=5)
    assert caught.value.code is ProblemCode.TOO_SHORT
    assert caught.value.params == {"limit": 5}


def test_a_number_code_is_digits_of_one_length() -> None:
    assert clean("short_text", "0001 2345-67.890", digits=13) == "0001234567890"
    with pytest.raises(FieldProblem) as caught:
        clean("short_text", "123", digits=13)
    assert caught.value.code is ProblemCode.WRONG_LENGTH
    assert caught.value.params == {"digits": 13}


def test_paragraphs_keep_their_lines() -> None:
    raw = "Satu  dua \r\n\r\n\r\n\r\n tiga\u2028empat\r"
    assert clean("long_text", raw) == "Satu dua\n\ntiga\nempat"


def test_a_family_of_emoji_survives_in_an_account_but_direction_marks_do_not() -> None:
    family = "👩\u200d👧"
    assert clean("long_text", f"{family}\u202ex") == f"{family}x"


def test_a_long_text_has_a_limit_too() -> None:
    assert len(clean("long_text", "a" * 4000)) == 4000
    with pytest.raises(FieldProblem) as caught:
        clean("long_text", "a" * 4001)
    assert caught.value.params == {"limit": 4000}
    with pytest.raises(FieldProblem) as caught:
        clean("long_text", "a", min_length=10)
    assert caught.value.code is ProblemCode.TOO_SHORT


def test_what_is_kept_is_in_one_unicode_form() -> None:
    for raw in ("ﬁ", "Å", "A\u030a", "क़", "가", "\u1100\u1161"):
        kept = clean("short_text", raw)
        assert unicodedata.is_normalized("NFC", kept)


NAMES = [
    ("Siti", "Siti"),
    ("siti AMINAH", "siti AMINAH"),
    ("H. Ma'mun Al-Ikhlas, S.Pd.", "H. Ma'mun Al-Ikhlas, S.Pd."),
    ("Ma\u2019mun", "Ma'mun"),
    ("Al\u2013Fatih", "Al-Fatih"),
    ("Nguyễn Thị Ánh", "Nguyễn Thị Ánh"),
    ("محمد", "محمد"),
    ("Si\u200bti", "Siti"),
    ("  Siti   Aminah ", "Siti Aminah"),
    ("I", "I"),
]


@pytest.mark.parametrize(("raw", "kept"), NAMES)
def test_a_name_is_kept_as_people_write_it(raw: str, kept: str) -> None:
    assert clean("name", raw) == kept


@pytest.mark.parametrize("raw", ["Siti2", "Siti_", "<Siti>", "Siti; DROP", "...", "-", "'", "12", "Siti😀", "a@b", "٣"])
def test_a_name_has_letters_and_little_else(raw: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("name", raw)
    assert caught.value.code is ProblemCode.NAME_CHARACTERS


def test_a_name_has_a_hundred_characters_at_most() -> None:
    assert clean("name", "a" * 100)
    with pytest.raises(FieldProblem) as caught:
        clean("name", "a" * 101)
    assert caught.value.code is ProblemCode.TOO_LONG


EMAILS = [
    ("warga@contoh.test", "warga@contoh.test"),
    (" Warga.Satu+kk@Contoh.TEST ", "Warga.Satu+kk@contoh.test"),
    ("a@b.co.id.", "a@b.co.id"),
    ("a_b@sub.kab-serang.go.id", "a_b@sub.kab-serang.go.id"),
]


@pytest.mark.parametrize(("raw", "kept"), EMAILS)
def test_an_address_is_kept_with_a_small_domain(raw: str, kept: str) -> None:
    assert clean("email", raw) == kept


NO_ADDRESSES = [
    *("warga", "@contoh.test", "a@b", "a@b.c", "a b@c", "a@@b.id", ".a@b.id", "a..b@c.id", "a@-b.id", "a@b-.id"),
    *("a@b..id", "a" * 65 + "@b.id", "a@" + "b" * 64 + ".id", "å@b.id", "a@b.id<script>", "a@b.id,c@d.id"),
    *("a@[127.0.0.1]", "warga contoh.test"),
]


@pytest.mark.parametrize("raw", NO_ADDRESSES)
def test_what_cannot_be_an_address_is_refused(raw: str) -> None:
    with pytest.raises(FieldProblem) as caught:
        clean("email", raw)
    assert caught.value.code is ProblemCode.NOT_AN_EMAIL


def test_a_reference_must_be_in_its_list() -> None:
    from services.definition.fields import Lookups

    class Kbli(Lookups):
        def reference_label(self, list_name: str, value: str) -> str | None:
            return {"56101": "Restoran"}.get(value) if list_name == "kbli" else None

    assert clean("reference", " 56101 ", list="kbli", lookups=Kbli()) == "56101"
    with pytest.raises(FieldProblem) as caught:
        clean("reference", "99999", list="kbli", lookups=Kbli())
    assert caught.value.code is ProblemCode.UNKNOWN_REFERENCE
    assert shown("reference", "56101", list="kbli") == "56101"
