"""The engine that ``ENGINE`` names; Django looks for it in a module of this name."""

from typing import Any

from django.db import models
from django.db.backends.sqlite3 import base, schema


class UnnumberedSchemaEditor(schema.DatabaseSchemaEditor):
    """Makes tables ``WITHOUT ROWID``: SQLite's own number of a row says in which order rows came.

    Tables that the database numbers anyway (``AutoField``) stay as they are. A table that Django makes anew, as it does
    for most changes of a column, passes here again.
    """

    def table_sql(self, model: type[models.Model]) -> tuple[str, list[Any]]:
        """Django's statement, and no row id unless the key is one."""
        statement, params = super().table_sql(model)
        numbered = isinstance(model._meta.pk, models.AutoField)
        return statement if numbered else f"{statement} WITHOUT ROWID", params


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection whose tables are made by the editor above."""

    SchemaEditorClass = UnnumberedSchemaEditor
