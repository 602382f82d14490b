"""Ask for one cell in the name of one role, read everything that comes back, and leave no trace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.access.cells import Aim
from tests.access.estate import Estate
from tests.access.expect import ANYTHING, API, EITHER, FACTOR, HIDDEN, LACKS, NOT_SO, OPEN, REFUSED, SIGN_IN, expected
from tests.access.markers import foreign
from tests.access.people import Role

_TOKEN: Final = re.compile(r'name="csrfmiddlewaretoken" value="[^"]*"')
_NAMES: Final = re.compile(r"^(?=.*[\d-]).{4,}$")
# What changes with every answer and says nothing.
_LOUD: Final = {"x-request-id", "set-cookie", "content-length", "date"}

# What makes the forms of a case go as far as they can.
POSTED: Final = {
    "kunci": "1" * 32,
    "isian": "nik",
    "alasan": "mencocokkan dengan berkas",
    "text": "Kabar uji",
    "langkah": "usulkan",
}
# django-allauth looks at whether a page makes sense for this account before it looks at the method.
PACKAGE: Final = ("account_", "mfa_")


@dataclass(frozen=True)
class Answer:
    """Hold what came back, headers and all."""

    status: int
    location: str
    body: str
    head: str

    @property
    def text(self) -> str:
        """Return every word of it."""
        return self.head + self.body

    def bare(self, kwargs: dict[str, str]) -> str:
        """Return it without what differs between two visits, and without the words that led there."""
        text = f"{self.status}\n{self.text}"
        for word in sorted(kwargs.values(), key=len, reverse=True):
            # A plain word ("phone") names a thing in an address alone: elsewhere the page means something by it.
            text = text.replace(word, "*") if _NAMES.search(word) else _in_address(text, word)
        return text


def _in_address(text: str, word: str) -> str:
    for slash in ("/", "%2F"):
        text = text.replace(f"{slash}{word}{slash}", f"{slash}*{slash}")
    return text


class Visitor:
    """Ask as one role; each question begins from the same session."""

    def __init__(self, role: Role, client: Client) -> None:
        """Remember the session."""
        self.role, self.client = role, client
        self._nowhere: dict[tuple[str, str], str] = {}
        self.jar = {name: morsel.value for name, morsel in client.cookies.items()}

    def ask(self, path: str, method: str, data: dict[str, Any] | None = None) -> Answer:
        """Return the answer; whatever it changed is undone."""
        with transaction.atomic():
            answer = self.send(path, method, data)
            transaction.set_rollback(True)
        self._carry(self.jar)  # whoever asks as this role next begins signed in too
        cache.clear()  # limits of a minute are tested elsewhere
        return answer

    def send(self, path: str, method: str, data: dict[str, Any] | None = None) -> Answer:
        """Return the answer, and leave what it changed."""
        self._carry({} if path.startswith(API) else self.jar)  # programs carry a token and no cookie
        extra: dict[str, Any] = {}
        if path.startswith(API):
            token = self.jar.get(settings.SESSION_COOKIE_NAME)
            extra["headers"] = {"Idempotency-Key": "kunci-matriks-0001"} | ({"X-Session-Token": token} if token else {})
            if method != "GET":
                extra |= {"data": data or {}, "content_type": "application/json"}
        else:
            extra = {"data": data or POSTED} if method == "POST" else {}
        return _read(getattr(self.client, method.lower())(path, **extra))

    def _carry(self, jar: dict[str, str]) -> None:
        self.client.cookies.clear()
        for name, value in jar.items():
            self.client.cookies[name] = value

    def nothing(self, aim: Aim, method: str) -> str:
        """Return, bare, what is answered for something that does not exist at such an address."""
        key = (aim.nowhere, method)
        if key not in self._nowhere:
            self._nowhere[key] = self.ask(aim.nowhere, method).bare(aim.unknown)
        return self._nowhere[key]


def _read(response: Any) -> Answer:
    body = b"".join(response) if response.streaming else response.content
    help_code = response.headers.get("X-Request-ID", "")
    text = _TOKEN.sub("", body.decode("utf-8", "replace"))
    kept = sorted(f"{key}: {value}" for key, value in response.headers.items() if key.lower() not in _LOUD)
    if help_code:
        text = text.replace(help_code, "")
    return Answer(response.status_code, response.headers.get("Location", ""), text, "\n".join(kept))


def outcome(answer: Answer, aim: Aim, role: Role) -> str:
    """Name what an answer is."""
    api, away = aim.path.startswith(API), answer.location
    doors = (resolve_url(settings.LOGIN_URL), reverse("admin:login"), reverse("audit:login"))
    if answer.status == 401 or (answer.status == 302 and away.startswith(doors)):
        return SIGN_IN
    factor = (reverse("mfa_reauthenticate"), reverse("mfa_activate_totp"))
    # Among themselves the pages of signing in lead to each other in the course of things.
    asked = not role.factor or not aim.name.startswith(PACKAGE)
    if answer.status == 302 and away.startswith(factor) and asked:
        return FACTOR
    if answer.status == 403:
        return FACTOR if api and "second_factor_required" in answer.body else REFUSED
    return {404: HIDDEN, 405: NOT_SO}.get(answer.status, OPEN if answer.status < 500 else str(answer.status))


def faults(estate: Estate, visitor: Visitor, aim: Aim, method: str) -> list[str]:
    """Return what is wrong with one cell: its outcome, its status, a word it must not say."""
    role, wanted = visitor.role, expected(visitor.role, aim, method)
    answer = visitor.ask(aim.path, method)
    got = outcome(answer, aim, role)
    found = []
    if not _fits(wanted, got, answer, aim, method):
        found.append(f"expected {wanted}, got {got} ({answer.status} {answer.location})")
    elif wanted in {HIDDEN, REFUSED} and answer.bare(aim.kwargs) != visitor.nothing(aim, method):
        found.append("differs from the answer for what does not exist")
    said = foreign(estate, role, aim.path, answer.text)
    if said:
        found.append(f"says {', '.join(said)}")
    of = f"{aim.owner or '-'}{f' with a part of {aim.part_of}' if aim.part_of else ''}"
    return [f"{aim.name} {method} as {role.name}, thing of {of}: {fault}" for fault in found]


def _fits(wanted: str, got: str, answer: Answer, aim: Aim, method: str) -> bool:
    if wanted == ANYTHING:
        return answer.status < 500 and got not in {SIGN_IN, FACTOR, NOT_SO}
    if wanted == OPEN and method in aim.line.answers:
        return answer.status in aim.line.answers[method]
    if wanted == OPEN and method == "GET":
        return answer.status == 200
    if wanted == SIGN_IN and method not in aim.line.methods:
        return got in {SIGN_IN, NOT_SO}
    if wanted == EITHER:
        return got in {NOT_SO, REFUSED}
    if wanted == NOT_SO and aim.name.startswith(PACKAGE):
        return got in {NOT_SO, HIDDEN} or answer.status == 302
    return got == {LACKS: REFUSED}.get(wanted, wanted)
