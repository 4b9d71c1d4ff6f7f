"""Reading waves. The terms of a wave never change, so a process decodes them once; the state is read every time."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.db import connections

from resonanz.ballotbox.storage.models import BoxWaveState, InboxRow, WaveRow
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel.errors import IdentifierCode, ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import Manifest, Questionnaire, decode_manifest, decode_questionnaire
from resonanz.core.wire.waves import NO_ROOT, ChainHead

READ_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Terms:
    """What was opened: fixed before the first ballot."""

    wave_id: WaveId
    root: bytes
    manifest: Manifest
    manifest_bytes: bytes
    questionnaire: Questionnaire
    questionnaire_bytes: bytes


def state(name: str) -> BoxWaveState:
    """Where the wave with this hexadecimal name stands; ``wave-unknown``."""
    # Asked with every ballot and every page: plain SQL costs a fifth of the query builder.
    with connections[BALLOTS].cursor() as cursor:
        cursor.execute("SELECT state FROM wave WHERE wave = %s", [name])
        row = cursor.fetchone()
    if row is None:
        raise ResonanzError(IdentifierCode.WAVE_UNKNOWN)
    return BoxWaveState(row[0])


@lru_cache(maxsize=16)
def terms(name: str) -> Terms:
    """The wave's terms, decoded; ``wave-unknown``."""
    row = WaveRow.objects.filter(wave=name).first()
    if row is None:
        raise ResonanzError(IdentifierCode.WAVE_UNKNOWN)
    manifest, questionnaire = bytes(row.manifest), bytes(row.questionnaire)
    decoded = decode_manifest(manifest)
    return Terms(
        decoded.header.wave, bytes(row.root), decoded, manifest, decode_questionnaire(questionnaire), questionnaire
    )


def reason(name: str) -> str:
    """The code word of why the wave is held, or was cancelled by the ballot box itself; empty otherwise."""
    return WaveRow.objects.filter(wave=name).values_list("reason", flat=True).first() or ""


def reasons() -> dict[str, str]:
    """Hexadecimal name -> reason, of the waves that have one."""
    return dict(WaveRow.objects.exclude(reason="").values_list("wave", "reason"))


def waves_in(*states: BoxWaveState) -> list[str]:
    """Hexadecimal names of the waves in one of ``states``."""
    return sorted(WaveRow.objects.filter(state__in=states).values_list("wave", flat=True))


def head() -> ChainHead:
    """The end of the chain of waves, cancelled ones included."""
    last = WaveRow.objects.order_by("-number").values_list("number", "root").first()
    return ChainHead(last[0], bytes(last[1])) if last else ChainHead(0, NO_ROOT)


def chain_rows() -> tuple[tuple[str, BoxWaveState, int, int], ...]:
    """(hexadecimal name, state, opened at, accepted) of every wave in the order of the chain."""
    rows = WaveRow.objects.order_by("number").values_list("wave", "state", "opened_at", "accepted")
    return tuple((name, BoxWaveState(state), opened_at, accepted) for name, state, opened_at, accepted in rows)


def sealed_rows(name: str) -> Iterator[tuple[bytes, bytes]]:
    """(row key, sealed ballot) of a wave in the order of the row keys, which says nothing; a few at a time."""
    rows = InboxRow.objects.filter(wave=name).order_by("row_key").values_list("row_key", "sealed")
    for row_key, sealed in rows.iterator(chunk_size=READ_AT_ONCE):
        yield bytes(row_key), bytes(sealed)
