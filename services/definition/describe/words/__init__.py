"""Small dictionaries in Indonesian and English for what a document says by name; pure, so no gettext.

Each table maps a name to (Indonesian, English).
"""

from collections.abc import Mapping
from typing import Final, TypeAlias

from services.definition.fields.wording import base

Words: TypeAlias = Mapping[str, tuple[str, str]]
_COLUMN: Final = {"id": 0, "en": 1}


def say(table: Words, name: str, language: str = "id") -> str:
    """Return the words for a name in a language, or the name itself where the table has none."""
    found = table.get(name)
    return found[_COLUMN[base(language)]] if found else name


__all__ = ["Words", "say"]
