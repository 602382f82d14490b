"""Read names as people in Indonesia have them: one word or many, never split, never upper-cased."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NAME_LENGTH = 100
_MARKS = frozenset(" '’.,-/`()")


def clean_name(text: str) -> str:
    """Return a name in NFC with single spaces; raises ValidationError for digits, signs or no letter at all."""
    name = re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()
    if not any(letter.isalpha() for letter in name):
        raise ValidationError(_("Isi nama dengan huruf, seperti di KTP."), code="name")
    if not all(letter.isalpha() or letter in _MARKS or unicodedata.combining(letter) for letter in name):
        raise ValidationError(
            _("Nama hanya boleh berisi huruf, spasi, titik, koma, tanda petik, dan tanda hubung."), code="name"
        )
    return name
