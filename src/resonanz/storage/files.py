"""Files that survive a power cut: whole or not at all, on disk before anybody relies on them."""

import contextlib
import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

PRIVATE_FILE = 0o600
PRIVATE_DIRECTORY = 0o700
LOCK_LOOK_SECONDS = 0.05


def sync_folder(folder: Path) -> None:
    """Bring the folder's entries to disk: a new name or a removed one is durable only after this."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make a folder only we can enter, durably."""
    if not folder.is_dir():
        folder.mkdir(mode=PRIVATE_DIRECTORY, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Write or replace a file: fsync of a new file, rename, fsync of the folder."""
    with writing_whole(path) as stream:
        stream.write(content)


@contextlib.contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """As ``write_whole``, for what is written piece by piece: the file appears when the block ends without an error."""
    make_folder(path.parent)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)


def write_once(path: Path, content: bytes) -> bytes:
    """Write a file unless it is there; returns what is there. Two processes at once end with the same content."""
    with contextlib.suppress(FileNotFoundError):
        return path.read_bytes()
    fresh = _written_aside(path, content)
    with contextlib.suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
    sync_folder(path.parent)
    return path.read_bytes()


@contextlib.contextmanager
def holding_lock(path: Path, seconds: float | None = None) -> Iterator[None]:
    """One at a time over all threads and processes: waits for the lock file, which the system gives back when a process
    dies. Not to be nested. ``TimeoutError`` after ``seconds``, None waits for ever.
    """
    make_folder(path.parent)
    with path.open("ab") as lock:
        if seconds is None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        else:
            _lock_within(lock.fileno(), seconds)
        yield


def identity(path: Path | str) -> bytes:
    """The file's inode, 8 bytes: a copy, or a file put back from a backup, has another one."""
    return Path(path).stat().st_ino.to_bytes(8, "big")


def destroy(path: Path) -> None:
    """Remove a file if it is there, durably. The name is forgotten; old blocks may outlive it on the medium."""
    path.unlink(missing_ok=True)
    if path.parent.is_dir():
        sync_folder(path.parent)


def _lock_within(descriptor: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise TimeoutError from None
            time.sleep(LOCK_LOOK_SECONDS)


def _written_aside(path: Path, content: bytes) -> Path:
    make_folder(path.parent)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    return fresh
