"""Read an amount of rupiah as people write it. Pure."""

from __future__ import annotations

import re
from typing import Final

_AMOUNT: Final = re.compile(r"(?:Rp\s?)?(?P<digits>\d{1,3}(?:\.\d{3})+|\d{1,15})(?:,00|,-)?", re.IGNORECASE)


def amount(text: str) -> int | None:
    """Return whole rupiah, None where the text is no such amount: 1500000, 1.500.000 and Rp1.500.000,00 are one."""
    found = _AMOUNT.fullmatch(text.strip()) if text.isascii() else None
    return int(found["digits"].replace(".", "")) if found else None
