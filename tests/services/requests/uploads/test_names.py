"""A file's name is shown to people and sent in a header, so it must be harmless in both."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from hypothesis import given
from hypothesis import strategies as st

from services.requests.uploads.names import MAX_NAME, display_name, disposition

NAMES = {
    "kk.jpeg": "kk.jpg",
    "Kartu Keluarga.JPG": "Kartu Keluarga.jpg",
    "../../etc/passwd": "passwd.jpg",
    "..\\..\\boot.ini": "boot.jpg",
    "..%2f..%2fetc": "%2f..%2fetc.jpg",
    "foto\x00.exe": "foto.jpg",
    "foto\u202egpj.exe": "fotogpj.jpg",
    "foto\r\nSet-Cookie: a=b": "fotoSet-Cookie: a=b.jpg",
    "....": "berkas.jpg",
    "   ": "berkas.jpg",
    "": "berkas.jpg",
    "cafe\u0301.png": "caf\u00e9.jpg",
    "\u0635\u0648\u0631\u0629.png": "\u0635\u0648\u0631\u0629.jpg",
    "foto 🙂.jpg": "foto 🙂.jpg",
    "CON.pdf": "CON.jpg",
    'a"b;c.jpg': 'a"b;c.jpg',
    "foto.pdf.exe": "foto.pdf.jpg",
}


@pytest.mark.parametrize(("sent", "shown"), NAMES.items())
def test_a_name_is_shown_without_tricks(sent: str, shown: str) -> None:
    assert display_name(sent, ".jpg") == shown


def test_a_name_of_300_letters_is_cut() -> None:
    assert display_name("n" * 300 + ".jpg", ".jpg") == "n" * (MAX_NAME - 4) + ".jpg"


def test_a_missing_name_becomes_a_word() -> None:
    assert display_name(None, ".pdf") == "berkas.pdf"


@given(st.text(max_size=400))
def test_any_name_gives_one_short_line_and_one_safe_header(sent: str) -> None:
    name = display_name(sent, ".pdf")
    assert len(name) <= MAX_NAME
    assert name.isprintable()
    assert "/" not in name
    assert "\\" not in name
    response = HttpResponse(headers={"Content-Disposition": disposition(name)})
    header = response["Content-Disposition"]
    assert header.isascii()
    assert header.startswith('attachment; filename="')
    assert header.count('"') == 2


def test_an_inline_picture_says_so_and_keeps_its_full_name() -> None:
    assert disposition("surat é.jpg", inline=True) == (
        "inline; filename=\"surat e.jpg\"; filename*=UTF-8''surat%20%C3%A9.jpg"
    )
