"""Speak Dukcapil's CALL_VERIFY_BY_ELEMEN: elements go out, "Sesuai" or "Tidak Sesuai" comes back."""

from __future__ import annotations

import json
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from citizens.identity.verification import Claim, Match, Unanswered

ELEMENTS = ("NIK", "NAMA_LGKP", "TGL_LHR")
LARGEST_ANSWER = 65_536  # bytes


@dataclass(frozen=True)
class DukcapilVerifier:
    """Verify by element over the VPN; `url` ends in .../CALL_VERIFY_BY_ELEMEN, waits at most `timeout` seconds."""

    url: str
    user_id: str
    password: str = field(repr=False)
    ip_user: str
    ca_file: str = ""
    threshold: int = 90
    timeout: float = 5.0

    def verify(self, claim: Claim) -> Match:
        """Ask Dukcapil; raises Unanswered with its RESPONSE_CODE, or "unreachable" or "unreadable"."""
        asked = {"NIK": claim.nik, "NAMA_LGKP": claim.name}
        if claim.birth_date:
            asked["TGL_LHR"] = claim.birth_date.strftime("%d-%m-%Y")
        content = self._content(self._post(asked))
        if "RESPONSE_CODE" in content:
            raise Unanswered(str(content["RESPONSE_CODE"])[:20])
        flags = tuple((name, _agrees(content[name])) for name in asked if name in content)
        if not flags:
            raise Unanswered("unreadable")
        return Match(flags)

    def _post(self, asked: Mapping[str, str]) -> bytes:
        body = {
            "USER_ID": self.user_id,
            "PASSWORD": self.password,
            "IP_USER": self.ip_user,
            "TRESHOLD": str(self.threshold),  # spelled so by Dukcapil
            **asked,
        }
        if urlsplit(self.url).scheme not in {"http", "https"}:
            raise Unanswered("unreachable")
        request = Request(  # noqa: S310 (scheme checked above)
            self.url, json.dumps(body).encode(), {"Content-Type": "application/json"}, method="POST"
        )
        try:
            with urlopen(request, timeout=self.timeout, context=self._tls()) as answer:  # noqa: S310
                return bytes(answer.read(LARGEST_ANSWER))
        except (URLError, TimeoutError, OSError) as error:
            raise Unanswered("unreachable") from error

    def _tls(self) -> ssl.SSLContext | None:
        """Trust only Dukcapil's own self-signed certificate when its file is given."""
        if not self.ca_file:
            return None
        context = ssl.create_default_context(cafile=self.ca_file)
        context.check_hostname = False  # the certificate names no VPN address; the pinned file is the trust
        return context

    @staticmethod
    def _content(answer: bytes) -> Mapping[str, Any]:
        """Return the one record in the answer."""
        try:
            content = json.loads(answer)["content"]
            record = content[0] if isinstance(content, list) else content
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise Unanswered("unreadable") from error
        if not isinstance(record, dict):
            raise Unanswered("unreadable")
        return record


def _agrees(verdict: object) -> bool:
    """Read "Sesuai (100)" as yes and "Tidak Sesuai (59)" as no."""
    return str(verdict).strip().casefold().startswith("sesuai")
