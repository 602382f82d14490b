"""Say what of a page may be kept on the phone it is filled on, and under whose name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from foundation import crypto
from services.definition.answers import secret_ids
from services.definition.document import Document, walk
from services.definition.fields import FieldBase
from services.requests.models import ServiceRequest

# Kept by other means, or worked out by the portal.
NEVER = frozenset({"file", "computed", "note"})


@dataclass(frozen=True)
class Phone:
    """Hold what the script needs: whose draft, which page, what the portal had of it, and what may be kept."""

    owner: str
    id: str
    base: str
    keep: str
    title: str


def may_keep(session: Any) -> bool:
    """Say whether this browser may keep answers: not where the session ends with the browser (a shared device)."""
    return not session.get_expire_at_browser_close()


def owner_of(actor_key: str) -> str:
    """Return a name of an account that says nothing about it; another one's drafts are thrown away."""
    return crypto.blind_index(actor_key, purpose="phone.owner")[:24]


def phone(
    request: ServiceRequest, document: Document, page: str, fields: Sequence[FieldBase], actor_key: str
) -> Phone | None:
    """Return what may be kept of a page, None where nothing may: what is confidential leaves no trace."""
    if request.confidential:
        return None
    secret = secret_ids(document)
    keep = [field.id for field in fields if field.id not in secret and not _holds_any(field)]
    if not keep:
        return None
    base = request.updated_at.isoformat()
    return Phone(owner_of(actor_key), f"{request.pk}:{page}", base, " ".join(keep), request.service.title)


def _holds_any(field: FieldBase) -> bool:
    return any(each.type in NEVER for each in walk((field,)))
