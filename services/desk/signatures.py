"""List the drafts that wait for an officer's signature, and sign several of them with one passphrase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from agencies.models import Staff
from foundation.keyset import paginate
from services.catalogue import documents
from services.outputs.models import Output, OutputStatus, Signature, SignatureKind
from services.outputs.signing import policies as signing
from services.outputs.signing.drafts import Hand, Result, sign_all
from services.outputs.signing.port import Secret
from services.requests import policies
from services.requests.actor import Actor
from services.requests.models import Phase

PAGE: Final = 25
MOST: Final = 10  # at once: each takes a second or two while the officer waits
ORDER: Final = ("-created_at", "-id")
BY_HAND: Final = (SignatureKind.PERSONAL, SignatureKind.BROUGHT)


@dataclass(frozen=True)
class Waiting:
    """Hold one page of what waits; a cursor is the empty string where there is no further page."""

    items: list[tuple[Output, Hand]]
    next_cursor: str
    previous_cursor: str


def waiting(actor: Actor, staff: Staff, cursor: str = "") -> Waiting:
    """Return one page of the drafts an officer may sign now, the newest first; most pages have nothing to leave out."""
    held = policies.holdings(staff)
    found = paginate(_unsigned(actor), order=ORDER, cursor=cursor, size=PAGE)
    documents.load_many({row.request.version for row in found.items})
    pairs = [(row, signing.capacity(row.request, row.key, staff, held)) for row in found.items]
    mine = [(row, Hand(staff, holding)) for row, holding in pairs if holding is not None]
    return Waiting(mine, found.next_cursor, found.previous_cursor)


def sign_chosen(actor: Actor, staff: Staff, chosen: Sequence[UUID], passphrase: Secret) -> list[Result]:
    """Sign the chosen drafts that wait for this officer; what does not is left out, whoever's it is."""
    held = policies.holdings(staff)
    wanted = []
    for row in _unsigned(actor).filter(pk__in=chosen).order_by(*ORDER):
        holding = signing.capacity(row.request, row.key, staff, held)
        if holding is not None:
            wanted.append((row, Hand(staff, holding)))
    return sign_all(wanted, passphrase)


def _unsigned(actor: Actor) -> QuerySet[Output]:
    """Return the newest draft of each document on the officer's desk that nobody signed."""
    # After the approval a draft waits too: the corrected version of a document that is out.
    desk = policies.workable_by(actor).filter(phase__in=[Phase.IN_PROCESS, Phase.APPROVED])
    # What the portal makes has no file before it is issued, and is sealed then.
    drafts = Output.objects.filter(request__in=desk, status=OutputStatus.DRAFT, mime=signing.PDF, template="")
    signed = Signature.objects.filter(output=OuterRef("pk"), sha256=OuterRef("sha256"), kind__in=BY_HAND)
    newer = Output.objects.filter(request=OuterRef("request"), key=OuterRef("key"), version__gt=OuterRef("version"))
    people = ("request__applicant", "request__agency", "request__service", "request__version")
    return drafts.filter(~Exists(signed), ~Exists(newer)).select_related(*people)
