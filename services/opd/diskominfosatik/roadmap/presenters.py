"""Turn the roadmap into words: lines of tables, sums of money, and what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from citizens.presenters import user_display
from foundation import formats
from services.opd.diskominfosatik.roadmap.lines import Line, Money, blocked
from services.opd.diskominfosatik.roadmap.models import Source, Standing, Status, Step, StudyStatus

TONES: Final = {
    Status.PLANNED.value: "plain",
    Status.RUNNING.value: "guide",
    Status.DONE.value: "positive",
    Status.STOPPED.value: "pause",
}
STANDINGS: Final = {
    Standing.OPEN.value: "warning",
    Standing.PARTLY.value: "guide",
    Standing.MET.value: "positive",
    Standing.NOT_OURS.value: "plain",
}
FIELDS: Final[dict[str, str | Promise]] = {
    "code": gettext_lazy("Kode"),
    "title": gettext_lazy("Nama"),
    "summary": gettext_lazy("Ringkasan"),
    "agency": gettext_lazy("Perangkat daerah"),
    "start_on": gettext_lazy("Rencana mulai"),
    "due_on": gettext_lazy("Rencana selesai"),
    "status": gettext_lazy("Status"),
    "percent": gettext_lazy("Kemajuan"),
    "expected_on": gettext_lazy("Perkiraan selesai"),
    "finished_on": gettext_lazy("Tanggal selesai"),
    "is_public": gettext_lazy("Boleh terbit"),
    "needs": gettext_lazy("Menunggu"),
    "standing": gettext_lazy("Keadaan"),
    "evidence": gettext_lazy("Bukti"),
    "link": gettext_lazy("Tautan bukti"),
}


@dataclass(frozen=True)
class Row:
    """Hold one initiative as a table shows it."""

    line: Line
    status: str
    tone: str
    span: str
    delay: str
    waits: str
    left: int  # of the money that was planned

    @property
    def beyond(self) -> bool:
        """Say whether more was spent than planned."""
        return self.line.beyond > 0


def rows(lines: Sequence[Line], today: dt.date) -> list[Row]:
    """Return the lines of a table, in the order given."""
    waits = blocked(lines, today)
    return [
        Row(
            line=each,
            status=str(Status(each.status).label).capitalize(),
            tone=TONES[each.status],
            span=span(each),
            delay=delay(each, today),
            waits=", ".join(waits.get(each.code, [])),
            left=each.planned - each.realised,
        )
        for each in lines
    ]


def span(line: Line) -> str:
    """Say from when to when something is planned."""
    first, last = (formats.long_date(day, weekday=False) for day in (line.start, line.due))
    return _("%(first)s sampai %(last)s") % {"first": first, "last": last}


def delay(line: Line, today: dt.date) -> str:
    """Say how late something is, empty where it is not."""
    late = line.late(today)
    if late:
        words = {"n": formats.number(late)}
        if line.status == Status.DONE:
            return ngettext("Selesai terlambat %(n)s hari", "Selesai terlambat %(n)s hari", late) % words
        return ngettext("Terlambat %(n)s hari", "Terlambat %(n)s hari", late) % words
    return _("Belum dimulai, lewat rencana mulai") if line.unstarted(today) else ""


@dataclass(frozen=True)
class Year:
    """Hold the money of one year, with its sources."""

    year: int
    planned: int
    realised: int
    parts: list[Money]

    @property
    def beyond(self) -> int:
        """Return how much was spent beyond its plan; what was saved elsewhere covers nothing of it."""
        return sum(each.beyond for each in self.parts)

    @property
    def share(self) -> str:
        """Say which part of the plan was spent."""
        return share(self.realised, self.planned)


def share(realised: int, planned: int) -> str:
    """Say which part of a plan was spent."""
    return formats.share(realised, planned) if planned else "–"


def years(moneys: Iterable[Money]) -> list[Year]:
    """Return the money year by year."""
    found: dict[int, list[Money]] = {}
    for each in moneys:
        found.setdefault(each.year, []).append(each)
    return [
        Year(year, sum(each.planned for each in parts), sum(each.realised for each in parts), parts)
        for year, parts in sorted(found.items())
    ]


@dataclass(frozen=True)
class Told:
    """Hold one step of a history."""

    title: str
    at: dt.datetime
    who: str
    changes: list[tuple[str, str, str]]
    note: str


def told(steps: Iterable[Step]) -> list[Told]:
    """Return a history in words, as it is given."""
    return [
        Told(
            title=str(step.get_kind_display()).capitalize(),
            at=step.at,
            who=user_display(step.actor) if step.actor else _("Portal"),
            changes=[(_name(name), _word(name, before), _word(name, after)) for name, before, after in step.changes],
            note=step.note,
        )
        for step in steps
    ]


def duties(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the obligations of a publication with their sums in words."""
    names = {value: str(label).capitalize() for value, label in Standing.choices}
    return [
        row | {"counts": [(names[key], row[key]) for key in Standing.values], "asked": sum(row[k] for k in names)}
        for row in rows
    ]


def studies(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the studies of a publication with their states in words."""
    return [row | {"state": str(StudyStatus(row["status"]).label).capitalize()} for row in rows]


def _name(field: str) -> str:
    if field.startswith("budget "):
        _kind, year, source = field.split(" ")
        return _("Anggaran %(year)s, %(source)s") % {"year": year, "source": Source(source).label}
    return str(FIELDS.get(field, field))


def _word(field: str, value: str) -> str:
    if not value:
        return "–"
    if field.startswith("budget "):
        planned, realised = value.split(" ")
        said = {"planned": formats.rupiah(int(planned)), "realised": formats.rupiah(int(realised))}
        return _("rencana %(planned)s, realisasi %(realised)s") % said
    if field.endswith("_on"):
        return formats.long_date(dt.date.fromisoformat(value), weekday=False)
    if field == "status":
        return str(Status(value).label)
    if field == "standing":
        return str(Standing(value).label)
    if field == "percent":
        return f"{value} %"
    if field == "is_public":
        return _("ya") if value == "True" else _("tidak")
    return value
