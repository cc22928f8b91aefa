"""How a file part is received: onto disk, and past the limit not at all, so that nobody fills the disk."""

from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from iskan.apps.documents.intake.receiving import upload_limit


class BoundedUpload(TemporaryFileUploadHandler):
    """Keeps at most one byte more than may be sent; the size stays the true one, for the refusal to say so."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._kept = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = upload_limit().bytes + 1 - self._kept
        if room > 0:
            super().receive_data_chunk(raw_data[:room], start)
            self._kept += min(len(raw_data), room)
