"""Who took part, while the form is being filled in: nothing is stored, the page carries the list itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import QueryDict

from resonanz.app.meetings.entering import NAME
from resonanz.app.meetings.queries import people_by_key
from resonanz.app.meetings.usecases import Attending
from resonanz.app.people.models import Person


@dataclass(frozen=True, slots=True)
class Chosen:
    """Somebody on the list. ``key`` names her within the form: ``p12`` a person, ``gAnna Beispiel`` a guest."""

    key: str
    person: Person | None
    name: str
    objects: bool = False
    is_owner: bool = False

    @property
    def attending(self) -> Attending:
        """As the deed wants it."""
        return Attending(self.person, "" if self.person else self.name, self.objects)


def chosen_in(posted: QueryDict, owner: Person) -> list[Chosen]:
    """The list as the form sent it, the owner first; unknown persons and doubles are left out. One query."""
    objecting = set(posted.getlist("objects"))
    people = people_by_key(int(key) for key in posted.getlist("person") if _is_key(key))
    persons = [owner, *(one for one in people.values() if one != owner)]
    found = [Chosen(f"p{one.pk}", one, str(one), is_owner=one == owner) for one in persons]
    guests = dict.fromkeys(filter(None, map(_name, posted.getlist("guest"))))
    found += [Chosen(f"g{name}", None, name) for name in guests]
    return [replace(one, objects=one.key in objecting) for one in found]


def changed(chosen: list[Chosen], posted: QueryDict) -> list[Chosen]:
    """The list after the button that was pressed: somebody added, a guest written down, somebody removed."""
    added = posted.get("add", "")
    if _is_key(added) and f"p{added}" not in {one.key for one in chosen}:
        chosen = [*chosen, *(Chosen(f"p{one.pk}", one, str(one)) for one in people_by_key([int(added)]).values())]
    guest = _name(posted.get("guest_name", "")) if posted.get("step") == "guest" else ""
    if guest and f"g{guest}" not in {one.key for one in chosen}:
        chosen = [*chosen, Chosen(f"g{guest}", None, guest)]
    return [one for one in chosen if one.is_owner or one.key != posted.get("remove")]


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 18


def _name(text: str) -> str:
    return " ".join(text.split())[:NAME]
