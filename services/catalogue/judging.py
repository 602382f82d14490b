"""Judge a document that somebody typed or sent: what it says, and every fault with its place, line and rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from services.catalogue.models import ServiceVersion
from services.catalogue.registry import line_of
from services.definition import document as documents
from services.definition import yaml_reader, yaml_writer
from services.definition.document import Document
from services.definition.errors import DocumentError
from services.definition.lint import Code, lint
from services.definition.lint.advice import sentence
from services.definition.lint.places import written
from services.definition.world import World

_LINE: Final = re.compile(r" \(line [0-9]+\)$")


@dataclass(frozen=True)
class Fault:
    """Hold one thing to be mended; `code` is lint's rule, None where the text is no document yet."""

    line: int
    place: str
    message: str  # English, for who writes documents
    code: Code | None = None
    warning: bool = False
    sentence: str = ""  # for people, where whoever found it says it best


@dataclass(frozen=True)
class Judged:
    """Hold what came of a text: a document or none, and its faults in the order of the file."""

    document: Document | None = None
    data: dict[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    lines: dict[tuple[str | int, ...], int] = field(default_factory=dict)
    refused: tuple[Fault, ...] = ()  # what keeps even a sound document from being kept

    @property
    def publishable(self) -> bool:
        """Say whether nothing keeps it from being proposed."""
        return self.document is not None and all(fault.warning for fault in self.faults)


def judge(text: str, world: World) -> Judged:
    """Return what a YAML or JSON text comes to; a broken one is no exception."""
    lines: dict[tuple[str | int, ...], int] = {}
    try:
        source = yaml_reader.load(text)
        lines = source.lines
        document = documents.parse(source.data)
    except DocumentError as error:
        return Judged(faults=_in_order([_shape(where, said, lines) for where, said in error.problems]))
    return Judged(document, source.data, _in_order(faults_of(document, source.data, lines, world)), lines)


def judge_version(version: ServiceVersion, world: World) -> Judged:
    """Return the same for a stored version, with the lines of the text it is shown as."""
    return judge(as_text(version), world)


def as_text(version: ServiceVersion) -> str:
    """Return a stored document as the YAML people read, edit and take home."""
    return yaml_writer.write(version.document)


def faults_of(
    document: Document, data: dict[str, Any], lines: dict[tuple[str | int, ...], int], world: World
) -> list[Fault]:
    """Return what lint finds, each with the line it is written on."""
    return [
        Fault(
            lines.get(written(finding.path, data), 1),
            finding.path,
            sentence(finding),
            finding.code,
            finding.severity == "warning",
        )
        for finding in lint(document, world)
    ]


def _shape(where: str, said: str, lines: dict[tuple[str | int, ...], int]) -> Fault:
    place = "" if where.startswith("line ") else where
    return Fault(line_of(where, lines), place, _LINE.sub("", said))


def _in_order(faults: list[Fault]) -> tuple[Fault, ...]:
    return tuple(sorted(faults, key=lambda fault: (fault.line, fault.place, fault.message)))
