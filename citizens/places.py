"""Read the official codes of places and fold their names for search."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from citizens.models import RegionKind

# 36.04, 36.04.09, 36.04.09.2001 (Kepmendagri 300.2.2-2138/2025): each level adds a part.
_CODE: Final = re.compile(r"\d\d\.\d\d(?:\.\d\d(?:\.\d{4})?)?", re.ASCII)
_KINDS: Final = {2: RegionKind.REGENCY, 3: RegionKind.DISTRICT, 4: RegionKind.VILLAGE}


def fold(name: str) -> str:
    """Write a place's name for search: lower case, letters and digits only ("Pulo Ampel" -> "puloampel")."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in plain if letter.isalnum())


def kind_of(code: str) -> RegionKind | None:
    """Return the level a code stands for, None when it is no code."""
    return _KINDS[len(code.split("."))] if _CODE.fullmatch(code) else None


def parent_of(code: str) -> str | None:
    """Return the code of the place around a kecamatan or desa, None for a kabupaten."""
    return code.rpartition(".")[0] if kind_of(code) in {RegionKind.DISTRICT, RegionKind.VILLAGE} else None
