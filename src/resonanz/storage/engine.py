"""The database engine of both programs: SQLite, so set that what is deleted is overwritten."""

from pathlib import Path
from typing import Any

# How long a statement waits for somebody else's lock before it fails as busy.
LOCK_SECONDS = 20


def sqlite(path: Path, *, synchronous: str = "FULL", reuse_seconds: int | None = 600) -> dict[str, Any]:
    """An entry of ``DATABASES``. ``reuse_seconds``: how long a thread keeps its connection, None for ever.

    ``synchronous``: FULL returns from COMMIT after fsync, NORMAL may lose the last commits in a power cut.
    """
    pragmas = {
        "journal_mode": "WAL",
        "synchronous": synchronous,
        "secure_delete": "ON",  # freed pages are overwritten
        "temp_store": "MEMORY",  # VACUUM writes no temporary file
    }
    return {
        "ENGINE": "resonanz.storage.sqlite",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": LOCK_SECONDS,
            "init_command": "".join(f"PRAGMA {name}={value};" for name, value in pragmas.items()),
        },
        "CONN_MAX_AGE": reuse_seconds,
        "TEST": {"NAME": path.with_name(f"test-{path.name}")},
    }
