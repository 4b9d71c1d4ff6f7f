"""What is known for a while only, in a file of its own outside backups: limits, sign-ins under way, sessions."""

import hashlib
import hmac
import time
from contextlib import AbstractContextManager
from typing import Final, NamedTuple

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from resonanz.app.accounts.sessions.models import CacheEntry, Session
from resonanz.storage import forget

CACHE_ALIAS: Final = "cache"


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


def purge() -> bool:
    """Delete what has run out from cache and sessions, and write their file anew; the worker calls it each minute.

    Even if nothing has run out: in log and free bytes lies what a right or a third wrong code has ended since, and rows
    lie in the order in which they came. False while somebody reads or writes.
    """
    now = timezone.now()
    CacheEntry.objects.filter(expires__lt=now.replace(microsecond=0)).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    return forget.rewrite(CACHE_ALIAS)
