"""The tables of ``app/cache.sqlite3``: what is known for a while only, and in no backup.

SQLite keeps the rows of both by their random keys and gives none a number. Until the file is written anew, within a
minute, the places of their bytes still tell the order in which they came.
"""

from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class Session(AbstractBaseSession):
    """A browser's session under its random key."""


class CacheEntry(models.Model):
    """What Django's cache keeps. Its own command makes a table that numbers the rows; this one is there before."""

    cache_key = models.CharField(primary_key=True, max_length=255)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "cache"


def end_all_sessions() -> None:
    """Sign everybody out. The worker's next purge makes the bytes gone."""
    Session.objects.all().delete()
