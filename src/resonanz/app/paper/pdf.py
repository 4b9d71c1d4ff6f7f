"""Printed pages: a template in, a tagged PDF (PDF/UA-1) out. The only module that imports WeasyPrint, when first used.

Same template, context, language, title and day: same bytes. Nothing is fetched but our own stylesheets and font.
"""

import logging
import os
import re
import threading
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from resonanz.app.paper.errors import PaperCode
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError

# Where a printed page lies. A name that no network knows (RFC 2606): whatever is not an asset leads nowhere.
ORIGIN = "https://print.invalid"
# All that a printed page may load: names of static files and what they are.
ASSETS = {
    "look/tokens.css": "text/css",
    "look/print.css": "text/css",
    "look/print-mark.svg": "image/svg+xml",
    "look/fonts/source-sans-3-latin-wght-normal.woff2": "font/woff2",
}
_one_at_a_time = threading.Lock()  # fontconfig and Pango share state between threads; it also bounds the memory


def render(
    template: str, context: Mapping[str, Any], *, language: str, title: str, created: date | None = None
) -> bytes:
    """The template as PDF/UA-1. It extends ``paper/sheet.html``.

    ``language`` is one of the app's three; ``created`` the only date in the file, today if not given. Raises
    ``pdf-unavailable`` where Pango is not installed, ``PermissionError`` if the template names what is no asset.
    """
    weasyprint = _weasyprint()
    created = created or clock.today()
    with translation.override(language):
        sheet = _sheet(_printable(title), language, created)
        html = render_to_string(template, {**context, "sheet": sheet})
    refused: list[str] = []
    with _one_at_a_time, _fonts_dated(created):
        document = weasyprint.HTML(string=html, base_url=f"{ORIGIN}/", url_fetcher=_fetcher(refused))
        pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    if refused:
        raise PermissionError(f"A printed page names what it may not load: {refused}")
    return pdf


def asset(url: str) -> tuple[bytes, str]:
    """Content and media type of a file a printed page may load; ``PermissionError`` for every other address."""
    parts = urlsplit(url)
    prefix = urlsplit(settings.STATIC_URL).path
    name = parts.path.removeprefix(prefix)
    ours = f"{parts.scheme}://{parts.netloc}" == ORIGIN and parts.path.startswith(prefix)
    if not ours or name not in ASSETS or parts.query or parts.fragment:
        raise PermissionError("not among the assets of a printed page")
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    return Path(path).read_bytes(), ASSETS[name]


def _weasyprint() -> ModuleType:
    # Importing takes about three seconds and loads Pango.
    try:
        import weasyprint
    except OSError as error:
        raise ResonanzError(PaperCode.PDF_UNAVAILABLE) from error
    # The tokens hold rules for browsers, which WeasyPrint would complain about in every file.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    module: ModuleType = weasyprint
    return module


@contextmanager
def _fonts_dated(created: date) -> Iterator[None]:
    # fontTools writes the second of its work into every embedded font unless this variable says otherwise; with it
    # two files would differ, and each would tell when somebody fetched it.
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(datetime.combine(created, time(), UTC).timestamp()))
    try:
        yield
    finally:
        os.environ.pop("SOURCE_DATE_EPOCH")
        if before is not None:
            os.environ["SOURCE_DATE_EPOCH"] = before


def _fetcher(refused: list[str]) -> object:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Assets(URLFetcher):  # type: ignore[misc] # WeasyPrint has no types
        """Hands out assets; asks neither the network nor the file system for anything else. WeasyPrint goes on
        without what it cannot load, so that those addresses are noted."""

        def fetch(self, url: str, headers: object = None) -> object:
            del headers
            try:
                content, media_type = asset(url)
            except OSError:
                refused.append(url)
                raise
            return URLFetcherResponse(url, content, {"Content-Type": media_type})

    return Assets()


def _sheet(title: str, language: str, created: date) -> dict[str, Any]:
    before, between, after = re.split(r"\{pages?\}", translation.gettext("Page {page} of {pages}"))
    return {
        "title": title,
        "created": created.isoformat(),
        "organisation": settings.ORGANISATION,
        "demonstration": settings.DEMONSTRATION,
        "before_page": before,
        "between_pages": between,
        "after_pages": after,
    }


def _printable(title: str) -> str:
    # Without control characters, which the XML of the metadata could not hold.
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in title).split())
