"""Draw the pages of a PDF as pictures, so that no officer's browser ever opens what somebody sent.

JPEG rather than PNG: a scanned page is a photo, and so takes a tenth of the space. What draws is a process with limits
of its own (`raster_child.py`), because a page can be made to swallow memory and time.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from services.requests import files
from services.requests.models import Attachment
from services.requests.uploads import pdfs

JOB: Final = "requests.rasterise"
MIME: Final = "image/jpeg"
CHILD: Final = Path(__file__).with_name("raster_child.py")
# Far below a job's lease, so that nobody starts the same drawing again meanwhile.
SECONDS: Final = 60


class Unreadable(Exception):
    """Say that a stored file cannot be drawn."""


def page_path(attachment: Attachment, number: int) -> Path:
    """Return where the picture of a page (from 1) lies; a photo is its own only page."""
    if attachment.mime != "application/pdf":
        return files.private_path(attachment.path)
    return files.drawings_of(attachment.path) / f"{number}.jpg"


def is_ready(attachment: Attachment) -> bool:
    """Say whether every page can be shown: the last one is written last."""
    return page_path(attachment, attachment.pages).exists()


def rasterise(attachment: Attachment) -> int:
    """Draw every page that is not drawn yet; returns how many were; raises Unreadable."""
    missing = [str(n) for n in range(1, attachment.pages + 1) if not page_path(attachment, n).exists()]
    if not missing:
        return 0
    folder = files.drawings_of(attachment.path)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    source = files.private_path(attachment.path)
    done = pdfs.run_apart(CHILD, str(source), str(folder), str(SECONDS), *missing, seconds=SECONDS)
    if done is None or done.returncode != 0:
        raise Unreadable(_last_words(done.stderr) if done else f"took more than {SECONDS} seconds")
    return len(missing)


def _last_words(stderr: bytes) -> str:
    return stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
