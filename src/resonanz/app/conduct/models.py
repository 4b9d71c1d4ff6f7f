"""The one table of this room."""

from django.db import models


class Epoch(models.Model):
    """One row: the number last taken from the ballot box, and in production the inode of this database's file."""

    value = models.BinaryField(max_length=32)
    file = models.BinaryField(max_length=8)

    def __str__(self) -> str:
        return "epoch"
