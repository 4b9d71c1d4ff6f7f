"""Browsers of people, and pages as text."""

from __future__ import annotations

import re

from django.test import Client

from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.people.models import Person


def signed_in(person: Person | None = None, *, lead: bool = False) -> Client:
    """A browser of this person, or of somebody who is on no roster."""
    user = User.objects.create_user(address=None if person else "lead@example.org", person=person)
    if lead:
        Role.objects.create(user=user, name=RoleName.PEOPLE_LEAD)
    client = Client(HTTP_HOST="localhost:8000", headers={"accept-language": "en"})
    client.force_login(user)
    return client


def page(client: Client, path: str) -> str:
    """The page, without what changes with every request."""
    response = client.get(path)
    assert response.status_code == 200
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", response.content.decode())
