"""What the demonstration adds to other pages."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from resonanz.app.demo.progress import read_progress


def strip(request: HttpRequest) -> SafeString:
    """The link to the role switcher."""
    return render_to_string("demo/strip.html", {}, request)


def progress(request: HttpRequest) -> SafeString:
    """How far the background work is; empty once everything is there."""
    now = read_progress()
    return SafeString("") if now.complete else render_to_string("demo/progress.html", {"progress": now}, request)
