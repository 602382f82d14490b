"""Stand in for SP4N-LAPOR! on this machine: the same calls over real HTTP, for trying out and for tests.

Run as a program it answers on the given port; every report gets a follow-up once `wait` seconds have passed.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any, Final

KEY: Final = "contoh"
_FOLLOW_UPS: Final = re.compile(r"/complaints/([\w-]+)/followups")
_REJECT: Final = re.compile(r"/complaints/process/([\w-]+)/reject")
_WANTED: Final = ("title", "content", "channel", "category_id", "location_id", "is_anonymous", "is_secret")


@dataclass
class Desk:
    """Keep the tickets; `now` is a clock in seconds, so that a test need not wait."""

    wait: float = 30.0
    now: Callable[[], float] = time.time
    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    by_key: dict[str, str] = field(default_factory=dict)
    busy: int = 0  # how many calls answer 503 before the next one is served
    lock: Lock = field(default_factory=Lock)

    def take(self, body: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        """Store a report once per key."""
        missing = [name for name in _WANTED if name not in body]
        if missing:
            return 422, {"message": f"missing: {', '.join(missing)}"}
        with self.lock:
            number = self.by_key.get(key) or f"CONTOH-{len(self.tickets) + 1}"
            if number not in self.tickets:
                self.tickets[number] = {"body": body, "at": self.now(), "rejected": ""}
                self.by_key[key or number] = number
        return 200, {"data": {"complaint_no": number}}

    def follow_ups(self, number: str) -> tuple[int, dict[str, Any]]:
        """Return the follow-up of a report whose time has come."""
        ticket = self.tickets.get(number)
        if ticket is None:
            return 404, {"message": "not found"}
        due = ticket["at"] + self.wait
        if self.now() < due:
            return 200, {"data": []}
        at = datetime.fromtimestamp(due, UTC).isoformat()
        return 200, {"data": [{"id": f"{number}-1", "content": "Laporan contoh diterima.", "created_at": at}]}

    def reject(self, number: str, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Note that a report is not pursued."""
        ticket = self.tickets.get(number)
        if ticket is None:
            return 404, {"message": "not found"}
        ticket["rejected"] = str(body.get("reason", ""))
        return 200, {"data": {"complaint_no": number}}


class Handler(BaseHTTPRequestHandler):
    """Answer the calls of a complaint system behind the gateway."""

    server_version = "LaporContoh"
    server: Stand

    def do_GET(self) -> None:
        """Answer with follow-ups."""
        found = _FOLLOW_UPS.fullmatch(self.path)
        self._answer(lambda desk: desk.follow_ups(found[1]) if found else (404, {}))

    def do_POST(self) -> None:
        """Take a report, or hear that one is not pursued."""
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", "0"))) or b"{}")
        found = _REJECT.fullmatch(self.path)
        if found:
            self._answer(lambda desk: desk.reject(found[1], body))
        elif self.path == "/complaints/complaint":
            self._answer(lambda desk: desk.take(body, self.headers.get("Idempotency-Key", "")))
        else:
            self._answer(lambda desk: (404, {}))

    def _answer(self, work: Callable[[Desk], tuple[int, dict[str, Any]]]) -> None:
        desk = self.server.desk
        if self.headers.get("APIkey") != KEY:
            status, said = 401, {"message": "key"}
        elif desk.busy > 0:
            desk.busy -= 1
            status, said = 503, {"message": "busy"}
        else:
            status, said = work(desk)
        body = json.dumps(said).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Log nothing: reports tell of people."""


class Stand(ThreadingHTTPServer):
    """Serve one desk."""

    def __init__(self, port: int, desk: Desk) -> None:
        """Bind to a port of this machine, 0 for any free one."""
        super().__init__(("127.0.0.1", port), Handler)
        self.desk = desk


if __name__ == "__main__":
    Stand(int(sys.argv[1]), Desk()).serve_forever()
