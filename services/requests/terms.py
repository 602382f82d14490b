"""Fold what a request may be found by into equality terms: words of the name, the number, a blind index."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from foundation import crypto
from services.requests.models import RequestTerm, ServiceRequest

WORD = re.compile(r"[a-z0-9]{2,}")
NIK = re.compile(r"[0-9]{16}")


def fold(text: str) -> list[str]:
    """Return the lower-case words of a text without marks, each once, in order."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return list(dict.fromkeys(WORD.findall(plain)))


def query_terms(text: str) -> list[str]:
    """Return the terms to ask for: a NIK becomes its blind index, everything else folded words."""
    digits = re.sub(r"[\s.\-]", "", text)
    if NIK.fullmatch(digits):
        return [crypto.blind_index(digits, purpose="requests.term")]
    return fold(text)


def write(request: ServiceRequest, names: Iterable[str], niks: Iterable[str]) -> None:
    """Replace the terms of a request; called inside the engine's transaction."""
    terms = set(fold(request.number or "")) | {word for name in names for word in fold(name)}
    terms |= {crypto.blind_index(nik, purpose="requests.term") for nik in niks if NIK.fullmatch(nik)}
    RequestTerm.objects.filter(request=request).delete()
    agency = request.agency_id
    if agency is None:
        return
    RequestTerm.objects.bulk_create(
        RequestTerm(agency_id=agency, term=term[:80], request=request) for term in sorted(terms)
    )
