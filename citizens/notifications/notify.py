"""THE door to telling a person something: two rows in the caller's transaction, no broker and no mail server."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction

from citizens.models import Party, User
from citizens.notifications.models import Notification
from citizens.notifications.topics import Topics, topics
from foundation import outbox
from foundation.ids import uuid7
from foundation.outbox import Lane

DELIVER: Final = "notifications.deliver"


def notify(
    party: Party | None = None,
    user: User | None = None,
    *,
    topic: str,
    context: Mapping[str, str],
    path: str,
    key: str,
    lane: Lane | None = None,
    not_before: dt.datetime | None = None,
    confidential: bool = False,
    registered: Topics = topics,
) -> Notification:
    """Tell a person or an account, once per key, what `topic` says with the variables frozen in `context`.

    `path` is where the notice leads, a path of the portal or empty. `confidential` picks the text that names nothing.
    The words are rendered when the job runs, not before `not_before`. Raises ValueError, LookupError.
    """
    if (party is None) == (user is None):
        raise ValueError("a notice goes to one party or to one account")
    if path and (not path.startswith("/") or path.startswith("//") or "\\" in path):
        raise ValueError(f"{path!r} is not a path of the portal")
    known = registered.get(topic)
    pk = uuid7()
    notice = Notification(
        id=pk,
        party=party,
        user=user,
        topic=topic,
        context=known.context(context, confidential),
        confidential=confidential,
        path=path,
        key=key,
    )
    with transaction.atomic():
        Notification.objects.bulk_create([notice], ignore_conflicts=True)
        notice = Notification.objects.filter(key=key)[0]  # two people are told of one thing, never a growing list
        if notice.pk == pk:
            outbox.enqueue(
                DELIVER, {"notification": str(pk)}, lane=lane or known.lane, key=str(pk), not_before=not_before
            )
    return notice
