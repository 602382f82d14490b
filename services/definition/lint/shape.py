"""Say what to do about a document that does not have the shape of one: keywords, types, patterns."""

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from services.definition.base import ID_PATTERN, SLUG_PATTERN

# The message of the model's validation, and what to write instead.
_PLAIN: Final[Mapping[str, str]] = {
    "Field required": "the keyword {last!r} is missing; add it",
    "Input should be a valid string": "write text here, in quotes where it looks like a number",
    "Input should be a valid integer": "write a whole number here, without quotes",
    "Input should be a valid number": "write a number here, without quotes",
    "Input should be a valid boolean": "write true or false here, without quotes",
    "Input should be a valid tuple": "write a list here: [a, b], or one item a line beginning with -",
    "Input should be a valid dictionary": "write a mapping here: {{key: value}}, or one key a line",
    "Input should be a valid dictionary or instance of": "write a mapping here: {{key: value}}, or one key a line",
    "Unable to extract tag using discriminator 'type'": "the keyword 'type' is missing; name one of the field types",
}
_PATTERNS: Final[Mapping[str, str]] = {
    ID_PATTERN: "small letters, digits and _, beginning with a letter",
    SLUG_PATTERN: "small letters and digits with single - between words",
}


def sentence(path: str, message: str, keywords: Iterable[str]) -> str:
    """Return what is wrong at `path` and what to do; `keywords` are all that a document knows."""
    last = path.rpartition(".")[2]
    if message == "Extra inputs are not permitted":
        return f"there is no keyword {last!r} here; correct it or remove it{_near(last, keywords)}"
    for known, advice in _PLAIN.items():
        if message.startswith(known):
            return advice.format(last=last)
    tag = re.match(r"Input tag '([^']*)' found using 'type' does not match any of the expected tags: (.*)", message)
    if tag is not None:
        known_types = re.findall(r"'([^']+)'", tag[2])
        return f"there is no field type {tag[1]!r}; use one of {', '.join(known_types)}{_near(tag[1], known_types)}"
    for pattern, words in _PATTERNS.items():
        if message == f"String should match pattern '{pattern}'":
            return f"write it as {words}"
    return message


def keywords(schema: Mapping[str, Any]) -> frozenset[str]:
    """Return every keyword a JSON Schema knows."""
    found = set(schema.get("properties", {}))
    for each in schema.get("$defs", {}).values():
        found |= set(each.get("properties", {}))
    return frozenset(found)


def _near(word: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(word, sorted(known), n=1)
    return f" (did you mean {close[0]!r}?)" if close else ""
