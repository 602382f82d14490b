"""Read tests/access.toml and walk the URL map beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import get_converters

FILE = Path(__file__).resolve().parent.parent / "access.toml"
AUDIENCES = {
    *("public", "login", "owner", "case", "staff", "desk"),
    *("keeper", "records", "opd", "platform", "diskominfosatik", "operator", "auditor", "nobody", "demo"),
}
METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}
SAMPLES = {"uuid": "00000000-0000-7000-8000-000000000000", "int": "1", "slug": "contoh", "str": "contoh", "path": "a/b"}


class BadLine(Exception):
    """Say what is wrong with a line of access.toml."""


@dataclass(frozen=True)
class Line:
    """Hold what access.toml says of one URL name, or of all names that fit a pattern with a *."""

    name: str
    audience: str
    methods: frozenset[str]
    sample: dict[str, str] = field(default_factory=dict, hash=False)
    query: str = ""
    # By method, what those it is for are answered; GET that is not named answers 200, others anything but a refusal.
    answers: dict[str, frozenset[int]] = field(default_factory=dict, hash=False)
    refuses: frozenset[str] = frozenset()  # methods that are declared, and 403 for everybody
    function: str = ""  # whoever works on the case without it gets 403
    of: str = ""  # the model one of whose rows the address names, where neither audience nor name tells


@dataclass(frozen=True)
class Url:
    """Name one address of the map with an example of its arguments."""

    name: str
    sample: dict[str, str] = field(hash=False)

    def path(self, line: Line) -> str:
        """Return an example address."""
        return reverse(self.name, kwargs={**self.sample, **line.sample} or None)


def read(text: str) -> dict[str, Line]:
    """Return the lines of a matrix by URL name, or raise BadLine."""
    found = {}
    for name, words in tomllib.loads(text)["urls"].items():
        methods = frozenset(words.get("methods", "GET").split())
        unknown = set(words) - {"audience", "methods", "sample", "query", "answers", "refuses", "function", "of"}
        if unknown or words.get("audience") not in AUDIENCES or not methods or methods - METHODS:
            raise BadLine(f"{name}: audience is one of {sorted(AUDIENCES)}, methods of {sorted(METHODS)}")
        found[name] = Line(
            name,
            words["audience"],
            methods,
            words.get("sample", {}),
            words.get("query", ""),
            {how: frozenset(map(int, codes.split())) for how, codes in words.get("answers", {}).items()},
            frozenset(words.get("refuses", "").split()),
            words.get("function", ""),
            words.get("of", ""),
        )
    return found


@cache
def lines() -> dict[str, Line]:
    """Return the matrix."""
    return read(FILE.read_text(encoding="utf-8"))


def line_of(name: str, matrix: dict[str, Line]) -> Line | None:
    """Return a name's own line, or the line of the longest pattern that covers it."""
    patterns = [line for key, line in matrix.items() if "*" in key and fnmatchcase(name, key)]
    return matrix.get(name) or max(patterns, key=lambda line: len(line.name), default=None)


def walk(
    resolver: URLResolver | None = None, namespace: str = "", sample: dict[str, str] | None = None
) -> Iterator[Url]:
    """Yield every address of the URL map; one without a name is called by its route."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        here = {**(sample or {}), **example(entry)}
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from walk(entry, inner, here)
        else:
            yield Url(namespace + (entry.name or f"unnamed {entry.pattern}"), here)


def example(entry: URLPattern | URLResolver) -> dict[str, str]:
    """Return example values for the converters of one route."""
    kinds = {type(converter): name for name, converter in get_converters().items()}
    converters: dict[str, Any] = getattr(entry.pattern, "converters", {})
    return {name: SAMPLES.get(kinds.get(type(converter), "str"), "contoh") for name, converter in converters.items()}


def missing(matrix: dict[str, Line], urls: Iterator[Url]) -> list[str]:
    """Return the names of addresses that have no line."""
    return sorted({url.name for url in urls if line_of(url.name, matrix) is None})


def stale(matrix: dict[str, Line], urls: Iterator[Url]) -> list[str]:
    """Return the lines that no address answers to."""
    names = {url.name for url in urls}
    return sorted(name for name in matrix if not covers(name, names))


def covers(name: str, names: set[str]) -> bool:
    """Tell whether a line's name or pattern matches one of the names."""
    return any(fnmatchcase(other, name) for other in names) if "*" in name else name in names
