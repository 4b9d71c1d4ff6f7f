"""Two addresses: the questionnaire's bytes, and where ballots are posted."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from resonanz.ballotbox.intake.receive import receive
from resonanz.ballotbox.storage import queries
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import parse_wave_id
from resonanz.core.wire import ENVELOPE_BYTES

BYTES = "application/octet-stream"
TEXT = "text/plain; charset=utf-8"


def error_response(error: ResonanzError) -> HttpResponse:
    """A refusal as one code word, which whoever asked says in the reader's language."""
    return HttpResponse(error.code, status=error.code.status, content_type=TEXT)


@require_POST
def ballots(request: HttpRequest, name: str) -> HttpResponse:
    """201 with a receipt for a new ballot, 200 with the receipt for a token that came before."""
    try:
        receipt, new = receive(parse_wave_id(name), request.read(ENVELOPE_BYTES + 1))
    except ResonanzError as error:
        return error_response(error)
    return HttpResponse(receipt, status=201 if new else 200, content_type=BYTES)


@require_GET
def questionnaire(_request: HttpRequest, name: str) -> HttpResponse:
    """The bytes whose hash is the manifest's first leaf."""
    try:
        terms = queries.terms(parse_wave_id(name).hex())
    except ResonanzError as error:
        return error_response(error)
    return HttpResponse(terms.questionnaire_bytes, content_type=BYTES)
