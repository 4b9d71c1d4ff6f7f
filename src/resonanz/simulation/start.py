"""Checking what the app handed over, before anything is drawn."""

from urllib.parse import urlsplit

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import CellLeaf, Header, StartData, decode_header, verify_start
from resonanz.simulation.errors import ClientCode


def check_start(start: StartData, page_root: bytes, questionnaire: bytes) -> tuple[Header, CellLeaf]:
    """The proved header and cell of ``start``.

    ``page_root`` is the root that the ballot box itself states, ``questionnaire`` the bytes it shows. Raises
    ``ResonanzError`` "root-mismatch", "proof-invalid", "limits-too-low", "cell-too-small", "address-foreign" (the draw
    address is not the app's): then nothing may be drawn.
    """
    header, cell = verify_start(start, questionnaire, page_root)
    if _origin(start.draw_url) != _origin(start.app_url):
        raise ResonanzError(ClientCode.ADDRESS_FOREIGN)
    return header, cell


def wave_of(start: StartData) -> bytes:
    """The wave that the start data speak of, not proved yet."""
    return decode_header(start.header).wave


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc
