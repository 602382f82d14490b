"""Show before publishing what citizens will see changed, and which open requests are touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from services.builder.presenters.troubles import Trouble, troubles
from services.catalogue import documents, versions
from services.catalogue.models import Service, ServiceVersion
from services.catalogue.presenters import changes as catalogue
from services.definition.base import humanise
from services.definition.diff import Change, worst
from services.definition.document import Document
from services.definition.errors import DocumentError
from services.definition.lint import Code, Finding
from services.requests.models import Phase, ServiceRequest

OPEN = (Phase.IN_PROCESS, Phase.WAITING_APPLICANT)
Sides = tuple[Document, Any]
SEEN = ("title", "summary", "standard", "form", "eligibility", "validity", "access", "subjects", "contacts")


@dataclass(frozen=True)
class Difference:
    """Hold one change for people: where, what happened, what it was and is, what it means for open requests."""

    where: str
    what: str
    verdict: str
    tone: str
    before: str
    after: str
    seen: bool  # by citizens


@dataclass(frozen=True)
class Touched:
    """Hold how many open requests stand in a state, and whether the new version still has it."""

    state: str
    count: int
    gone: bool


@dataclass(frozen=True)
class Release:
    """Hold everything a second person wants to know."""

    compared: bool
    live_number: int
    differences: list[Difference]
    verdict: tuple[str, str, str] | None
    touched: list[Touched]

    @property
    def open_requests(self) -> int:
        """Return how many requests run now."""
        return sum(each.count for each in self.touched)


def release(service: Service, version: ServiceVersion, document: Document) -> Release:
    """Compare a version with what is live."""
    live = service.live
    touched = _touched(service, document)
    if live is None or live.pk == version.pk:
        return Release(False, 0, [], None, touched)
    try:
        found = versions.changes(live, version)
    except DocumentError:  # what is live no longer fits the types of today
        return Release(False, 0, [], None, touched)
    verdict, tone, meaning = catalogue.VERDICTS[worst(found)]
    rows = _differences(found, (documents.load(live), live.document), (document, version.document))
    return Release(True, live.number, rows, (str(verdict), tone, str(meaning)), touched)


def _differences(found: Sequence[Change], old: Sides, new: Sides) -> list[Difference]:
    ordered = sorted(found, key=lambda change: (-change.impact, change.path))
    shown = catalogue.shown(found, old[1], new[1])
    rows = []
    for change, row in zip(ordered, shown, strict=True):
        place = _place(change, *(old if change.what == "removed" else new))
        seen = change.path.split(".")[0] in SEEN or change.path.endswith("citizen_text")
        rows.append(Difference(place, row.what, row.verdict, row.tone, row.before, row.after, seen))
    return sorted(rows, key=lambda row: not row.seen)


def _place(change: Change, document: Document, data: Any) -> str:
    """Return the words for a place, by way of a problem that would stand there."""
    trouble: Trouble = troubles([Finding(change.path, Code.UNKNOWN_FIELD, "")], document, data)[0]
    if trouble.where:
        return trouble.where
    head, *rest = change.path.split(".")
    known = {
        "title": _("Nama layanan"),
        "summary": _("Ringkasan"),
        "synonyms": _("Sebutan lain"),
        "life_events": _("Peristiwa hidup"),
        "access": _("Akun yang diperlukan"),
        "agency": _("Perangkat daerah"),
        "sla": _("Batas waktu seluruhnya"),
        "functions": _("Peran"),
        "routing": _("Permohonan baru sampai ke"),
        "notify": _("Pesan"),
        "outputs": _("Hasil"),
        "retention": _("Berapa lama data disimpan"),
        "form": _("Halaman formulir"),
        "workflow": _("Alur"),
        "eligibility": _("Pertanyaan sebelum mulai"),
        "handoff": _("Sistem lain yang menerbitkan"),
        "sources": _("Sumber"),
    }
    words = known.get(head, humanise(head))
    return f"{words} › {humanise(rest[-1])}" if rest else words


def _touched(service: Service, document: Document) -> list[Touched]:
    rows = ServiceRequest.objects.filter(service=service, phase__in=OPEN, is_test=False)
    counted = rows.values_list("state").annotate(n=Count("pk")).order_by("state")
    states = document.workflow.states
    return [
        Touched(
            states[state].label.id or humanise(state) if state in states else humanise(state), n, state not in states
        )
        for state, n in counted
    ]
