"""The template words give what docs/frontend.md promises."""

import datetime as dt
from typing import Any

import pytest
from django.template import Context, Template

from foundation import icons

NOW = dt.datetime(2026, 11, 22, 3, 32, tzinfo=dt.UTC)


def render(source: str, **values: Any) -> str:
    return Template(source).render(Context(values))


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ v|tanggal }}", NOW, "Minggu, 22 November 2026"),
        ("{{ v|tanggal_saja }}", NOW, "22 November 2026"),
        ("{{ v|hari_pendek }}", NOW, "Min"),
        ("{{ v|jam }}", NOW, "10.32 WIB"),
        ("{{ v|jam }}", dt.time(0, 0), "00.00 WIB"),
        ("{{ v|waktu }}", NOW, "Minggu, 22 November 2026, 10.32 WIB"),
        ("{{ v|angka }}", 1730532, "1.730.532"),
        ("{{ v|angka }}", 0, "0"),
        ("{{ v|angka:1 }}", 2.5, "2,5"),
        ("{{ v|rupiah }}", 25000, "Rp25.000"),
        ("{{ v|rupiah }}", 0, "Rp0"),
        ("{{ v|ukuran }}", 1_200_000, "1,2 MB"),
        ("{{ v|samarkan_nik }}", "3604011005900012", "3604 •••• •••• ••12"),
        ("{{ v|samarkan_hp }}", "+6281234567890", "0812-••••-••90"),
        ("{{ v|samarkan_surel }}", "ani@gmail.com", "a•••@gmail.com"),
        ("{{ v|hp }}", "+6281234567890", "0812-3456-7890"),
        (
            "{{ v|nomor_utuh }}",
            "Permohonan SRG-DKC-2026-000123-7 <selesai>",
            'Permohonan <span class="nb">SRG-DKC-2026-000123-7</span> &lt;selesai&gt;',
        ),
        ("{{ v|nomor_utuh }}", "Ada kabar baru", "Ada kabar baru"),
    ],
)
def test_filters_write_indonesian(source: str, value: Any, expected: str) -> None:
    assert render(source, v=value) == expected


@pytest.mark.parametrize(
    "name",
    [
        "tanggal",
        "tanggal_saja",
        "jam",
        "waktu",
        "angka",
        "rupiah",
        "ukuran",
        "samarkan_nik",
        "samarkan_hp",
        "samarkan_surel",
        "hp",
    ],
)
def test_filters_write_nothing_for_nothing(name: str) -> None:
    assert render("{{ v|" + name + " }}", v=None) == ""


def test_an_icon_is_hidden_from_screen_readers() -> None:
    assert render('{% icon "clock" %}') == '<svg class="i" aria-hidden="true"><use href="#i-clock"/></svg>'


def test_an_icon_takes_a_second_class() -> None:
    assert 'class="i i-lg"' in render('{% icon "clock" "i-lg" %}')


def test_an_unknown_icon_is_refused() -> None:
    with pytest.raises(icons.UnknownIcon):
        render('{% icon "tidak-ada" %}')


def test_the_sprite_holds_each_used_icon_once_and_no_other() -> None:
    html = render('{% sprite %}{% icon "clock" %}{% icon "check" %}{% icon "clock" %}{% endsprite %}')
    assert html.count('<symbol id="i-clock"') == 1
    assert html.count("<symbol") == 2


def test_the_sprite_finds_icons_of_parts_rendered_elsewhere() -> None:
    inner = render('{% icon "user" %}')
    html = render("{% sprite %}{{ inner }}{% endsprite %}", inner=inner)
    assert '<symbol id="i-user"' in html


def test_text_that_only_looks_like_an_icon_adds_nothing() -> None:
    html = render("{% sprite %}{{ text }}{% endsprite %}", text='<use href="#i-user"/>')
    assert "<symbol" not in html


def test_a_page_without_icons_has_no_sprite() -> None:
    assert render("{% sprite %}<p>a</p>{% endsprite %}") == "<p>a</p>"


def test_every_symbol_draws_on_the_same_grid() -> None:
    for name, symbol in icons.symbols().items():
        assert f'<symbol id="i-{name}" viewBox="0 0 24 24">' in symbol
