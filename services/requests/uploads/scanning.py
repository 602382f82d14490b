"""Have files looked through for viruses by a worker; until one says clean, a file stays in quarantine.

What the portal keeps is harmless by construction already (redrawn photos, PDFs without anything that acts). The scan is
a second opinion, so it may take its time: a request is filed while its files still wait.
"""

from __future__ import annotations

import logging
from typing import Final
from uuid import UUID

from django.conf import settings

from foundation import outbox
from services.requests.models import Attachment
from services.requests.models.attachment import Scan
from services.requests.uploads import disk
from services.requests.uploads.clamd import Clamd, ScannerAway

JOB: Final = "requests.scan"
logger = logging.getLogger("portal.uploads")
SHUT: Final = frozenset({Scan.WAITING.value, Scan.INFECTED.value})


def first_state() -> str:
    """Return what a new file is: it waits, unless no scanner is set up."""
    return Scan.WAITING if settings.CLAMD_URL else Scan.NOT_CONFIGURED


def order(attachment: Attachment) -> None:
    """Have a waiting file looked through, once this transaction is done."""
    if attachment.scan == Scan.WAITING:
        outbox.enqueue(JOB, {"attachment": str(attachment.pk)}, key=f"pindai:{attachment.pk}")


def scan(attachment_id: UUID) -> None:
    """Write down what the scanner says of a file; raises ScannerAway. One that is gone needs no verdict."""
    found = Attachment.objects.filter(pk=attachment_id, scan=Scan.WAITING).first()
    if found is None:
        return
    if not settings.CLAMD_URL:
        raise ScannerAway("CLAMD_URL is empty")
    try:
        with disk.open_private(found.path) as content:
            name = Clamd(settings.CLAMD_URL).scan(content)
    except FileNotFoundError:
        return
    verdict = Scan.INFECTED if name else Scan.CLEAN
    Attachment.objects.filter(pk=found.pk, scan=Scan.WAITING).update(scan=verdict)
    if name:
        logger.warning("file %s is infected: %s", found.pk, name)


def is_shut(attachment: Attachment) -> bool:
    """Say whether nobody may open a file: it was found infected, or nobody has looked yet."""
    return attachment.scan in SHUT
