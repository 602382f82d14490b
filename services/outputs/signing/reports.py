"""Tell what the signatures of a PDF are worth, without the network: read by a process with limits of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from django.conf import settings

from foundation import clock
from services.outputs.signing.port import NOTHING_READABLE, After, Report, SignatureReport, Trust
from services.requests.uploads import pdfs

CHILD: Final = Path(__file__).with_name("inspect_child.py")
SECONDS: Final = 15
MARK: Final = b"/ByteRange"  # no signature is without it, and PDF 1.7 (12.8.1) lets nobody pack it away
_NUMBERS: Final = re.compile(r"\d{8,}")  # some certificates name a NIK or NIP beside the name


def may_be_signed(pdf: bytes) -> bool:
    """Say whether it is worth looking for signatures: without this word there are none."""
    return MARK in pdf


def read(pdf: bytes) -> Report:
    """Return the report of a file; one that cannot be opened, or takes too long, is not readable."""
    moment = clock.now().isoformat()
    done = pdfs.run_apart(CHILD, moment, settings.SIGNATURE_TRUST_FILE, data=pdf, seconds=SECONDS)
    if done is None or done.returncode != 0:
        return NOTHING_READABLE
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return NOTHING_READABLE
    return Report(tuple(_signature(each) for each in found)) if isinstance(found, list) else NOTHING_READABLE


def _signature(told: Mapping[str, Any]) -> SignatureReport:
    return SignatureReport(
        signer=without_numbers(told["signer"]),
        organisation=without_numbers(told["organisation"]),
        at=datetime.fromisoformat(told["at"]) if told["at"] else None,
        intact=told["intact"],
        after=After(told["after"]),
        trust=Trust(told["trust"]),
        reason=without_numbers(told["reason"]),
    )


def without_numbers(text: str) -> str:
    """Return a text of a certificate with every long number hidden, and nothing that breaks a line."""
    plain = "".join(char if char.isprintable() else " " for char in text)
    return _NUMBERS.sub("***", plain).strip()
