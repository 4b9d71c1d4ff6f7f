"""One statement for many rows. Django's own bulk methods cut a thousand rows into many statements on SQLite.

``using`` is the alias of a database; without it the router says where the model lies.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import connections, models, router
from django.db.backends.base.base import BaseDatabaseWrapper

Model = type[models.Model]
Values = Sequence[Any]


def insert(model: Model, names: Sequence[str], rows: Iterable[Values], *, using: str | None = None) -> None:
    """Insert rows of values in the order of the field names."""
    columns, marks = ", ".join(_columns(model, names)), ", ".join(["%s"] * len(names))
    _run(model, names, f'INSERT INTO "{model._meta.db_table}" ({columns}) VALUES ({marks})', rows, using)  # noqa: S608 (names of our own)


def update(model: Model, names: Sequence[str], rows: Iterable[Values], *, using: str | None = None) -> None:
    """Set fields of rows found by primary key, which stands last in each row of values."""
    *sets, key = (f"{column} = %s" for column in _columns(model, [*names, "pk"]))
    statement = f'UPDATE "{model._meta.db_table}" SET {", ".join(sets)} WHERE {key}'  # noqa: S608 (names of our own)
    _run(model, [*names, "pk"], statement, rows, using)


def delete(model: Model, names: Sequence[str], rows: Iterable[Values], *, using: str | None = None) -> None:
    """Delete the rows that have these values."""
    where = " AND ".join(f"{column} = %s" for column in _columns(model, names))
    _run(model, names, f'DELETE FROM "{model._meta.db_table}" WHERE {where}', rows, using)  # noqa: S608 (names of our own)


def _run(model: Model, names: Sequence[str], statement: str, rows: Iterable[Values], using: str | None) -> None:
    # The connection itself: asking a stand-in for each value takes half the time.
    connection = connections[using or router.db_for_write(model)]
    writers = [_writer(_field(model, name), connection) for name in names]
    prepared = [[write(value) for write, value in zip(writers, row, strict=True)] for row in rows]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(statement, prepared)


def _writer(field: models.Field[Any, Any], connection: BaseDatabaseWrapper) -> Callable[[Any], Any]:
    # How a value of this field goes to the database; text and numbers, most of all values, go as they are.
    if isinstance(field, (models.CharField, models.ForeignKey, models.AutoField)):
        return lambda value: value
    return lambda value: field.get_db_prep_save(value, connection)


def _columns(model: Model, names: Sequence[str]) -> list[str]:
    return [f'"{_field(model, name).column}"' for name in names]


def _field(model: Model, name: str) -> models.Field[Any, Any]:
    if name == "pk":
        return model._meta.pk
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{model.__name__}.{name} has no column")
    return field
