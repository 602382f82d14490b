"""Reach SP4N-LAPOR! by its documented calls, through the gateway SPLP and its key in a header.

The contract was read from public descriptions, not from an account with the developer role: names of fields may have
to be mended when the official papers are there (docs/decisions).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from foundation import clock
from services.opd.diskominfosatik.complaints.lapor import FollowUp, Refused, Report, Unreachable

LARGEST_ANSWER: Final = 262_144  # bytes
MOST_FOLLOW_UPS: Final = 200
LONGEST_TEXT: Final = 4000
# The other side says itself that the same message may be welcome later.
LATER: Final = frozenset({408, 425, 429})
FAILURES: Final = 5  # in a row, after which nobody calls for a while
REST: Final = 60  # seconds


class _Stay(HTTPRedirectHandler):
    """Follow no redirect: the key must not travel to another address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """Refuse."""


class Circuit:
    """Rest after failures in a row, so that a system that is down costs one attempt a minute and not all of them."""

    def __init__(self) -> None:
        """Begin closed."""
        self._failures = 0
        self._since: datetime | None = None

    def check(self) -> None:
        """Raise Unreachable while resting."""
        if self._since is not None and (clock.now() - self._since).total_seconds() < REST:
            raise Unreachable("istirahat")

    def failed(self) -> None:
        """Count a failure."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._since = clock.now()

    def held(self) -> None:
        """Forget the failures."""
        self._failures, self._since = 0, None


@dataclass(frozen=True)
class HttpLapor:
    """Call the gateway at `url` with a key; each exchange waits at most `timeout` seconds."""

    url: str
    key: str = field(repr=False)
    header: str = "APIkey"
    channel: str = "portal"
    timeout: float = 10.0
    circuit: Circuit = field(default_factory=Circuit, repr=False, compare=False)

    def push(self, report: Report, key: str) -> str:
        """Post /complaints/complaint; raises Unreachable or Refused."""
        body = {
            "title": report.title,
            "content": report.content,
            "channel": self.channel,
            "category_id": report.category_id,
            "location_id": report.location_id,
            "is_anonymous": report.is_anonymous,
            "is_secret": report.is_secret,
        }
        answer = self._call("POST", "/complaints/complaint", body, {"Idempotency-Key": key})
        found = answer.get("data", answer)
        number = str(found.get("complaint_no") or found.get("no") or "")[:60] if isinstance(found, dict) else ""
        if not number:
            raise Refused("jawaban tanpa nomor")
        return number

    def follow_ups(self, number: str) -> Sequence[FollowUp]:
        """Get /complaints/{no}/followups; raises Unreachable or Refused."""
        answer = self._call("GET", f"/complaints/{quote(number, safe='')}/followups")
        rows = answer.get("data", [])
        if not isinstance(rows, list):
            raise Refused("jawaban tidak terbaca")
        return [found for row in rows[:MOST_FOLLOW_UPS] if (found := _follow_up(row)) is not None]

    def reject(self, number: str, reason: str) -> None:
        """Post /complaints/process/{no}/reject; raises Unreachable or Refused."""
        self._call("POST", f"/complaints/process/{quote(number, safe='')}/reject", {"reason": reason})

    def _call(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, more: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        self.circuit.check()
        try:
            answer = self._exchange(method, path, body, more or {})
        except HTTPError as error:
            error.close()
            if error.code < 500 and error.code not in LATER:
                self.circuit.held()
                raise Refused(f"jawaban {error.code}") from None
            self.circuit.failed()
            raise Unreachable(f"jawaban {error.code}") from None
        except (URLError, OSError, HTTPException) as error:
            self.circuit.failed()
            raise Unreachable(type(error).__name__) from None
        self.circuit.held()
        return _content(answer)

    def _exchange(self, method: str, path: str, body: Mapping[str, Any] | None, more: Mapping[str, str]) -> bytes:
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise Refused("alamat bukan http")
        data = None if body is None else json.dumps(body).encode()
        headers = {self.header: self.key, "Accept": "application/json", "Content-Type": "application/json", **more}
        request = Request(self.url.rstrip("/") + path, data, headers, method=method)  # noqa: S310 (scheme checked)
        with build_opener(_Stay).open(request, timeout=self.timeout) as answer:
            return bytes(answer.read(LARGEST_ANSWER))


def _content(answer: bytes) -> dict[str, Any]:
    try:
        content = json.loads(answer or b"{}")
    except ValueError:
        raise Refused("jawaban tidak terbaca") from None
    if not isinstance(content, dict):
        raise Refused("jawaban tidak terbaca")
    return content


def _follow_up(row: Any) -> FollowUp | None:
    """Read one follow-up; None for a row that cannot be one."""
    if not isinstance(row, dict) or not row.get("id") or not str(row.get("content") or "").strip():
        return None
    text = str(row["content"]).replace("\x00", "").strip()[:LONGEST_TEXT]
    return FollowUp(str(row["id"])[:60], text, _moment(str(row.get("created_at") or "")))


def _moment(text: str) -> datetime:
    """Read a moment with its zone; what has none, or cannot be read, is now."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return clock.now()
    return found if found.tzinfo else clock.now()
