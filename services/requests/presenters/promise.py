"""Say before sending what it costs, how long it takes and when it should be done."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from foundation import clock, formats
from services.catalogue import wording
from services.definition import derived
from services.definition.document import Document
from services.requests import deadlines


@dataclass(frozen=True)
class Promise:
    """Hold fee, length and the expected last day, each in words."""

    fee: str
    fee_note: str
    length: str
    expected: str
    condition: str  # what must be true for that day


def promise(document: Document, agency: str, rupiah: int | None = None) -> Promise:
    """Return what a request sent now may count on, on the agency's calendar; `rupiah` is what was worked out."""
    fee, length = document.standard.fee, derived.overall_clock(document)
    expected, condition = "", ""
    said = ""
    if length is not None:
        since = wording.since(length, document)
        said = f"{wording.length(length)} {since}"
        expected, condition = _expected(document, agency)
    price = wording.price(fee) if rupiah is None else formats.rupiah(rupiah)
    return Promise(price, wording.text(fee.note) if fee else "", said, expected, condition)


def _expected(document: Document, agency: str) -> tuple[str, str]:
    length = derived.overall_clock(document)
    if length is None or length.from_ not in {"complete", "submitted"}:
        return "", ""
    calendar = deadlines.calendar_for(agency)
    start, condition = clock.now(), ""
    if length.from_ == "complete":
        day = calendar.next_working(clock.today())
        start = deadlines.last_moment(day)
        condition = _("Bila berkas dinyatakan lengkap pada %(day)s.") % {"day": formats.long_date(day)}
    pure = deadlines.clock_of(length.amount, length.unit, length.roll or "", start, (), calendar)
    found = deadlines.deadline(pure)
    if found is None:
        return "", ""
    timed = length.unit in {"hours", "office_hours"}
    text = formats.moment(found.at) if timed else formats.long_date(found.at)
    return (_("%(date)s (perkiraan)") % {"date": text} if found.estimate else text), condition
