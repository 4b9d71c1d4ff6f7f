"""Noticing that one half was restored. App and ballot box agree on a fresh number with every exchange, each minute
while a wave runs; a half that comes from an older copy holds an older one. Waves that ran then are cancelled: ballots
that were acknowledged could be missing, or people could draw twice.

The number lies in the databases, so that a copy of a database holds it as it was. A moved or copied file is noticed by
its inode, in production.
"""

import secrets
from dataclasses import dataclass
from hmac import compare_digest

from django.conf import settings
from django.db import transaction

from resonanz.ballotbox.close import steps
from resonanz.ballotbox.storage import queries
from resonanz.ballotbox.storage.models import BoxWaveState, EpochRow
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire.errors import HeldCode, PortCode
from resonanz.core.wire.waves import EPOCH_BYTES, NO_EPOCH, EpochReply
from resonanz.storage.files import identity

RUNNING = (BoxWaveState.OPEN, BoxWaveState.CLOSING, BoxWaveState.HELD)


@dataclass(frozen=True, slots=True)
class Held:
    """What this half remembers: the number the app was last known to hold, the next one it was offered, its file."""

    current: bytes
    offered: bytes
    file: bytes


def exchange(given: bytes) -> EpochReply:
    """Take the app's number and offer the next one; if the halves do not fit together, cancel what runs first.

    The same number again is offered the same one, so a lost reply and two askers at once do no harm.
    """
    if len(given) != EPOCH_BYTES:
        raise ResonanzError(PortCode.EPOCH_MALFORMED)
    with transaction.atomic(using=BALLOTS):
        if _fits(given, _held()):
            return EpochReply(_offer(given), fits=True)
    for name in queries.waves_in(*RUNNING):
        steps.cancel(WaveId(bytes.fromhex(name)), HeldCode.HALF_RESTORED)
    return EpochReply(_offer(given), fits=False)


def _held() -> Held | None:
    stored = dict(EpochRow.objects.values_list("key", "value"))
    return Held(*(bytes(stored[key]) for key in ("current", "offered", "file"))) if stored else None


def _fits(given: bytes, held: Held | None) -> bool:
    if held is None:  # the first exchange, if the app says so too
        return compare_digest(given, NO_EPOCH)
    return held.file == _file() and (compare_digest(given, held.current) or compare_digest(given, held.offered))


@transaction.atomic(using=BALLOTS)
def _offer(given: bytes) -> bytes:
    held = _held()
    repeated = held is not None and compare_digest(given, held.current)
    offered = held.offered if held is not None and repeated else secrets.token_bytes(EPOCH_BYTES)
    for key, value in (("current", given), ("offered", offered), ("file", _file())):
        EpochRow.objects.update_or_create(key=key, defaults={"value": value})
    return offered


def _file() -> bytes:
    # Other homes are copied on purpose.
    production = settings.HOME.kind is HomeKind.PRODUCTION
    return identity(settings.DATABASES[BALLOTS]["NAME"]) if production else b""
