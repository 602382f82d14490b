"""Put the yearly report on public information together: what UU 14/2008 article 12 has every public body announce.

The article asks for the number of requests received, the time they took, how many were granted and refused, and the
reasons of refusals. A decision is counted in the year it was made in, so what was asked for in December may end
in the next one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final, NamedTuple

from django.utils.translation import gettext as _

from foundation import formats
from services.catalogue import documents
from services.catalogue.models import Service
from services.performance import yearly
from services.performance.sums import Sums, nearest_rank

REQUEST: Final = "permohonan-informasi-publik"
OBJECTION: Final = "keberatan-informasi-publik"


class Line(NamedTuple):
    """Hold one line of the report."""

    label: str
    value: str


@dataclass(frozen=True)
class Report:
    """Hold the report of one year; `reasons` are those of refusals, the most frequent first."""

    year: int
    asked: list[Line]
    objected: list[Line]
    reasons: list[Line]

    @property
    def lines(self) -> list[tuple[str, Line]]:
        """Return every line with its part, as a table has it."""
        parts = ((_("Permintaan informasi"), self.asked), (_("Alasan penolakan"), self.reasons))
        return [(part, line) for part, lines in (*parts, (_("Keberatan"), self.objected)) for line in lines]


def report(year: int) -> Report:
    """Return the report of a year (at most three queries)."""
    sums = yearly.of_services((REQUEST, OBJECTION), year)
    asked, objected = sums[REQUEST], sums[OBJECTION]
    return Report(year, _asked(asked), _objected(objected), _reasons(asked.reasons))


def _asked(sums: Sums) -> list[Line]:
    return [
        Line(_("Diterima"), _number(sums, "received")),
        Line(_("Dikabulkan, seluruhnya atau sebagian"), _number(sums, "approved")),
        Line(_("Ditolak"), _number(sums, "rejected")),
        Line(_("Ditutup dengan sebab lain"), _number(sums, "closed")),
        Line(_("Ditarik pemohon"), _number(sums, "withdrawn")),
        Line(_("Diputuskan tepat waktu"), _of(sums.counts["on_time"], sums.decided - sums.counts["without_deadline"])),
        Line(_("Waktu: separuh selesai dalam"), _days(sums.work, 50)),
        Line(_("Waktu: sembilan dari sepuluh selesai dalam"), _days(sums.work, 90)),
    ]


def _objected(sums: Sums) -> list[Line]:
    return [
        Line(_("Diterima"), _number(sums, "received")),
        Line(_("Dikabulkan"), _number(sums, "approved")),
        Line(_("Ditolak"), _number(sums, "rejected")),
        Line(_("Waktu: separuh selesai dalam"), _days(sums.work, 50)),
    ]


def _reasons(reasons: Counter[str]) -> list[Line]:
    if not reasons:
        return []
    labels = _labels()
    ordered = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
    return [Line(labels.get(key, key.replace("_", " ").capitalize()), formats.number(n)) for key, n in ordered]


def _labels() -> dict[str, str]:
    """Return the words of each step, as the live document has them."""
    service = Service.objects.select_related("live").filter(pk=REQUEST).first()
    if service is None or service.live is None:
        return {}
    states = documents.load(service.live).workflow.states.values()
    return {action.key: action.label.id for state in states for action in state.actions}


def _number(sums: Sums, figure: str) -> str:
    return formats.number(sums.counts[figure])


def _of(part: int, whole: int) -> str:
    if not whole:
        return _("belum ada yang diputuskan")
    return _("%(part)s dari %(whole)s") % {"part": formats.number(part), "whole": formats.number(whole)}


def _days(values: Counter[int], percent: int) -> str:
    days = nearest_rank(values, percent)
    return _("belum ada yang diputuskan") if days is None else _("%(n)s hari kerja") % {"n": formats.number(days)}
