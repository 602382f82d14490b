"""Ask the portal itself for its public pages, through every layer a visitor passes but the network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from io import BytesIO
from typing import Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.http import HttpResponse

MAP: Final = "/sitemap.xml"
_LOC: Final = re.compile(r"<loc>([^<]{1,500})</loc>")


@dataclass(frozen=True)
class Answer:
    """Hold what a page answered."""

    status: int
    kind: str
    text: str


class Visitor:
    """Visit pages as somebody without an account or cookies."""

    def __init__(self) -> None:
        """Build the layers once."""
        self._handler = WSGIHandler()

    def get(self, path: str) -> Answer:
        """Return the answer to a path; an error inside is an answer too, as it is for everybody."""
        response = self._handler.get_response(WSGIRequest(_environ(path)))
        # Not closed: that would say that a request has ended, and close the database under the job around it. Pages are
        # never streamed, so nothing stays open.
        body = response.content if isinstance(response, HttpResponse) else b""
        return Answer(response.status_code, response.headers.get("Content-Type", ""), body.decode("utf-8", "replace"))

    def paths(self) -> list[str]:
        """Return the paths of all public pages, as the sitemap tells search engines."""
        found = _paths(self.get(MAP).text)
        parts = [path for path in found if path.endswith(".xml")]
        return [path for path in found if path not in parts] + [
            path for part in parts for path in _paths(self.get(part).text)
        ]


def own_hosts() -> frozenset[str]:
    """Return the hosts under which this site is reached."""
    named = {host.lstrip(".").casefold() for host in settings.ALLOWED_HOSTS if host != "*"}
    return frozenset(named | {(urlsplit(settings.PORTAL_URL).hostname or "").casefold()})


def _paths(text: str) -> list[str]:
    return [urlsplit(unescape(address)).path for address in _LOC.findall(text)]


def _environ(path: str) -> dict[str, Any]:
    at = urlsplit(settings.PORTAL_URL)
    host = at.hostname or "localhost"
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path.encode().decode("latin-1"),
        "QUERY_STRING": "",
        "SERVER_NAME": host,
        "SERVER_PORT": str(at.port or (443 if at.scheme == "https" else 80)),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": at.netloc,
        "HTTP_X_FORWARDED_PROTO": at.scheme,
        "HTTP_ACCEPT_LANGUAGE": "id",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": at.scheme,
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.version": (1, 0),
    }
