"""The draw address: a browser posts here from the ballot box's pages, without cookies; its ticket is its right."""

import logging
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from resonanz.app.registrar.errors import RegistrarCode
from resonanz.app.registrar.usecases import draw
from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.wire import decode_draw_request, encode_draw_reply
from resonanz.core.wire.errors import WireCode
from resonanz.storage.trouble import Trouble, trouble

MOST_BYTES = 1024
CONTENT_TYPE = "application/octet-stream"
DEFECT = 500
PASSING = (Trouble.BUSY, Trouble.FULL)
PREFLIGHT = {
    "Access-Control-Allow-Methods": "POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "600",
}
log = logging.getLogger(__name__)

View = Callable[[HttpRequest], HttpResponse]


def answered_across(view: View) -> View:
    """Every reply, failures too, may be read by the ballot box's pages and by nobody else; never with credentials."""

    @wraps(view)
    def answered(request: HttpRequest) -> HttpResponse:
        response = view(request)
        response["Access-Control-Allow-Origin"] = settings.BALLOTBOX_URL
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["Origin"])
        return response

    return answered


@csrf_exempt  # there is no cookie that a foreign page could abuse; the ticket in the body is the right to draw
@answered_across
def draw_address(request: HttpRequest) -> HttpResponse:
    """POST: an encoded DrawRequest -> an encoded DrawReply, or one word that says what is wrong. OPTIONS: preflight."""
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers=PREFLIGHT)
    if request.method != "POST":
        return _word(RegistrarCode.METHOD_NOT_ALLOWED)
    try:
        return HttpResponse(encode_draw_reply(draw(decode_draw_request(_body(request)))), content_type=CONTENT_TYPE)
    except ResonanzError as error:
        return _word(error.code) if error.code.status < DEFECT else _failed(error.code)
    except DatabaseError as error:
        met = trouble(error)
        return _word(WireCode.STORAGE_BUSY) if met in PASSING else _failed(met)


def _body(request: HttpRequest) -> bytes:
    announced = request.META.get("CONTENT_LENGTH") or "0"
    if request.content_type != CONTENT_TYPE or not announced.isdigit() or int(announced) > MOST_BYTES:
        raise ResonanzError(WireCode.DRAW_MALFORMED)
    return request.body


def _failed(reason: ErrorCode | Trouble) -> HttpResponse:
    log.error("draw failed: %s", reason)
    return _word(RegistrarCode.DRAW_FAILED)


def _word(code: ErrorCode) -> HttpResponse:
    return HttpResponse(code, status=code.status, content_type="text/plain")
