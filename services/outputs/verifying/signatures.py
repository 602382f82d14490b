"""Tell anybody what the signatures in a PDF are worth, as sentences; the file is read once and kept nowhere."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.outputs.signing import reports
from services.outputs.signing.port import After, Report, SignatureReport, Trust

PATIENCE: Final = 4  # seconds
# Strangers read one file at a time: what officers attach goes through the same narrow door.
_ROOM: Final = threading.BoundedSemaphore(1)
AFTER: Final[Mapping[After, Promise]] = {
    After.NOTHING: gettext_lazy("Utuh: isi berkas sama dengan saat ditandatangani."),
    After.ALLOWED: gettext_lazy("Utuh. Sesudahnya hanya ada tanda tangan lain atau bukti sertifikat."),
    After.CHANGED: gettext_lazy("Berkas ditambah atau diubah sesudah ditandatangani."),
    After.UNSAID: gettext_lazy("Utuh menurut layanan tanda tangan."),
}
BROKEN: Final = gettext_lazy("Rusak: isi berkas tidak lagi cocok dengan tanda tangannya.")
TRUST: Final[Mapping[Trust, Promise]] = {
    Trust.NOW: gettext_lazy("Sertifikatnya terbit dari penerbit yang dikenal portal ini."),
    Trust.THEN: gettext_lazy("Sertifikatnya berlaku pada waktu yang tertera, dan kini sudah habis."),
    Trust.NOT: gettext_lazy("Penerbit sertifikatnya tidak dikenal portal ini. Nama di atas belum dapat dipastikan."),
    Trust.UNASKED: gettext_lazy("Portal ini tidak memeriksa penerbit sertifikat. Nama di atas belum dapat dipastikan."),
}


@dataclass(frozen=True)
class Said:
    """Hold one signature as the page tells it."""

    signer: str
    organisation: str
    at: datetime | None
    holds: bool
    whole: str
    trusted: bool
    trust: str


@dataclass(frozen=True)
class Told:
    """Hold what the page says of all signatures; `sentence` stands there where there is none to list."""

    rows: list[Said]
    sentence: str = ""


def told(content: bytes) -> Told | None:
    """Return what can be said of the signatures of a file, None of one that is no PDF."""
    if not content.startswith(b"%PDF-"):
        return None
    if not reports.may_be_signed(content):
        return Told([], _("Tidak ada tanda tangan elektronik di dalam berkas ini."))
    if not _ROOM.acquire(timeout=PATIENCE):
        return Told([], _("Tanda tangan di dalam berkas belum diperiksa karena sedang ramai. Coba lagi sebentar lagi."))
    try:
        report = reports.read(content)
    finally:
        _ROOM.release()
    return _told(report)


def _told(report: Report) -> Told:
    if not report.readable:
        return Told(
            [], _("Tanda tangan di dalam berkas ini tidak dapat dibaca. Anggap berkas ini tidak bertanda tangan.")
        )
    if not report.signatures:
        return Told([], _("Tidak ada tanda tangan elektronik di dalam berkas ini."))
    return Told([said(each) for each in report.signatures])


def said(signature: SignatureReport) -> Said:
    """Return one signature in sentences."""
    return Said(
        signer=signature.signer or _("Tanpa nama"),
        organisation=signature.organisation,
        at=signature.at,
        holds=signature.holds,
        whole=str(AFTER[signature.after] if signature.intact else BROKEN),
        trusted=signature.intact and signature.trust is Trust.NOW,
        trust=str(TRUST[signature.trust]) if signature.intact else "",
    )
