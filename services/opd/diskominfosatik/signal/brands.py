"""Know the brands of older reports and cards: an operator is found by whatever its card was called."""

from __future__ import annotations

import re
from typing import Final

from services.opd.diskominfosatik.signal.models import Operator

# XL and Smartfren became XLSmart in 2025, Indosat and Tri one company before; BAKTI has no cards.
OLD: Final = {
    Operator.TELKOMSEL: ("telkomsel", "simpati", "kartuas", "byu", "halo", "loop"),
    Operator.INDOSAT: ("indosat", "im3", "tri", "3", "mentari", "matrix", "indosatooredoo", "hutchison"),
    Operator.XLSMART: ("xlsmart", "xl", "xlaxiata", "axis", "smartfren", "smart", "fren", "liveon"),
}
_BY_NAME: Final = {name: operator for operator, names in OLD.items() for name in names}


def operator_of(brand: str) -> str:
    """Return the operator behind a brand, "" for one nobody knows."""
    found = _BY_NAME.get(re.sub(r"[^a-z0-9]", "", brand.lower()))
    return found.value if found else ""
