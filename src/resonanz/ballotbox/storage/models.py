"""The three tables of the ballot box. No serial, no time, no foreign key, no person: a test reads the schema."""

from django.db import models


class BoxWaveState(models.TextChoices):
    """Where a wave stands. ``destroying`` and ``cancelling`` last only as long as the deletion they name."""

    OPEN = "open"
    CLOSING = "closing"
    DESTROYING = "destroying"
    CLOSED = "closed"
    HELD = "held"
    CANCELLING = "cancelling"
    CANCELLED = "cancelled"


class WaveRow(models.Model):
    """A wave as it was opened; only ``state`` and ``reason`` ever change, and ``accepted`` when it was counted.

    ``reason`` is a code word: why the wave is held, or was cancelled by the ballot box itself. ``number`` is its place
    in the chain, ``opened_at`` the seconds since 1970 at which it was opened: the wave's time, no person's.
    """

    wave = models.CharField(primary_key=True, max_length=32)
    number = models.BigIntegerField(unique=True)
    root = models.BinaryField()
    opened_at = models.BigIntegerField()
    accepted = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=BoxWaveState.choices)
    reason = models.CharField(max_length=40, default="")
    manifest = models.BinaryField()
    questionnaire = models.BinaryField()

    class Meta:
        db_table = "wave"


class InboxRow(models.Model):
    """One sealed ballot: a keyed hash to find it by, and ciphertext. Not even the cell can be read from it.

    ``wave`` is there to delete a wave's rows. On SQLite the table has no row id, so rows lie in the order of the keyed
    hash; see the migration.
    """

    pk = models.CompositePrimaryKey("wave", "row_key")
    wave = models.CharField(max_length=32)
    row_key = models.BinaryField()
    sealed = models.BinaryField()

    class Meta:
        db_table = "inbox"


class EpochRow(models.Model):
    """What this half knows of the other and of itself, to notice that one was restored; see ``epoch``."""

    key = models.CharField(primary_key=True, max_length=8)
    value = models.BinaryField()

    class Meta:
        db_table = "epoch"
