"""Make and read the code of an issued document: twelve characters that nobody mixes up, 60 bits of chance."""

from __future__ import annotations

import re
import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32
LENGTH: Final = 12
_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_NOISE: Final = re.compile(r"[\s\-–—_.]+")
_CODE: Final = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new() -> str:
    """Return a code that was never given."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def read(text: str) -> str | None:
    """Return the code somebody typed, forgiving case, spaces, dashes and look-alikes; None when it cannot be one."""
    code = _NOISE.sub("", text[:80]).upper().translate(_ALIKE)
    return code if _CODE.fullmatch(code) else None


def shown(code: str) -> str:
    """Return a code as people read it: in three groups of four."""
    return "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
