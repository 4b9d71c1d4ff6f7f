"""The role switcher and the jump in time: in a home made as a demonstration, and nowhere else whatever is set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory

from resonanz.app.demo import views
from resonanz.cli.migrate import make_keys
from resonanz.core.kernel.errors import ResonanzError
from resonanz.core.kernel.home import HomeKind, create_home
from tests.homes import migrated

ROOT = Path(__file__).resolve().parents[3]
LOOK_FOR_IT = """
import json, django
django.setup()
from django.conf import settings
from django.urls import Resolver404, resolve
found = []
for path in ("/demo/", "/demo/play", "/demo/time", "/demo"):
    try:
        found.append(resolve(path).view_name)
    except Resolver404:
        pass
print(json.dumps([settings.DEMONSTRATION, "resonanz.app.demo" in settings.INSTALLED_APPS, found]))
"""
TEMPTING = {
    "RESONANZ_DEMONSTRATION": "true",
    "RESONANZ_DEMO": "1",
    "RESONANZ_KIND": "demonstration",
    "RESONANZ_HOME_KIND": "demonstration",
    "DEMONSTRATION": "1",
    "DJANGO_DEMONSTRATION": "1",
    "DJANGO_DEBUG": "1",
}


def python(*words: str, home: Path, **variables: str) -> Any:  # noqa: ANN401 (whatever JSON it prints)
    """What Python prints in a process of its own on a home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RESONANZ_")}
    own = {"RESONANZ_HOME": str(home), "DJANGO_SETTINGS_MODULE": "resonanz.app.settings"}
    done = subprocess.run(
        [sys.executable, *words], env=kept | own | variables, cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("kind", [HomeKind.TEST, HomeKind.PRODUCTION])
def test_no_setting_brings_it_into_another_home(tmp_path: Path, kind: HomeKind) -> None:
    make_keys(create_home(tmp_path / "home", kind))
    assert python("-c", LOOK_FOR_IT, home=tmp_path / "home", **TEMPTING) == [False, False, []]


def test_a_home_made_as_a_demonstration_has_it(tmp_path: Path) -> None:
    make_keys(create_home(tmp_path / "home", HomeKind.DEMONSTRATION))
    found = python("-c", LOOK_FOR_IT, home=tmp_path / "home")
    assert found == [True, True, ["demo:stage", "demo:play", "demo:time"]]


def test_no_home_becomes_a_demonstration_later(tmp_path: Path) -> None:
    create_home(tmp_path / "home", HomeKind.PRODUCTION)
    with pytest.raises(ResonanzError, match="home-of-another-kind"):
        create_home(tmp_path / "home", HomeKind.DEMONSTRATION)


@pytest.mark.parametrize(("view", "method"), [("role_switcher", "get"), ("sign_in_as", "post"), ("pass_time", "post")])
def test_even_if_the_addresses_existed_they_would_lead_nowhere(view: str, method: str) -> None:
    request = getattr(RequestFactory(), method)("/demo/", {"part": "people-lead"})
    with pytest.raises(Http404):
        getattr(views, view)(request)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Any:  # noqa: ANN401 (see in_a_demonstration)
    """What ``in_a_demonstration`` found."""
    home = migrated(tmp_path_factory.mktemp("demonstration") / "home", HomeKind.DEMONSTRATION)
    return python("-m", "tests.app.demo.in_a_demonstration", home=home)


def test_the_switcher_wants_a_post_with_its_token(played: Any) -> None:  # noqa: ANN401
    switching = played["switching"]
    assert (switching["stage"], switching["strip"]) == (200, True)
    assert (switching["by GET"], switching["without token"], switching["time without token"]) == (405, 403, 403)
    assert switching["another word"] == 404


def test_while_nobody_is_invented_nobody_is_signed_in(played: Any) -> None:  # noqa: ANN401
    nobody = played["switching"]["nobody yet"]
    assert (nobody["status"], nobody["to"], nobody["signed in"]) == (302, "/demo/", False)


@pytest.mark.parametrize(
    ("part", "leads", "everything"),
    [("employee", False, False), ("leader", True, False), ("people-lead", True, True)],
)
def test_each_part_signs_somebody_in_who_fits_it(played: Any, part: str, leads: bool, everything: bool) -> None:  # noqa: ANN401
    found = played["switching"][part]
    assert (found["status"], found["to"], found["signed in"]) == (302, "/", True)
    assert (found["leads"], found["sees everything"]) == (leads, everything)


def test_time_does_not_pass_while_the_demonstration_is_built(played: Any) -> None:  # noqa: ANN401
    """Complete, the clock moves; that no ballot box answers here is said on the stage."""
    assert played["time"] == {"wave 3 of 7": [302, "/demo/", False], "wave 8 of 7": [302, "/demo/", True]}
