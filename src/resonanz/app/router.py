"""Which of the app's two SQLite files a table lies in."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

CACHE_LABEL = "django_cache"


class CacheRouter:
    """The cache table lies in the file ``cache``, everything else in ``default``."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:  # noqa: ANN401 (Django's own signature)
        """The file to read from."""
        return "cache" if model._meta.app_label == CACHE_LABEL else "default"

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # noqa: ANN401 (Django's own signature)
        """No table in both files."""
        return (db == "cache") == (app_label == CACHE_LABEL)
