"""Say that working time changed, for floors above that count with it."""

from __future__ import annotations

from typing import Final

from django.dispatch import Signal

# Sent with `agency`: the slug of the agency whose calendar changed, "" when it may be anybody's.
calendar_changed: Final = Signal()

EVERYBODY: Final = ""


def tell_calendar_changed(agency: str = EVERYBODY) -> None:
    """Tell everybody who counts working days; called in the transaction that changed the calendar."""
    calendar_changed.send(sender=None, agency=agency)
