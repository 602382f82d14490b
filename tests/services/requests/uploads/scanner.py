"""Stand in for a ClamAV daemon: the same protocol, one signature of our own, and the ways it goes wrong."""

from __future__ import annotations

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

MARK: Final = b"TANDA-VIRUS-UJI-PORTAL"
NAME: Final = "Portal.Uji.UNOFFICIAL"


class _Answer(socketserver.BaseRequestHandler):
    server: Any

    def handle(self) -> None:
        sent = self._receive()
        self.server.seen.append(sent)
        said = self.server.said or (f"stream: {NAME} FOUND" if MARK in sent else "stream: OK")
        if said != "silent":
            self.request.sendall(said.encode() + b"\0")

    def _receive(self) -> bytes:
        assert self._exactly(10) == b"zINSTREAM\0"
        found = b""
        while size := struct.unpack("!L", self._exactly(4))[0]:
            found += self._exactly(size)
        return found

    def _exactly(self, size: int) -> bytes:
        found = b""
        while len(found) < size:
            part = self.request.recv(size - len(found))
            assert part, "the portal hung up in mid-file"
            found += part
        return found


@contextmanager
def daemon(said: str = "") -> Iterator[tuple[str, list[bytes]]]:
    """Run a daemon; yield its address and what it was sent. `said` replaces every verdict; "silent" hangs up."""
    server: Any = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Answer)
    server.daemon_threads = True
    server.said, server.seen = said, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"tcp://127.0.0.1:{server.server_address[1]}", server.seen
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
