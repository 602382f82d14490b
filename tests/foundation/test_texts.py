"""Text for everybody is plain, hides nothing, and leads nowhere it should not."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from foundation import texts


@pytest.mark.parametrize(
    "text",
    [
        "Posyandu di Jl.Raya Serang, RT.01/RW.02, dll.dan seterusnya",
        "Sosialisasi bahaya judi online dan judi daring",
        "Lihat https://dinkes.serangkab.go.id/jadwal?x=1 atau www.serangkab.go.id.",
        "Situs sekolah: sdn1.sch.id; kampus untirta.ac.id; desa ciruas.desa.id",
        "Surel dinkes@gmail.com, telepon 0254-200000",
        "Usia 5 < 10 tahun, 3 > 2, a<b",
        "Rapat Zoom: https://us02web.zoom.us/j/123",
        "Baris satu\nBaris dua\tdengan tab",
        "Pukul 08.00-10.00 WIB. Slot pendaftaran 20 orang",
        "Pak Toto dan Bu Rtp di aula",
    ],
)
def test_what_offices_really_write_is_taken(text: str) -> None:
    texts.public_text(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<script>alert(1)</script>", "markup"),
        ("<b>tebal</b>", "markup"),
        ("</p>", "markup"),
        ("<!-- x -->", "markup"),
        ("Daftar di https://bit.ly/x", "link"),
        ("Kunjungi slot-hoki.com sekarang", "link"),
        ("Kunjungi SLOT-HOKI.XYZ", "link"),
        ("www.contoh.org", "link"),
        ("http://10.0.0.1/x", "link"),
        ("https://serangkab.go.id.jahat.com/", "link"),
        ("https://serangkab.go.id@jahat.com/", "link"),
        ("https://jahatgo.id/", "link"),
        ("ｈｔｔｐｓ：／／ｊａｈａｔ．ｃｏｍ", "link"),
        ("javascript://x%0aalert(1)", "link"),
        ("Main slot gacor malam ini", "gambling"),
        ("S L O T gacor", "gambling"),
        ("g4c0r", "gambling"),
        ("GACOR", "gambling"),
        ("ga\u200bcor", "hidden"),
        ("Rapat\u202egnp.exe", "hidden"),
        ("nol\x00", "hidden"),
        ("lonceng\x07", "hidden"),
    ],
)
def test_what_should_not_reach_everybody_is_refused(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        texts.public_text(text)
    assert refused.value.code == code


def test_the_refusal_names_the_link_or_word_at_fault() -> None:
    with pytest.raises(ValidationError, match=r"slot-hoki\.com"):
        texts.public_text("Kunjungi slot-hoki.com")
    with pytest.raises(ValidationError, match="gacor"):
        texts.public_text("gacor")


@pytest.mark.parametrize("end", ["\n", "\r", "\u2028", "\u2029", "\x85", "\x0b", "\x0c"], ids=ascii)
def test_a_title_has_one_line(end: str) -> None:
    with pytest.raises(ValidationError):
        texts.one_line(f"Rapat{end}BEGIN:VEVENT")
    texts.one_line("Rapat")
