"""What was put on a page by somebody else is named, and what belongs there is not."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.opd.diskominfosatik.integrity.inspecting import Rules, inspect

RULES = Rules(frozenset({"portal.serangkab.go.id"}), "/static/", ("https://wa.me/?text=",), frozenset({"sumber.id"}))
OURS = (
    '<!doctype html><html lang="id"><head><link rel="stylesheet" href="/static/css/portal.css">'
    '<script type="module" src="/static/js/portal.js"></script>'
    '<script type="application/ld+json">{"url": "https://portal.serangkab.go.id/"}</script></head>'
    '<body><a href="#isi">Lewati</a><a href="/layanan/">Layanan</a><a href="?halaman=2">Lanjut</a>'
    '<a href="https://serangkab.go.id/">Kabupaten</a><a href="https://wa.me/?text=Kabar">Bagikan</a>'
    '<a href="mailto:dinas@serangkab.go.id">Surel</a><a href="tel:112">112</a>'
    '<img src="data:image/png;base64,iVBOR" srcset="/static/a.png 1x, /static/b.png 2x" alt="">'
    "<p>Waspada judi daring. Sumber: sumber.id. Jl.Raya Serang No.1, dll.dan lain-lain.</p></body></html>"
)


def found(injected: str) -> set[tuple[str, str]]:
    return inspect(OURS.replace("</body>", f"{injected}</body>"), RULES)


def test_a_page_of_ours_holds_nothing_foreign() -> None:
    assert inspect(OURS, RULES) == set()


@pytest.mark.parametrize(
    ("injected", "pair"),
    [
        ('<a href="https://judi.example/">a</a>', ("tautan", "judi.example")),
        ('<a href="//judi.example/">a</a>', ("tautan", "judi.example")),
        (r'<a href="/\judi.example/">a</a>', ("tautan", "judi.example")),
        ('<a href="ht\ntps://judi.example/">a</a>', ("tautan", "judi.example")),
        ('<a href="https://serangkab.go.id@judi.example/">a</a>', ("tautan", "judi.example")),
        ('<a href="https://serangkab.go.id.judi.example/">a</a>', ("tautan", "serangkab.go.id.judi.example")),
        ('<a href="https://sumber.id/">a</a>', ("tautan", "sumber.id")),  # may be cited, may not be led to
        ('<a href="https://wa.me/62812">a</a>', ("tautan", "wa.me")),
        ('<form action="https://judi.example/"></form>', ("tautan", "judi.example")),
        ('<img src="https://judi.example/x.png" alt="">', ("tautan", "judi.example")),
        ('<img srcset="/a.png 1x, https://judi.example/x.png 2x" alt="">', ("tautan", "judi.example")),
        (
            '<meta http-equiv="refresh" content="0;url=https://judi.example/">',
            ("tautan", "refresh 0;url=https://judi.example/"),
        ),
        ("<p>Daftar di judi-online.xyz sekarang</p>", ("tautan", "judi-online.xyz")),
        ('<script src="https://judi.example/x.js"></script>', ("skrip", "https://judi.example/x.js")),
        ('<script src="/media/x.js"></script>', ("skrip", "/media/x.js")),
        ("<script>alert(1)</script>", ("skrip", "<script>")),
        ('<a href="javascript:alert(1)">a</a>', ("skrip", "javascript:alert(1)")),
        ('<p onclick="alert(1)">a</p>', ("skrip", '<p onclick="alert(1)">')),
        ('<iframe src="https://judi.example/"></iframe>', ("bingkai", "<iframe> https://judi.example/")),
        ('<base href="https://judi.example/">', ("bingkai", "<base> https://judi.example/")),
        ('<div style="display:none">a</div>', ("tersembunyi", '<div style="display:none">')),
        ("<style>p{font-size:0}</style>", ("tersembunyi", "<style>")),
        ("<p>aman\u200b</p>", ("tersembunyi", "U+200B")),
        ("<p>Main G4COR</p>", ("judi", "gacor")),
        ("<p hidden>bonus new member</p>", ("judi", "bonus new member")),
    ],
)
def test_what_is_not_ours_is_named(injected: str, pair: tuple[str, str]) -> None:
    assert pair in found(injected)


def test_the_same_thing_twice_is_one_finding() -> None:
    assert len(found('<a href="https://judi.example/">a</a>' * 50)) == 1


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=200))
def test_no_page_is_so_broken_that_it_is_not_looked_at(text: str) -> None:
    assert ("tautan", "judi.example") in inspect(f'<a href="https://judi.example/">a</a>{text}', RULES)
    inspect(f'<a href="{text}">{text}</a><p {text}>', RULES)
