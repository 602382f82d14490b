"""Say who is acting: a citizen, a member of staff, nobody we know, or the clock."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser

from agencies.models import Staff
from citizens.models import Party, User

ActorKind = Literal["citizen", "staff", "system", "anonymous"]


@dataclass(frozen=True)
class Actor:
    """Carry the account and the role it acts in; a member of staff is also a citizen, never both at once."""

    kind: ActorKind
    user: User | None = None
    party: Party | None = None
    staff: Staff | None = None
    session: str = ""

    @classmethod
    def of(cls, user: User | AnonymousUser, session_key: str | None = None) -> Actor:
        """Make the actor of a citizen page: the account's own party, or nobody but this session."""
        if isinstance(user, User):
            return cls("citizen", user=user, party=user.party)
        return cls("anonymous", session=session_hash(session_key or ""))

    @classmethod
    def at_desk(cls, user: User | AnonymousUser) -> Actor | None:
        """Make the actor of a panel page, or None when the account works for no agency."""
        if not isinstance(user, User):
            return None
        staff = Staff.objects.select_related("agency", "unit").filter(user=user, is_active=True).first()
        return cls("staff", user=user, party=user.party, staff=staff) if staff else None

    @classmethod
    def clock(cls) -> Actor:
        """Make the actor of automatic steps."""
        return cls("system")

    @property
    def key(self) -> str:
        """Return what idempotency keys are scoped by."""
        if self.user is not None:
            return f"{self.kind}:{self.user.pk}"
        return f"{self.kind}:{self.session}"


def session_hash(session_key: str) -> str:
    """Return the SHA-256 of a session key, or "" for none, so that no live key lies in a request."""
    return hashlib.sha256(session_key.encode()).hexdigest() if session_key else ""


def as_json(value: Any) -> Any:
    """Return `value` as the JSON stores it: tuples become lists, keys become strings."""
    if isinstance(value, dict):
        return {str(k): as_json(v) for k, v in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [as_json(v) for v in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
