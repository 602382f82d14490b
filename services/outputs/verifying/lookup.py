"""Find what anybody may be told of an issued document, by its code or by its file."""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from foundation import clock, rls
from services.outputs.models import Credential, Output, OutputStatus
from services.outputs.verifying import codes
from services.outputs.verifying.credentials import Claims, claims_of


class Standing(enum.Enum):
    """Say what a document is worth today."""

    VALID = "valid"
    REVOKED = "revoked"
    REPLACED = "replaced"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


WORDS: Final[dict[Standing, tuple[Promise, str, str]]] = {
    Standing.VALID: (_("Sah"), "positive", "check"),
    Standing.REVOKED: (_("Dicabut"), "negative", "x"),
    Standing.REPLACED: (_("Diganti"), "warning", "alert-triangle"),
    Standing.EXPIRED: (_("Kedaluwarsa"), "warning", "clock"),
    Standing.UNKNOWN: (_("Tidak dikenal"), "negative", "alert-circle"),
}
SENTENCES: Final[dict[Standing, Promise]] = {
    Standing.VALID: _("Dokumen ini diterbitkan oleh Pemerintah Kabupaten Serang dan masih berlaku."),
    Standing.REVOKED: _("Dokumen ini pernah terbit, lalu dicabut. Jangan dipakai lagi."),
    Standing.REPLACED: _("Dokumen ini sudah diganti dengan terbitan yang lebih baru. Minta yang terbaru."),
    Standing.EXPIRED: _("Dokumen ini asli, tetapi masa berlakunya sudah habis."),
    Standing.UNKNOWN: _("Tidak ada dokumen dengan kode ini. Periksa lagi kodenya, satu per satu."),
}


@dataclass(frozen=True)
class Verdict:
    """Hold a document's standing and what may be told of it."""

    standing: Standing
    claims: Claims | None = None
    ended: dt.date | None = None  # since when it counts no more, where that is written down


UNKNOWN: Final = Verdict(Standing.UNKNOWN)


def by_code(text: str) -> Verdict:
    """Return the verdict on a code as typed."""
    code = codes.read(text)
    return by_credential(Credential.objects.filter(code=code)) if code else UNKNOWN


def by_digest(digest: str) -> Verdict:
    """Return the verdict on a file, by the SHA-256 of its bytes in hex."""
    rows = Credential.objects.filter(output__sha256=digest).order_by("-created_at")
    return by_credential(rows)


def digest_of(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of a file that comes in pieces and is kept nowhere."""
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


@rls.system()
def by_credential(rows: QuerySet[Credential]) -> Verdict:
    """Return the verdict on the first of these rows; whoever has code or file may be told its claims, no more."""
    found = rows.select_related("output__request__agency", "output__request__applicant").first()
    if found is None:
        return UNKNOWN
    ended = clock.local(found.output.ended_at).date() if found.output.ended_at else None
    return Verdict(standing(found.output), claims_of(found.output, found.code), ended)


def standing(output: Output) -> Standing:
    """Return what an issued document is worth today."""
    if output.status == OutputStatus.REVOKED:
        return Standing.REVOKED
    if output.status == OutputStatus.SUPERSEDED:
        return Standing.REPLACED
    ended = output.valid_until is not None and output.valid_until < clock.today()
    return Standing.EXPIRED if ended or output.status == OutputStatus.EXPIRED else Standing.VALID
