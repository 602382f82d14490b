"""Typeset a document: bounded in time and memory, without a network, the same bytes for the same sheet."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

CHILD: Final = Path(__file__).with_name("typst_child.py")
SECONDS: Final = 20
# A letter takes a third of a second and 60 MB, nearly all of it the start of the process; more at once gains nothing.
_ROOM = threading.BoundedSemaphore(2)


class RenderFailed(Exception):
    """Say that a document cannot be typeset; `reason` quotes the typesetting library and may quote the template."""

    def __init__(self, reason: str) -> None:
        """Keep the reason, shortened."""
        super().__init__(reason)
        self.reason = reason[:400]


@dataclass(frozen=True)
class Sheet:
    """Hold all that the bytes of a document depend on."""

    base: str
    template: str
    data: dict[str, Any]
    moment: datetime


def render(sheet: Sheet) -> bytes:
    """Return the PDF of a sheet (PDF/A-2a as the library has it); raises RenderFailed."""
    job = {
        "base": sheet.base,
        "template": sheet.template,
        "data": sheet.data,
        "moment": int(sheet.moment.timestamp()),
    }
    command = [sys.executable, "-I", str(CHILD), str(SECONDS)]
    with _ROOM:
        try:
            # No environment: whatever a template found a way to read, no key of the portal is there.
            done = subprocess.run(  # noqa: S603 (our own file, no shell)
                command, input=json.dumps(job).encode(), capture_output=True, timeout=SECONDS, check=False, env={}
            )
        except subprocess.TimeoutExpired:
            raise RenderFailed(f"took longer than {SECONDS} seconds") from None
    if done.returncode != 0 or not done.stdout.startswith(b"%PDF-"):
        said = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
        raise RenderFailed(said or f"ended with {done.returncode}")
    return done.stdout
