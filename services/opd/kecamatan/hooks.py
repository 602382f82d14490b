"""Check what a condition cannot say: working days need the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from services.requests.deadlines import calendar_for
from services.requests.hooks import HookProblem

# PMA 30/2024: who registers at least this many working days before the akad needs no letter of the camat.
NOTICE_DAYS: Final = 10


def check_akad(answers: dict[str, Any], facts: dict[str, Any]) -> list[HookProblem]:
    """Refuse an akad 10 or more working days after the day of filing; all offices' common calendar counts."""
    akad, filed = answers.get("tgl_akad"), facts.get("filed_on") or facts.get("today")
    if not akad or not filed:
        return []
    left = calendar_for("").count(date.fromisoformat(filed), date.fromisoformat(akad))
    if left < NOTICE_DAYS:
        return []
    sentence = _("Akad masih %(days)s hari kerja lagi. Daftarkan langsung ke KUA; surat camat tidak diperlukan.")
    return [HookProblem("tgl_akad", sentence % {"days": left})]
