"""The one border to the ballot box: nine calls, each safe to repeat."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire.waves import ChainHead, EpochReply


class BoxState(StrEnum):
    """What the ballot box says about a wave."""

    ABSENT = "absent"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    HELD = "held"
    CANCELLED = "cancelled"


class BallotBoxPort(Protocol):
    """Every call raises ``ballotbox-unreachable`` or ``ballotbox-refused`` (with the ballot box's own word)."""

    def receipt_key(self) -> bytes:
        """The key that signs receipts: an uncompressed P-256 point, 65 bytes."""

    def head(self) -> ChainHead:
        """What the next manifest must come after."""

    def open(self, manifest: bytes, questionnaire: bytes) -> None:
        """Take ballots from now on; the same manifest again changes nothing, another one for the wave is refused."""

    def state(self, wave: WaveId) -> BoxState:
        """Where the wave stands there."""

    def reason(self, wave: WaveId) -> str:
        """Why the wave is held or was cancelled, or which key of an open one is lost; empty if nothing is wrong."""

    def epoch(self, held: bytes) -> EpochReply:
        """What to hold next for what is held now; running waves end if that does not fit: a half was restored."""

    def close(self, wave: WaveId, drawn: Sequence[int]) -> BoxState:
        """Begin or go on closing; refused before the manifest's closing time. ``drawn``: tokens per cell."""

    def cancel(self, wave: WaveId) -> None:
        """Destroy inbox and key, release nothing."""

    def release(self, wave: WaveId) -> bytes:
        """The release of a closed wave, always the same bytes."""
