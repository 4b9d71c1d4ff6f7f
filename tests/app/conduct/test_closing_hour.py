"""Whoever comes an hour too late finds the wave shut: wherever the close is named, the hour stands beside the day."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

import resonanz
from resonanz.app.accounts.models import Role, RoleName, User
from resonanz.app.conduct import usecases
from resonanz.app.people.models import Person
from resonanz.app.registrar.usecases import draw
from resonanz.app.waves.models import Season, Wave
from resonanz.core.kernel import clock
from tests.app.conduct.fake_ballotbox import FakeBallotBox
from tests.app.conduct.organisation import paper, small_questionnaire, start_of

pytestmark = pytest.mark.django_db

CLOSES_ON = date(2031, 12, 19)
CLOSES_AT = timezone.make_aware(datetime.combine(CLOSES_ON, time(17, 45)))
NAMED = {
    "de-formal": re.compile(r"19\.\s+Dezember"),
    "de": re.compile(r"19\.\s+Dezember"),
    "en": re.compile(r"19\s+December"),
}
WITH_HOUR = {
    "de-formal": re.compile(r"Freitag, 19\.\s+Dezember(\s+2031)?, 17:45\s+Uhr"),
    "de": re.compile(r"Freitag, 19\.\s+Dezember(\s+2031)?, 17:45\s+Uhr"),
    "en": re.compile(r"Friday, 19\s+December(\s+2031)?, 17:45"),
}
OF_A_WAVE = ("/waves/", "/waves/1/", "/waves/1/steps/")
TAG = re.compile(r"{[{%].*?[%}]}", re.DOTALL)


def browser_of(person: Person | None, language: str) -> Client:
    """A people lead without a person, else somebody on the roster."""
    user = User.objects.create_user(address=None if person else "lead@example.org", person=person)
    if person is None:
        Role.objects.create(user=user, name=RoleName.PEOPLE_LEAD)
    client = Client(HTTP_HOST="localhost:8000")
    client.force_login(user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    return client


def planned() -> Wave:
    """A wave that closes on a Friday in 2031 at a quarter to six."""
    return usecases.start_wave(
        Season.objects.get(), opens_on=clock.today(), closes_at=CLOSES_AT, questionnaire=small_questionnaire()
    )


def assert_hour_beside_day(client: Client, path: str, language: str) -> None:
    """The page names the close, and never without its hour."""
    response = client.get(path)
    assert response.status_code == 200, path
    text = response.content.decode()
    named, with_hour = len(NAMED[language].findall(text)), len(WITH_HOUR[language].findall(text))
    assert (path, named) == (path, with_hour)
    assert named > 0, path


@pytest.mark.parametrize("language", ["de-formal", "de", "en"])
def test_every_page_of_a_wave_names_the_hour(
    season: Season, port: FakeBallotBox, staff: list[Person], language: str
) -> None:
    lead, employee = browser_of(None, language), browser_of(staff[0], language)
    wave = planned()
    for path in OF_A_WAVE[:2]:
        assert_hour_beside_day(lead, path, language)
    usecases.freeze(wave)
    usecases.make_keys(wave, processes=1)
    assert_hour_beside_day(lead, "/waves/1/open/", language)
    usecases.open_wave(wave, port)
    for path in OF_A_WAVE:
        assert_hour_beside_day(lead, path, language)
    assert_hour_beside_day(employee, "/", language)
    draw(paper(start_of(staff[0], wave, "en"), wave).request)
    assert_hour_beside_day(employee, "/", language)
    refused = lead.post("/waves/1/close/").content.decode()
    assert WITH_HOUR[language].search(refused)


def test_no_template_names_a_close_without_its_hour() -> None:
    templates = list(Path(resonanz.__file__).parent.rglob("templates/**/*.*"))
    tags = [(each.name, tag) for each in templates for tag in TAG.findall(each.read_text(encoding="utf-8"))]
    named = [(name, tag) for name, tag in tags if "closes_at" in tag]
    assert len(named) > 5
    assert [each for each in named if "{% day_and_time" not in each[1]] == []
