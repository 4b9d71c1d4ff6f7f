"""What may be known for minutes only: rate limits and sign-ins under way, in a file of its own outside backups."""

from __future__ import annotations

import hashlib
import hmac
from typing import Final

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connections
from django.utils import timezone

CACHE_ALIAS: Final = "cache"
CACHE_TABLE: Final = "cache"


def cache_key(key: str, key_prefix: str, version: int) -> str:
    """A cache key that shows neither network address nor mail address: HMAC-SHA-256 under the app's secret key."""
    text = f"{key_prefix}:{version}:{key}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def purge() -> None:
    """Delete what has run out from cache and sessions; the worker calls it each minute. SQLite overwrites the bytes."""
    connection = connections[CACHE_ALIAS]
    table = connection.ops.quote_name(CACHE_TABLE)
    now = timezone.now().replace(tzinfo=None, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)])  # noqa: S608 (our own table name)
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
