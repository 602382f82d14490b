"""Look into a PDF: it must open, be unlocked, be short enough and carry nothing that acts."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from services.requests.uploads.pdf_child import MAX_PAGES
from services.requests.uploads.problems import UploadCode, UploadProblem

SECONDS: Final = 20
CHILD: Final = Path(__file__).with_name("pdf_child.py")
# Each may take half a gigabyte, so only two at once.
_ROOM = threading.BoundedSemaphore(2)


def check(data: bytes) -> int:
    """Return the number of pages; raises UploadProblem for a PDF that is broken, locked, too long or active.

    PDFium unpacks while it opens: 3 MB can become 4 GB. So a child process with limits of its own does it.
    """
    word, _space, pages = _ask(data).partition(" ")
    if word == "ok":
        return int(pages)
    known = {UploadCode.PDF_LOCKED, UploadCode.PDF_ACTIVE, UploadCode.PDF_PAGES}
    code = UploadCode(word) if word in known else UploadCode.PDF_BROKEN
    limits = {"limit": MAX_PAGES} if code == UploadCode.PDF_PAGES else {}
    raise UploadProblem(code, **limits)


def run_apart(
    script: Path, *arguments: str, data: bytes = b"", seconds: int = SECONDS
) -> subprocess.CompletedProcess[bytes] | None:
    """Run one of our scripts that opens a PDF in a process of its own; None when it took longer than `seconds`."""
    command = [sys.executable, "-I", str(script), *arguments]
    with _ROOM:
        try:
            return subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)  # noqa: S603 (our own file, no shell)
        except subprocess.TimeoutExpired:
            return None


def _ask(data: bytes) -> str:
    """Return what the child says, "" when it did not live to say anything."""
    done = run_apart(CHILD, data=data)
    return done.stdout.decode("ascii", "replace").strip() if done and done.returncode == 0 else ""
