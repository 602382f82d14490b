"""Lay answers out beside what was asked to be corrected, and what stood there before."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from services.definition.document import Document
from services.requests import secrets
from services.requests.engine.corrections import markable
from services.requests.lookups import RequestLookups
from services.requests.models import Attachment, CorrectionItem, EventPayload, ServiceRequest
from services.requests.prefill import facts_for
from services.requests.presenters.answers import Row, Section, answer_rows


@dataclass(frozen=True)
class Line:
    """Hold one answer with its marks; `before` is what stood there before the last correction."""

    row: Row
    before: str
    note: str
    asked: bool
    mended: bool
    first: bool  # the first line of its field
    markable: bool  # the applicant can correct it
    links: tuple[tuple[str, str], ...] = ()  # name and address of each file


@dataclass(frozen=True)
class Part:
    """Hold the answers of one page."""

    title: str
    lines: tuple[Line, ...]


def parts(
    request: ServiceRequest, document: Document, files: Sequence[Attachment], shared: frozenset[str] | None = None
) -> list[Part]:
    """Return every page of answers, numbers of identity masked; a guest sees the `shared` fields only."""
    facts, lookups = facts_for(request.applicant, request), RequestLookups(request)

    def rows(answers: Mapping[str, Any]) -> list[Section]:
        return answer_rows(document, answers, facts=facts, lookups=lookups, files=files)

    # What was asked to be mended, and what stood there before, is between the applicant and the request's own office.
    last = _last_round(request) if shared is None else {}
    mended = {field for field, item in last.items() if item.resolved_at is not None}
    before = _texts(rows(_answers_before(request))) if mended else {}
    sections = rows(secrets.unseal(request.answers, request.pk))
    can = markable(document)
    found = [Part(section.title, _lines(section, last, before, shared, can)) for section in sections]
    return [part for part in found if part.lines]


def papers(found: Sequence[Part]) -> list[tuple[Attachment, str]]:
    """Return the files among these answers, in the order of the form, each with what it was asked as."""
    return [(file, line.row.label) for part in found for line in part.lines for file in line.row.files]


def linked(found: Sequence[Part], address: Callable[[Attachment], str]) -> list[Part]:
    """Return the same answers with an address for every file."""

    def link(line: Line) -> Line:
        return replace(line, links=tuple((file.display_name, address(file)) for file in line.row.files))

    return [replace(part, lines=tuple(link(line) for line in part.lines)) for part in found]


def _lines(
    section: Section,
    last: Mapping[str, CorrectionItem],
    before: Mapping[str, str],
    shared: frozenset[str] | None,
    can: frozenset[str],
) -> tuple[Line, ...]:
    lines: list[Line] = []
    seen: set[str] = set()
    for row in section.rows:
        if shared is not None and row.field not in shared:
            continue
        item = last.get(row.field)
        mended = item is not None and item.resolved_at is not None
        old = before.get(row.field, "") if mended else ""
        lines.append(
            Line(
                row=row,
                before=old if old != row.text else "",
                note=item.note if item is not None and row.field not in seen else "",
                asked=item is not None and not mended,
                mended=mended,
                first=row.field not in seen,
                markable=row.field in can and row.field not in seen,
            )
        )
        seen.add(row.field)
    return tuple(lines)


def _last_round(request: ServiceRequest) -> dict[str, CorrectionItem]:
    items = CorrectionItem.objects.filter(request=request, round=request.round) if request.round else []
    return {item.field: item for item in items}


def _answers_before(request: ServiceRequest) -> dict[str, Any]:
    """Return the answers as they were sent before the last time, nothing once they were forgotten."""
    sent = EventPayload.objects.filter(event__request=request, event__kind__in=["submit", "resubmit"])
    payloads = list(sent.order_by("-event__seq").values_list("data", flat=True)[:2])
    data = payloads[1] if len(payloads) == 2 and payloads[1] else {}
    return secrets.unseal(data.get("answers", {}), request.pk)


def _texts(sections: Sequence[Section]) -> dict[str, str]:
    """Return the text of every field that has one line; a repeated group is not compared."""
    found: dict[str, list[str]] = {}
    for section in sections:
        for row in section.rows:
            found.setdefault(row.field, []).append(row.text)
    return {field: texts[0] for field, texts in found.items() if len(texts) == 1}
