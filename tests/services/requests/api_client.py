"""Act as a person's program: a token instead of a cookie, JSON both ways."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from services.requests.actor import Actor
from services.requests.models import ServiceRequest
from tests.signing_in import sign_in

ROOT = "/api/v1/"
_serial = count(1)


def new_key() -> str:
    """Return a key that was never used."""
    return f"kunci-baru-{next(_serial):06}"


@dataclass
class Program:
    """Send requests in the name of one account."""

    token: str = ""
    language: str = "id"
    client: Client = field(default_factory=Client)

    @classmethod
    def of(cls, actor: Actor) -> Program:
        """Sign somebody in and keep nothing but the token."""
        assert actor.user is not None
        session = sign_in(Client(), actor.user).session
        return cls(str(session.session_key))

    def ask(self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str) -> Any:
        """Send JSON and return the answer."""
        given = {"Accept-Language": self.language, **({"X-Session-Token": self.token} if self.token else {}), **headers}
        if key is not None:
            given["Idempotency-Key"] = key
        extra = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(self.client, method)(path if path.startswith("/") else ROOT + path, headers=given, **extra)

    def get(self, path: str, **headers: str) -> Any:
        """Read an address."""
        return self.ask("get", path, **headers)

    def put(self, path: str, body: Any) -> Any:
        """Write an address."""
        return self.ask("put", path, body)

    def post(self, path: str, body: Any, key: str | None = None) -> Any:
        """Act once, with a key of its own unless one is given."""
        return self.ask("post", path, body, key=new_key() if key is None else key)

    def upload(self, request: ServiceRequest | str, field_id: str, content: bytes, name: str = "foto.jpg") -> Any:
        """Send one file of one field."""
        pk = request if isinstance(request, str) else request.pk
        data = {"field": field_id, "file": SimpleUploadedFile(name, content)}
        return self.client.post(f"{ROOT}requests/{pk}/files/", data, headers={"X-Session-Token": self.token})


def problem(answer: Any, status: int, code: str) -> dict[str, Any]:
    """Return the problem an answer is, which has to have this status and code."""
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json"), answer.content
    body: dict[str, Any] = answer.json()
    assert (body["status"], body["code"]) == (status, code), body
    return body
