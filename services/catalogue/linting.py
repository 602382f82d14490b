"""Lint files for people at a command line: file, line, rule, place, and a sentence that says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from services.catalogue.registry import Registered, Registry, line_of
from services.definition import document as documents
from services.definition import yaml_reader
from services.definition.document import Document
from services.definition.errors import DocumentError
from services.definition.lint import lint
from services.definition.lint.advice import sentence
from services.definition.lint.finding import PEOPLE
from services.definition.lint.places import written
from services.definition.world import World

# The rules that only a file can break; those of its contents are lint's codes.
FILE_RULES: Final = {
    "yaml": ("The file cannot be read as strict YAML 1.2.", "Mend the line that is named."),
    "shape": ("A keyword, a type or a value is not one a document knows.", "Write what the sentence says."),
    "taken": ("Another registered file has this code or slug already.", "Choose another; both are for ever."),
    "foreign": ("The file lies in the app of another agency.", "Move it to services/opd/<agency>/documents/."),
    "file_name": ("The file is not named like the slug.", "Rename the file to <slug>.yaml."),
}


@dataclass(frozen=True)
class Told:
    """Hold one finding as it is printed."""

    file: str
    line: int
    severity: Literal["error", "warning"]
    rule: str
    place: str
    message: str

    def __str__(self) -> str:
        """Return `file:line: severity: rule: place: sentence`, which editors can jump to."""
        return f"{self.file}:{self.line}: {self.severity}: {self.rule}: {self.place or '-'}: {self.message}"


def lint_file(path: Path, registry: Registry, world: World) -> list[Told]:
    """Return everything to be mended in one file, registered or not; a broken file is no exception."""
    lines: dict[tuple[str | int, ...], int] = {}
    shown = _shown(path)
    try:
        source = yaml_reader.load(yaml_reader.decode(path.read_bytes()))
        lines = source.lines
        document = documents.parse(source.data)
    except OSError as error:
        return [Told(shown, 1, "error", "yaml", "", f"the file cannot be opened: {error.strerror}")]
    except DocumentError as error:
        broken = [_broken(shown, where, message, lines) for where, message in error.problems]
        return sorted(broken, key=_order)
    found = [*_file_rules(path, shown, document, registry, lines)]
    for finding in lint(document, world):
        line = lines.get(written(finding.path, source.data), 1)
        severity = "warning" if finding.code in PEOPLE else finding.severity
        found.append(Told(shown, line, severity, finding.code.value, finding.path, sentence(finding)))
    return sorted(found, key=_order)


def _order(told: Told) -> tuple[int, str, str, str]:
    return told.line, told.rule, told.place, told.message


def registered_files(registry: Registry) -> list[Path]:
    """Return the files of all registered documents, those that could not be read included."""
    return sorted({each.path for each in registry} | {each.path for each in registry.broken})


def files_at(path: Path) -> list[Path]:
    """Return one file, or the YAML files of a folder and everything below it."""
    return sorted(path.rglob("*.yaml")) if path.is_dir() else [path]


def _broken(shown: str, where: str, message: str, lines: dict[tuple[str | int, ...], int]) -> Told:
    line = line_of(where, lines)
    if not lines:
        place = "" if where.startswith("line ") else where
        return Told(shown, line, "error", "yaml", place, message)
    return Told(shown, line, "error", "shape", where, message)


def _file_rules(
    path: Path, shown: str, document: Document, registry: Registry, lines: dict[tuple[str | int, ...], int]
) -> Iterable[Told]:
    for other in registry:
        if other.path.resolve() != path.resolve():
            yield from _taken(shown, document, other, lines)
        elif isinstance(document.agency, str) and document.agency.replace("-", "_") != other.app:
            said = f"the app {other.app!r} may not bring a service of {document.agency!r}. {FILE_RULES['foreign'][1]}"
            yield Told(shown, lines.get(("agency",), 1), "error", "foreign", "agency", said)
    if path.stem != document.slug:
        said = f"the file is not named like the slug; rename it to {document.slug}.yaml"
        yield Told(shown, lines.get(("slug",), 1), "warning", "file_name", "slug", said)


def _taken(
    shown: str, document: Document, other: Registered, lines: dict[tuple[str | int, ...], int]
) -> Iterable[Told]:
    for key in ("code", "slug"):
        value = getattr(document, key)
        if value == getattr(other.document, key):
            said = f"{value!r} belongs to {_shown(other.path)}. {FILE_RULES['taken'][1]}"
            yield Told(shown, lines.get((key,), 1), "error", "taken", key, said)


def _shown(path: Path) -> str:
    """Return the path from here where the file lies below, else the whole path."""
    whole = path.resolve()
    return str(whole.relative_to(Path.cwd())) if whole.is_relative_to(Path.cwd()) else str(whole)
