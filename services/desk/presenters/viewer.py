"""Lay out the files of a case: which there are, which one is open, which of its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from foundation import formats
from foundation.outbox.models import Job
from foundation.outbox.states import JobState
from services.requests import raster
from services.requests.models import Attachment
from services.requests.models.attachment import Scan
from services.requests.uploads import scanning

TURNS = ("0", "90", "180", "270")


@dataclass(frozen=True)
class Look:
    """Hold how a file is looked at: enlarged, turned, on which page."""

    page: int = 1
    large: bool = False
    turn: str = "0"


@dataclass(frozen=True)
class Sheet:
    """Hold one file in the row below the viewer."""

    number: int
    title: str
    detail: str
    url: str
    current: bool


@dataclass(frozen=True)
class Viewer:
    """Hold the open file; state is ready, drawing, broken or infected."""

    title: str
    detail: str
    state: str
    image_url: str
    original_url: str
    page: int
    pages: int
    look: Look
    previous_url: str
    next_url: str
    zoom_url: str
    turn_url: str
    here_url: str


class Papers:
    """Know the files of one case and the addresses at which they are looked at."""

    def __init__(self, case_url: str, query: Mapping[str, str], titled: Sequence[tuple[Attachment, str]]) -> None:
        """Keep the files with what each was asked as; `query` travels along in every address."""
        self._case_url, self._query = case_url, dict(query)
        self._titles = {file.pk: title for file, title in titled}
        self.files = [file for file, _title in titled]

    def find(self, wanted: str) -> Attachment | None:
        """Return the file of an id, else the first one."""
        return next((f for f in self.files if str(f.pk) == wanted), self.files[0] if self.files else None)

    def url(self, file: Attachment, look: Look | None = None) -> str:
        """Return the address that opens a file in the viewer."""
        look = look or Look()
        query = {**self._query, "berkas": str(file.pk), "hal": str(look.page)}
        query |= {"besar": "1"} if look.large else {}
        query |= {"putar": look.turn} if look.turn != "0" else {}
        return f"{self._case_url}?{urlencode(query)}#berkas"

    def sheets(self, current: Attachment | None) -> list[Sheet]:
        """Return every file as a small link."""
        return [
            Sheet(number, self._titles[file.pk], _detail(file), self.url(file), file == current)
            for number, file in enumerate(self.files, 1)
        ]

    def open(self, file: Attachment, look: Look) -> Viewer:
        """Return the viewer of one file."""
        page = min(max(1, look.page), file.pages)
        at = Look(page, look.large, look.turn if look.turn in TURNS else "0")
        turned = TURNS[(TURNS.index(at.turn) + 1) % len(TURNS)]
        place = _("%(n)d dari %(all)d") % {"n": self.files.index(file) + 1, "all": len(self.files)}
        return Viewer(
            title=self._titles[file.pk],
            detail=f"{place} · {formats.file_size(file.size)} · {Scan(file.scan).label}",
            state=state_of(file),
            image_url=reverse("desk:page", args=[file.request_id, file.pk, page]),
            original_url=reverse("desk:original", args=[file.request_id, file.pk]),
            page=page,
            pages=file.pages,
            look=at,
            previous_url=self.url(file, Look(page - 1, at.large, at.turn)) if page > 1 else "",
            next_url=self.url(file, Look(page + 1, at.large, at.turn)) if page < file.pages else "",
            zoom_url=self.url(file, Look(page, not at.large, at.turn)),
            turn_url=self.url(file, Look(page, at.large, turned)),
            here_url=self.url(file, at),
        )


def state_of(file: Attachment) -> str:
    """Return whether a file can be shown: ready, drawing, broken, or kept shut (waiting for its scan, infected)."""
    if scanning.is_shut(file):
        return str(file.scan)
    if raster.is_ready(file):
        return "ready"
    failed = Job.objects.filter(kind=raster.JOB, key=str(file.pk), state__in=[JobState.FAILED, JobState.EXHAUSTED])
    return "broken" if failed.exists() else "drawing"


def drawable(files: Sequence[Attachment]) -> list[UUID]:
    """Return the files that still have to be drawn."""
    return [file.pk for file in files if not scanning.is_shut(file) and not raster.is_ready(file)]


def _detail(file: Attachment) -> str:
    if file.pages > 1:
        return _("%(n)d halaman") % {"n": file.pages}
    return "PDF" if file.mime == "application/pdf" else _("foto")
