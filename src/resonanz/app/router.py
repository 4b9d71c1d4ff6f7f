"""Which of the app's SQLite files a table lies in."""

from typing import Any, Final

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model

FILES: Final = {"django_cache": "cache", "sessions": "cache", "transcripts": "transcripts"}
"""App label -> alias, of what lies apart. Neither of these files belongs in a backup."""


class FilesRouter:
    """Tables of a label in ``FILES`` lie in the file named there, everything else in ``default``."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:  # noqa: ANN401 (Django's own signature)
        """The file to read from."""
        return FILES.get(model._meta.app_label, DEFAULT_DB_ALIAS)

    db_for_write = db_for_read

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:  # noqa: ANN401 (Django's own signature)
        """No table in two files."""
        return db == FILES.get(app_label, DEFAULT_DB_ALIAS)
