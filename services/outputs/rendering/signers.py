"""Say who signs a document: who acted in the signing function, in whose place, under which title."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from agencies.models import Staff, Substitution
from services.requests.models import RequestEvent

# What is done beside a case signs nothing, even in the seconds before a decision takes effect.
ASIDE: Final = ("note", "message", "claim", "release", "hand_over", "flag")
NOBODY: Final = {"title": "", "acting": "", "own": "", "name": "", "nip": ""}


def last_act(request: UUID, function: str | None) -> RequestEvent | None:
    """Return the last act in a function of a request, as the history has it; None without one."""
    if function is None:
        return None
    acts = RequestEvent.objects.filter(request=request, function=function, actor_kind="staff")
    people = acts.exclude(kind__in=ASIDE).select_related("actor__staff__user__party", "acting_for")
    return people.order_by("-seq").first()


def signer_of(staff: Staff | None, acting_for: Staff | None, acts_as: str) -> dict[str, str]:
    """Return who signs as a letter has it; what nobody wrote down stays empty (a title, a name, a NIP).

    A substitute signs under the title of the office with Plt. or Plh. before it, the own title below
    (UU 30/2014 art. 14).
    """
    if staff is None:
        return dict(NOBODY)
    name = staff.user.party.name if staff.user.party else ""
    if acting_for is None:
        return {**NOBODY, "title": staff.title, "name": name}
    acting = "Plt." if acts_as == Substitution.PLT else "Plh."
    return {**NOBODY, "title": acting_for.title, "acting": acting, "own": staff.title, "name": name}


def signer_in(event: RequestEvent | None) -> dict[str, str]:
    """Return who signs by an act of the history."""
    if event is None:
        return dict(NOBODY)
    return signer_of(getattr(event.actor, "staff", None), event.acting_for, event.acts_as)
