"""Say in which functions a document is revoked or corrected: its own document names them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.catalogue import documents
from services.catalogue.holdings import Holding
from services.definition.document import APPLICANT, SYSTEM, Document
from services.definition.document import Output as Wanted
from services.outputs.models import Output, OutputStatus
from services.requests import policies

REVOKE: Final = "cabut_hasil"
REPLACE: Final = "ganti_hasil"
EXPIRE: Final = "hasil_berakhir"
# What an officer takes with a document that is out; the clock alone takes the third.
STEPS: Final = frozenset({REVOKE, REPLACE})
COUNTING: Final = (OutputStatus.ISSUED, OutputStatus.EXPIRED)
REVOCABLE: Final = (OutputStatus.PENDING, *COUNTING)


def wanted(document: Document, key: str) -> Wanted | None:
    """Return what the document says of a result, None where a later version names it no more."""
    return next((output for output in document.outputs if output.key == key), None)


def functions(document: Document, key: str, step: str) -> frozenset[str]:
    """Return in which functions a step may be taken with a document.

    It is taken back by whoever is named for that, else by whoever signed it; without either, and for a correction
    without a signer, by those who may issue it: who gives may take back (UU 30/2014 art. 64 (3)).
    """
    output = wanted(document, key)
    named = [output.revoker if step == REVOKE else None, output.signer] if output is not None else []
    first = next((name for name in named if name), None)
    return frozenset({first}) if first else _issuers(document, key)


def may(output: Output, held: Sequence[Holding], step: str) -> bool:
    """Say whether what an officer holds for the request gives a step with its document, as it stands now."""
    allowed = REVOCABLE if step == REVOKE else (OutputStatus.ISSUED,)
    if output.status not in allowed or output.request.shown_state:
        return False
    if step == REPLACE and (output.made_here or output.erased_at):  # nothing is uploaded in place of what we make
        return False
    document = documents.load(output.request.version)
    return bool(policies.at_home_in(output.request, held) & functions(document, output.key, step))


def _issuers(document: Document, key: str) -> frozenset[str]:
    found: set[str] = set()
    for _state, action in document.workflow.actions():
        if any(effect.output == key for effect in action.effects):
            found |= set(action.by)
    return frozenset(found - {APPLICANT, SYSTEM})
