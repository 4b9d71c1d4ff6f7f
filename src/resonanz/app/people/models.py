"""Who there is and where she belongs, as the roster file says. Dates only to the day; nothing of what anybody does."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q


class Unit(models.Model):
    """A unit of the tree. ``key`` is the file's unit_id. ``active_to`` is set when a file no longer names the unit."""

    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    active_to = models.DateField(null=True)

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    """A place of work."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody on the roster. Who leaves gets ``active_to`` (her last day) and stays. ``email`` may be empty."""

    person_id = models.CharField(max_length=100, unique=True)
    email = models.CharField(max_length=254, db_index=True)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="persons")
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="persons")
    active_from = models.DateField()
    active_to = models.DateField(null=True)
    leads: models.ManyToManyField[Unit, models.Model] = models.ManyToManyField(Unit, related_name="leaders")
    attributes: models.JSONField[Any, Any] = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "email", condition=Q(active_to=None) & ~Q(email=""), name="one_present_person_an_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.given_name} {self.family_name}"


class RosterDraft(models.Model):
    """A file whose dry run was shown and waits to be applied. ``digest`` names the file and the state it met."""

    digest = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    made_on = models.DateField()
