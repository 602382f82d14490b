"""Wait for new jobs: by LISTEN/NOTIFY on a direct PostgreSQL connection, else by patience."""

from __future__ import annotations

import logging
import select
import threading

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.db.backends.base.base import BaseDatabaseWrapper

from foundation.outbox.actions import CHANNEL

log = logging.getLogger("portal.outbox")


class Listener:
    """Hold one connection of its own that only listens; when it breaks, waiting goes on without it."""

    def __init__(self) -> None:
        """Prepare without connecting."""
        self._listening: BaseDatabaseWrapper | None = None

    def wait(self, seconds: float, stopping: threading.Event) -> bool:
        """Return True at once when the database tells of a new job, else False after `seconds`."""
        if connection.vendor != "postgresql":
            stopping.wait(seconds)
            return False
        try:
            return self._heard(seconds)
        except (DatabaseError, InterfaceError, OSError) as error:
            log.warning("listening to the database broke off, polling: %s", error.__class__.__name__)
            self.close()
            stopping.wait(seconds)
            return False

    def close(self) -> None:
        """Let go of the connection."""
        if self._listening is not None:
            self._listening.close()
            self._listening = None

    def _heard(self, seconds: float) -> bool:
        if self._listening is None:
            self._listening = self._connect()
            return True  # a job may have come before we listened: look once more
        raw = self._listening.connection
        ready, _, _ = select.select([raw], [], [], seconds)
        if not ready:
            return False
        raw.poll()
        heard = bool(raw.notifies)
        raw.notifies.clear()
        return heard

    def _connect(self) -> BaseDatabaseWrapper:
        own = connection.copy()
        if settings.DATABASE_DIRECT_HOST:  # PgBouncer in transaction mode forgets who listens
            own.settings_dict["HOST"], _, port = settings.DATABASE_DIRECT_HOST.partition(":")
            own.settings_dict["PORT"] = port or "5432"
        own.connect()
        with own.cursor() as cursor:
            cursor.execute(f'LISTEN "{CHANNEL}"')
        return own
