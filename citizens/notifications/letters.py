"""Send a letter that is no notice: sign-in links and codes, whose words must not lie anywhere in plain."""

from __future__ import annotations

import json
from typing import Final

from django.db import transaction

from foundation import outbox
from foundation.outbox import Lane
from foundation.outbox.models import Job

LETTER: Final = "notifications.letter"


def enqueue_letter(to: str, subject: str, body: str, *, lane: Lane = Lane.TRANSACTIONAL, key: str = "") -> Job:
    """Write a letter as a job; address and words are stored encrypted and wiped when it is handed over or given up."""
    with transaction.atomic():
        return outbox.enqueue(LETTER, {}, lane=lane, key=key, secret=json.dumps([to, subject, body]))
