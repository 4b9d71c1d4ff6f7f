"""Who can sign in, and the roles that no roster says. No time stands here: neither the first nor the last sign-in."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from resonanz.app.people.models import Person
from resonanz.app.shell.access import allowed


class UserManager(BaseUserManager["User"]):
    """Makes users without a password."""

    def create_user(self, *, address: str | None = None, person: Person | None = None) -> User:
        """For a person, or for the address of somebody who is on no roster; one of the two."""
        return self.create(email=address, person=person, password=UNUSABLE_PASSWORD_PREFIX)


class User(AbstractBaseUser):
    """Everybody who ever stood on the roster, and who was named administrator. The random key keeps no order.

    A sign-in makes no row and changes none. ``email`` is only that of people who are on no roster; see ``address``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True, null=True)
    person = models.OneToOneField(Person, models.CASCADE, null=True, related_name="user")
    if not TYPE_CHECKING:
        last_login = None  # Django would write when somebody signed in

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(email=None) ^ Q(person=None), name="a_person_or_an_address"),
        ]

    def __str__(self) -> str:
        return self.address or str(self.person)

    @property
    def address(self) -> str:
        # Where codes go; empty for people without an address, who cannot sign in.
        return self.person.email if self.person else self.email or ""

    def has_perm(self, permission: str, of: object = None) -> bool:
        """Whether one of the rooms' rules allows it, with ``of`` where the rule asks about a single thing."""
        return allowed(permission, self, of)


class RoleName(models.TextChoices):
    """Roles given by hand. Employee and leader follow from the roster."""

    PEOPLE_LEAD = "people-lead", _("People lead")
    ADMINISTRATOR = "administrator", _("Administrator of this installation")


class Role(models.Model):
    """A user's role given by hand."""

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    name = models.CharField(max_length=20, choices=RoleName.choices)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("user", "name", name="a_role_once"),
        ]

    def __str__(self) -> str:
        return str(RoleName(self.name).label)
