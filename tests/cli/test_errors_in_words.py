"""Every command says in German and English what kept it from its work: one line with what to do, exit 2, no traceback.

Rows run in this process, as ``main`` does; where a program of its own is the point, in a process of its own.
"""

from __future__ import annotations

import errno
import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest

from resonanz.cli.migrate import make_keys
from resonanz.core.kernel.home import HomeKind, create_home
from tests.cli.command_line import ENGLISH, GERMAN, Done, only_this_environment, resonanz

LANGUAGES = {"en": ENGLISH, "de": GERMAN}
NOBODY = 65534
GERMAN_WORDS = (" ist ", " kann ", " hat ", " gibt es ", "fehlt", " kein ", "Bitte ", " nicht ")
TO_DO = {
    "en": re.compile(
        r"\b(Check|Choose|See|Set|Name|Write|Run|Give|Save|Restore|Free|Try|Look|Remove|Start|Export|choose|to do)\b"
    ),
    "de": re.compile(r"\b(bitte|Näheres unter|was zu tun ist|(schreiben|geben|speichern|wählen|prüfen) sie)\b", re.I),
}


@dataclass(frozen=True)
class Row:
    """A command line, the environment it meets, and what at fault its one line must name."""

    words: str
    fault: str
    env: Mapping[str, str] | None = None
    exit_code: int = 2

    def __str__(self) -> str:
        return f"{self.words} {' '.join(self.env or {})}"


