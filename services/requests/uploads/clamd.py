"""Ask a ClamAV daemon about a file, by its own protocol (clamd(8), INSTREAM): nothing but bytes crosses over."""

from __future__ import annotations

import contextlib
import socket
import struct
from dataclasses import dataclass
from typing import IO, Final
from urllib.parse import urlsplit

CHUNK: Final = 64 * 1024
SECONDS: Final = 30
LONGEST_ANSWER: Final = 4096
_DONE: Final = struct.pack("!L", 0)


class ScannerAway(Exception):
    """Say that nobody could tell; the file waits, and whoever asked tries again."""


@dataclass(frozen=True)
class Clamd:
    """Reach one daemon: tcp://host:3310 or unix:///run/clamav/clamd.ctl."""

    url: str

    def scan(self, content: IO[bytes]) -> str:
        """Return the name of what was found, "" for nothing; raises ScannerAway."""
        try:
            with contextlib.closing(self._connect()) as line:
                line.sendall(b"zINSTREAM\0")
                while chunk := content.read(CHUNK):
                    line.sendall(struct.pack("!L", len(chunk)) + chunk)
                line.sendall(_DONE)
                return _verdict(_read(line))
        except OSError as away:
            raise ScannerAway(str(away)) from away

    def _connect(self) -> socket.socket:
        parts = urlsplit(self.url)
        if parts.scheme == "unix":
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            line.settimeout(SECONDS)
            try:
                line.connect(parts.path)
            except OSError:
                line.close()
                raise
            return line
        return socket.create_connection((parts.hostname or "", parts.port or 3310), SECONDS)


def _read(line: socket.socket) -> str:
    said = b""
    while not said.endswith(b"\0") and len(said) < LONGEST_ANSWER:
        part = line.recv(LONGEST_ANSWER)
        if not part:
            break
        said += part
    return said.rstrip(b"\0\n").decode("utf-8", "replace")


def _verdict(said: str) -> str:
    """Read "stream: OK" or "stream: NAME FOUND"; whatever else it says is no verdict."""
    stream, _colon, word = said.partition(": ")
    if stream == "stream" and word == "OK":
        return ""
    if stream == "stream" and word.endswith(" FOUND"):
        return word.removesuffix(" FOUND")
    raise ScannerAway(said[:200] or "the scanner said nothing")
