"""Write a file so that it is either whole and on the disk, or not there at all."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import BinaryIO, Final
from uuid import UUID

from django.conf import settings

from services.requests.files import private_path
from services.requests.uploads.problems import UploadCode, UploadProblem

FOLDER: Final = "berkas"
# A tenth of the disk stays free for the database; on a large disk 5 GB are enough.
FLOOR_SHARE: Final = 0.10
FLOOR_BYTES: Final = 5_000_000_000


def relative_path(pk: UUID) -> str:
    """Return where a file of this id lies below the private root; no part of it comes from a person."""
    return f"{FOLDER}/{pk.hex[-2:]}/{pk.hex[-4:-2]}/{pk.hex}"


def write(relative: str, data: bytes) -> None:
    """Write `data` beside its place, force it to the disk, then rename; raises UploadProblem when the disk is full."""
    path = private_path(relative)
    part = path.with_suffix(".part")
    try:
        _check_space()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise UploadProblem(UploadCode.NO_SPACE) from error


def open_private(relative: str) -> BinaryIO:
    """Open a stored file for reading; raises FileNotFoundError when it is gone."""
    return private_path(relative).open("rb")


def _check_space() -> None:
    root = Path(settings.PRIVATE_ROOT)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    usage = shutil.disk_usage(root)
    if usage.free < min(usage.total * FLOOR_SHARE, FLOOR_BYTES):
        raise OSError("too little free space")


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
