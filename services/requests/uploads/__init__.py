"""Take in and hand out evidence: photos and PDFs, never anything that could act."""

from services.requests.uploads.disk import open_private
from services.requests.uploads.names import SANDBOX, disposition
from services.requests.uploads.problems import UploadCode, UploadProblem
from services.requests.uploads.storing import accepted, keep_only, remove, replace, store

__all__ = [
    "SANDBOX",
    "UploadCode",
    "UploadProblem",
    "accepted",
    "disposition",
    "keep_only",
    "open_private",
    "remove",
    "replace",
    "store",
]
