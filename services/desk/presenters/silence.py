"""Lay an entry of the register of silence out, as a line of the page and as cells of a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation import clock, formats
from foundation.imports.reading import FORMULA
from services.definition.worktime import Calendar
from services.desk.presenters.due import age_words
from services.requests.models import SilenceEntry
from services.requests.presenters.states import state_title


@dataclass(frozen=True)
class SilenceRow:
    """Hold one line, in words; an open one stands red with its words."""

    number: str
    service: str
    office: str
    stage: str
    phase: str
    due: str
    since: str
    is_open: bool
    decided: str


def row(entry: SilenceEntry, calendar: Calendar) -> SilenceRow:
    """Return the line of an entry."""
    request = entry.request
    return SilenceRow(
        number=request.number or "",
        service=request.service.title,
        office=request.agency.short_name if request.agency else "",
        stage=state_title(request, request.state),
        phase=request.phase,
        due=formats.long_date(entry.due_at),
        since=age_words(entry.due_at, calendar),
        is_open=entry.resolved_at is None,
        decided=formats.long_date(entry.resolved_at, weekday=False) if entry.resolved_at else "",
    )


def heads() -> list[str]:
    """Return the first line of the table."""
    return [_("Nomor"), _("Layanan"), _("Perangkat daerah"), _("Batas diam"), _("Dicatat"), _("Diputus")]


def cells(entry: SilenceEntry) -> list[str]:
    """Return the cells of an entry, moments as in Serang."""
    request = entry.request
    words = (request.number or "", request.service.title, request.agency.short_name if request.agency else "")
    moments = (entry.due_at, entry.entered_at, entry.resolved_at)
    return [*map(plain_cell, words), *(clock.local(at).isoformat(" ", "seconds") if at else "" for at in moments)]


def plain_cell(text: str) -> str:
    """Return a cell that spreadsheets read as text: what begins like a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(FORMULA) else text
