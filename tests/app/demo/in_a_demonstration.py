"""Plays with the role switcher in a process whose home is a demonstration: ``python -m ...``; JSON on stdout.

The home named by RESONANZ_HOME is migrated; no ballot box answers.
"""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import django

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def main() -> None:
    """Settings first."""
    django.setup()
    print(json.dumps({"switching": switching(), "time": passing_time()}))


def switching() -> dict[str, Any]:
    """What the stage answers to a stranger, without and with a token, before and after there are people."""
    from django.test import Client

    browser = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    stage = browser.get("/demo/")
    token = TOKEN.search(stage.content.decode())
    assert token
    found: dict[str, Any] = {
        "stage": stage.status_code,
        "strip": "/demo/" in browser.get("/sign-in/").content.decode(),
        "by GET": browser.get("/demo/play", {"part": "leader"}).status_code,
        "without token": browser.post("/demo/play", {"part": "leader"}).status_code,
        "time without token": browser.post("/demo/time").status_code,
        "nobody yet": play(browser, token[1], "leader"),
    }
    people()
    found["another word"] = play(browser, token[1], "director")["status"]
    for part in ("employee", "leader", "people-lead"):
        found[part] = play(browser, token[1], part)
        token = TOKEN.search(browser.get("/demo/").content.decode())
        assert token
    return found


def play(browser: Any, token: str, part: str) -> dict[str, Any]:  # noqa: ANN401 (Django's test client)
    """Choose a part; where that leads and who is signed in then."""
    from django.contrib.auth import get_user

    answer = browser.post("/demo/play", {"part": part, "csrfmiddlewaretoken": token})
    user = get_user(browser)
    return {
        "status": answer.status_code,
        "to": answer.headers.get("Location"),
        "signed in": user.is_authenticated,
        "leads": user.is_authenticated and bool(user.person and user.person.leads.exists()),
        "sees everything": user.has_perm("results.view_all") and user.has_perm("waves.conduct"),
    }


def people() -> None:
    """A roster with a people lead, and a season."""
    from resonanz.app.accounts.usecases import grant_people_lead
    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.demo.building import invent, people_lead
    from resonanz.app.demo.organisation import roster_csv
    from resonanz.app.people.usecases import import_roster
    from resonanz.core.kernel.clock import today

    cast = invent(60)
    assert import_roster(roster_csv(cast.employees, today() - timedelta(days=100))).applied
    grant_people_lead(people_lead(cast).email)
    conduct.plan_season("2026")


def passing_time() -> dict[str, Any]:
    """The jump in time with an open wave: while it is built, and when that is complete."""
    from django.conf import settings
    from django.test import Client

    from resonanz.app.conduct import usecases as conduct
    from resonanz.app.demo.progress import Progress, write_progress
    from resonanz.app.waves.models import Season, Wave
    from resonanz.core.kernel import clock
    from resonanz.core.kernel.clock import today

    ends = clock.now(settings.HOME) + timedelta(days=3)
    conduct.start_wave(Season.objects.get(), opens_on=today(), closes_at=ends)
    Wave.objects.update(state="open")
    browser, found = Client(SERVER_NAME="localhost"), {}
    for wave in (3, 8):
        write_progress(Progress(wave, 7))
        answer = browser.post("/demo/time")
        shifted = settings.HOME.clock_file.exists()
        found[f"wave {wave} of 7"] = [answer.status_code, answer.headers["Location"], shifted]
    return found


if __name__ == "__main__":
    main()
