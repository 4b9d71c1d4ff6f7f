"""One voter's way: check the start data, draw, seal once, submit, check the receipt."""

import re
import threading
from collections.abc import Sequence
from urllib.parse import urlsplit

from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire import (
    Envelope,
    Header,
    ProvedStart,
    Receipt,
    StartData,
    check_chain,
    decode_header,
    decode_receipt,
    decode_wave_list,
    receipt_hash,
    receipt_ok,
    seal,
    verify_start,
)
from resonanz.core.wire.errors import WireCode
from resonanz.simulation import token as tokens
from resonanz.simulation.errors import ClientCode
from resonanz.simulation.http import Patience, PatientHttp
from resonanz.simulation.token import BallotToken

OK, CREATED = 200, 201
PAGE_ROOT = re.compile(rb'data-root="([0-9a-f]{64})"')
OWN_CODES = {WireCode.WAVE_NOT_OPEN, WireCode.STORAGE_BUSY, WireCode.STORAGE_FULL}
SERVER_ERROR = 500


class BallotClient:
    """Votes at one ballot box. Safe to share between threads; what a wave shows to all is read once."""

    def __init__(self, ballotbox_url: str, patience: Patience | None = None) -> None:
        self._url = ballotbox_url.rstrip("/")
        self._http = PatientHttp(patience)
        self._shown: dict[bytes, tuple[bytes, bytes, bytes]] = {}
        self._reading = threading.Lock()

    def close(self) -> None:
        self._http.close()

    def vote(self, start: StartData, answers: Sequence[int]) -> Receipt:
        """The whole way. ``answers``: one a question in printed order, 0 or the option from 1. Errors as below."""
        return self.submit(start, self.draw(start), answers)

    def check_start(self, start: StartData) -> ProvedStart:
        """The proved header and cells; errors as of the function, and "ballotbox-unreachable", "wave-not-open",
        "chain-broken"."""
        root, questionnaire, waves = self.shown(decode_header(start.header).wave)
        proved = check_start(start, root, questionnaire)
        check_chain(decode_wave_list(waves), proved.header, root)
        return proved

    def draw(self, start: StartData) -> BallotToken:
        """A fresh, verified token; errors as in ``check_start`` and ``token.draw``."""
        proved = self.check_start(start)
        return tokens.draw(self._http, start, proved, tokens.begin(proved.cell))

    def seal(self, start: StartData, token: BallotToken, answers: Sequence[int]) -> bytes:
        """The ballot's 8,192 bytes. Signatures are randomised: seal once, send as often as needed."""
        proved = self.check_start(start)
        envelope = Envelope(
            proved.header.wave,
            start.root,
            proved.cell.position,
            token.public_key,
            token.prefix,
            token.signature,
            tuple(answers),
            bytes(64),
        )
        return seal(envelope, token.key)

    def submit(self, start: StartData, token: BallotToken, answers: Sequence[int]) -> Receipt:
        return self.send(start, token, self.seal(start, token, answers))

    def send(self, start: StartData, token: BallotToken, ballot: bytes) -> Receipt:
        """The verified receipt for a sealed ballot, sent again byte for byte while there is no reply.

        ``ResonanzError``: "ballotbox-unreachable", "storage-busy", "storage-full", "wave-not-open", "ballot-refused"
        (``word`` says why), "receipt-invalid".
        """
        header = self.check_start(start).header
        reply = self._http.post(f"{self._url}/w/{header.wave.hex()}/ballots", ballot, WireCode.BALLOTBOX_UNREACHABLE)
        if reply.status not in {OK, CREATED}:
            raise _refusal(reply.status, reply.word)
        return _checked_receipt(reply.body, token, header)

    def shown(self, wave: bytes) -> tuple[bytes, bytes, bytes]:
        """What the ballot box shows to all: the page's root, questionnaire and list of waves. Read once a wave."""
        with self._reading:
            if wave not in self._shown:
                page = self._read(f"/w/{wave.hex()}/?lang=en")
                stated = PAGE_ROOT.search(page)
                if stated is None:
                    raise ResonanzError(WireCode.WAVE_NOT_OPEN)
                root = bytes.fromhex(stated[1].decode("ascii"))
                questionnaire = self._read(f"/w/{wave.hex()}/questionnaire")
                self._shown[wave] = root, questionnaire, self._read("/waves/list")
            return self._shown[wave]

    def _read(self, path: str) -> bytes:
        reply = self._http.get(self._url + path, WireCode.BALLOTBOX_UNREACHABLE)
        if reply.status >= SERVER_ERROR:
            raise ResonanzError(WireCode.BALLOTBOX_UNREACHABLE)
        if reply.status != OK:
            raise ResonanzError(WireCode.WAVE_NOT_OPEN)
        return reply.body


def check_start(start: StartData, page_root: bytes, questionnaire: bytes) -> ProvedStart:
    """The proved header and cells of ``start``.

    ``page_root`` is the root that the ballot box itself states, ``questionnaire`` the bytes it shows. Raises
    ``ResonanzError`` "root-mismatch", "proof-invalid", "limits-too-low", "cell-too-small", "label-unclear",
    "address-foreign" (the draw address is not the app's): then nothing may be drawn.
    """
    proved = verify_start(start, questionnaire, page_root)
    if _origin(start.draw_url) != _origin(start.app_url):
        raise ResonanzError(ClientCode.ADDRESS_FOREIGN)
    return proved


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _refusal(status: int, word: str) -> ResonanzError:
    if word in OWN_CODES:
        return ResonanzError(WireCode(word))
    if status >= SERVER_ERROR:
        return ResonanzError(WireCode.BALLOTBOX_UNREACHABLE)
    return ResonanzError(ClientCode.BALLOT_REFUSED, word=word)


def _checked_receipt(body: bytes, token: BallotToken, header: Header) -> Receipt:
    try:
        receipt = decode_receipt(body)
    except ResonanzError:
        raise ResonanzError(ClientCode.RECEIPT_INVALID) from None
    named = receipt.wave == header.wave and receipt.hash == receipt_hash(header.wave, token.public_key)
    if not (named and receipt_ok(receipt, header.receipt_key)):
        raise ResonanzError(ClientCode.RECEIPT_INVALID)
    return receipt
