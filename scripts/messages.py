"""Bring the German texts up to date: extract English message ids room by room and merge them into each ``.po``.

``./do messages`` does every room, ``./do messages people`` one (a new one too). ``de`` holds every text, ``de_Formal``
only those that differ; an entry there is left empty where ``de`` says "du" and nobody has written the formal text yet.
``--check`` writes nothing. Needs GNU gettext's xgettext.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "resonanz"
PROGRAMS = ("app", "ballotbox")
INFORMAL = re.compile(r"(?<!\()\b(du|dich|dir|dein\w*)\b", re.IGNORECASE)
UNREAD = ("*.po", "*.mo", "static", "migrations", "__pycache__")

Key = tuple[str | None, str]
Catalogues = dict[Path, polib.POFile]


def key(entry: polib.POEntry) -> Key:
    """What gettext looks a text up by."""
    return entry.msgctxt, entry.msgid


def german(entry: polib.POEntry) -> str:
    """All its forms as one text."""
    return "\n".join([entry.msgstr, *entry.msgstr_plural.values()])


def room_named(name: str) -> Path:
    """The folder of a room: ``people`` is ``app/people``."""
    for folder in (*PACKAGE.glob(name), *PACKAGE.glob(f"*/{name}")):
        return folder
    sys.exit(f"no room is called {name}; name a folder of src/resonanz, app or ballotbox")


def extracted(chosen: Iterable[Path]) -> Catalogues:
    """The message ids of every room, and under ``PACKAGE`` those of no room: in a copy, for Django writes there."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "resonanz"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns(*UNREAD))
        for room in (PACKAGE, *chosen):
            (copy / room.relative_to(PACKAGE) / "locale").mkdir(exist_ok=True)
        command = [sys.executable, "-m", "django", "makemessages", "--all", "--keep-pot", "--no-location", "-v", "0"]
        environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        subprocess.run(command, cwd=copy, env=environment, check=True)
        pots = copy.rglob("locale/django.pot")
        return {PACKAGE / pot.parents[1].relative_to(copy): polib.pofile(str(pot)) for pot in pots}


def merged(path: Path, wanted: polib.POFile) -> polib.POFile:
    """The catalogue at ``path`` with exactly the wanted ids; texts already there stay."""
    old = {key(entry): entry for entry in (polib.pofile(str(path)) if path.exists() else ())}
    catalogue = polib.POFile(wrapwidth=118)
    catalogue.metadata = {
        "Language": path.parents[1].name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in sorted(wanted, key=lambda each: (each.msgid, each.msgctxt or "")):
        before = old.get(key(entry), entry)
        fresh = polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural)
        fresh.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        fresh.msgstr = before.msgstr
        if entry.msgid_plural:
            fresh.msgstr_plural = before.msgstr_plural or {0: "", 1: ""}
        catalogue.append(fresh)
    return catalogue


def leave_differences(formal: polib.POFile, base: polib.POFile) -> None:
    """Take out of ``formal`` what ``base`` says as well, but where that is "du"."""
    below = {key(entry): german(entry) for entry in base}
    for entry in formal:
        if german(entry) == below[key(entry)]:
            entry.msgstr = ""
            entry.msgstr_plural = dict.fromkeys(entry.msgstr_plural, "")
    formal[:] = [entry for entry in formal if entry.translated() or INFORMAL.search(below[key(entry)])]


def renewed(room: Path, wanted: polib.POFile) -> Catalogues:
    """Both catalogues of a room as they should be, by their path."""
    base, formal = (room / "locale" / locale / "LC_MESSAGES" / "django.po" for locale in ("de", "de_Formal"))
    catalogues = {base: merged(base, wanted), formal: merged(formal, wanted)}
    leave_differences(catalogues[formal], catalogues[base])
    return catalogues


def is_current(path: Path, catalogue: polib.POFile) -> bool:
    """Whether the file says the same, letter by letter; no file is no entry."""
    if not path.exists():
        return not catalogue
    return str(polib.pofile(str(path), wrapwidth=catalogue.wrapwidth)) == str(catalogue)


def write(path: Path, catalogue: polib.POFile) -> None:
    """Save it; a catalogue without entries has no file."""
    if catalogue:
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(path))
    else:
        path.unlink(missing_ok=True)


def shown(path: Path) -> Path:
    """As a developer types it."""
    return path.relative_to(PACKAGE.parents[1])


def contradictions(catalogues: Catalogues) -> Iterator[str]:
    """Ids with two German texts in one program: Django merges its rooms, so one of them would never be read."""
    for program in PROGRAMS:
        first: dict[Key, tuple[Path, tuple[str, str]]] = {}
        for base, formal in zip(*[iter(catalogues.items())] * 2, strict=True):
            if base[0].relative_to(PACKAGE).parts[0] in {*PROGRAMS} - {program}:
                continue
            differing = {key(entry): german(entry) for entry in formal[1]}
            for entry in base[1]:
                texts = (german(entry), differing.get(key(entry), german(entry)))
                where, before = first.setdefault(key(entry), (base[0], texts))
                if texts != before:
                    yield f"{shown(base[0])}: other texts than in {shown(where)} for {entry.msgid!r}"


def problems_of(catalogues: Catalogues, homeless: polib.POFile) -> Iterator[str]:
    """What a person has to write or decide, one line each."""
    for path, catalogue in catalogues.items():
        yield from (f"{shown(path)}: no text for {each.msgid!r}" for each in catalogue if not each.translated())
    at_home = {key(entry) for catalogue in catalogues.values() for entry in catalogue}
    yield from (f"in no room's catalogue: {each.msgid!r}" for each in homeless if key(each) not in at_home)
    yield from contradictions(catalogues)


def main() -> int:
    """0 when every text is there, 1 otherwise."""
    parser = argparse.ArgumentParser(prog="./do messages", description=__doc__)
    parser.add_argument("room", nargs="*", type=room_named)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wanted = extracted(options.room)
    homeless = wanted.pop(PACKAGE, polib.POFile())
    rooms = {*wanted, *(po.parents[3] for po in PACKAGE.rglob("locale/*/LC_MESSAGES/django.po"))}
    catalogues: Catalogues = {}
    for room in sorted(rooms):
        catalogues |= renewed(room, wanted.get(room, polib.POFile()))
    problems = list(problems_of(catalogues, homeless))
    for path, catalogue in catalogues.items():
        if options.check and not is_current(path, catalogue):
            problems.append(f"{shown(path)}: not up to date, run ./do messages")
        if not options.check and path.parents[3] in (options.room or rooms):
            write(path, catalogue)
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
