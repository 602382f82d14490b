"""Text of every script and none: numbers, names, addresses and dates get one form or are refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.definition import answers
from services.definition.document import Document
from tests.services.definition.helpers import FACTS, asking
from tests.services.definition.strategies.counts import many

ADDRESS = ("kampung", "jalan", "rt", "rw", "kodepos", "desa", "patokan")
KINDS = ("nik", "kk", "nop", "phone", "name", "short_text", "long_text", "email", "date", "time", "money", "decimal")
SERVICE: Document = asking(*({"id": kind, "type": kind} for kind in (*KINDS, "address")))
# What people really write, to be spoiled below.
WRITTEN = (
    *("3604054104900001", "3604 0541 0490 0001", "3604-05.410490/0001", "0812 3456 7890", "+62 812-3456-7890"),
    *("(0254) 200123", "Siti Nur'aini", "H. Abdul, S.Pd.", "José d’Arc", "22/11/2026", "22-11-2026", "2026-11-22"),
    *("10.32 WIB", "Rp25.000,00", "2,5", "nama@contoh.id", "Kp. Baru RT 01", "36.04.05.2001", "42182", "001"),
)
# Marks that turn the direction, join, hide or vary; digits and letters that only look like ours; what no file keeps.
SPOILS = (
    *("\u202e", "\u202a", "\u2066", "\u200f", "\u061c", "\u200d", "\u200c", "\u200b", "\ufeff", "\u00ad", "\u2060"),
    *("\ufe0f", "\u0301", "\u0308", "\U000e0041", "\x00", "\x07", "\x1b", "\x7f", "\x85", "\u2028", "\n", "\r\n", "\t"),
    *(
        "\u00a0",
        "\u3000",
        "\ud800",
        "\udfff",
        "\ufffe",
        "\uffff",
        "１",
        "٣",
        "৩",
        "𝟑",
        "②",
        "Ⅷ",
        "½",
        "²",
        "а",
        "Ѕ",
        "ﬁ",
    ),
    *("İ", "ß", "\u1100\u1161", "👩\u200d👧", "’", "−", "–", "⁄", "％", "<b>", "{{ 7 }}", "%s", "\\", "'", '"'),
)


@st.composite
def spoiled(draw: st.DrawFn) -> str:
    """Draw something written, with up to four marks put into it, or any text at all, sometimes of a million letters."""
    text = draw(st.sampled_from(WRITTEN) | st.text(max_size=40))
    for mark in draw(st.lists(st.sampled_from(SPOILS), max_size=4)):
        place = draw(st.integers(0, len(text)))
        text = text[:place] + mark + text[place:]
    return text * 30_000 if draw(st.integers(0, 60)) == 0 else text


def clean(sent: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept; it must be JSON that a database takes."""
    kept = answers.clean(SERVICE, None, sent, FACTS).answers
    text = json.dumps(kept, ensure_ascii=False)
    text.encode()
    assert "\x00" not in json.loads(text)
    return kept


def one_text_has_one_form_in_every_field(text: str) -> None:
    """Write it into every field and clean it twice."""
    once = clean({**dict.fromkeys(KINDS, text), "address": {**dict.fromkeys(ADDRESS, "1"), "kampung": text}})
    assert clean(once) == once


@many
@given(text=spoiled())
def test_one_text_has_one_form_in_every_field(text: str) -> None:
    one_text_has_one_form_in_every_field(text)


@many
@given(parts=st.fixed_dictionaries({}, optional=dict.fromkeys(ADDRESS, spoiled())))
def test_an_address_has_one_form_too(parts: dict[str, str]) -> None:
    once = clean({"address": {"desa": "36.04.05.2001", "kampung": "Kp. Baru", **parts}})
    assert clean(once) == once


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["x" * 10**6, "1" * 10**6, "\u200b" * 10**6, "e\u0301" * 500_000, "\ud800" * 10**6])
def test_a_million_letters_are_refused(kind: str, text: str) -> None:
    assert clean({kind: text}) == {}


@pytest.mark.parametrize("digits", ["３６０４０５４１０４９００００１", "٣٦٠٤٠٥٤١٠٤٩٠٠٠٠١", "𝟑𝟔𝟎𝟒𝟎𝟓𝟒𝟏𝟎𝟒𝟗𝟎𝟎𝟎𝟎𝟏"])
def test_digits_of_other_scripts_are_no_number(digits: str) -> None:
    assert clean({"nik": digits, "phone": digits, "money": digits}) == {}
