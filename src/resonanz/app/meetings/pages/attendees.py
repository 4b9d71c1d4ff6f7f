"""Who took part, while the form is being filled in: nothing is stored, the page carries the list itself."""

from dataclasses import replace

from django.http import QueryDict

from resonanz.app.meetings.queries import people_by_key
from resonanz.app.meetings.text_checks import tidy_name
from resonanz.app.meetings.usecases import Attendee
from resonanz.app.people.models import Person


def attendees_in(posted: QueryDict, owner: Person) -> list[Attendee]:
    """The list as the form sent it, the owner first; unknown persons and doubles are left out. One query."""
    objecting = set(posted.getlist("objects"))
    people = people_by_key(int(key) for key in posted.getlist("person") if is_key(key))
    persons = dict.fromkeys([owner, *people.values()])
    guests = dict.fromkeys(filter(None, map(tidy_name, posted.getlist("guest"))))
    attendees = [*map(Attendee, persons), *(Attendee(None, name) for name in guests)]
    return [replace(one, objects=one.key in objecting) for one in attendees]


def changed(attendees: list[Attendee], posted: QueryDict, owner: Person) -> list[Attendee]:
    """The list after the button that was pressed: somebody added, a guest written down, somebody removed."""
    added = posted.get("add", "")
    new = [Attendee(person) for person in people_by_key([int(added)]).values()] if is_key(added) else []
    guest = tidy_name(posted.get("guest_name", "")) if posted.get("step") == "guest" else ""
    if guest:
        new.append(Attendee(None, guest))
    listed = {one.key for one in attendees}
    attendees = [*attendees, *(one for one in new if one.key not in listed)]
    return [one for one in attendees if one.person == owner or one.key != posted.get("remove")]


def is_key(text: str) -> bool:
    """Whether a form sent the key of a row."""
    return text.isascii() and text.isdecimal() and len(text) < 18
