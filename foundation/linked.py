"""Write linked data (JSON-LD) into a page so that nothing in it can end the script element it stands in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

CONTEXT: Final = "https://schema.org"
# A script element ends at "</script", whatever the language in it; these signs never stand in it as they are.
_ESCAPES: Final = str.maketrans(
    {"<": "\\u003C", ">": "\\u003E", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def linked(kind: str, url: str, facts: Mapping[str, Any]) -> SafeString:
    """Return one thing of schema.org as the text of a data block; facts nobody filled in are left out."""
    data = {"@context": CONTEXT, "@type": kind, "@id": url, "url": url, **filled(facts)}
    text = json.dumps(data, ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 (JSON whose signs of markup are escaped)


def filled(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that have a value."""
    return {name: value for name, value in facts.items() if value}
