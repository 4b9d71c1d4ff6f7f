"""Tables of the app whose key is not counted have no row id, also after Django has made them anew."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, models

pytestmark = pytest.mark.django_db(transaction=True)


class Visit(models.Model):
    """A key of its own."""

    key = models.CharField(primary_key=True, max_length=8)
    note = models.CharField(max_length=8, null=True)

    class Meta:
        app_label = "only_in_tests"
        managed = False


class Counted(models.Model):
    """Numbered by the database."""

    class Meta:
        app_label = "only_in_tests"
        managed = False


def is_numbered(model: type[models.Model]) -> bool:
    """Whether SQLite knows a row id, of which none is needed."""
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"SELECT _rowid_ FROM {model._meta.db_table}")
        except OperationalError:
            return False
    return True


def test_a_table_stays_without_row_ids_when_a_column_changes() -> None:
    longer = models.CharField(max_length=90)
    longer.set_attributes_from_name("note")
    longer.model = Visit
    with connection.schema_editor() as editor:
        editor.create_model(Visit)
        editor.create_model(Counted)
    try:
        assert (is_numbered(Visit), is_numbered(Counted)) == (False, True)
        with connection.schema_editor() as editor:
            editor.alter_field(Visit, Visit._meta.get_field("note"), longer)
        assert not is_numbered(Visit)
    finally:
        with connection.schema_editor() as editor:
            editor.delete_model(Visit)
            editor.delete_model(Counted)
