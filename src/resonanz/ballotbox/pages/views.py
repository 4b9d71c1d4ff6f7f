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
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from resonanz.ballotbox.close.publish import release_hash
from resonanz.ballotbox.intake.views import BYTES
from resonanz.ballotbox.messages import browser, notices
from resonanz.ballotbox.pages.steps import progress, steps
from resonanz.ballotbox.pages.waves import encoded_list, listed_waves
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import lost_key
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind
from resonanz.core.kernel.ids import parse_wave_id
from resonanz.core.wire import ListedState, encode_header, manifest_tree
from resonanz.core.wire.checksum import checksum, short_checksum

HEADER_LEAF = 1
WAVE_STATES = {
    ListedState.OPEN: _("Open"),
    ListedState.COUNTING: _("Being counted"),
    ListedState.CLOSED: _("Closed"),
    ListedState.HELD: _("Held"),
    ListedState.CANCELLED: _("Cancelled"),
}
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
        return _notice(request, notices.AFTER[state], terms, queries.reason(terms.wave_id.hex()))
    if lost_key(settings.HOME, terms.wave_id.hex(), terms.manifest.header.receipt_key):
        return _notice(request, notices.KEY_LOST, terms)
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
        return _notice(request, notices.BOARD[state], terms, queries.reason(terms.wave_id.hex()))
    tree = manifest_tree(terms.manifest)
    facts = {
        "header": _base64(encode_header(terms.manifest.header)),
        "header_proof": _base64(b"".join(tree.proof(HEADER_LEAF))),
        "tree_size": tree.size,
        "figures": checksum(release_hash(terms.wave_id.hex())),
        "messages": browser.CHECK,
    }
    return render(request, "pages/check.html", _around() | _wave(terms) | facts)


@require_safe
def wave_list(request: HttpRequest) -> HttpResponse:
    """All waves this ballot box has opened, for people to read; their checksums to compare."""
    reasons = queries.reasons()
    rows = [
        {
            "wave": each,
            "state": WAVE_STATES[each.state],
            "opened": _moment(each.opened_at, year=True),
            "closes": _moment(each.closes_at, year=True),
            "root": checksum(each.root),
            "is_closed": each.state is ListedState.CLOSED,
            "why": notices.WHY.get(reasons.get(each.wave.hex(), ""), ""),
        }
        for each in reversed(listed_waves())
    ]
    return render(request, "pages/waves.html", _around() | {"rows": rows})


@require_safe
def signed_list(_request: HttpRequest) -> HttpResponse:
    """The same list as signed bytes: every browser checks it before it shows a form."""
    return HttpResponse(encoded_list(), content_type=BYTES)


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


def _notice(
    request: HttpRequest, notice: notices.Notice, terms: queries.Terms | None, reason: str = ""
) -> HttpResponse:
    facts: dict[str, Any] = {"notice": notice, "why": notices.WHY.get(reason, "")}
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
    return {
        "wave": terms.wave_id.hex(),
        "number": terms.manifest.header.number,
        "root": terms.root.hex(),
        "root_short": short_checksum(terms.root),
        "root_groups": checksum(terms.root),
    }


def _moment(moment: datetime, *, year: bool = False) -> str:
    # "Freitag, 4. Dezember, 18:00 Uhr" on the clocks of the people who answer; lines break after commas only.
    german = (translation.get_language() or "").startswith("de")
    day = ("j. F" if german else "j F") + (" Y" if year else "")
    pattern = f"l, {day}, H:i" + (r" \U\h\r" if german else "")
    text = date_format(moment.astimezone(clock.TIME_ZONE), pattern)
    return text.replace(" ", "\u00a0").replace(",\u00a0", ", ")


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
