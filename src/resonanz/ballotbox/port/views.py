"""The port: the nine things that the app may ask of the ballot box, all idempotent, all signed."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from resonanz.ballotbox.close import holding, publish, steps
from resonanz.ballotbox.close.epoch import exchange
from resonanz.ballotbox.intake.committer import refusal
from resonanz.ballotbox.intake.views import BYTES, TEXT, error_response
from resonanz.ballotbox.port.opening import open_wave
from resonanz.ballotbox.port.signature import Newest, check_signature
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.keys import receipt_public_key
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import parse_wave_id
from resonanz.core.wire.errors import PortCode
from resonanz.core.wire.waves import decode_drawn, encode_chain_head, encode_epoch_reply

BODY_MAX = 64 * 1024 * 1024
LENGTH_BYTES = 4
newest_exchange = Newest()
UNFINISHED = {BoxWaveState.DESTROYING, BoxWaveState.CANCELLING}

View = Callable[..., HttpResponse]


def signed(view: Callable[..., HttpResponse]) -> View:
    """Read the body, check the signature, hand the body on; a refusal becomes one code word."""

    @wraps(view)
    def checked(request: HttpRequest, **path: str) -> HttpResponse:
        body = request.read(BODY_MAX)
        try:
            check_signature(request, body)
            return view(request, body, **path)
        except ResonanzError as error:
            return error_response(error)
        except (DatabaseError, OSError) as error:
            refused = refusal(error)
            if refused is None:
                raise
            return error_response(refused)

    return checked


@require_http_methods(["GET"])
@signed
def receipt_key(_request: HttpRequest, _body: bytes) -> HttpResponse:
    """The key that a manifest must name, 65 bytes."""
    return HttpResponse(receipt_public_key(settings.HOME), content_type=BYTES)


@require_http_methods(["GET"])
@signed
def head(_request: HttpRequest, _body: bytes) -> HttpResponse:
    """What the next manifest must come after: number (u32) and root (32 bytes) of the wave opened last."""
    return HttpResponse(encode_chain_head(queries.head()), content_type=BYTES)


@require_http_methods(["GET", "PUT"])
@signed
def wave(request: HttpRequest, body: bytes, name: str) -> HttpResponse:
    """GET: where the wave stands, one word. PUT: open it (length, manifest, questionnaire)."""
    wave_id = parse_wave_id(name)
    if request.method == "GET":
        return _state_of(wave_id.hex())
    length = int.from_bytes(body[:LENGTH_BYTES], "big") + LENGTH_BYTES
    open_wave(wave_id, body[LENGTH_BYTES:length], body[length:])
    return HttpResponse(status=204)


@require_http_methods(["POST"])
@signed
def close(_request: HttpRequest, body: bytes, name: str) -> HttpResponse:
    """End the wave, or go on ending it; the body says how many people of each cell drew a token (u32 each)."""
    return HttpResponse(steps.close(parse_wave_id(name), decode_drawn(body)).value, content_type=TEXT)


@require_http_methods(["POST"])
@signed
def cancel(_request: HttpRequest, _body: bytes, name: str) -> HttpResponse:
    """Destroy what came in and release nothing."""
    return HttpResponse(steps.cancel(parse_wave_id(name)).value, content_type=TEXT)


@require_http_methods(["GET"])
@signed
def reason(_request: HttpRequest, _body: bytes, name: str) -> HttpResponse:
    """Why the wave is held or was cancelled, or which key of an open one is lost: a code word, or nothing."""
    return HttpResponse(holding.reason(parse_wave_id(name).hex()), content_type=TEXT)


@require_http_methods(["POST"])
@signed
def epoch(request: HttpRequest, body: bytes) -> HttpResponse:
    """The number that the app holds (32 bytes) for the one it is to hold next."""
    newest_exchange.require(request)
    return HttpResponse(encode_epoch_reply(exchange(body)), content_type=BYTES)


@require_http_methods(["GET"])
@signed
def release(_request: HttpRequest, _body: bytes, name: str) -> HttpResponse:
    """The release of a closed wave; ``wave-not-closed`` before."""
    wave_id = parse_wave_id(name)
    if queries.state(wave_id.hex()) != BoxWaveState.CLOSED:
        raise ResonanzError(PortCode.WAVE_NOT_CLOSED)
    return HttpResponse(publish.release_file(wave_id.hex()).read_bytes(), content_type=BYTES)


def _state_of(name: str) -> HttpResponse:
    try:
        state = queries.state(name)
    except ResonanzError:
        return HttpResponse("absent", content_type=TEXT)
    return HttpResponse("closing" if state in UNFINISHED else state.value, content_type=TEXT)
