"""When periodic work is due and how it went last. Times of a machine: no person is behind any of them."""

from django.db import models

from resonanz.storage.trouble import Trouble


class ScheduleEntry(models.Model):
    """One piece of periodic work. ``failure`` is the kind of the last run's failure, empty when it went well."""

    name = models.CharField(primary_key=True, max_length=60)
    next_due = models.DateTimeField()
    succeeded_on = models.DateField(null=True)
    failure = models.CharField(max_length=10, blank=True, choices=[(kind.value, kind.value) for kind in Trouble])

    def __str__(self) -> str:
        return self.name
