"""Read one strict YAML 1.2 document: plain mappings, lists and scalars, nothing that can surprise."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from services.definition import yaml_faults
from services.definition.errors import DocumentError, shorten

MAX_BYTES = 512 * 1024
MAX_DEPTH = 40

Json: TypeAlias = Any
Path: TypeAlias = tuple[str | int, ...]

# The C parser is ten times faster; without libyaml the pure one gives the same events.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The YAML 1.2 core schema. `yes`, `no`, `on`, `off`, dates and 12:30 stay words.
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?\Z")
# What YAML 1.2 (section 5.1) does not let into a file: controls, halves of characters, and a mark inside the text.
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})


@dataclass(frozen=True)
class Source:
    """Hold what was read and on which line (from 1) each path begins."""

    data: dict[str, Json]
    lines: dict[Path, int]


def read(text: str) -> dict[str, Json]:
    """Return the mapping written in `text`; raise DocumentError naming the line otherwise."""
    return load(text).data


def decode(content: bytes) -> str:
    """Return the text of a file; raise DocumentError with the line where it is not UTF-8."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise DocumentError([(f"line {line}", "this line is not UTF-8 text; save the file as UTF-8")]) from error


def load(text: str) -> Source:
    """Return the mapping and the line of every path; raise DocumentError otherwise."""
    if found := _UNREADABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise DocumentError([(f"line {line}", f"the invisible character U+{ord(found[0]):04X} stands here; remove it")])
    if len(text.encode()) > MAX_BYTES:
        raise DocumentError([("line 1", f"the file is larger than {MAX_BYTES // 1024} kB; no service needs that much")])
    try:
        return _Builder(yaml.parse(text, Loader=_LOADER)).document()
    except yaml.MarkedYAMLError as error:
        raise yaml_faults.explain(error, text) from error


def _refuse(event: Any, message: str) -> DocumentError:
    return DocumentError([(f"line {event.start_mark.line + 1}", message)])


class _Builder:
    def __init__(self, events: Iterator[Any]) -> None:
        self.events = events
        self.lines: dict[Path, int] = {}

    def document(self) -> Source:
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            raise DocumentError([("line 1", "the file is empty")])
        self._check_directives(start)
        data = self._node(next(self.events), (), 0)
        next(self.events)
        more = next(self.events)
        if not isinstance(more, yaml.StreamEndEvent):
            raise _refuse(more, "one document a file; a second one begins here")
        if not isinstance(data, dict):
            raise DocumentError([("line 1", "the document must be a mapping: keywords with values, such as schema: 1")])
        return Source(data, self.lines)

    @staticmethod
    def _check_directives(start: Any) -> None:
        if start.version not in (None, (1, 2)):
            raise _refuse(start, "only YAML 1.2 is read")
        if start.tags:
            raise _refuse(start, "tag directives are not allowed")

    def _node(self, event: Any, path: Path, depth: int) -> Json:
        if isinstance(event, yaml.AliasEvent):
            raise _refuse(event, f"aliases are not allowed (*{str(event.anchor)[:40]}): write the value itself")
        if event.anchor:
            raise _refuse(event, f"anchors are not allowed (&{event.anchor[:40]}): write values where they belong")
        if event.tag:
            raise _refuse(event, f"tags are not allowed ({event.tag[:40]}): put a text that begins with ! in quotes")
        if depth > MAX_DEPTH:
            raise _refuse(event, f"nested deeper than {MAX_DEPTH} levels: write it flatter")
        self.lines[path] = event.start_mark.line + 1
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return _scalar(event)

    def _mapping(self, path: Path, depth: int) -> dict[str, Json]:
        result: dict[str, Json] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event)
            if key in result:
                raise _refuse(event, f"the keyword {shorten(key)} is written twice")
            result[key] = self._node(next(self.events), (*path, key), depth + 1)
        return result

    def _key(self, event: Any) -> str:
        if not isinstance(event, yaml.ScalarEvent):
            raise _refuse(event, "a keyword must be one plain word")
        if event.anchor or event.tag:
            raise _refuse(event, "a keyword carries no tag and no anchor")
        if event.value == "<<":
            raise _refuse(event, "merge keys are not allowed (<<): write the keywords themselves")
        return str(event.value)

    def _sequence(self, path: Path, depth: int) -> list[Json]:
        result: list[Json] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            result.append(self._node(event, (*path, len(result)), depth + 1))
        return result


def _scalar(event: Any) -> Json:
    text = str(event.value)
    if event.style:
        return text
    if text in _NULLS:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _is_whole(text):
        return int(text)
    if not _is_fraction(text):
        return text
    number = float(text)
    if not math.isfinite(number):
        raise _refuse(event, "the number is too large")
    return number


def _is_whole(text: str) -> bool:
    # A leading zero marks a code (RT 001, agency 05), not a number; YAML 1.2 would eat the zeros.
    return bool(_INTEGER.match(text)) and not re.match(r"[-+]?0[0-9]", text)


def _is_fraction(text: str) -> bool:
    # A whole number too long to be exact stays text: it is a code, not a quantity.
    return bool(_FLOAT.match(text)) and not text.lstrip("+-").isdigit()


def plain_text(text: str) -> bool:
    """Say whether a text that stands without quotes is read as that text, and not as a number or another value."""
    return not (text in _NULLS | _TRUE | _FALSE or _is_whole(text) or _is_fraction(text))
