"""Reckon with the life of an issued document: its last day, and when the clock must look at it next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from services.definition.document import APPLICANT, Document, Validity
from services.definition.document import Output as Wanted
from services.definition.worktime import add_months

ONE_DAY: Final = timedelta(days=1)
_EXPIRY: Final = "expiry:"


def ends_on(valid: Validity | None, start: date) -> date | None:
    """Return the last day of validity, None where the document gives no length."""
    if valid is None or not (valid.years or valid.months or valid.days):
        return None
    months = (valid.years or 0) * 12 + (valid.months or 0)
    return add_months(start, months) + timedelta(days=valid.days or 0)


def reminders(document: Document, output: Wanted) -> frozenset[int]:
    """Return how many days before its end the owner of a document is reminded: its own list, and the notices'."""
    return frozenset(output.remind) | frozenset(messages(document))


def messages(document: Document) -> dict[int, str]:
    """Return by days the message a service sends of its own before a document's end ("expiry:30")."""
    told = [notice for notice in document.notify if notice.to == APPLICANT and notice.when.startswith(_EXPIRY)]
    days = [(notice.when.removeprefix(_EXPIRY), notice.template) for notice in told]
    return {int(day): template for day, template in days if day.isascii() and day.isdigit()}


def next_look(until: date | None, remind: Iterable[int], after: date) -> date | None:
    """Return the first day behind `after` on which its owner is reminded or it is over, None where nothing comes."""
    if until is None:
        return None
    days = [until - timedelta(days=ahead) for ahead in remind] + [until + ONE_DAY]
    return min((day for day in days if day > after), default=None)


def due_reminder(until: date, remind: Iterable[int], since: date, today: date) -> int | None:
    """Return the reminder that is due, in days before the end, None for none.

    Of several that were missed only the nearest is given, and none that lay before the document did.
    """
    due = [ahead for ahead in remind if since < until - timedelta(days=ahead) <= today]
    return min(due, default=None) if today <= until else None
