"""Make the report of a period as a PDF, from published figures alone."""

from __future__ import annotations

import hashlib
from typing import Any, Final
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from agencies.models import Agency
from foundation import clock, formats
from foundation.outbox import PermanentFailure
from services.outputs.rendering import templates
from services.outputs.rendering.compiler import RenderFailed, Sheet, render
from services.outputs.rendering.content import GOVERNMENT, LANGUAGE
from services.satisfaction import formula, reading
from services.satisfaction.instrument import skm
from services.satisfaction.models import FollowUp, Kind, PublishedIndex, Report, ReportState
from services.satisfaction.presenters import charts, words

TEMPLATE: Final = "laporan_skm"
MOST_PLANS: Final = 60
NOBODY: Final = {"name": "", "title": "", "acting": "", "own": "", "nip": ""}


def make(pk: UUID) -> None:
    """Make a report that is waited for; raises PermanentFailure where it cannot be typeset."""
    report = Report.objects.select_related("agency").filter(pk=pk, state=ReportState.WAITING).first()
    if report is None:
        return
    moment = clock.now()
    with translation.override(LANGUAGE):
        data = _data(report)
    try:
        made = render(Sheet(templates.base(), templates.own(TEMPLATE).source, data, moment))
    except RenderFailed as failed:
        raise PermanentFailure(str(failed)) from failed
    Report.objects.filter(pk=pk, state=ReportState.WAITING).update(
        state=ReportState.READY, file=made, sha256=hashlib.sha256(made).hexdigest(), made_at=moment
    )


def fail(pk: UUID) -> None:
    """Note that a report will not come."""
    Report.objects.filter(pk=pk, state=ReportState.WAITING).update(state=ReportState.FAILED)


def _data(report: Report) -> dict[str, Any]:
    period = reading.period_of(report.period)
    agency = report.agency
    kind, names = (Kind.AGENCY, {"agency": agency.pk}) if agency is not None else (Kind.COUNTY, {})
    row = PublishedIndex.objects.filter(kind=kind, period=report.period, **names).first()
    shown = row is not None and row.index is not None
    return {
        "answers": {},
        "labels": {},
        "facts": {},
        "rows": [],
        "values": {},
        "title": _("Laporan Survei Kepuasan Masyarakat"),
        "agency": _head(agency),
        "place": "",
        "signer": NOBODY,
        "code": "",
        "qr": "",
        "address": "",
        "preview": False,
        "footer": _("Dibuat portal dari angka yang terbit, %(day)s") % {"day": formats.long_date(clock.now())},
        "more": {
            "period": words.period_name(period) if period else report.period,
            "span": words.span(period) if period else "",
            "basis": skm().basis,
            "index": words.index(row.index) if row is not None and shown else "",
            "grade": row.grade if row is not None else "",
            "grade_name": words.grade_name(row.grade) if row is not None else "",
            "count": words.count(row.count) if row is not None else words.count(0),
            "portal": words.count(row.portal) if row is not None else words.count(0),
            "counter": words.count(row.counter) if row is not None else words.count(0),
            "mark": _mark(row),
            "elements": [[each.name, each.mean] for each in charts.elements(row)] if row is not None else [],
            "weakest": _weakest(row),
            "parts": _parts(report),
            "parts_head": _("Layanan") if agency is not None else _("Perangkat daerah"),
            "plans": _plans(report),
            "bands": [list(each) for each in words.bands()],
        },
    }


def _head(agency: Agency | None) -> dict[str, str]:
    if agency is None:
        empty = {"address": "", "phone": "", "email": "", "website": ""}
        return {"government": GOVERNMENT, "name": _("Seluruh perangkat daerah"), **empty}
    kept = {name: str(getattr(agency, name)) for name in ("name", "address", "phone", "email", "website")}
    return {"government": GOVERNMENT, **kept}


def _mark(row: PublishedIndex | None) -> str:
    if row is None or not row.marks or row.mark_sum is None:
        return ""
    said = {"mean": words.index(formula.mean(row.mark_sum, row.marks)), "n": formats.number(row.marks)}
    return _("%(mean)s dari 5 (%(n)s penilai)") % said


def _weakest(row: PublishedIndex | None) -> str:
    return skm().element(formula.lowest(row.sums)[0]).name if row is not None and row.sums else ""


def _parts(report: Report) -> list[list[str]]:
    period = reading.period_of(report.period)
    if period is None:
        return []
    if report.agency_id:
        found = reading.parts(period, Kind.PAIR, agency=report.agency_id)
        named = [(row, row.service.title if row.service else _("Layanan lain")) for row in found]
    else:
        found = reading.parts(period, Kind.AGENCY)
        named = [(row, row.agency.name if row.agency else "") for row in found]
    lines = sorted(named, key=lambda each: (each[0].index is None, each[0].index or 0, each[1]))
    return [
        [name, words.count(row.count), words.index(row.index), row.grade or "–"]
        for row, name in lines
        if row.count != 0
    ]


def _plans(report: Report) -> list[list[str]]:
    rows = reading.plans(period=report.period)
    rows = rows.filter(agency=report.agency_id) if report.agency_id else rows
    return [_plan(row) for row in rows[:MOST_PLANS]]


def _plan(row: FollowUp) -> list[str]:
    due = formats.long_date(row.due_on, weekday=False)
    return [str(row.get_element_display()), row.plan, row.responsible, due, str(row.get_progress_display())]
