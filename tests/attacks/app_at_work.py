"""A process of its own: people sign in, draw and bring minutes in, one after another, in an app as it is or weakened.

``python -m tests.attacks.app_at_work FOLDER BUILD`` leaves in FOLDER a copy of the app's files at three moments, and
``planted.json``: who came in which order, and what each of them left behind for a while.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.test.utils import setup_test_environment
from django.utils import timezone

from tests.app.meetings import fake_engine
from tests.app.rosters import roster_of

if TYPE_CHECKING:
    from resonanz.app.people.models import Person
    from resonanz.app.waves.models import Wave

PEOPLE = 57  # three values of each are planted: 171
LEADERS = 20
TALK = b"Kim: we will see to it TASK\nGast: all went well SUM\n"
UNNUMBERED = " WITHOUT ROWID"


def main(folder: Path, build: str) -> None:
    """The life of one wave; the order of arrival has nothing to do with the roster's."""
    django.setup()
    setup_test_environment()
    from resonanz.app.accounts import views
    from resonanz.app.accounts.sessions.models import CacheEntry
    from resonanz.app.accounts.usecases import grant_people_lead
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.conduct.usecases.closing import forget_draws
    from resonanz.app.people.models import Person
    from resonanz.app.people.usecases import import_roster
    from resonanz.core.kernel import clock
    from tests.app.conduct.fake_ballotbox import FakeBallotBox
    from tests.app.conduct.organisation import opened, wait_until

    views.EVEN_SECONDS = 0  # type: ignore[misc]
    rows = [{"person_id": f"{number:03}", "leads_unit_id": "A" if number < LEADERS else ""} for number in range(PEOPLE)]
    assert import_roster(roster_of(rows)).applied
    port = FakeBallotBox()
    wave = opened(conduct.plan_season("2026"), port)
    coming = list(Person.objects.all())
    random.Random(19).shuffle(coming)
    for person in random.Random(20).sample(coming, PEOPLE):
        grant_people_lead(person.email)
    if build == "weakened":
        weaken()
    a_night()
    shutil.copytree(folder / "home" / "app", folder / "before")
    planted = [come(person, wave) for person in coming]
    a_night()
    shutil.copytree(folder / "home" / "app", folder / "after a night")
    wait_until(wave.closes_at)
    conduct.finish(wave, port)
    wait_until(wave.closes_at + timedelta(days=14))
    forget_draws(wave, clock.now())
    CacheEntry.objects.update(expires=timezone.now() - timedelta(seconds=1))  # an hour is over
    a_night()
    shutil.copytree(folder / "home" / "app", folder / "after the purge")
    (folder / "planted.json").write_text(json.dumps(planted))


def a_night() -> None:
    """What the worker does each minute and at three, after the queue of tasks; false while somebody reads."""
    from django.utils.module_loading import import_string

    from resonanz.app.upkeep.running import all_periodic
    from resonanz.cli.worker import work_off_queue

    work_off_queue()
    for name in ("sign-in codes", "meetings", "log", "database"):
        (periodic,) = (each for each in all_periodic() if each.name == name)
        assert import_string(periodic.run)() is not False, name


def come(person: Person, wave: Wave) -> dict[str, object]:
    """One person's visit, and what she leaves behind for a while."""
    from django.core import mail
    from django.test import Client

    from resonanz.app.accounts import mailing
    from resonanz.app.accounts.limits import Limit, cache_key
    from resonanz.app.registrar.usecases import draw
    from tests.app.conduct.organisation import paper, start_of

    browser = Client()
    browser.post("/sign-in/", {"email": person.email})
    mailing.wait_until_sent()
    (code,) = re.findall(r"^ {4}(\S+)$", str(mail.outbox[-1].body), re.MULTILINE)
    answer = browser.post("/sign-in/code/", {"code": code})
    assert answer.headers["Location"] == "/", answer.content
    draw(paper(start_of(person, wave, "en"), wave).request)
    bring_minutes(person)
    limit = Limit(f"address {person.email}", 3, 60)
    return {
        "person": person.pk,
        "address": person.email,
        "code": code,
        "session": browser.cookies["session"].value,
        "limit": cache_key(f"limit:{limit}", "", 1),
    }


def bring_minutes(person: Person) -> None:
    """Every second meeting goes to its participants, and so through the queue of tasks."""
    from resonanz.app.meetings import engine, usecases
    from resonanz.app.meetings.models import DraftLine, Line, LineState, StoredUtterance
    from resonanz.app.meetings.usecases import Attendee, SpeakerAssignment
    from resonanz.core.kernel.clock import today

    engine.read_transcript = fake_engine.read
    engine.language_of = fake_engine.language_of  # type: ignore[assignment]
    engine.make_minutes = fake_engine.make
    meeting = usecases.prepare(
        person, title="Jour fixe", purpose="Plan", held_on=today(), retention_days=14, keep_months=12, agreed=True,
        participants=[Attendee(person)],
    )  # fmt: skip
    (participant,) = meeting.participants.all()
    assigned = {"Kim": SpeakerAssignment(participant=participant.pk), "Gast": SpeakerAssignment(name="Gast")}
    usecases.import_transcript(meeting, person, TALK, "talk.vtt", assigned, language="de")
    assert StoredUtterance.objects.filter(participant_id=participant.pk).exists()
    if person.pk % 2:
        meeting.draft_lines.update(state=LineState.ACCEPTED)
        usecases.invite(meeting, 1)
        # Released at once: how long participants look is not what is tried here.
        Line.objects.bulk_create(
            Line(meeting=meeting, owner=participant, kind=line.kind, position=line.position, text=line.text)
            for line in DraftLine.objects.filter(meeting_id=meeting.pk)
        )


def weaken() -> None:
    """Numbers for the rows of sessions and users, a user at the first sign-in, codes in plain, nothing erased."""
    from django.db import connections

    from resonanz.app.accounts import codes, limits, views
    from resonanz.app.accounts.models import User
    from resonanz.app.accounts.usecases import user_for
    from resonanz.app.people.queries import present_person
    from resonanz.storage import forget

    for alias, table in (("cache", "sessions_session"), ("default", "accounts_user")):
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA wal_autocheckpoint = 0")
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [table])
            (statement,) = cursor.fetchone()
            assert statement.endswith(UNNUMBERED)
            cursor.execute(f"DROP TABLE {table}")
            cursor.execute(statement.removesuffix(UNNUMBERED))

    def at_first_sign_in(address: str) -> User | None:
        if user_for(address) is None:
            User.objects.create_user(person=present_person(address))
        return user_for(address)

    views.user_for = at_first_sign_in  # type: ignore[attr-defined]
    codes._code_hmac = lambda token, address, code: code.replace("-", "").replace(" ", "").upper()
    forget.rewrite = forget.empty_log = lambda using: True
    assert limits.forget is forget  # type: ignore[attr-defined]


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
