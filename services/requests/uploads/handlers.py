"""Stop writing an upload to the disk once it is larger than anything the portal takes."""

from __future__ import annotations

import io
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class BoundedUploadHandler(FileUploadHandler):
    """Stand first in line: pass chunks on up to the limit, then only count them, so that the size can be told."""

    too_big = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start counting a file."""
        super().new_file(*args, **kwargs)
        self.too_big = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Return the chunk for the handlers behind, or None once the file is too large."""
        self.too_big = self.too_big or start + len(raw_data) > settings.UPLOAD_MAX_BYTES + self.chunk_size
        return None if self.too_big else raw_data

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """Return an empty file that knows how large it would have been; None leaves it to the handlers behind."""
        if not self.too_big:
            return None
        return UploadedFile(io.BytesIO(), self.file_name, self.content_type, file_size, self.charset)
