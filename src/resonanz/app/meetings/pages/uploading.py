"""A transcript on its way in stays in memory: no temporary file, whatever its size."""

from functools import wraps
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from resonanz.app.meetings.errors import MeetingsCode
from resonanz.app.meetings.pages.access import MeetingView, P, ReadingView, for_owner
from resonanz.app.meetings.queries import Reading
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.minutes.reading import MOST_BYTES, TranscriptError
from resonanz.core.minutes.reading.errors import TranscriptCode

MOST_MEGABYTES = MOST_BYTES // 1024 // 1024


class OnlyMemory(FileUploadHandler):
    """Keeps a file in memory and lets go of all of it beyond the limit; the other fields still arrive."""

    too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed on as they come
        super().new_file(*args, **kwargs)
        self.kept = bytearray()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        del start
        if len(self.kept) + len(raw_data) > MOST_BYTES:
            self.kept.clear()
            self.too_large = True
            raise SkipFile
        self.kept += raw_data

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        return InMemoryUploadedFile(
            BytesIO(bytes(self.kept)), self.field_name, self.file_name or "", self.content_type, file_size, self.charset
        )


def upload_of_owner(view: ReadingView[P]) -> MeetingView[P]:
    """Guard a view of the owner that takes a file. The check against forged forms comes after the choice of where the
    upload goes, since it reads the form."""
    checked = csrf_protect(view)

    @wraps(view)
    def prepared(request: HttpRequest, reading: Reading, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        request.upload_handlers = [OnlyMemory(request)]
        return checked(request, reading, *args, **kwargs)

    return csrf_exempt(for_owner(prepared))


def file_of(request: HttpRequest) -> tuple[bytes, str]:
    """Content and name of the file; ``too-large`` or ``file-missing`` without one."""
    upload = request.FILES.get("file")
    if any(isinstance(each, OnlyMemory) and each.too_large for each in request.upload_handlers):
        raise TranscriptError(TranscriptCode.TOO_LARGE, megabytes=MOST_MEGABYTES)
    if upload is None:
        raise ResonanzError(MeetingsCode.FILE_MISSING)
    return upload.read(), upload.name or ""
