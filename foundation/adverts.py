"""Know advertising when a text carries it: gambling pages on government sites live from texts that anybody may send."""

from __future__ import annotations

import re
from typing import Final

_LINK: Final = re.compile(
    r"https?:|www\.|\b[\w-]+\.(?:com|net|org|info|xyz|site|online|club|top|vip|bet|me|ly)\b", re.I
)
_GAMBLING: Final = re.compile(
    r"\b(?:slot\s*(?:gacor|online|88|777)|judi|togel|gacor|maxwin|casino|kasino|toto\s*gelap)\b", re.I
)
MOST_LINKS: Final = 3  # whoever tells of one page of another site needs no more


def advertises(text: str) -> bool:
    """Say whether a short text, in which neither has a place, carries a link or a word of gambling."""
    return bool(_LINK.search(text) or _GAMBLING.search(text))


def is_spam(text: str) -> bool:
    """Say whether a told story is advertising: gambling with a link, or links upon links.

    Gambling alone is no sign: people complain about it.
    """
    links = len(_LINK.findall(text))
    return links > MOST_LINKS or (links > 0 and bool(_GAMBLING.search(text)))
