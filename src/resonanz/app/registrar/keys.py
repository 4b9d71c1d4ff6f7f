"""One RSA-2048 key per cell and wave: made by as many processes as there are cores, destroyed at the close."""

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from django.db import DEFAULT_DB_ALIAS, transaction

from resonanz.app.registrar.models import CellKey
from resonanz.app.waves.models import Wave
from resonanz.core.blindsig import PrivateKey, one_key
from resonanz.storage import forget

Progress = Callable[[int, int], None]
KEYS_AT_ONCE = 16
WORTH_A_POOL = 8


def make_keys(wave: Wave, cells: int, progress: Progress | None = None, processes: int | None = None) -> None:
    """Make the keys that are missing; ``progress(done, cells)`` after every few. What is stored stays."""
    there = set(CellKey.objects.filter(wave=wave).values_list("position", flat=True))
    missing = [position for position in range(cells) if position not in there]
    done = cells - len(missing)
    fresh = fresh_keys(len(missing), processes or os.cpu_count() or 1)
    for start in range(0, len(missing), KEYS_AT_ONCE):
        batch = missing[start : start + KEYS_AT_ONCE]
        _store(wave, [(position, next(fresh)) for position in batch])
        done += len(batch)
        if progress is not None:
            progress(done, cells)


def keys_made(wave: Wave) -> int:
    """How many cells have their key: the progress that a page shows."""
    return CellKey.objects.filter(wave=wave).count()


def destroy_keys(wave: Wave) -> None:
    """Overwrite a wave's private keys; the log is emptied of them now, the file written anew at night."""
    with transaction.atomic():
        CellKey.objects.filter(wave=wave).update(private_key=b"")
        forget.owe(DEFAULT_DB_ALIAS)
    forget.empty_log(DEFAULT_DB_ALIAS)


def has_private_keys(wave: Wave) -> bool:
    """Whether something of this wave could still sign."""
    return CellKey.objects.filter(wave=wave).exclude(private_key=b"").exists()


def fresh_keys(count: int, processes: int) -> Iterator[bytes]:
    """``count`` new private keys as bytes, made in parallel when that is worth starting processes."""
    if processes == 1 or count < WORTH_A_POOL:
        yield from (one_key(number) for number in range(count))
        return
    spawned = multiprocessing.get_context("spawn")  # a forked copy would share the database connection
    with ProcessPoolExecutor(min(processes, count), mp_context=spawned) as pool:
        yield from pool.map(one_key, range(count))


@transaction.atomic
def _store(wave: Wave, made: list[tuple[int, bytes]]) -> None:
    rows = [
        CellKey(wave=wave, position=at, modulus=PrivateKey.from_bytes(raw).public_modulus, private_key=raw)
        for at, raw in made
    ]
    CellKey.objects.bulk_create(rows, ignore_conflicts=True)
