"""``resonanz migrate`` and ``resonanz admin add`` as typed by hand."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

COMMAND = "from resonanz.cli.main import main; main()"


def resonanz(home: Path | None, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("RESONANZ_", "DJANGO_"))}
    if home:
        environment["RESONANZ_HOME"] = str(home)
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *words], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home made once for this file."""
    path = tmp_path_factory.mktemp("installation") / "home"
    done = resonanz(path, "migrate")
    assert done.returncode == 0, done.stderr
    assert "production" in done.stdout
    return path


def test_migrate_makes_keys_for_their_owner_alone(home: Path) -> None:
    for name in ("app/secret_key", "app/port_key"):
        assert stat.S_IMODE((home / name).stat().st_mode) == 0o600
    private = load_pem_private_key((home / "app/port_key").read_bytes(), password=None)
    public = load_pem_public_key((home / "ballotbox/port_key.pub").read_bytes())
    assert private.public_key() == public
    assert len((home / "app/secret_key").read_text()) >= 50


def test_each_program_has_its_own_tables(home: Path) -> None:
    tables = {}
    for name in ("app/db", "app/cache", "ballotbox/ballots"):
        with closing(sqlite3.connect(home / f"{name}.sqlite3")) as connection:
            tables[name] = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert {"people_person", "accounts_user"} <= tables["app/db"]
    assert "cache" in tables["app/cache"]
    assert not any("person" in table or "user" in table for table in tables["ballotbox/ballots"] | tables["app/cache"])


def test_migrate_again_changes_no_key_and_no_kind(home: Path) -> None:
    before = {name: (home / name).read_bytes() for name in ("app/secret_key", "app/port_key", "kind")}
    assert resonanz(home, "migrate").returncode == 0
    assert before == {name: (home / name).read_bytes() for name in before}
    refused = resonanz(home, "migrate", "--kind", "test")
    assert refused.returncode == 2
    assert "made for another use (production)" in refused.stderr


def test_a_foreign_port_key_is_noticed(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "app").mkdir(parents=True)
    (other / "ballotbox").mkdir()
    (other / "kind").write_text("production\n")
    (other / "ballotbox/port_key.pub").write_bytes((home / "ballotbox/port_key.pub").read_bytes())
    refused = resonanz(other, "migrate")
    assert refused.returncode == 2
    assert "do not belong together" in refused.stderr


def test_admin_add_names_a_people_lead(home: Path) -> None:
    done = resonanz(home, "admin", "add", "Chefin@Example.org")
    assert done.returncode == 0, done.stderr
    assert "chefin@example.org" in done.stdout
    with closing(sqlite3.connect(home / "app/db.sqlite3")) as connection:
        rows = connection.execute(
            "SELECT email, name FROM accounts_user JOIN accounts_role ON user_id = accounts_user.id ORDER BY name"
        ).fetchall()
    assert rows == [("chefin@example.org", "administrator"), ("chefin@example.org", "people-lead")]


@pytest.mark.parametrize(
    ("words", "said"), [(("admin", "add", "chefin"), "“chefin” is no mail address"), (("admin", "add"), "MAIL")]
)
def test_wrong_use_ends_with_2(home: Path, words: tuple[str, ...], said: str) -> None:
    done = resonanz(home, *words)
    assert done.returncode == 2
    assert said in done.stderr


def test_without_a_home_nothing_is_made() -> None:
    done = resonanz(None, "migrate")
    assert done.returncode == 2
    assert "RESONANZ_HOME" in done.stderr
