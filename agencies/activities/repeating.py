"""Turn the few ways in which nearly everything repeats into rules, and back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from agencies.activities import rules


class Repeats(models.TextChoices):
    """Name the ways to repeat that the panel offers; whatever else there is, is typed as a rule."""

    ONCE = "", _("Tidak berulang")
    DAILY = "daily", _("Setiap hari")
    WEEKLY = "weekly", _("Setiap minggu")
    FORTNIGHTLY = "fortnightly", _("Setiap dua minggu")
    MONTHLY_DATE = "monthly_date", _("Setiap bulan, tanggal yang sama")
    MONTHLY_DAY = "monthly_day", _("Setiap bulan, hari yang sama (misalnya Selasa kedua)")
    YEARLY = "yearly", _("Setiap tahun")
    OTHER = "other", _("Aturan lain (RFC 5545)")


_PARTS: Final[dict[str, dict[str, str]]] = {
    Repeats.DAILY: {"FREQ": "DAILY"},
    Repeats.WEEKLY: {"FREQ": "WEEKLY"},
    Repeats.FORTNIGHTLY: {"FREQ": "WEEKLY", "INTERVAL": "2"},
    Repeats.MONTHLY_DATE: {"FREQ": "MONTHLY"},
    Repeats.MONTHLY_DAY: {"FREQ": "MONTHLY"},
    Repeats.YEARLY: {"FREQ": "YEARLY"},
}
WEEKS: Final = (Repeats.WEEKLY, Repeats.FORTNIGHTLY)


def rule_of(repeats: str, first_day: dt.date, weekdays: Sequence[str], until: dt.date) -> str:
    """Return the rule of one of the ways offered."""
    parts = {**_PARTS[repeats], "UNTIL": f"{until:%Y%m%d}"}
    if repeats in WEEKS:
        days = weekdays or [rules.DAYS[first_day.weekday()]]
        parts["BYDAY"] = ",".join(sorted(days, key=rules.DAYS.index))
    if repeats == Repeats.MONTHLY_DAY:
        parts["BYDAY"] = _nth(first_day)
    return rules.write(parts)


def read(rule: str, first_day: dt.date) -> tuple[str, list[str], dt.date | None]:
    """Return the way offered that makes a rule, its weekdays and its end; another rule is OTHER."""
    if not rule:
        return Repeats.ONCE, [], None
    parts = rules.read(rule)
    if "UNTIL" in parts:
        until = dt.datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date()
        weekdays = parts.get("BYDAY", "").split(",") if parts["FREQ"] == "WEEKLY" else []
        for repeats in _PARTS:
            if rule_of(repeats, first_day, weekdays, until) == rule:
                return repeats, weekdays, until
    return Repeats.OTHER, [], None


def _nth(day: dt.date) -> str:
    """Return '2TU' for a second Tuesday; a fifth is the last one, because most months have no fifth."""
    place = (day.day - 1) // 7 + 1
    return f"{place if place < 5 else -1}{rules.DAYS[day.weekday()]}"
