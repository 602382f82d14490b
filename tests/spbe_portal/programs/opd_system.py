"""An OPD's own system, written from the specifications alone: it imports nothing of the portal.

It fetches a token (RFC 6749, 4.4), reads the API over HTTP, and listens for messages over https. Signatures are checked
as Standard Webhooks 1.0.0 says: HMAC-SHA256 over "id.timestamp.body", any of the listed signatures, a tolerance of
time, and the id as the key that makes a second arrival do nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import ssl
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

TOLERANCE: Final = 300  # seconds that a message may be old, or ahead of our clock
PATIENCE: Final = 30


@dataclass(frozen=True)
class Answer:
    """Hold what the portal answered."""

    status: int
    body: Any
    headers: Mapping[str, str]


def ask(
    url: str, *, method: str = "GET", data: Any = None, form: Mapping[str, str] | None = None, **headers: str
) -> Answer:
    """Send one request and return its answer, refusals too; `Some_Header` is sent as Some-Header."""
    body = None if data is None else json.dumps(data).encode()
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if body is not None:
        sent["Content-Type"] = "application/json"
    if form is not None:
        body, method = urllib.parse.urlencode(form).encode(), "POST"
    asked = urllib.request.Request(url, body, sent, method=method)
    try:
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            return Answer(answer.status, json.loads(answer.read() or b"null"), answer.headers)
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, json.loads(refused.read() or b"null"), refused.headers)


@dataclass
class OpdSystem:
    """Act as one system with the id and secret it was handed."""

    portal: str
    client_id: str = ""
    client_secret: str = ""
    token: str = ""

    def sign_in(self, secret: str = "", **more: str) -> Answer:
        """Fetch a token and keep it; `secret` is another one than that of this system."""
        pair = f"{self.client_id}:{secret or self.client_secret}"
        form = {"grant_type": "client_credentials", **more}
        answer = ask(f"{self.portal}/api/v1/auth/token", form=form, Authorization=self._basic(pair))
        if answer.status == 200:
            self.token = answer.body["access_token"]
        return answer

    def sign_out(self) -> Answer:
        """Make the token worthless (RFC 7009)."""
        pair = self._basic(f"{self.client_id}:{self.client_secret}")
        return ask(f"{self.portal}/api/v1/auth/revoke", form={"token": self.token}, Authorization=pair)

    def case(self, request: str) -> Answer:
        """Read one case."""
        return ask(f"{self.portal}/api/v1/desk/requests/{request}/", Authorization=f"Bearer {self.token}")

    @staticmethod
    def _basic(pair: str) -> str:
        return "Basic " + b64encode(pair.encode()).decode()


class NotGenuine(Exception):
    """Say why a message is not taken."""


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """Return the id of a genuine message; raises NotGenuine."""
    try:
        message, stamp, listed = (headers[f"webhook-{part}"] for part in ("id", "timestamp", "signature"))
        sent = int(stamp)
    except (KeyError, ValueError) as lacking:
        raise NotGenuine("headers") from lacking
    if abs(now - sent) > TOLERANCE:
        raise NotGenuine("time")
    key = b64decode(secret.removeprefix("whsec_"), validate=True)
    wanted = b64encode(hmac.digest(key, b".".join((message.encode(), stamp.encode(), body)), hashlib.sha256))
    for each in listed.split(" "):
        version, _comma, given = each.partition(",")
        if version == "v1" and hmac.compare_digest(given.encode(), wanted):
            return message
    raise NotGenuine("signature")


@dataclass
class Inbox:
    """Take messages over https: the genuine ones once, the others never."""

    secret: str = ""
    port: int = 0
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)  # by message id
    raw: list[tuple[dict[str, str], bytes]] = field(default_factory=list)  # every arrival, as it came
    refused: list[str] = field(default_factory=list)
    arrived: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        """Return the address to hand to the portal."""
        return f"https://localhost:{self.port}/terima"

    def take(self, headers: Mapping[str, str], body: bytes, now: float | None = None) -> int:
        """Take one message and return the status to answer with; a second arrival is thanked for and does nothing."""
        given = {name.lower(): value for name, value in headers.items()}
        with self.arrived:
            self.raw.append((given, body))
            try:
                message = verify(self.secret, given, body, time.time() if now is None else now)
            except NotGenuine as why:
                self.refused.append(str(why))
                return 401
            finally:
                self.arrived.notify_all()
            self.taken.setdefault(message, json.loads(body))
        return 204

    def wait_for(self, arrivals: int, patience: float = PATIENCE) -> None:
        """Return when so many messages have arrived; fails when they do not."""
        with self.arrived:
            assert self.arrived.wait_for(lambda: len(self.raw) >= arrivals, patience), self.raw


@contextmanager
def listening(chain: str, key: str) -> Iterator[Inbox]:
    """Serve an inbox over https until the end of the block."""
    inbox = Inbox()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            """Take one message."""
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(inbox.take(dict(self.headers.items()), body))
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    inbox.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield inbox
    finally:
        server.shutdown()
        server.server_close()
