"""The wave table by Django, the inbox table by hand: SQLite must not give its rows a number."""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = {
    "sqlite": "wave TEXT NOT NULL, row_key BLOB NOT NULL, sealed BLOB NOT NULL",
    "postgresql": "wave varchar(32) NOT NULL, row_key bytea NOT NULL, sealed bytea NOT NULL",
}
OPTIONS = {"sqlite": " WITHOUT ROWID", "postgresql": ""}


def make_inbox(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    vendor = editor.connection.vendor
    editor.execute(f"CREATE TABLE inbox ({COLUMNS[vendor]}, PRIMARY KEY (wave, row_key)){OPTIONS[vendor]}")


def drop_inbox(_apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    editor.execute("DROP TABLE inbox")


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="WaveRow",
            fields=[
                ("wave", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField(unique=True)),
                ("root", models.BinaryField()),
                ("opened_at", models.BigIntegerField()),
                ("accepted", models.BigIntegerField(default=0)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("closing", "Closing"),
                            ("destroying", "Destroying"),
                            ("closed", "Closed"),
                            ("held", "Held"),
                            ("cancelling", "Cancelling"),
                            ("cancelled", "Cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(default="", max_length=40)),
                ("manifest", models.BinaryField()),
                ("questionnaire", models.BinaryField()),
            ],
            options={"db_table": "wave"},
        ),
        migrations.CreateModel(
            name="EpochRow",
            fields=[
                ("key", models.CharField(max_length=8, primary_key=True, serialize=False)),
                ("value", models.BinaryField()),
            ],
            options={"db_table": "epoch"},
        ),
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(make_inbox, drop_inbox)],
            state_operations=[
                migrations.CreateModel(
                    name="InboxRow",
                    fields=[
                        (
                            "pk",
                            models.CompositePrimaryKey(
                                "wave", "row_key", blank=True, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("wave", models.CharField(max_length=32)),
                        ("row_key", models.BinaryField()),
                        ("sealed", models.BinaryField()),
                    ],
                    options={"db_table": "inbox"},
                ),
            ],
        ),
    ]
