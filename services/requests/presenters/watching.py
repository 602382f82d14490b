"""Say in words what happened by the clock: a date that moved, a warning, a step that was not taken."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _

from foundation import clock, formats
from services.definition.document import HEAD, SUPERIOR
from services.requests.deadlines import LAST_MOMENT
from services.requests.models import RequestEvent

KINDS: Final = frozenset({"recalculate", "extend", "escalate", "silence_soon", "silence", "skip"})


def titles() -> dict[str, str]:
    """Return how the steps of the clock are called, by the kind of event."""
    return {
        "recalculate": _("Tenggat disesuaikan"),
        "extend": _("Waktu diperpanjang"),
        "escalate": _("Pemberitahuan waktu"),
        "silence_soon": _("Peringatan: batas diam sudah dekat"),
        "silence": _("Melewati batas diam"),
        "skip": _("Langkah otomatis tidak dijalankan"),
    }


def sentence(event: RequestEvent, data: Mapping[str, Any]) -> str:
    """Return what is to be said about a step of the clock, "" for any other event or an erased one."""
    if event.kind in {"recalculate", "extend"} and {"old", "new"} <= data.keys():
        dates = {"old": day_or_moment(_read(data["old"])), "new": day_or_moment(_read(data["new"]))}
        if event.kind == "extend":
            return _("Tenggat menjadi %(new)s, semula %(old)s.") % dates
        return _("Tenggat disesuaikan dari %(old)s menjadi %(new)s karena perubahan hari libur.") % dates
    if event.kind == "escalate" and "percent" in data:
        return _escalated(data)
    if event.kind == "silence_soon" and data.get("due"):
        return _("Belum diputus; batasnya %(due)s.") % {"due": day_or_moment(_read(data["due"]))}
    if event.kind == "silence":
        return _("Belum diputus sampai batasnya. Dicatat dalam daftar; tidak ada yang diputus oleh portal.")
    return str(data.get("why", "")) if event.kind == "skip" else ""


def day_or_moment(at: datetime) -> str:
    """Write a deadline: its day, and its hour only where it is promised by the hour."""
    whole_day = clock.local(at).time().replace(microsecond=0) == LAST_MOMENT
    return formats.long_date(at) if whole_day else formats.moment(at)


def function_name(function: str) -> str:
    """Return how a function is called where only its key is known."""
    known = {HEAD: _("kepala"), SUPERIOR: _("atasan")}
    return known.get(function, function.replace("_", " "))


def _escalated(data: Mapping[str, Any]) -> str:
    words = {"percent": data["percent"], "who": function_name(str(data.get("function", "")))}
    if not data.get("told"):
        return _("%(percent)s%% waktu terpakai; belum ada petugas yang dapat diberi tahu (%(who)s).") % words
    return _("%(percent)s%% waktu terpakai; %(who)s diberi tahu.") % words


def _read(text: str) -> datetime:
    return datetime.fromisoformat(text)
