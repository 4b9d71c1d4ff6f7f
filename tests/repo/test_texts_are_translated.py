"""Every text a person reads exists in German; formal German is written where it differs, and nowhere else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

from scripts import catalogues, messages

ROOT = Path(__file__).resolve().parents[2]


def catalogue(**texts: str) -> polib.POFile:
    made = polib.POFile()
    made.extend(polib.POEntry(msgid=msgid, msgstr=text) for msgid, text in texts.items())
    return made


def texts(made: polib.POFile) -> dict[str, str]:
    return {entry.msgid: entry.msgstr for entry in made}


def test_messages_are_complete() -> None:
    if shutil.which("xgettext") is None:
        if os.environ.get("CI"):
            pytest.fail("xgettext is missing (Debian: apt-get install gettext)")
        pytest.skip("xgettext is missing")
    command = [sys.executable, str(ROOT / "scripts" / "messages.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_formal_german_holds_only_what_differs() -> None:
    base = catalogue(Save="Sichern", You="Du bist es", New="Bist du neu?", Yours="Deins", Quoted="Deutsch (du)")
    formal = catalogue(Save="Sichern", You="Sie sind es", New="", Yours="Deins", Quoted="")
    messages.leave_differences(formal, base)
    assert texts(formal) == {"You": "Sie sind es", "New": "", "Yours": ""}


@pytest.mark.parametrize(
    ("second", "clash"),
    [({"de": "Ja"}, False), ({"de": "Jawohl"}, True), ({"de": "Ja", "de_Formal": "Jawohl"}, True)],
)
def test_two_rooms_of_a_program_say_the_same(second: dict[str, str], clash: bool) -> None:
    def room(name: str, program: str, said: dict[str, str]) -> messages.Catalogues:
        folder = messages.PACKAGE / program / name / "locale"
        return {
            folder / locale / "LC_MESSAGES" / "django.po": catalogue(
                **({"Yes": said[locale]} if locale in said else {})
            )
            for locale in ("de", "de_Formal")
        }

    first = room("a", "app", {"de": "Ja"})
    assert bool(list(messages.contradictions(first | room("b", "app", second)))) == clash
    assert list(messages.contradictions(first | room("b", "ballotbox", second))) == []


def test_what_formal_german_leaves_out_is_compiled_in(tmp_path: Path) -> None:
    for locale, made in {"de": catalogue(Save="Sichern", You="Du"), "de_Formal": catalogue(You="Sie")}.items():
        (tmp_path / "locale" / locale / "LC_MESSAGES").mkdir(parents=True)
        made.save(str(tmp_path / "locale" / locale / "LC_MESSAGES" / "django.po"))
    stale = tmp_path / "locale" / "de" / "LC_MESSAGES" / "gone.mo"
    stale.touch()
    catalogues.compile_all(tmp_path)
    compiled = polib.mofile(str(tmp_path / "locale" / "de_Formal" / "LC_MESSAGES" / "django.mo"))
    assert {entry.msgid: entry.msgstr for entry in compiled} == {"Save": "Sichern", "You": "Sie"}
    assert not stale.exists()
