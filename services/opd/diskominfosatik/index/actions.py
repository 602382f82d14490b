"""Change an assessment: a level with its evidence, a review by somebody else, a comment, a file, the publication."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from agencies.models import Agency
from citizens.models import User
from foundation import clock
from services.opd.diskominfosatik.index.models import (
    Assessment,
    Comment,
    Entry,
    EvidenceFile,
    Publication,
    Result,
    Review,
)
from services.opd.diskominfosatik.index.summary import snapshot

MOST_FILES: Final = 10  # of one indicator


class Refused(Exception):
    """Say what is wrong, by field."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        """Keep the sentences."""
        super().__init__("; ".join(problems.values()))
        self.problems = dict(problems)


@dataclass(frozen=True)
class Claim:
    """Hold what an office says of one indicator."""

    level: int | None
    target: int | None
    evidence: str
    link: str
    plan: str


def assess(entry: Entry, claim: Claim, seq: int, user: User) -> None:
    """Write a level down; whatever a reviewer said of another one no longer holds. Raises Refused."""
    _open(entry)
    new = claim.level != entry.level or claim.evidence != entry.evidence or claim.link != entry.link
    values: dict[str, Any] = {
        "level": claim.level,
        "target": claim.target,
        "evidence": claim.evidence,
        "link": claim.link,
        "plan": claim.plan,
    }
    if new:
        values |= {"review": Review.OPEN, "reviewed_by": None, "reviewed_at": None}
        values |= {"assessed_by": user, "assessed_at": clock.now()}
    _write(entry.pk, seq, **values)


def give(entry: Entry, agency: Agency | None, seq: int) -> None:
    """Give an indicator to an office, or take it back. Raises Refused."""
    _open(entry)
    _write(entry.pk, seq, agency=agency)


def review(entry: Entry, verdict: str, seq: int, user: User) -> None:
    """Write down what a reviewer thinks; nobody reviews their own level. Raises Refused."""
    _open(entry)
    if verdict not in {Review.AGREED, Review.SENT_BACK}:
        raise Refused({"telaah": _("Pilih setuju atau kembalikan.")})
    if entry.level is None:
        raise Refused({"telaah": _("Indikator ini belum dinilai, jadi belum dapat ditelaah.")})
    if entry.assessed_by_id == user.pk:
        raise Refused({"telaah": _("Anda yang mengisi nilai ini. Penelaah harus orang lain.")})
    _write(entry.pk, seq, review=verdict, reviewed_by=user, reviewed_at=clock.now())


def comment(entry: Entry, text: str, user: User) -> None:
    """Add a comment; raises Refused for an empty one."""
    if not text:
        raise Refused({"komentar": _("Tulis komentarnya dulu.")})
    Comment.objects.create(entry=entry, author=user, at=clock.now(), text=text)


def add_file(entry: Entry, name: str, mime: str, content: bytes, user: User) -> None:
    """Keep a file that was looked at; raises Refused for one too many and one that is there already."""
    _open(entry)
    if entry.files.count() >= MOST_FILES:
        raise Refused({"berkas": _("Sudah ada %(n)d berkas. Hapus satu dulu.") % {"n": MOST_FILES}})
    try:
        with transaction.atomic():
            EvidenceFile.objects.create(
                entry=entry,
                name=name,
                mime=mime,
                size=len(content),
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
                added_by=user,
                added_at=clock.now(),
            )
    except IntegrityError as twice:
        raise Refused({"berkas": _("Berkas ini sudah ada pada indikator ini.")}) from twice


def remove_file(entry: Entry, pk: UUID) -> None:
    """Take a file away while the year is open."""
    _open(entry)
    EvidenceFile.objects.filter(entry=entry, pk=pk).delete()


def publish(assessment: Assessment, user: User) -> None:
    """Write the assessment as it stands for everybody to read."""
    with transaction.atomic():
        Publication.objects.update_or_create(
            assessment=assessment, defaults={"data": snapshot(assessment), "at": clock.now(), "by": user}
        )


def withdraw(assessment: Assessment) -> None:
    """Take the assessment off the public page."""
    Publication.objects.filter(assessment=assessment).delete()


def close(assessment: Assessment, *, closed: bool) -> None:
    """Close a year, or open it again."""
    Assessment.objects.filter(pk=assessment.pk).update(is_closed=closed)


def note_result(result: Result) -> None:
    """Write down the official result of a year; raises Refused for a second one."""
    try:
        with transaction.atomic():
            result.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused({"tahun": _("Hasil resmi tahun itu sudah ada.")}) from twice


def _open(entry: Entry) -> None:
    if Assessment.objects.filter(pk=entry.assessment_id, is_closed=True).exists():
        raise Refused({"": _("Penilaian tahun ini sudah ditutup. Diskominfosatik dapat membukanya kembali.")})


def _write(pk: UUID, seq: int, **values: Any) -> None:
    if not Entry.objects.filter(pk=pk, seq=seq).update(seq=F("seq") + 1, **values):
        raise Refused({"": _("Indikator ini baru saja diubah orang lain. Periksa isinya, lalu simpan lagi.")})
