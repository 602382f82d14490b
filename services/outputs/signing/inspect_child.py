"""Look at the signatures of one PDF in a process of its own: a bomb then ends this process, not the portal.

Run as a script with the file on standard input, the moment to judge certificates by (ISO 8601), and the file of trusted
authorities ("" for none); says what it found as JSON, or "null" for what it cannot open. Fetches nothing from anywhere
and imports nothing of ours.
"""

from __future__ import annotations

import io
import json
import logging
import resource
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from asn1crypto import pem, x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

MEMORY_LIMIT: Final = 768_000_000
CPU_SECONDS: Final = 6
MOST_SIGNATURES: Final = 20
LONGEST: Final = 200
ALLOWED: Final = (ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING)


def look(data: bytes, moment: datetime, roots: list[x509.Certificate]) -> list[dict[str, Any]]:
    """Describe every signature of the file, the first one first."""
    reader = PdfFileReader(io.BytesIO(data), strict=False)
    found = reader.embedded_regular_signatures
    if len(found) > MOST_SIGNATURES:
        raise ValueError("too many signatures")
    return [_described(each, moment, roots, len(data)) for each in found]


def _described(
    signature: EmbeddedPdfSignature, moment: datetime, roots: list[x509.Certificate], size: int
) -> dict[str, Any]:
    status = _judged(signature, moment, roots)
    claimed = signature.self_reported_timestamp
    subject = signature.signer_cert.subject.native
    trust = "unasked" if not roots else "now" if status is not None and status.trusted else "not"
    if trust == "not" and claimed is not None and claimed <= moment:
        then = _judged(signature, claimed, roots)
        trust = "then" if then is not None and then.trusted else "not"
    return {
        "signer": _text(subject.get("common_name")),
        "organisation": _text(subject.get("organization_name")),
        "at": claimed.isoformat() if claimed is not None and claimed.tzinfo else None,
        "intact": bool(status is not None and status.intact and status.valid),
        "after": _after(status, signature, size),
        "trust": trust,
        "reason": _text(signature.sig_object.get("/Reason")),
    }


def _judged(
    signature: EmbeddedPdfSignature, moment: datetime, roots: list[x509.Certificate]
) -> PdfSignatureStatus | None:
    """Return what pyHanko says as of a moment; None for a signature it cannot make sense of."""
    context = ValidationContext(trust_roots=roots, moment=moment, allow_fetching=False)
    try:
        return validate_pdf_signature(signature, signer_validation_context=context)
    except Exception:  # a broken signature must not hide the others, whatever is broken in it
        return None


def _after(status: PdfSignatureStatus | None, signature: EmbeddedPdfSignature, size: int) -> str:
    if status is None:
        return "changed"
    if int(signature.byte_range[-2]) + int(signature.byte_range[-1]) == size:
        return "nothing" if status.coverage == SignatureCoverageLevel.ENTIRE_FILE else "changed"
    # Bytes behind the signature that are no revision of the file make no difference to pyHanko: signed by nobody.
    allowed = status.modification_level in ALLOWED and status.docmdp_ok is not False
    return "allowed" if allowed else "changed"


def _text(value: Any) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return str(value or "")[:LONGEST]


def authorities(path: str) -> list[x509.Certificate]:
    """Read the certificates of a PEM file."""
    data = Path(path).read_bytes() if path else b""
    return [x509.Certificate.load(der) for _kind, _head, der in pem.unarmor(data, multiple=True)] if data else []


def main() -> str:
    """Bound this process, read the file and return what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable()
    roots = authorities(sys.argv[2])
    try:
        return json.dumps(look(sys.stdin.buffer.read(), datetime.fromisoformat(sys.argv[1]), roots))
    except Exception:  # whatever somebody sent: it is not a PDF whose signatures can be told of
        return "null"


if __name__ == "__main__":
    sys.stdout.write(main())
