"""Tell Diskominfosatik at once when something on a public page is not ours."""

from __future__ import annotations

from typing import Final

from agencies.models import Staff
from citizens.notifications.notify import notify
from citizens.notifications.topics import Topic, Topics

FOUND: Final = "integrity.temuan"


def register(topics: Topics) -> None:
    """Register the one notice; it names a page and how much was found, never what, lest it spread the link."""
    topics.register(Topic(FOUND, frozenset({"page", "number"})))


def raise_alarm(page: str, number: int, key: str) -> int:
    """Write a notice to everybody who administers the portal, once a round; returns to how many."""
    keepers = Staff.objects.filter(is_active=True, is_platform_admin=True, user__is_active=True).select_related("user")
    told = 0
    for each in keepers.order_by("pk"):
        notify(
            user=each.user,
            topic=FOUND,
            context={"page": page, "number": str(number)},
            path="/panel/operasi/",
            key=f"integrity:{key}:{each.pk}",
        )
        told += 1
    return told
