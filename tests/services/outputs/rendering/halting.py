"""Typeset one document as a worker does and stop just before it would be issued, until somebody kills this process."""

from __future__ import annotations

import sys
import time
from uuid import UUID

import django

django.setup()

from services.outputs.rendering import issuing  # noqa: E402


def halt(*_args: object) -> bool:
    """Say that the document is typeset, and go no further."""
    print("typeset", flush=True)  # noqa: T201
    time.sleep(600)
    return False


if __name__ == "__main__":
    issuing._store = halt
    issuing.issue(UUID(sys.argv[1]))
