"""The transactional outbox: work that must follow a commit is a row before it is a message.

`enqueue` writes it, `handles` says who does it, the two failures say how it can fail.
"""

from foundation.outbox.actions import enqueue, reveal
from foundation.outbox.registry import PermanentFailure, TemporaryFailure, handles, hourly, minutely
from foundation.outbox.states import Lane

__all__ = ["Lane", "PermanentFailure", "TemporaryFailure", "enqueue", "handles", "hourly", "minutely", "reveal"]
