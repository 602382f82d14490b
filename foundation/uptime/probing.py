"""Ask each part of the portal whether it does its work, quickly, and never raise."""

from __future__ import annotations

import shutil
import urllib.error
import urllib.request
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from foundation import clock
from foundation.outbox import queries

SECONDS: Final = 2
ROOM: Final = 500_000_000  # bytes that must be left where files are kept


def site() -> bool:
    """Say whether the site answers over the network, as a visitor would ask it."""
    try:
        with urllib.request.urlopen(settings.STATUS_PROBE_URL, timeout=SECONDS) as answer:  # noqa: S310 (our own setting)
            return bool(answer.status == 200)
    except (OSError, ValueError):  # URLError is an OSError; ValueError for an address that is none
        return False


def database() -> bool:
    """Say whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return bool(cursor.fetchone() == (1,))
    except (DatabaseError, InterfaceError):
        return False


def queue() -> bool:
    """Say whether no lane of the queue waits longer than it may; a database that is away keeps no queue."""
    try:
        return not queries.late_lanes(clock.now())
    except (DatabaseError, InterfaceError):
        return False


def storage() -> bool:
    """Say whether the place where files are kept is there and has room."""
    try:
        return shutil.disk_usage(_existing(Path(settings.PRIVATE_ROOT))).free >= ROOM
    except OSError:
        return False


def _existing(folder: Path) -> Path:
    """Return the folder, or before the first file came the one in which it will be made."""
    return folder if folder.exists() else folder.parent
