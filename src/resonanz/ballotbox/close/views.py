"""The board: one static file for everybody, from the close on."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from resonanz.ballotbox.close.publish import receipts_file
from resonanz.ballotbox.intake.views import BYTES, error_response
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.models import BoxWaveState
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.ids import parse_wave_id

FOREVER = "public, max-age=31536000, immutable"


@require_GET
def board(_request: HttpRequest, name: str) -> HttpResponse:
    """All receipts of a closed wave, signed; the browser looks for its own, so nobody learns whose was looked for."""
    try:
        state = queries.state(parse_wave_id(name).hex())
    except ResonanzError as error:
        return error_response(error)
    if state != BoxWaveState.CLOSED:
        return HttpResponse("wave-not-closed", status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(receipts_file(name).read_bytes(), content_type=BYTES, headers={"Cache-Control": FOREVER})
