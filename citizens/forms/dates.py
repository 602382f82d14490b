"""Ask a date in three boxes, the way the page shows it: hari, bulan, tahun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from foundation.formats import MONTHS

BOXES = ("hari", "bulan", "tahun")
WRONG = _("Isi tanggal yang benar, misalnya 17 8 1990.")


class DateBoxes(forms.Widget):
    """Read NAME-hari, NAME-bulan and NAME-tahun; the template draws the boxes."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> tuple[str, ...]:
        """Return the three texts as typed."""
        return tuple(str(data.get(f"{name}-{box}", "")).strip() for box in BOXES)


class DateField(forms.Field):
    """Clean three boxes to a date; a month may be a number or its Indonesian name."""

    widget = DateBoxes

    def clean(self, value: Any) -> dt.date | None:
        """Return the date, or None for an optional empty one."""
        if not any(value):
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            day, month, year = int(value[0]), _month(value[1]), int(value[2])
            if year < 1000:
                raise ValueError("the year has fewer than four digits")
            return dt.date(year, month, day)
        except ValueError as error:
            raise forms.ValidationError(WRONG, code="date") from error

    def prepare_value(self, value: Any) -> Any:
        """Return the texts of the three boxes for a stored date or for what was typed."""
        if isinstance(value, dt.date):
            return (str(value.day), str(value.month), str(value.year))
        return value or ("", "", "")


def _month(text: str) -> int:
    """Return 1 to 12 for a number, a name or its first three letters; raises ValueError."""
    if text.isascii() and text.isdigit():
        return int(text)
    folded = text.casefold()
    for number, name in enumerate(MONTHS, 1):
        if len(folded) >= 3 and name.casefold().startswith(folded):
            return number
    raise ValueError("no such month")
