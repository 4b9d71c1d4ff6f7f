"""Opening a wave: the ballot box believes nothing it can check."""

from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction

from resonanz.ballotbox.storage.keys import destroy_inbox_key, make_inbox_key, receipt_public_key
from resonanz.ballotbox.storage.models import BoxWaveState, WaveRow
from resonanz.ballotbox.storage.queries import head, waves_in
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.cells import K_ANSWERS, K_ELIGIBLE_FLOOR, audit_partition
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ErrorCode, ResonanzError
from resonanz.core.kernel.ids import WaveId
from resonanz.core.wire import (
    Header,
    Manifest,
    decode_manifest,
    decode_questionnaire,
    manifest_root,
    questionnaire_hash,
    structure_of,
)
from resonanz.core.wire.errors import PortCode, WireCode
from resonanz.core.wire.waves import SHORTEST_WAVE

KEY_BYTES = 256
HIGH_BIT = 0x80


def open_wave(wave_id: WaveId, manifest_bytes: bytes, questionnaire_bytes: bytes) -> None:
    """Check the terms, make the inbox key, then begin to take ballots. Opening the same terms again changes nothing.

    ``wave-differs`` for other terms under a known name, ``wave-not-open`` for a wave that has ended; refusals as in
    ``check_terms`` and ``check_place``.
    """
    if _is_open_already(wave_id, manifest_bytes, questionnaire_bytes):
        return
    manifest = decode_manifest(manifest_bytes)
    decode_questionnaire(questionnaire_bytes)
    now = clock.now(settings.HOME)
    check_terms(wave_id, manifest, questionnaire_bytes, now)
    check_place(manifest.header, now)
    make_inbox_key(settings.HOME, wave_id.hex())
    row = WaveRow(
        wave=wave_id.hex(),
        number=manifest.header.number,
        root=manifest_root(manifest),
        opened_at=int(now.timestamp()),
        state=BoxWaveState.OPEN,
        manifest=manifest_bytes,
        questionnaire=questionnaire_bytes,
    )
    try:
        with transaction.atomic(using=BALLOTS):
            check_place(manifest.header, now)
            row.save(force_insert=True)
    except (ResonanzError, IntegrityError):
        # Two openings at the same moment: the first one stands, and this one must be the same.
        if not _is_open_already(wave_id, manifest_bytes, questionnaire_bytes):
            destroy_inbox_key(settings.HOME, wave_id.hex())
            raise ResonanzError(PortCode.SECOND_WAVE) from None


def check_terms(wave_id: WaveId, manifest: Manifest, questionnaire_bytes: bytes, now: datetime) -> None:
    """``wave-mismatch``, ``receipt-key-foreign``, ``questionnaire-mismatch``, ``closing-time-past``, ``limit-too-low``,
    ``comments-unknown``, ``cell-too-small``, ``cell-key-invalid``; ``audit-failed`` from ``core.cells``."""
    header = manifest.header
    _require(PortCode.WAVE_MISMATCH, header.wave == wave_id)
    _require(PortCode.RECEIPT_KEY_FOREIGN, header.receipt_key == receipt_public_key(settings.HOME))
    _require(PortCode.QUESTIONNAIRE_MISMATCH, questionnaire_hash(questionnaire_bytes) == manifest.questionnaire_hash)
    _require(PortCode.CLOSING_TIME_PAST, header.closes_at > now)
    _require(PortCode.COMMENTS_UNKNOWN, not manifest.comments)
    _require(PortCode.LIMIT_TOO_LOW, header.k_eligible >= K_ELIGIBLE_FLOOR and header.k_answers >= K_ANSWERS)
    _require(WireCode.CELL_TOO_SMALL, all(cell.eligible >= header.k_eligible for cell in manifest.cells))
    # Who left stays in the cell's size. Below k_eligible present the app asks works council and administrator;
    # with fewer than could ever fill a block the ballot box does not open whatever they say.
    _require(WireCode.CELL_TOO_SMALL, all(cell.present >= K_ANSWERS for cell in manifest.cells))
    keys = {cell.public_key for cell in manifest.cells}
    _require(PortCode.CELL_KEY_INVALID, len(keys) == len(manifest.cells) and all(_is_modulus(key) for key in keys))
    audit_partition(structure_of(manifest), header.k_eligible)


def check_place(header: Header, now: datetime) -> None:
    """One wave at a time, each after the one before: ``second-wave``, ``wave-number-seen``, ``chain-forked``; and long
    enough for everybody, by the ballot box's own clock: ``wave-too-short`` (not where the clock may be shifted)."""
    last = head()
    _require(PortCode.SECOND_WAVE, not waves_in(BoxWaveState.OPEN))
    _require(PortCode.WAVE_NUMBER_SEEN, header.number > last.number)
    _require(PortCode.CHAIN_FORKED, header.previous == last.root)
    long_enough = header.closes_at - now >= SHORTEST_WAVE or settings.HOME.may_shift_clock
    _require(PortCode.WAVE_TOO_SHORT, long_enough)


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
