"""Read what an OPD sends about its initiatives and obligations; what is wrong comes back beside its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from services.opd.diskominfosatik.roadmap.actions import Claim, Refused, Report
from services.opd.diskominfosatik.roadmap.models import Standing, Status

DAYS: Final = ("expected", "finished")
PARTS: Final = ("tahun", "bulan", "hari")
REPORT: Final = ("status", "percent", "note", *(f"{day}-{part}" for day in DAYS for part in PARTS))
CLAIM: Final = ("standing", "evidence", "link", "note")
LONGEST: Final = 500


def typed(post: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return what was typed, at most as long as anything may be, without signs no database keeps."""
    return {name: post.get(name, "").replace("\x00", "").strip()[:LONGEST] for name in names}


def report(words: Mapping[str, str]) -> Report:
    """Return a report, or raise Refused."""
    problems = {}
    if words["status"] not in Status.values:
        problems["status"] = _("Pilih statusnya.")
    percent = words["percent"].removesuffix("%").strip()
    if not (percent.isascii() and percent.isdigit() and len(percent) < 4 and int(percent) <= 100):
        problems["percent"] = _("Isi bilangan bulat dari 0 sampai 100.")
    days: dict[str, dt.date | None] = dict.fromkeys(DAYS)
    for day in days:
        parts = [words[f"{day}-{part}"] for part in PARTS]
        if any(parts):
            days[day] = _day(parts)
            if days[day] is None:
                problems[f"{day}_on"] = _("Tanggal ini tidak ada. Isi hari, bulan, dan tahun dengan angka.")
    if problems:
        raise Refused(problems)
    return Report(words["status"], int(percent), days["expected"], days["finished"], words["note"])


def claim(words: Mapping[str, str]) -> Claim:
    """Return a claim, or raise Refused."""
    if words["standing"] not in Standing.values:
        raise Refused({"standing": _("Pilih keadaannya.")})
    return Claim(words["standing"], words["evidence"], words["link"], words["note"])


def _day(parts: list[str]) -> dt.date | None:
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
        return None
    try:
        return dt.date(*(int(part) for part in parts))
    except ValueError:
        return None
