"""Make the name a person gave a file harmless: it is shown, never used as a path."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import quote

MAX_NAME: Final = 120
# The policy of every stored file that is handed out: nothing in it may run, wherever it is opened.
SANDBOX: Final = "default-src 'none'; sandbox; frame-ancestors 'none'"
_EXTENSION: Final = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def display_name(sent: str | None, extension: str) -> str:
    """Return a name of at most 120 characters whose extension tells what the stored file really is."""
    text = unicodedata.normalize("NFC", str(sent or ""))
    text = re.split(r"[/\\]", text)[-1]
    text = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
    stem = _EXTENSION.sub("", " ".join(text.split())).strip(" .")
    return f"{stem[: MAX_NAME - len(extension)] or 'berkas'}{extension}"


def disposition(name: str, *, inline: bool = False) -> str:
    """Return a Content-Disposition header (RFC 6266) with an ASCII name and the full one beside it."""
    kind = "inline" if inline else "attachment"
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^A-Za-z0-9 ._()\-]", "_", plain).strip() or "berkas"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
