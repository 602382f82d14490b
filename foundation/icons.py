"""The Tabler icons in use (MIT, notice in static/icons/LICENSE): one small sprite a page."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.contrib.staticfiles import finders

_SYMBOL: Final = re.compile(r'<symbol id="i-([a-z0-9-]+)".*?</symbol>', re.DOTALL)
_USED: Final = re.compile(r'href="#i-([a-z0-9-]+)"')


class UnknownIcon(KeyError):
    """A template asks for an icon that static/icons/tabler.svg does not hold."""


@lru_cache(maxsize=1)
def symbols() -> dict[str, str]:
    """Return every icon's <symbol> element by its name."""
    found = finders.find("icons/tabler.svg")
    if not isinstance(found, str):
        raise UnknownIcon("static/icons/tabler.svg")
    text = Path(found).read_text(encoding="utf-8")
    return {match[1]: match[0] for match in _SYMBOL.finditer(text)}


def check(name: str) -> str:
    """Return the icon's name, or raise UnknownIcon."""
    if name not in symbols():
        raise UnknownIcon(name)
    return name


def sprite_for(html: str) -> str:
    """Return the hidden sprite with exactly the icons that the page refers to."""
    known = symbols()
    names = sorted({name for name in _USED.findall(html) if name in known})
    if not names:
        return ""
    body = "".join(known[name] for name in names)
    return f'<svg width="0" height="0" class="vh" aria-hidden="true" focusable="false">{body}</svg>'
