"""Write iCalendar (RFC 5545) so that nothing in a text can begin a line of its own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Final

from foundation import clock

LONGEST: Final = 75  # octets of a line, its end not counted
ZONE: Final = "Asia/Jakarta"
Line = tuple[str, str]
# Jakarta has no summer time, so the zone is two lines; clients that know it by name do not read them.
TIMEZONE: Final[tuple[Line, ...]] = (
    ("BEGIN", "VTIMEZONE"),
    ("TZID", ZONE),
    ("BEGIN", "STANDARD"),
    ("DTSTART", "19700101T000000"),
    ("TZOFFSETFROM", "+0700"),
    ("TZOFFSETTO", "+0700"),
    ("TZNAME", "WIB"),
    ("END", "STANDARD"),
    ("END", "VTIMEZONE"),
)
_ENDS: Final = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def text(value: str) -> str:
    """Write a TEXT value: line ends become the two letters \\n, and what has a meaning is escaped."""
    value = _ENDS.sub("\n", value).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
    return _CONTROL.sub("", value)


def moment(name: str, value: dt.datetime) -> Line:
    """Write a moment on the clock of Serang."""
    return f"{name};TZID={ZONE}", f"{clock.local(value):%Y%m%dT%H%M%S}"


def utc(value: dt.datetime) -> str:
    """Write a moment in UTC."""
    return f"{value.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def day(name: str, value: dt.date) -> Line:
    """Write a whole day."""
    return f"{name};VALUE=DATE", f"{value:%Y%m%d}"


def write(lines: Iterable[Line]) -> bytes:
    """Return the file: names as they are, values folded, every line ended by CRLF."""
    return b"".join(_fold(f"{name}:{value}") for name, value in lines)


def _fold(line: str) -> bytes:
    """Cut a line into pieces of at most 75 octets, never inside a character."""
    data = _CONTROL.sub("", _ENDS.sub(" ", line)).encode()
    pieces = []
    room = LONGEST
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # the next byte goes on with a character
            cut -= 1
        pieces.append(data[:cut])
        data, room = data[cut:], LONGEST - 1  # the space that goes on with a line counts too
    return b"\r\n ".join([*pieces, data]) + b"\r\n"
