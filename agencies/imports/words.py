"""Read the words people write into cells."""

from __future__ import annotations

import datetime as dt
from typing import Final

SHAPES: Final = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y")
YES: Final = frozenset({"ya", "y", "1"})
NO: Final = frozenset({"tidak", "t", "0"})


def day_in(text: str) -> dt.date | None:
    """Return the day a cell names, year first or day first; None for anything else."""
    for shape in SHAPES:
        try:
            return dt.datetime.strptime(text, shape).date()
        except ValueError:
            continue
    return None


def yes_or_no(text: str, *, empty: bool) -> bool | None:
    """Return what a cell answers, `empty` where it is empty; None for anything else."""
    word = text.lower()
    if not word:
        return empty
    return True if word in YES else False if word in NO else None
