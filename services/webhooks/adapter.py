"""Send one message over https: to the address that was checked, without redirects, within a fixed time."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from threading import Timer
from typing import Final

from django.conf import settings

from services.webhooks.policies import Target

SECONDS: Final = 10  # for the whole exchange, however slowly the other side answers
READ: Final = 1024  # bytes of an answer that are taken off the line; nobody keeps them


class Unreachable(Exception):
    """Report a connection, a certificate or an answer that failed; carries the kind of error only."""


@dataclass(frozen=True)
class Answer:
    """Hold what the receiver answered."""

    status: int
    retry_after: int | None


class _Pinned(http.client.HTTPSConnection):
    """Connect to one IP address and expect the certificate of the name."""

    def __init__(self, target: Target, context: ssl.SSLContext) -> None:
        super().__init__(target.host, target.port, timeout=SECONDS, context=context)
        self._address, self._trust = target.address, context

    def connect(self) -> None:
        """Open the connection to the pinned address."""
        plain = socket.create_connection((self._address, self.port), SECONDS)
        try:
            self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
        except Exception:
            plain.close()
            raise


def post(target: Target, body: bytes, headers: Mapping[str, str]) -> Answer:
    """Post the body and return the answer's status; raises Unreachable."""
    connection = _Pinned(target, ssl.create_default_context(cafile=settings.WEBHOOK_CA_FILE or None))
    limit = Timer(SECONDS, _cut, [connection])
    limit.daemon = True
    limit.start()
    try:
        connection.request("POST", target.path, body, {**headers, "Content-Type": "application/json"})
        response = connection.getresponse()
        response.read(READ)
        return Answer(response.status, _seconds(response.headers.get("Retry-After", "")))
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise Unreachable(type(error).__name__) from error
    finally:
        limit.cancel()
        connection.close()


def _cut(connection: _Pinned) -> None:
    """End an exchange that takes too long, whatever the other side is doing."""
    if connection.sock is not None:
        with suppress(OSError):
            connection.sock.shutdown(socket.SHUT_RDWR)


def _seconds(text: str) -> int | None:
    return min(int(text), 86_400) if text.isascii() and text.isdigit() and len(text) < 8 else None
