"""Refuse a start with seals that would not open, or authorities that nobody can read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import pkcs12
from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def seals_open(**_: Any) -> list[CheckMessage]:
    """Open every key file of AGENCY_SEAL_DIR once."""
    if not settings.AGENCY_SEAL_DIR:
        return []
    folder = Path(settings.AGENCY_SEAL_DIR)
    if not folder.is_dir():
        return [Error(f"AGENCY_SEAL_DIR {str(folder)!r} is no folder.", id="outputs.E001")]
    return [
        Error(f"The seal {path.name!r} does not open.", hint="Check AGENCY_SEAL_PASSWORD.", id="outputs.E002")
        for path in sorted(folder.glob("*.p12"))
        if not _opens(path)
    ]


@register(Tags.security)
def authorities_are_readable(**_: Any) -> list[CheckMessage]:
    """Read SIGNATURE_TRUST_FILE once."""
    if not settings.SIGNATURE_TRUST_FILE:
        return []
    try:
        x509.load_pem_x509_certificates(Path(settings.SIGNATURE_TRUST_FILE).read_bytes())
    except (OSError, ValueError) as error:
        return [Error(f"SIGNATURE_TRUST_FILE holds no certificates: {error}", id="outputs.E003")]
    return []


def _opens(path: Path) -> bool:
    try:
        key, certificate, _more = pkcs12.load_key_and_certificates(
            path.read_bytes(), settings.AGENCY_SEAL_PASSWORD.encode() or None
        )
    except (OSError, ValueError):
        return False
    return key is not None and certificate is not None
