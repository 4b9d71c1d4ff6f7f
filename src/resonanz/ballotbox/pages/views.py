"""Two pages a wave: the ballot, and the search for a receipt. Each is the same bytes for every person and cell."""

import base64
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from resonanz.ballotbox.messages import browser, notices
from resonanz.ballotbox.pages.steps import progress, steps
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind
from resonanz.core.kernel.ids import parse_wave_id
from resonanz.core.wire import encode_header, manifest_tree

HEADER_LEAF = 1
SHORT_GROUPS = 3
UNNAMED = "Resonanz"


@require_safe
def ballot(request: HttpRequest, name: str) -> HttpResponse:
    """The ballot of an open wave; else a page that says what happened (404 unknown, 410 no longer open)."""
    try:
        terms, state = _stored(name)
    except ResonanzError:
        return _notice(request, notices.UNKNOWN, None)
    over = clock.now(settings.HOME) >= terms.manifest.header.closes_at
    if state != BoxWaveState.OPEN or over:
        return _notice(request, notices.AFTER[state], terms)
    return HttpResponse(_ballot_page(name, translation.get_language() or settings.LANGUAGE_CODE))


@lru_cache(maxsize=64)
def _ballot_page(name: str, language: str) -> bytes:
    # Rendered once a wave and language: the terms are fixed, and the page is the same bytes for everybody.
    terms = queries.terms(name)
    asked = steps(terms.questionnaire, language)
    facts = {
        "steps": asked,
        "review_segments": progress(len(asked), len(asked)),
        "k_answers": terms.manifest.header.k_answers,
        "closes": _moment(terms.manifest.header.closes_at),
        "messages": browser.BALLOT,
    }
    return render_to_string("pages/ballot.html", _around() | _wave(terms) | facts).encode()


@require_safe
def check(request: HttpRequest, name: str) -> HttpResponse:
    """Find a receipt on the board. The list is fetched whole and searched in the browser."""
    try:
        terms, state = _stored(name)
    except ResonanzError:
        return _notice(request, notices.UNKNOWN, None)
    if state != BoxWaveState.CLOSED:
        return _notice(request, notices.BOARD[state], terms)
    tree = manifest_tree(terms.manifest)
    facts = {
        "header": _base64(encode_header(terms.manifest.header)),
        "header_proof": _base64(b"".join(tree.proof(HEADER_LEAF))),
        "tree_size": tree.size,
        "messages": browser.CHECK,
    }
    return render(request, "pages/check.html", _around() | _wave(terms) | facts)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere."""
    del exception
    return _notice(request, notices.NOWHERE, None)


def failed(request: HttpRequest) -> HttpResponse:
    """An error nobody caught; what it was stands in the log."""
    return _notice(request, notices.FAILED, None)


def _stored(name: str) -> tuple[queries.Terms, BoxWaveState]:
    name = parse_wave_id(name).hex()
    return queries.terms(name), queries.state(name)


def _notice(request: HttpRequest, notice: notices.Notice, terms: queries.Terms | None) -> HttpResponse:
    facts: dict[str, Any] = {"notice": notice}
    if terms:
        header = terms.manifest.header
        facts |= {"number": header.number}
        facts |= {"closes": _moment(header.closes_at)} if notice is not notices.CANCELLED else {}
    return render(request, "pages/notice.html", _around() | facts, status=notice.status)


def _around() -> dict[str, Any]:
    language = translation.get_language() or settings.LANGUAGE_CODE
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE != "en" else "de-formal"
    other = {"code": default, "html": "de", "name": "Deutsch"} if language == "en" else _ENGLISH
    return {
        "language_code": language,
        "html_language": language[:2],
        "other_languages": [other],
        "app_url": settings.APP_URL.rstrip("/"),
        "organisation": settings.ORGANISATION if settings.ORGANISATION != UNNAMED else "",
        "demonstration": settings.HOME.kind is HomeKind.DEMONSTRATION,
    }


_ENGLISH = {"code": "en", "html": "en", "name": "English"}


def _wave(terms: queries.Terms) -> dict[str, Any]:
    root = terms.root.hex()
    groups = [root[at : at + 4] for at in range(0, len(root), 4)]
    return {
        "wave": terms.wave_id.hex(),
        "number": terms.manifest.header.number,
        "root": root,
        "root_short": " ".join(groups[:SHORT_GROUPS]),
        "root_groups": " ".join(groups),
    }


def _moment(moment: datetime) -> str:
    # "Freitag, 4. Dezember, 18:00 Uhr" on the clocks of the people who answer, with spaces that do not break.
    german = (translation.get_language() or "").startswith("de")
    pattern = "l, j.\u00a0F, H:i\u00a0\\U\\h\\r" if german else "l, j\u00a0F, H:i"
    return date_format(moment.astimezone(clock.TIME_ZONE), pattern)


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
