"""The few words an answer is shown with, in both languages, and Indonesian ways to write numbers and dates."""

from datetime import date
from typing import Final

_MONTHS: Final = {
    "id": (
        *("Januari", "Februari", "Maret", "April", "Mei", "Juni"),
        *("Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    ),
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
}
YES_NO: Final = {"id": ("Ya", "Tidak"), "en": ("Yes", "No")}
UNTIL: Final = {"id": "sampai", "en": "to"}
FILES: Final = {"id": "{n} berkas", "en": "{n} file(s)"}


def base(language: str) -> str:
    """Return "en" for any English, else "id"."""
    return "en" if language.startswith("en") else "id"


def long_date(value: date, language: str = "id") -> str:
    """Write a date as "22 November 2026"."""
    return f"{value.day} {_MONTHS[base(language)][value.month - 1]} {value.year}"


def number(value: int | float, language: str = "id") -> str:
    """Write a number as "1.730.532" or "2,5" (Indonesian), "1,730,532" or "2.5" (English)."""
    text = f"{value:,}" if isinstance(value, int) else f"{value:,.6f}".rstrip("0").rstrip(".")
    if base(language) == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))
