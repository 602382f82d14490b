"""How dates, numbers and personal identifiers look on screen; months and days in the language of the visit."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from django.utils.translation import get_language, gettext, gettext_noop, ngettext

from foundation import clock

DAYS: Final = (
    gettext_noop("Senin"),
    gettext_noop("Selasa"),
    gettext_noop("Rabu"),
    gettext_noop("Kamis"),
    gettext_noop("Jumat"),
    gettext_noop("Sabtu"),
    gettext_noop("Minggu"),
)
MONTHS: Final = (
    gettext_noop("Januari"),
    gettext_noop("Februari"),
    gettext_noop("Maret"),
    gettext_noop("April"),
    gettext_noop("Mei"),
    gettext_noop("Juni"),
    gettext_noop("Juli"),
    gettext_noop("Agustus"),
    gettext_noop("September"),
    gettext_noop("Oktober"),
    gettext_noop("November"),
    gettext_noop("Desember"),
)
DOT: Final = "•"
_UNITS: Final = (("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000))
_NOT_DIGITS: Final = re.compile(r"\D")


def local_date(value: dt.date | dt.datetime) -> dt.date:
    """Return the calendar day of a moment as people in Serang live it."""
    if isinstance(value, dt.datetime):
        return (clock.local(value) if value.tzinfo else value).date()
    return value


def long_date(value: dt.date | dt.datetime, *, weekday: bool = True) -> str:
    """Write a date as 'Minggu, 22 November 2026', or without its weekday."""
    day = local_date(value)
    text = f"{day.day} {gettext(MONTHS[day.month - 1])} {day.year}"
    return f"{gettext(DAYS[day.weekday()])}, {text}" if weekday else text


def short_weekday(value: dt.date | dt.datetime) -> str:
    """Write the weekday in three letters, 'Min'."""
    return gettext(DAYS[local_date(value).weekday()])[:3]


def short_month(value: dt.date | dt.datetime) -> str:
    """Write the month in three letters, 'Nov'."""
    return gettext(MONTHS[local_date(value).month - 1])[:3]


def clock_time(value: dt.datetime | dt.time) -> str:
    """Write a time of day as '10.32 WIB'; aware moments are moved to Jakarta first."""
    if isinstance(value, dt.datetime) and value.tzinfo:
        value = clock.local(value)
    return f"{value.hour:02d}.{value.minute:02d} WIB"


def moment(value: dt.datetime) -> str:
    """Write a moment as 'Minggu, 22 November 2026, 10.32 WIB'."""
    return f"{long_date(value)}, {clock_time(value)}"


def number(value: float | Decimal, *, digits: int = 0) -> str:
    """Write a number as '1.730.532', with a decimal comma when digits are asked; in English '1,730,532'."""
    text = f"{value:,.{digits}f}"
    return text if (get_language() or "").startswith("en") else text.translate(str.maketrans(",.", ".,"))


def short_number(value: float | Decimal, *, digits: int = 1) -> str:
    """Write a number with as many decimals as it needs, at most `digits`: '2,5' but '2'."""
    return number(value, digits=digits).rstrip("0").rstrip(",.")


def share(part: int, whole: int) -> str:
    """Write a share as '84,3 %': cut off after one decimal, for rounding up would flatter; needs a whole above zero."""
    return f"{number(Decimal(1000 * part // whole) / 10, digits=1)} %"


def rupiah(value: float | Decimal) -> str:
    """Write an amount in rupiah as 'Rp25.000', without a space and without sen."""
    sign = "-" if value < 0 else ""
    return f"{sign}Rp{number(-value if value < 0 else value)}"


def file_size(size: int) -> str:
    """Write a size in bytes as '1,2 MB' (decimal units, as phones show them)."""
    for unit, factor in _UNITS:
        if size >= factor:
            return f"{short_number(size / factor)} {unit}"
    return ngettext("{n} byte", "{n} byte", size).format(n=size)


def mask_nik(value: str) -> str:
    """Hide a NIK or KK but for its first four and last two digits: birth date and serial stay unseen."""
    digits = _NOT_DIGITS.sub("", value)
    if len(digits) != 16:
        return " ".join([DOT * 4] * 4)
    return f"{digits[:4]} {DOT * 4} {DOT * 4} {DOT * 2}{digits[-2:]}"


def phone(value: str) -> str:
    """Write a stored mobile number (+62812...) as '0812-3456-7890'."""
    digits = _national(value)
    return "-".join(part for part in (digits[:4], digits[4:8], digits[8:]) if part)


def mask_phone(value: str) -> str:
    """Hide a phone number but for its first four and last two digits."""
    digits = _national(value)
    if len(digits) < 9:
        return DOT * 4
    rest = DOT * (len(digits) - 10) + digits[-2:]
    return f"{digits[:4]}-{DOT * 4}-{rest}"


def mask_email(value: str) -> str:
    """Hide an e-mail address but for its first letter and its domain."""
    name, at, domain = value.partition("@")
    return f"{name[:1]}{DOT * 3}@{domain}" if at and name else DOT * 3


def _national(value: str) -> str:
    digits = _NOT_DIGITS.sub("", value)
    return f"0{digits[2:]}" if digits.startswith("62") else digits
