"""Whether app and ballot box still fit together: each holds a number that changes with every exchange.

A database put back from an older copy holds an older number; a moved or copied file has another inode, which counts in
production only. The ballot box then cancels what runs, and the app follows.
"""

import logging

from django.conf import settings
from django.db import connection

from resonanz.app.conduct.models import Epoch
from resonanz.app.conduct.port import BallotBoxPort
from resonanz.core.kernel.home import HomeKind
from resonanz.core.wire.waves import NO_EPOCH
from resonanz.storage.files import identity

log = logging.getLogger(__name__)


def keep_in_step(port: BallotBoxPort) -> None:
    """Say what is held and take the next one. Before anything is opened, followed or closed.

    In a turn: of two processes that read the same number at once, the slower one would look restored.
    """
    row, file = Epoch.objects.first(), _file()
    moved = row is not None and bytes(row.file) != file
    held = NO_EPOCH if row is None or moved else bytes(row.value)
    reply = port.epoch(held)
    if not reply.fits:
        log.error("app and ballot box do not fit together: one was restored; running waves were cancelled")
    if row is None:
        Epoch.objects.create(value=reply.fresh, file=file)
    else:
        Epoch.objects.filter(pk=row.pk).update(value=reply.fresh, file=file)


def _file() -> bytes:
    production = settings.HOME.kind is HomeKind.PRODUCTION
    return identity(connection.settings_dict["NAME"]) if production else b""
