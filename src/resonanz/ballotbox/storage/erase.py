"""Making rows gone: deleted, overwritten, and no copy left in the write-ahead log or on a free page."""

from django.db import transaction

from resonanz.ballotbox.storage.models import InboxRow
from resonanz.ballotbox.storage.router import BALLOTS
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.wire.errors import WireCode
from resonanz.storage import forget


def delete_rows(wave: str) -> None:
    """Delete a wave's sealed ballots in one transaction."""
    with transaction.atomic(using=BALLOTS, durable=True):
        InboxRow.objects.filter(wave=wave).delete()


def compact() -> None:
    """Write the database anew so that nothing deleted is left in its file; ``storage-busy`` if a reader holds it."""
    if not forget.rewrite(BALLOTS):
        raise ResonanzError(WireCode.STORAGE_BUSY)
