"""What a home is for, and the version of its formats, bound to a key in each half: neither changes without the key."""

import hmac
from pathlib import Path

from resonanz.core.kernel.errors import EnvironmentCode, ResonanzError
from resonanz.core.kernel.home import KIND_FILE, Home
from resonanz.core.wire.types import VERSION
from resonanz.storage.files import write_once, write_whole

DOMAIN = b"resonanz home\0"


def keep_sealed(path: Path, fresh: bytes, home: Home) -> bytes:
    """As ``write_once``; a key that is made now gets its seal, which is on disk before the key is."""
    if path.exists():
        return write_once(path, fresh)
    write_whole(_seal_file(path), _seal(fresh, home))
    kept = write_once(path, fresh)
    if kept != fresh:  # another process was quicker
        write_whole(_seal_file(path), _seal(kept, home))
    return kept


def check_seal(path: Path, home: Home) -> None:
    """``home-of-other-version`` or ``home-kind-changed`` if the key at ``path`` is there and its seal does not fit."""
    if not path.exists():
        return
    seal, fitting = _seal_file(path), _seal(path.read_bytes(), home)
    stated = seal.read_bytes() if seal.exists() else b""
    if stated[:1] != fitting[:1]:
        raise ResonanzError(EnvironmentCode.HOME_OF_OTHER_VERSION, path=str(home.path))
    if not hmac.compare_digest(stated, fitting):
        raise ResonanzError(EnvironmentCode.HOME_KIND_CHANGED, path=str(home.path / KIND_FILE))


def _seal(key: bytes, home: Home) -> bytes:
    version = bytes([VERSION])
    return version + hmac.digest(key, DOMAIN + version + home.kind.value.encode("ascii"), "sha256")


def _seal_file(path: Path) -> Path:
    return path.with_name(f"{path.name}.seal")
