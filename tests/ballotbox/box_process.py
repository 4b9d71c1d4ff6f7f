"""The ballot box's own code in one process with its settings, for a test that has the app's: JSON lines both ways.

Requests as over HTTP, and what no request can do: sweep, lose a key, come back from an older copy.
"""

from __future__ import annotations

import base64
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from resonanz.cli.serve import Program, environment_of
from resonanz.core.http import NoReplyError, Reply

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "ballots.sqlite3"
COPY = "copy"


class BoxProcess:
    """Ask it, and close it. In place of ``HttpClient``; ``silent`` lets no answer through."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.silent = False
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.ballotbox.box_process"], cwd=ROOT,
            env=environment_of(Program.BALLOTBOX, environment),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def ask(self, method: str, url: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> Reply:
        """The reply to a request; ``NoReplyError`` while silent."""
        if self.silent:
            raise NoReplyError("silent")
        encoded = base64.b64encode(body or b"").decode("ascii")
        status, answer = self.tell("request", method, urlsplit(url).path, encoded, dict(headers or {}))
        return Reply(status, base64.b64decode(answer))

    def tell(self, function: str, *arguments: object) -> Any:  # noqa: ANN401 (whatever JSON it answers)
        """What one of the functions below returns; its traceback goes to stderr and fails the test."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps([function, *arguments]) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, f"{function} failed with {self._process.wait()}"
        return json.loads(answer)

    def close(self) -> None:
        """End it."""
        with self._process:
            assert self._process.stdin
            self._process.stdin.close()


def migrate() -> None:
    """Its tables."""
    from django.core.management import call_command

    call_command("migrate", database="ballots", verbosity=0)
    keep()


def request(method: str, path: str, body: str, headers: dict[str, str]) -> tuple[int, str]:
    """Status and body, the latter in Base64."""
    from django.conf import settings
    from django.test import Client

    reply = Client(headers={"host": settings.ALLOWED_HOSTS[0], **headers}).generic(
        method, path, base64.b64decode(body), "application/octet-stream"
    )
    return reply.status_code, base64.b64encode(reply.getvalue()).decode("ascii")


def sweep() -> None:
    """What the caretaker does every hour."""
    from resonanz.ballotbox.close import steps

    steps.sweep()


def state(wave: str) -> str:
    """Where a wave stands; "absent"."""
    from resonanz.ballotbox.storage import queries
    from resonanz.core.kernel.errors import ResonanzError

    try:
        return queries.state(wave).value
    except ResonanzError:
        return "absent"


def listed(wave: str) -> list[str]:
    """The receipts of a closed wave."""
    from resonanz.ballotbox.close.publish import receipts_file
    from resonanz.core.wire import decode_receipt_list

    return [each.hex() for each in decode_receipt_list(receipts_file(wave).read_bytes()).receipts]


def lose_inbox_key(wave: str) -> None:
    """The file is gone."""
    from django.conf import settings

    from resonanz.ballotbox.storage.keys import inbox_key_file

    inbox_key_file(settings.HOME, wave).unlink(missing_ok=True)


def alter_a_ballot() -> None:
    """One byte of one that is stored, if there is one."""
    from django.db import connections

    with connections["ballots"].cursor() as cursor:
        cursor.execute("SELECT row_key, sealed FROM inbox LIMIT 1")
        for row_key, sealed in cursor.fetchall():
            altered = sealed[:-1] + bytes([sealed[-1] ^ 1])
            cursor.execute("UPDATE inbox SET sealed = %s WHERE row_key = %s", [altered, row_key])


def keep(name: str = COPY) -> None:
    """A copy of the half, as a backup would make it."""
    copy = _half().with_name(name)
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(_half(), copy, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    _copy_database(_half(), copy)


def restore(name: str = COPY) -> None:
    """The copy in the place of the half; the database page by page, for threads that have it open."""
    for path in _half().iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif not path.name.startswith(DATABASE):
            path.unlink()
    copy = _half().with_name(name)
    shutil.copytree(copy, _half(), dirs_exist_ok=True, ignore=shutil.ignore_patterns(f"{DATABASE}*"))
    _copy_database(copy, _half())


def _copy_database(from_folder: Path, to_folder: Path) -> None:
    with (
        closing(sqlite3.connect(from_folder / DATABASE)) as source,
        closing(sqlite3.connect(to_folder / DATABASE)) as target,
    ):
        source.backup(target)


def _half() -> Path:
    from django.conf import settings

    return Path(settings.HOME.ballotbox)


def main() -> None:
    """Settings first."""
    import django

    django.setup()
    for line in sys.stdin:
        function, *arguments = json.loads(line)
        answer = globals()[function](*arguments)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
