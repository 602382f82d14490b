"""Tell whoever proposed a change of public facts what became of it."""

from __future__ import annotations

from typing import Final

from django.urls import reverse

from agencies import proposing
from agencies.models import Outcome, Proposal
from citizens.notifications.notify import notify
from citizens.notifications.topics import Topic, Topics

PUBLISHED: Final = "agencies.usulan_terbit"
REFUSED: Final = "agencies.usulan_ditolak"
_TOPICS: Final = {Outcome.PUBLISHED.value: PUBLISHED, Outcome.REFUSED.value: REFUSED}


def register(topics: Topics) -> None:
    """Register what proposers are told; the reason of a refusal is read on the page, where only keepers come."""
    topics.register(*(Topic(code, frozenset({"subject", "facts"})) for code in _TOPICS.values()))


def tell(proposal: Proposal) -> None:
    """Write the notice of an answer in its transaction; whoever takes a proposal back needs none."""
    topic = _TOPICS.get(proposal.outcome)
    if topic is None:
        return
    facts = ", ".join(proposing.label_of(proposal.subject, name) for name in proposal.values)
    notify(
        user=proposal.proposed_by,
        topic=topic,
        context={"subject": proposal.get_subject_display(), "facts": facts},
        path=reverse("admin:agencies_proposal_change", args=[proposal.pk]),
        key=f"usulan:{proposal.pk}",
    )
