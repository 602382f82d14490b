"""Say whose notice is whose."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from citizens.models import User
from citizens.notifications.models import Notification


def inbox_of(user: User) -> QuerySet[Notification]:
    """Return the notices that reached this account: its own and those of the person it speaks for."""
    mine = Q(user=user)
    if user.party_id is not None:
        mine |= Q(party=user.party_id)
    return Notification.objects.filter(mine).exclude(body="")


def unread_of(user: User) -> QuerySet[Notification]:
    """Return the notices of the inbox that were not opened yet."""
    return inbox_of(user).filter(read_at=None)
