"""Collect what the OPD apps bring: documents from their folders, hooks by name; an instance, so tests make theirs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from services.definition import document as documents
from services.definition import yaml_reader
from services.definition.document import Document
from services.definition.errors import DocumentError

APP: Final = re.compile(r"[a-z][a-z0-9_]{1,39}")
CODE: Final = re.compile(r"[A-Z][A-Z0-9]{1,9}-[0-9]{2,4}")
SLUG: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HOOK: Final = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
Hook = Callable[..., Any]


class RegistryError(ValueError):
    """Refuse a registration, in a sentence that says what to change and where."""


@dataclass(frozen=True)
class Registered:
    """Hold one document of an OPD app and the file it came from."""

    app: str
    path: Path
    document: Document
    checksum: str
    lines: dict[tuple[str | int, ...], int]

    def line_of(self, path: str) -> int:
        """Return the line on which `path` ("form.pages.0.title") begins, or that of its nearest parent."""
        return line_of(path, self.lines)


@dataclass(frozen=True)
class Broken:
    """Say what is wrong with a document file that cannot be used."""

    app: str
    path: Path
    line: int
    message: str

    def __str__(self) -> str:
        """Return the sentence, beginning with file and line."""
        return f"{self.path}, line {self.line}: {self.message}"


class Registry:
    """Hold documents by code and slug, hooks by name, and the files that could not be read."""

    def __init__(self) -> None:
        """Start empty."""
        self._by_code: dict[str, Registered] = {}
        self._by_slug: dict[str, Registered] = {}
        self._hooks: dict[str, Hook] = {}
        # Filled by higher floors in ready(): what a document may name, and which variables it may use.
        self.notices: dict[str, frozenset[str]] = {}
        self.silent_notices: dict[str, frozenset[str]] = {}
        self.templates: dict[str, frozenset[str]] = {}
        # Those written in the panel, which only the database knows.
        self.template_source: Callable[[], Mapping[str, frozenset[str]]] = dict
        self.lists: set[str] = set()
        self.surveys: set[str] = set()
        self.apps: set[str] = set()
        self.broken: list[Broken] = []

    def register_documents(self, *, app: str, folder: Path) -> None:
        """Read every `*.yaml` in `folder`; a broken file is kept aside, a duplicate or malformed code is refused."""
        if not APP.fullmatch(app):
            raise RegistryError(f"{app!r} is not an app code: use lower-case letters, digits and underscores.")
        if app in self.apps:
            raise RegistryError(f"The app {app!r} registers its documents twice; one call a registration.py.")
        if not folder.is_dir():
            raise RegistryError(f"The folder {folder} of the app {app!r} does not exist.")
        self.apps.add(app)
        for path in sorted(folder.glob("*.yaml")):
            self._read(app, path)

    def register_hook(self, name: str, hook: Hook) -> None:
        """Add a hook under "<app>.<name>", the only way a document reaches Python."""
        if not HOOK.fullmatch(name):
            raise RegistryError(f"{name!r} is not a hook name: write it as app.name, in lower case.")
        if name in self._hooks:
            raise RegistryError(f"The hook {name!r} is registered twice.")
        self._hooks[name] = hook

    def register_notice(self, name: str, variables: frozenset[str], silent: frozenset[str] = frozenset()) -> None:
        """Say that a notice template exists, which variables it uses, and which its confidential twin uses."""
        self.notices[name] = variables
        self.silent_notices[name] = silent

    def register_template(self, name: str, variables: frozenset[str]) -> None:
        """Say that an output template exists and which variables it uses."""
        self.templates[name] = variables

    def hook(self, name: str) -> Hook:
        """Return a hook; KeyError names the missing one."""
        return self._hooks[name]

    @property
    def hooks(self) -> frozenset[str]:
        """Return the names of all hooks."""
        return frozenset(self._hooks)

    def __iter__(self) -> Iterator[Registered]:
        return iter(self._by_code.values())

    def __len__(self) -> int:
        return len(self._by_code)

    def __contains__(self, slug: object) -> bool:
        return slug in self._by_slug

    def get(self, slug: str) -> Registered:
        """Return the registration of a slug; KeyError when there is none."""
        return self._by_slug[slug]

    def _read(self, app: str, path: Path) -> None:
        lines: dict[tuple[str | int, ...], int] = {}
        try:
            source = yaml_reader.load(yaml_reader.decode(path.read_bytes()))
            lines = source.lines
            _check_codes(path, source.data)
            document = documents.parse(source.data)
        except DocumentError as error:
            self.broken += [Broken(app, path, line_of(where, lines), message) for where, message in error.problems]
        else:
            self._add(Registered(app, path, document, documents.checksum(document), lines))

    def _add(self, new: Registered) -> None:
        for key, known in ((new.document.code, self._by_code), (new.document.slug, self._by_slug)):
            if key in known:
                raise RegistryError(f"{new.path}: {key!r} is taken already by {known[key].path}; choose another.")
        self._by_code[new.document.code] = self._by_slug[new.document.slug] = new


def _check_codes(path: Path, data: dict[str, Any]) -> None:
    for key, pattern, example in (("code", CODE, "IZN-09"), ("slug", SLUG, "izin-reklame")):
        value = data.get(key)
        if value is not None and not (isinstance(value, str) and pattern.fullmatch(value)):
            raise RegistryError(f"{path}: the {key} {value!r} is malformed; write it like {example}.")


def line_of(path: str, lines: dict[tuple[str | int, ...], int]) -> int:
    """Return the line of a dotted path, or of the nearest parent that has one; 1 when nothing is known."""
    if path.startswith("line "):
        digits = path.removeprefix("line ")
        return int(digits) if digits.isdigit() else 1
    known: tuple[str | int, ...] = ()
    for part in path.split("."):
        key: str | int = int(part) if part.isdigit() else part
        # Pydantic's paths also name union members ("choice"), which stand in no file.
        if (*known, key) in lines:
            known = (*known, key)
    return lines.get(known, 1)


registry = Registry()
