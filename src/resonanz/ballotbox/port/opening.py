"""Opening a wave: the ballot box believes nothing it can check."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError

from resonanz.ballotbox.storage.keys import make_inbox_key, receipt_public_key
from resonanz.ballotbox.storage.models import BoxWaveState, WaveRow
from resonanz.core.cells import K_ANSWERS, K_ELIGIBLE_FLOOR, audit_partition
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import (
    Manifest,
    decode_manifest,
    decode_questionnaire,
    manifest_root,
    questionnaire_hash,
    structure_of,
)
from resonanz.core.wire.errors import PortCode, WireCode

KEY_BYTES = 256
HIGH_BIT = 0x80


def open_wave(wave_id: WaveId, manifest_bytes: bytes, questionnaire_bytes: bytes) -> None:
    """Check the terms, make the inbox key, then begin to take ballots. Opening the same terms again changes nothing.

    ``wave-differs`` for other terms under a known name, ``wave-not-open`` for a wave that has ended; refusals of the
    terms as in ``check_terms``.
    """
    if _is_open_already(wave_id, manifest_bytes, questionnaire_bytes):
        return
    manifest = decode_manifest(manifest_bytes)
    decode_questionnaire(questionnaire_bytes)
    check_terms(wave_id, manifest, questionnaire_bytes, clock.now(settings.HOME))
    name = wave_id.hex()
    make_inbox_key(settings.HOME, name)
    row = WaveRow(name, manifest_root(manifest), BoxWaveState.OPEN, manifest_bytes, questionnaire_bytes)
    try:
        row.save(force_insert=True)
    except IntegrityError:
        # Opened twice at the same moment: the first one stands, and must be the same.
        _is_open_already(wave_id, manifest_bytes, questionnaire_bytes)


def check_terms(wave_id: WaveId, manifest: Manifest, questionnaire_bytes: bytes, now: datetime) -> None:
    """``wave-mismatch``, ``receipt-key-foreign``, ``questionnaire-mismatch``, ``closing-time-past``, ``limit-too-low``,
    ``cell-too-small``, ``cell-key-invalid``; ``audit-failed`` from ``core.cells``."""
    header = manifest.header
    _require(PortCode.WAVE_MISMATCH, header.wave == wave_id)
    _require(PortCode.RECEIPT_KEY_FOREIGN, header.receipt_key == receipt_public_key(settings.HOME))
    _require(PortCode.QUESTIONNAIRE_MISMATCH, questionnaire_hash(questionnaire_bytes) == manifest.questionnaire_hash)
    _require(PortCode.CLOSING_TIME_PAST, header.closes_at > now)
    _require(PortCode.LIMIT_TOO_LOW, header.k_eligible >= K_ELIGIBLE_FLOOR and header.k_answers >= K_ANSWERS)
    _require(WireCode.CELL_TOO_SMALL, all(cell.eligible >= header.k_eligible for cell in manifest.cells))
    # Who left stays in the cell's size. Below k_eligible present the app asks works council and administrator;
    # with fewer than could ever fill a block the ballot box does not open whatever they say.
    _require(WireCode.CELL_TOO_SMALL, all(cell.present >= K_ANSWERS for cell in manifest.cells))
    keys = {cell.public_key for cell in manifest.cells}
    _require(PortCode.CELL_KEY_INVALID, len(keys) == len(manifest.cells) and all(_is_modulus(key) for key in keys))
    audit_partition(structure_of(manifest), header.k_eligible)


def _is_open_already(wave_id: WaveId, manifest_bytes: bytes, questionnaire_bytes: bytes) -> bool:
    row = WaveRow.objects.filter(wave=wave_id.hex()).first()
    if row is None:
        return False
    same = bytes(row.manifest) == manifest_bytes and bytes(row.questionnaire) == questionnaire_bytes
    _require(PortCode.WAVE_DIFFERS, same)
    _require(WireCode.WAVE_NOT_OPEN, row.state == BoxWaveState.OPEN)
    return True


def _is_modulus(key: bytes) -> bool:
    return len(key) == KEY_BYTES and key[0] >= HIGH_BIT and key[-1] % 2 == 1


def _require(code: ErrorCode, holds: bool) -> None:
    if not holds:
        raise ResonanzError(code)
