"""A home of its own for each test process, made before Django reads its settings; and people of every role."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resonanz.core.kernel.home import Home, HomeKind, create_home

_folder = Path(tempfile.mkdtemp(prefix="resonanz-app-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
HOME = create_home(_folder / "home", HomeKind.TEST)
os.environ["RESONANZ_HOME"] = str(HOME.path)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "resonanz.app.settings")

import django  # noqa: E402 - the home comes first
from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import translation  # noqa: E402

# pytest-django may have read the settings already, for another home.
settings.HOME = HOME
settings.EMAIL_FILE_PATH = HOME.app / "outbox"
for _alias, _database in settings.DATABASES.items():
    _database["NAME"] = HOME.app / f"{_alias}.sqlite3"
    _database["TEST"].update(NAME=HOME.app / f"test-{_alias}.sqlite3", MIGRATE=_alias == "default")
django.setup()

from resonanz.app.accounts import mailing  # noqa: E402
from resonanz.app.accounts.models import User  # noqa: E402
from resonanz.app.accounts.usecases import grant_people_lead, user_for  # noqa: E402
from resonanz.app.people.usecases import import_roster  # noqa: E402
from tests.app.rosters import SMALL  # noqa: E402

ClientOf = Callable[[str], Client]
FILES = frozenset({"default", "transcripts", "cache"})


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whoever uses the app's data uses all of its files: sessions and meetings stand behind every page."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ())):
            options = dict(mark.kwargs) if mark else {}
            options["databases"] = sorted(FILES | set(options.get("databases") or ()))
            item.add_marker(pytest.mark.django_db(**options), append=False)


@pytest.fixture(autouse=True)
def mails_arrive_in_their_own_test() -> Iterator[None]:
    """They leave from threads; one that is late would lie in the outbox of the next test."""
    yield
    mailing.wait_until_sent()


@pytest.fixture(autouse=True)
def language_of_the_installation() -> Iterator[None]:
    """A request leaves its language behind in the thread; the next test begins without it."""
    yield
    translation.deactivate()


@pytest.fixture
def home() -> Home:
    """The home of this test process."""
    return HOME


@pytest.fixture
def roster(db: None) -> None:
    """The organisation of ``tests/app/rosters.py``: vera is people lead, lena leads Vertrieb, emil works there."""
    assert import_roster(SMALL.encode()).applied
    grant_people_lead("vera@example.org")


@pytest.fixture
def client_of(roster: None) -> ClientOf:
    """Makes a browser in which somebody of the small organisation is signed in."""

    def sign_in(name: str) -> Client:
        user = user_for(f"{name}@example.org")
        assert isinstance(user, User)
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def people_lead(client_of: ClientOf) -> Client:
    """Vera's browser: she keeps the roster and prepares waves."""
    return client_of("vera")


@pytest.fixture
def leader(client_of: ClientOf) -> Client:
    """Lena's browser: she leads Vertrieb and its team."""
    return client_of("lena")


@pytest.fixture
def employee(client_of: ClientOf) -> Client:
    """Emil's browser: he works in Vertrieb Nord."""
    return client_of("emil")


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser in which nobody is signed in."""
    return Client()