HOME = {"RESONANZ_HOME": "{home}"}
SERVED = {"RESONANZ_HOME": "{keyed}", "RESONANZ_MAIL_URL": "smtp://mail:25"}
SETTING = {"RESONANZ_HOME": "{home}", "RESONANZ_APP_URL": "localhost"}
ROWS = [
    Row("nonsense", "nonsense"),
    Row("admin nonsense", "nonsense"),
    Row("--nonsense", "--nonsense"),
    Row("admin add", "MAIL"),
    Row("admin add chefin@example.org", "RESONANZ_HOME"),
    Row("admin add chefin@example.org", "{nowhere}", {"RESONANZ_HOME": "{nowhere}"}),
    Row("admin add chefin@example.org", "RESONANZ_APP_URL", SETTING),
    Row("admin add chefin@example.org", "{home}", HOME),
    Row("analyse", "FILE"),
    Row("analyse {csv}", "--map"),
    Row("analyse {nowhere} --map {toml}", "{nowhere}"),
    Row("analyse {csv} --map {nowhere}", "{nowhere}"),
    Row("analyse {folder} --map {toml}", "{folder}"),
    Row("analyse {csv} --map {broken_toml}", "broken.toml"),
    Row("analyse {csv} --map {wrong_toml}", "wrong.toml"),
    Row("analyse {empty} --map {toml}", "empty"),
    Row("analyse {pdf} --map {toml}", "PDF"),
    Row("analyse {broken_csv} --map {toml}", "broken.csv"),
    Row("analyse {csv} --map {toml} --format xlsx", "--format"),
    Row("demo --people 3", "--people"),
    Row("demo --port abc", "--port"),
    Row("demo --port 999999", "--port"),
    Row("demo --port -5", "--port"),
    Row("demo --home {production} --once", "{production}"),
    Row("demo --home {empty} --once", "empty"),
    Row("migrate", "RESONANZ_HOME"),
    Row("migrate --kind holiday", "--kind"),
    Row("migrate --kind test", "{production}", {"RESONANZ_HOME": "{production}"}),
    Row("migrate", "{marked}/kind", {"RESONANZ_HOME": "{marked}"}),
    Row("migrate", "{changed}/kind", {"RESONANZ_HOME": "{changed}"}),
    Row("migrate", "{older}", {"RESONANZ_HOME": "{older}"}),
    Row("migrate", "clock", {"RESONANZ_HOME": "{shifted}"}),
    Row("migrate", "empty", {"RESONANZ_HOME": "{empty}/inside"}),
    Row("migrate", "RESONANZ_MAIL_URL", {"RESONANZ_HOME": "{home}", "RESONANZ_MAIL_URL": "http://mail"}),
    Row("minutes", "FILE"),
    Row("minutes {nowhere}", "{nowhere}"),
    Row("minutes {folder}", "{folder}"),
    Row("minutes {pdf}", "PDF"),
    Row("minutes {empty}", "empty"),
    Row("minutes {vtt} --date yesterday", "--date"),
    Row("minutes {vtt} --words many", "--words"),
    Row("minutes {vtt} more.vtt", "more.vtt"),
    Row("serve --only nothing", "--only"),
    Row("serve", "{nowhere}", {"RESONANZ_HOME": "{nowhere}"}),
    Row("serve", "{home}", HOME),
    Row("serve", "RESONANZ_BALLOTBOX_LISTEN", {"RESONANZ_HOME": "{home}", "RESONANZ_BALLOTBOX_LISTEN": "8001"}),
    Row("serve", "RESONANZ_BALLOTBOX_URL", {"RESONANZ_HOME": "{home}", "RESONANZ_BALLOTBOX_URL": "http://localhost:9"}),
    Row("serve --only app", "{port}", SERVED | {"RESONANZ_APP_URL": "http://localhost:{port}"}),
    Row("serve --only app", "RESONANZ_APP_LISTEN", SERVED | {"RESONANZ_APP_LISTEN": "127.0.0.1:{port}"}),
    Row("serve", "{changed}/kind", {"RESONANZ_HOME": "{changed}"}),
    Row("serve", "{older}", {"RESONANZ_HOME": "{older}"}),
    Row("worker --once", "RESONANZ_HOME"),
    Row("worker --once", "RESONANZ_LANGUAGE", {"RESONANZ_HOME": "{home}", "RESONANZ_LANGUAGE": "klingon"}),
]  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Good and bad files, folders and homes by the names that the rows use; a port that somebody holds."""
    folder = tmp_path_factory.mktemp("places")
    examples = Path(__file__).resolve().parents[2] / "examples" / "analyse"
    toml = (examples / "wide.toml").read_text(encoding="utf-8")
    files = {
        "empty": ("empty", ""),
        "broken_toml": ("broken.toml", "[rows\n"),
        "wrong_toml": ("wrong.toml", toml.replace("[values]", "[valeus]")),
        "pdf": ("film.vtt", "%PDF-1.7 " + "x" * 50),
        "broken_csv": ("broken.csv", 'Rolle;Standort\n"a;b\n'),
        "vtt": ("talk.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ina>Hello there.\n"),
    }
    for name, content in files.values():
        (folder / name).write_text(content, encoding="utf-8")
    for name, mark in (("marked", "holiday"), ("shifted", "production"), ("production", "production")):
        (folder / name).mkdir()
        (folder / name / "kind").write_text(mark, encoding="ascii")
    (folder / "shifted" / "clock").write_text("60", encoding="ascii")
    create_home(folder / "home", HomeKind.PRODUCTION)
    for name in ("keyed", "changed", "older"):
        make_keys(create_home(folder / name, HomeKind.PRODUCTION))
    (folder / "changed" / "kind").write_text("demonstration", encoding="ascii")
    (folder / "older" / "app" / "port_key.seal").unlink()
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield {
            **{key: str(folder / name) for key, (name, _content) in files.items()},
            **{path.name: str(path) for path in folder.iterdir() if path.is_dir()},
            "csv": str(examples / "wide.csv"), "toml": str(examples / "wide.toml"),
            "folder": str(folder), "nowhere": str(folder / "nowhere"), "port": str(held.getsockname()[1]),
        }  # fmt: skip


def check(done: Done, fault: str, language: str, exit_code: int = 2) -> None:
    """One or two lines with the fault and what to do, in the right language, and nothing else."""
    said = "\n".join(line for line in done.stderr.splitlines() if not line.startswith(("Only for", "Nur für")))
    assert (done.exit_code, done.stdout) == (exit_code, ""), said
    assert said.startswith("resonanz"), said
    assert "Traceback" not in said
    assert fault in said
    assert len(said.splitlines()) <= 3, said
    assert TO_DO[language].search(said), said
    assert any(word in said for word in GERMAN_WORDS) is (language == "de"), said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("row", ROWS, ids=str)
def test_one_line_says_what_to_do(row: Row, language: str, places: dict[str, str]) -> None:
    env = {name: value.format(**places) for name, value in (row.env or {}).items()}
    words = [word.format(**places) for word in row.words.split()]
    run = in_a_process if is_about_settings(row) else in_this_process
    done = run(words, env | LANGUAGES[language])
    check(done, row.fault.format(**places), language, row.exit_code)


def is_about_settings(row: Row) -> bool:
    """Django reads its settings once a process: these rows need one of their own."""
    return row.words.startswith(("admin add chefin", "worker"))


def in_this_process(words: list[str], env: Mapping[str, str]) -> Done:
    return resonanz(*words, env=env)


def in_a_process(words: list[str], env: Mapping[str, str]) -> Done:
    command = [sys.executable, "-m", "resonanz", *words]
    with only_this_environment(env):
        done = subprocess.run(command, env=dict(os.environ), capture_output=True, text=True, check=False)
    return Done(done.returncode, done.stdout, done.stderr)


def failing(error: OSError) -> Callable[..., object]:
    def fail(*_: object, **__: object) -> object:
        raise error

    return fail


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), {"en": "disk is full", "de": "Datenträger ist voll"}),
        (PermissionError(errno.EACCES, "Permission denied"), {"en": "may not be read", "de": "darf nicht gelesen"}),
        (OSError(errno.EIO, "Input/output error"), {"en": "could not be read", "de": "ließ sich nicht lesen"}),
    ],
)
def test_what_the_disk_refuses(error: OSError, words: dict[str, str], language: str, places: dict[str, str]) -> None:
    with mock.patch.object(Path, "open", failing(error)):
        done = resonanz("minutes", places["vtt"], env=LANGUAGES[language])
    check(done, words[language], language)


@contextmanager
def interrupted() -> Iterator[None]:
    with mock.patch.object(Path, "open", side_effect=KeyboardInterrupt):
        yield


@pytest.mark.parametrize("language", LANGUAGES)
def test_ctrl_c_is_no_traceback(language: str, places: dict[str, str]) -> None:
    with interrupted():
        done = resonanz("minutes", places["vtt"], env=LANGUAGES[language])
    check(done, {"en": "Stopped before", "de": "Vor dem Ende"}[language], language, exit_code=130)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_damaged_database_is_named(language: str, tmp_path: Path) -> None:
    home = create_home(tmp_path / "home", HomeKind.PRODUCTION)
    make_keys(home)
    (home.app / "db.sqlite3").write_bytes(b"no database at all" * 300)
    env = LANGUAGES[language] | {"RESONANZ_HOME": str(home.path)}
    check(in_a_process(["admin", "add", "chefin@example.org"], env), str(home.path), language)


COMMANDS = ("", "admin", "analyse", "demo", "migrate", "minutes", "serve", "worker")


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_german(command: str) -> None:
    words = [*command.split(), "--help"]
    german, english = resonanz(*words, env=GERMAN), resonanz(*words)
    assert german.exit_code == english.exit_code == 0
    assert "Aufruf: resonanz" in german.stdout
    assert "Usage: resonanz" in english.stdout
    assert [part for part in ("Usage", "Options", "Show this") if part in german.stdout] == []


@pytest.mark.parametrize(
    ("env", "is_german"),
    [
        ({"LANG": "en_GB.UTF-8", "RESONANZ_LANGUAGE": "de"}, False),
        ({"LANG": "fr_FR.UTF-8"}, False),
        ({"LANG": ""}, False),
        ({"LANG": "C"}, False),
        ({"LANG": "de_AT.UTF-8"}, True),
        ({"LANG": "C.UTF-8", "RESONANZ_LANGUAGE": "de"}, True),
        ({"LC_ALL": "de_DE", "LANG": "en"}, True),
        ({"LC_ALL": "en_US", "LANG": "de_DE"}, False),
    ],
)
def test_the_terminal_says_the_language_and_the_setting_says_more(env: dict[str, str], is_german: bool) -> None:
    said = resonanz("nonsense", env={"LC_ALL": "", "LC_MESSAGES": "", "LANG": "", **env}).stderr
    assert ("gibt es nicht" in said) is is_german
