"""Show what differs between two versions, with what each difference means for requests under way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext_lazy

from services.definition.diff import Change, Impact
from services.definition.lint.places import written

# The three verdicts: what is said, in which tone, and what follows for a request that runs.
VERDICTS: Final = {
    Impact.COMPATIBLE: (
        gettext_lazy("cocok"),
        "positive",
        gettext_lazy("Permohonan yang berjalan dapat pindah ke versi ini."),
    ),
    Impact.NEEDS_APPLICANT: (
        gettext_lazy("perlu pemohon"),
        "warning",
        gettext_lazy("Permohonan yang berjalan baru dapat pindah setelah pemohonnya melengkapi."),
    ),
    Impact.INCOMPATIBLE: (
        gettext_lazy("tidak cocok"),
        "negative",
        gettext_lazy("Permohonan yang berjalan tetap di versi lamanya sampai selesai."),
    ),
}
WHAT: Final = {
    "added": gettext_lazy("ditambah"),
    "removed": gettext_lazy("dihapus"),
    "changed": gettext_lazy("diubah"),
}
SHORT: Final = 80


@dataclass(frozen=True)
class Shown:
    """Hold one row of the table of differences."""

    path: str
    what: str
    verdict: str
    tone: str
    before: str
    after: str


def shown(changes: Sequence[Change], old: Any, new: Any) -> list[Shown]:
    """Return the rows, the worst first; `old` and `new` are the stored documents."""
    ordered = sorted(changes, key=lambda change: (-change.impact, change.path))
    return [_row(change, old, new) for change in ordered]


def _row(change: Change, old: Any, new: Any) -> Shown:
    verdict, tone, _meaning = VERDICTS[change.impact]
    before = "" if change.what == "added" else _value(change.path, old)
    after = "" if change.what == "removed" else _value(change.path, new)
    return Shown(change.path, str(WHAT[change.what]), str(verdict), tone, before, after)


def _value(path: str, data: Any) -> str:
    """Return what stands at a path where it is one short text or number; the whole of a branch says nothing here."""
    place = written(path, data)
    here = data
    for key in place:
        here = here[key]
    if not place or str(place[-1]) != path.rpartition(".")[2]:
        return ""
    if isinstance(here, dict) and isinstance(here.get("id"), str) and set(here) <= {"id", "en"}:
        here = here["id"]
    if isinstance(here, bool):
        return "true" if here else "false"
    if not isinstance(here, str | int | float):
        return ""
    text = str(here)
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
