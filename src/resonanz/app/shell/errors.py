"""Error pages that a view chooses itself; the others are found by name: 400.html, 403.html, 404.html, 500.html."""

from __future__ import annotations

import errno
import sys
from enum import StrEnum

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import server_error

RETRY_SECONDS = "60"


class Storage(StrEnum):
    """What keeps the app from writing."""

    BUSY = "busy"
    FULL = "full"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came too late or from elsewhere. ``reason`` is Django's, for logs, and is not shown."""
    del reason
    return render(request, "shell/form_expired.html", status=403)


def failure(request: HttpRequest) -> HttpResponse:
    """The page for an error nobody caught: 503 when the storage is busy or full, since that passes; else 500."""
    trouble = storage_trouble(sys.exception())
    if trouble is None:
        return HttpResponse(server_error(request).content, status=500)
    said = render(None, "shell/storage.html", {"full": trouble is Storage.FULL}, status=503)
    said["Retry-After"] = RETRY_SECONDS
    said["Cache-Control"] = "no-store"
    return said


def storage_trouble(error: BaseException | None) -> Storage | None:
    """What SQLite or the disk complained about, if that was it; SQLite has no other sign of it than its words."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Storage.FULL
    if not isinstance(error, OperationalError):
        return None
    text = str(error)
    if "full" in text:
        return Storage.FULL
    return Storage.BUSY if "locked" in text or "busy" in text else None
