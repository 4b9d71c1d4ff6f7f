"""Error pages that a view chooses itself; the others are found by name: 400.html, 403.html, 404.html, 500.html."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came too late or from elsewhere. ``reason`` is Django's, for logs, and is not shown."""
    del reason
    return render(request, "ui/form_expired.html", status=403)
