"""Walk the whole URL map with hostile values, and say what is wrong with an answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache as limits
from django.db import transaction
from django.http import QueryDict
from django.http.cookie import SimpleCookie
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.datastructures import MultiValueDict
from drf_spectacular.generators import SchemaGenerator

from tests.access.hostile import ELSEWHERE, PARAMETERS, SPLIT, Value
from tests.access.inhabited import Portal

METHODS: Final = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FORM: Final = "application/x-www-form-urlencoded"
MOST_BODY: Final = 2_000_000
NOTHING_ASKED: Final = ("_delete", "_history", "unnamed <path:object_id>/")  # of Django's admin
_ARGUMENT: Final = re.compile(r"<(?:\w+:)?(\w+)>")
_GROUP: Final = re.compile(r"\(\?P<(\w+)>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)")


@dataclass(frozen=True)
class Place:
    """Hold one pattern of the URL map: its name, and its route with arguments in braces."""

    name: str
    route: str

    @property
    def is_api(self) -> bool:
        """Say whether programs ask here."""
        return self.route.startswith("api/v1/")

    @property
    def arguments(self) -> list[str]:
        """Return the names of the arguments."""
        return re.findall(r"{(\w+)}", self.route)

    @property
    def shape(self) -> str:
        """Return the route without the names of its arguments, as `operations()` has it."""
        return re.sub(r"{\w+}", "{}", self.route)

    def path(self, arguments: dict[str, str]) -> str:
        """Return an address; an argument nobody knows is a word."""
        return "/" + re.sub(r"{(\w+)}", lambda found: arguments.get(found[1], "contoh"), self.route)


@cache
def places() -> tuple[Place, ...]:
    """Return every pattern of the URL map, and what lies beside it: files of the design, and nothing at all."""
    beside = (Place("static", "static/{path}"), Place("nowhere", "{word}"), Place("nowhere api", "api/v1/{word}/"))
    return (*_walk(get_resolver(), "", ""), *beside)


def _walk(resolver: URLResolver, area: str, route: str) -> Iterator[Place]:
    for entry in resolver.url_patterns:
        here = route + _plain(str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield Place(f"{area}{entry.name or f'unnamed {entry.pattern}'}", here)
        else:
            yield from _walk(entry, f"{area}{entry.namespace}:" if entry.namespace else area, here)


def _plain(route: str) -> str:
    """Return a route, or a regular expression, with its arguments in braces and nothing else of its syntax."""
    if not route.startswith("^") and "(?P" not in route:
        return _ARGUMENT.sub(r"{\1}", route)
    return re.sub(r"\\[AZz]|[\^$?]", "", _GROUP.sub(r"{\1}", route)).replace("\\", "")


@dataclass
class Heard:
    """Collect the names that the views look for in what is sent."""

    query: dict[str, list[str]] = field(default_factory=dict)
    form: dict[str, list[str]] = field(default_factory=dict)

    def of(self, place: Place) -> tuple[list[str], list[str]]:
        """Return the names heard at one place, in the query and in the form."""
        return self.query.get(place.name, []), self.form.get(place.name, [])


@dataclass
class Crawler:
    """Send hostile requests as several people; whatever they change is undone at once."""

    portal: Portal
    heard: Heard = field(default_factory=Heard)
    sent: int = 0
    statuses: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Remember how everybody is signed in."""
        self.cookies = {who: client.cookies.output(header="") for who, client in self.portal.clients.items()}
        self.tokens = {
            who: str(client.session.session_key) for who, client in self.portal.clients.items() if client.cookies
        }

    def ask(self, who: str, method: str, path: str, body: bytes = b"", kind: str = FORM, **headers: str) -> Any:
        """Send one request and undo it."""
        client = self.portal.clients[who]
        client.cookies = SimpleCookie(self.cookies[who])
        if path.startswith("/api/") and who in self.tokens:
            headers = {"X-Session-Token": self.tokens[who], "Idempotency-Key": "kunci-jahat"} | headers
        limits.clear()
        with transaction.atomic():
            answer = client.generic(method, path, body, kind, headers=headers)
            if answer.streaming:
                b"".join(answer)
            transaction.set_rollback(True)
        self.sent += 1
        self.statuses[answer.status_code] = self.statuses.get(answer.status_code, 0) + 1
        return answer

    def listen(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Visit every place with a form or a list once in good faith and remember which names it looks for."""
        for place in places():
            if place.name.endswith(NOTHING_ASKED):
                continue
            path = place.path(self.portal.arguments(place.name))
            for method, kept in (("GET", self.heard.query), ("POST", self.heard.form)):
                with _listening(monkeypatch) as names:
                    self.ask("keeper", method, path, b"csrfmiddlewaretoken=x")
                kept[place.name] = [name for name in dict.fromkeys(names) if name]

    def in_query(self, who: str, method: str, place: Place, value: Value, turn: int) -> tuple[str, Any]:
        """Ask with the value under every name the place looks for, or, every other turn, under one name alone."""
        names, fields = self.heard.of(place)
        alone = [*names, *PARAMETERS]
        chosen = names if turn % 2 and names else [alone[turn // 2 % len(alone)]]
        path = f"{place.path(self.portal.arguments(place.name))}?{_pairs(chosen, value)}"
        if method in {"GET", "HEAD"}:
            return path, self.ask(who, method, path)
        if place.is_api:
            return path, self.ask(who, method, path, _json(place, method, value), "application/json")
        return path, self.ask(who, method, path, _pairs(fields, value).encode())

    def in_path(self, who: str, method: str, place: Place, value: Value, turn: int) -> tuple[str, Any]:
        """Ask with the value as one argument of the path."""
        wrong = place.arguments[turn % len(place.arguments)]
        path = place.path(self.portal.arguments(place.name) | {wrong: value.in_address})
        return path, self.ask(who, method, path)


def _pairs(names: list[str], value: Value) -> str:
    """Return a query in which every name has the value, and one of them has it twice; never more than may be sent."""
    room = MOST_BODY // (len(value.in_address) + 40)
    return "&".join(f"{name}={value.in_address}" for name in [*names[:room], *names[:1]])


def _json(place: Place, method: str, value: Value) -> bytes:
    """Return a body with every member that an operation knows, each holding the value in another shape."""
    text = value.text
    shapes: list[Any] = [text, [text], {text: text}, {"id": text}, [[text]]]
    turn = len(value.name) % len(shapes)
    members = operations().get((place.shape, method.lower()), ["answers", "seq"])
    body = {name: shapes[(turn + at) % len(shapes)] for at, name in enumerate(members)}
    return json.dumps(body, ensure_ascii=True).encode()[:MOST_BODY]


@cache
def operations() -> dict[tuple[str, str], list[str]]:
    """Return the members of the body of every API operation that takes one, by route and method."""
    schema: Any = SchemaGenerator().get_schema(request=None, public=True)  # type: ignore[no-untyped-call]
    found = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            for content in operation.get("requestBody", {}).get("content", {}).values():
                shape = content["schema"]
                shape = schema["components"]["schemas"][shape["$ref"].rpartition("/")[2]] if "$ref" in shape else shape
                found[re.sub(r"{\w+}", "{}", path.lstrip("/")), method] = list(shape.get("properties", {}))
    return found


@contextmanager
def _listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    names: list[str] = []
    with monkeypatch.context() as patched:
        for way in ("__getitem__", "getlist", "__contains__"):
            plain = getattr(MultiValueDict, way)

            def heard(given: Any, key: Any, *rest: Any, plain: Any = plain) -> Any:
                if isinstance(given, QueryDict) and isinstance(key, str):
                    names.append(key)
                return plain(given, key, *rest)

            patched.setattr(QueryDict, way, heard)
        yield names


def wrong_with(answer: Any, value: Value) -> str:
    """Return what is wrong with an answer to a hostile value, "" for nothing."""
    if answer.status_code >= 500:
        error = answer.exc_info[1] if getattr(answer, "exc_info", None) else ""
        return f"answers {answer.status_code}: {error!r}"[:400]
    for name, text in answer.headers.items():
        if name == SPLIT or set("\r\n\x00") & set(name + text):
            return f"splits its headers at {name}"
    if "Location" in answer.headers and leads_away(answer.headers["Location"]):
        return f"leads away to {answer.headers['Location']}"
    if answer.headers.get("Content-Type", "").startswith("text/html") and not answer.streaming and value.is_markup:
        return "shows the value as markup" if value.text in answer.content.decode() else ""
    return ""


def leads_away(location: str) -> bool:
    """Say whether a browser that follows would leave the portal."""
    host = urlsplit(location.replace("\\", "/").strip()).hostname
    return host not in {None, "testserver"} or location.startswith("javascript:") or f"//{ELSEWHERE}" in location[:20]
