"""End sessions of staff that lay idle or open for too long, on pages and for programs alike."""

from __future__ import annotations

from typing import Final

from django.contrib.sessions.backends.base import SessionBase

from citizens import policies
from foundation import clock

MARKS: Final = "staff_session"
WRITE_EVERY: Final = 60  # seconds; one session write a minute is exact enough for a limit of 30 minutes


def is_over(session: SessionBase) -> bool:
    """Tell whether a staff session was idle or open for too long, and mark it as seen when not."""
    now = clock.now()
    marks = session.get(MARKS) or {}
    if marks and policies.staff_session_over(marks, now):
        return True
    if not marks or now.timestamp() - marks["seen"] > WRITE_EVERY:
        session[MARKS] = {"since": marks.get("since", now.timestamp()), "seen": now.timestamp()}
    return False
