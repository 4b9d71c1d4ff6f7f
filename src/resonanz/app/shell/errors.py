"""Error pages that a view chooses itself; the others are found by name: 400.html, 403.html, 404.html, 500.html."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.defaults import server_error

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.messages import Message
from resonanz.storage.trouble import Trouble, trouble

RETRY_SECONDS = "60"


def error_text(error: ResonanzError) -> str:
    """What happened and what to do, in the reader's language."""
    return message_text(error.message)


def message_text(message: Message) -> str:
    """Any message of a room or of core in the reader's language."""
    return message.translated(translation)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came too late or from elsewhere. ``reason`` is Django's, for logs, and is not shown."""
    del reason
    return render(request, "shell/form_expired.html", status=403)


def failure(request: HttpRequest) -> HttpResponse:
    """The page for an error nobody caught: 503 when the storage is busy or full, since that passes; else 500."""
    met = trouble(sys.exception())
    if met not in (Trouble.BUSY, Trouble.FULL):
        return HttpResponse(server_error(request).content, status=500)
    response = render(None, "shell/storage.html", {"full": met is Trouble.FULL}, status=503)
    response["Retry-After"] = RETRY_SECONDS
    response["Cache-Control"] = "no-store"
    return response
