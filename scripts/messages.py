"""Bring the German texts up to date: extract English message ids room by room, merge them into each .po, compile .mo.

``python scripts/messages.py`` does every room; ``... src/resonanz/app/people`` one. ``--check`` writes nothing and
fails when a text is missing, fuzzy or untranslated. Needs GNU gettext's xgettext.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.utils.translation import template

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "resonanz"
LOCALES = ("de_Formal", "de")
KEYWORDS = (
    "gettext_noop", "gettext_lazy", "ngettext_lazy:1,2", "pgettext:1c,2", "npgettext:1c,2,3", "pgettext_lazy:1c,2",
    "npgettext_lazy:1c,2,3",
)  # fmt: skip


def rooms() -> list[Path]:
    """Every folder that has texts of its own."""
    return sorted(path.parent for path in PACKAGE.rglob("locale") if path.is_dir())


def sources(room: Path) -> list[Path]:
    """Python files and templates of a room."""
    found = [*room.rglob("*.py"), *room.rglob("*.html"), *room.rglob("*.txt")]
    nested = [other for other in rooms() if other != room and room in other.parents]
    return sorted(p for p in found if "migrations" not in p.parts and not any(n in p.parents for n in nested))


def extract(room: Path) -> polib.POFile:
    """All message ids of a room, as a template without places (places only make noise in reviews)."""
    with tempfile.TemporaryDirectory() as folder:
        copies = []
        for number, path in enumerate(sources(room)):
            text = path.read_text(encoding="utf-8")
            if path.suffix != ".py":
                text = template.templatize(text, origin=str(path))
            copy = Path(folder) / f"{number}.py"
            copy.write_text(text, encoding="utf-8")
            copies.append(str(copy))
        if not copies:
            return polib.POFile()
        command = ["xgettext", "--language=Python", "--from-code=UTF-8", "--output=-", "--no-location", "--force-po"]
        command += [f"--keyword={word}" for word in KEYWORDS]
        done = subprocess.run([*command, *copies], capture_output=True, text=True, check=True)
    return polib.pofile(re.sub(r"charset=CHARSET", "charset=UTF-8", done.stdout))


def merged(path: Path, wanted: polib.POFile, locale: str) -> polib.POFile:
    """The room's catalogue with exactly the wanted ids; texts already there stay."""
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt, entry.msgid): entry for entry in old}
    catalogue = polib.POFile(wrapwidth=118)
    catalogue.metadata = {
        "Language": locale,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in sorted(wanted, key=lambda each: (each.msgid, each.msgctxt or "")):
        before = known.get((entry.msgctxt, entry.msgid))
        fresh = polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgid_plural=entry.msgid_plural)
        fresh.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        fresh.msgstr = before.msgstr if before else ""
        if entry.msgid_plural:
            fresh.msgstr_plural = before.msgstr_plural if before and before.msgstr_plural else {0: "", 1: ""}
        catalogue.append(fresh)
    return catalogue


def work_off(room: Path, *, check: bool) -> list[str]:
    """Renew or check one room; returns what is wrong, one line each."""
    wanted, problems = extract(room), []
    for locale in LOCALES:
        po = room / "locale" / locale / "LC_MESSAGES" / "django.po"
        catalogue = merged(po, wanted, locale)
        missing = [entry.msgid for entry in catalogue if not entry.translated()]
        problems += [f"{po.relative_to(ROOT)}: no text for {text!r}" for text in missing]
        if check:
            same = po.exists() and str(polib.pofile(str(po), wrapwidth=catalogue.wrapwidth)) == str(catalogue)
            if not same:
                problems.append(f"{po.relative_to(ROOT)}: not up to date, run ./do messages")
            continue
        po.parent.mkdir(parents=True, exist_ok=True)
        catalogue.save(str(po))
    return problems


def main() -> int:
    """0 when every text is there, 1 otherwise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", nargs="*", type=Path)
    parser.add_argument("--check", action="store_true")
    chosen = parser.parse_args()
    for room in chosen.room:
        (room / "locale").mkdir(exist_ok=True)
    problems = [line for room in (chosen.room or rooms()) for line in work_off(room.resolve(), check=chosen.check)]
    print("\n".join(problems), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
