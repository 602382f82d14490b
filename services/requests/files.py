"""Remove stored evidence from the private root."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings


def private_path(relative: str) -> Path:
    """Return where a stored file lies; a path that leaves the private root raises ValueError."""
    root = Path(settings.PRIVATE_ROOT).resolve()
    path = (root / relative).resolve()
    if not path.is_relative_to(root):
        raise ValueError("a stored path leaves the private root")
    return path


def drawings_of(relative: str) -> Path:
    """Return the folder that holds the pages of a stored PDF as pictures, beside the file itself."""
    return private_path(f"{relative}.halaman")


def remove_all(paths: Iterable[str]) -> None:
    """Remove files that may already be gone, and the pictures drawn of them."""
    for relative in paths:
        private_path(relative).unlink(missing_ok=True)
        shutil.rmtree(drawings_of(relative), ignore_errors=True)
