"""Read Indonesian phone numbers the many ways people write them."""

from __future__ import annotations

import phonenumbers
from django.utils.translation import gettext_lazy as _

REGION = "ID"
COUNTRY_CODE = 62  # a message to a foreign or premium number costs money, so none is accepted
EXAMPLE = "0812-3456-7890"
WRONG = _("Isi nomor HP yang benar, misalnya 0812-3456-7890.")


def normalise(text: str) -> str | None:
    """Return +62... for a number written 0812..., 62812..., +62 812-... or with dots; None when it is none of ours."""
    try:
        number = phonenumbers.parse(text, REGION)
    except phonenumbers.NumberParseException:
        return None
    if number.country_code != COUNTRY_CODE or number.extension or not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def same_last_digits(stored: str, digits: str, count: int = 4) -> bool:
    """Tell whether a stored number ends in the digits somebody typed."""
    return len(digits) == count and digits.isascii() and digits.isdigit() and stored.endswith(digits)
