"""Template words every area may use: icons, Indonesian dates and numbers, masks."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from foundation import formats, icons

register = template.Library()
# The number of a request, such as SRG-DKC-2026-000123-7: a browser breaks a line after every hyphen of it.
NUMBER: Final = re.compile(r"\b[A-Z]{2,}-[A-Z]{2,}-\d{4}-\d{6,}-\w\b")


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """Draw a decorative icon; a word always stands beside it. Raises UnknownIcon."""
    cls = f"i {css}".strip()
    return format_html('<svg class="{}" aria-hidden="true"><use href="#i-{}"/></svg>', cls, icons.check(name))


class SpriteNode(template.Node):
    """Render the page, then add the symbols of the icons it turned out to use."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return the page followed by its own sprite."""
        html = self.nodelist.render(context)
        return mark_safe(html + icons.sprite_for(html))  # noqa: S308 (our own files)


@register.tag
def sprite(parser: Parser, token: Token) -> SpriteNode:
    """Wrap a whole body: {% sprite %}...{% endsprite %} appends the icons used inside."""
    nodelist = parser.parse(("endsprite",))
    parser.delete_first_token()
    return SpriteNode(nodelist)


@register.filter
def nomor_utuh(sentence: str) -> SafeString:
    """Keep the number of a request inside a sentence on one line."""
    held = NUMBER.sub(r'<span class="nb">\g<0></span>', conditional_escape(sentence))
    return mark_safe(held)  # noqa: S308 (escaped above; a number holds letters, digits and hyphens alone)


@register.filter
def tanggal(value: dt.date | dt.datetime | None) -> str:
    """Write 'Minggu, 22 November 2026'; nothing for no date."""
    return formats.long_date(value) if value else ""


@register.filter
def tanggal_saja(value: dt.date | dt.datetime | None) -> str:
    """Write '22 November 2026', for where the weekday does not matter."""
    return formats.long_date(value, weekday=False) if value else ""


@register.filter
def hari_pendek(value: dt.date | dt.datetime) -> str:
    """Write the weekday in three letters, 'Min'."""
    return formats.short_weekday(value)


@register.filter
def bulan_pendek(value: dt.date | dt.datetime) -> str:
    """Write the month in three letters, 'Nov'."""
    return formats.short_month(value)


@register.filter
def jam(value: dt.datetime | dt.time | None) -> str:
    """Write '10.32 WIB'; nothing for no time (midnight is a time)."""
    return "" if value is None else formats.clock_time(value)


@register.filter
def waktu(value: dt.datetime | None) -> str:
    """Write 'Minggu, 22 November 2026, 10.32 WIB'."""
    return formats.moment(value) if value else ""


@register.filter
def angka(value: float | Decimal | None, digits: int = 0) -> str:
    """Write '1.730.532', or with decimals '2,5'."""
    return "" if value is None else formats.number(value, digits=digits)


@register.filter
def rupiah(value: float | Decimal | None) -> str:
    """Write 'Rp25.000'."""
    return "" if value is None else formats.rupiah(value)


@register.filter
def ukuran(value: int | None) -> str:
    """Write a size in bytes as '1,2 MB'."""
    return "" if value is None else formats.file_size(value)


@register.filter
def samarkan_nik(value: str | None) -> str:
    """Write a NIK or KK as '3604 •••• •••• ••12'."""
    return formats.mask_nik(value) if value else ""


@register.filter
def samarkan_hp(value: str | None) -> str:
    """Write a phone number as '0812-••••-••90'."""
    return formats.mask_phone(value) if value else ""


@register.filter
def samarkan_surel(value: str | None) -> str:
    """Write an e-mail address as 'a•••@gmail.com'."""
    return formats.mask_email(value) if value else ""


@register.filter
def hp(value: str | None) -> str:
    """Write a stored phone number as '0812-3456-7890'."""
    return formats.phone(value) if value else ""
