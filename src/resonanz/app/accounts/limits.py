"""What may be known for a while only lies in a file of its own outside backups: limits and sign-ins under way."""

import hashlib
import hmac
import time
from contextlib import AbstractContextManager
from typing import Final, NamedTuple

from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connections, transaction
from django.utils import timezone

from resonanz.storage import forget

CACHE_ALIAS: Final = "cache"
CACHE_TABLE: Final = "cache"


class Limit(NamedTuple):
    """So often in so many seconds for what ``key`` names."""

    key: str
    times: int
    seconds: int


def counted(*limits: Limit) -> bool:
    """Count one request against each limit in turn; False at the first that is used up."""
    with alone_with_the_cache():
        return all(_counted(limit, int(time.time())) for limit in limits)


def _counted(limit: Limit, now: int) -> bool:
    key = f"limit:{limit}"
    counting = [ends for ends in cache.get(key, ()) if ends > now]
    if len(counting) >= limit.times:
        return False
    cache.set(key, [*counting, now + limit.seconds], limit.seconds)
    return True


def alone_with_the_cache() -> AbstractContextManager[None]:
    """Reading and writing in one step, whatever other threads and processes do: SQLite lets one in at a time."""
    return transaction.atomic(using=CACHE_ALIAS)


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """A cache key that shows neither network address nor mail address: HMAC-SHA-256 under the app's secret key."""
    text = f"{key_prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def purge() -> None:
    """Delete what has run out from cache and sessions; the worker calls it each minute.

    SQLite overwrites the bytes where they lie. The log of the cache is emptied too, even if nothing has run out: there
    lies what a right or a third wrong code has ended since.
    """
    connection = connections[CACHE_ALIAS]
    table = connection.ops.quote_name(CACHE_TABLE)
    now = timezone.now().replace(tzinfo=None, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)])  # noqa: S608 (our own table name)
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    forget.empty_log(CACHE_ALIAS)
