"""The command on a file alone: what it prints where, what it refuses and how, and that it leaves nothing behind."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from bench.talk import transcript
from resonanz.core.minutes import minutes as engine
from resonanz.core.minutes.detecting import Found
from resonanz.core.minutes.model import LineKind
from tests.cli.command_line import ENGLISH, GERMAN, Done
from tests.cli.command_line import resonanz as command_line

NOBODY = 65534
SAID = (
    ("Jana Krüger", "Guten Morgen zusammen, wie geht es euch denn heute?"),
    ("Tom Weber", "Ähm, also gut, vielen Dank für deine Hilfe beim Umzug, Jana, das war großartig."),
    ("Jana Krüger", "Dann ist das beschlossen: Wir nehmen die kleine Maschine aus Kassel."),
    ("Tom Weber", "Ich schicke dir das Angebot bis nächsten Freitag."),
    ("Jana Krüger", "Wer kümmert sich um die Schlüssel für die neue Halle? Das ist noch offen."),
)
LINES = {"text", "evidence"}


def vtt(*said: tuple[str | None, str], step: float = 8.0, voice: str = "<v {}>{}</v>") -> bytes:
    blocks = ["WEBVTT\n"]
    for number, (who, text) in enumerate(said):
        times = f"{clock(number * step)} --> {clock(number * step + 5)}"
        blocks.append(f"{times}\n{text if who is None else voice.format(who, text)}\n")
    return "\n".join(blocks).encode()


def clock(seconds: float) -> str:
    return f"00:{seconds // 60:02.0f}:{seconds % 60:06.3f}"


@pytest.fixture
def meeting(tmp_path: Path) -> Path:
    return written(tmp_path, vtt(*SAID))


def written(folder: Path, data: bytes, name: str = "meeting.vtt") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def resonanz(*arguments: str | Path, env: Mapping[str, str] = ENGLISH) -> Done:
    return command_line("minutes", *arguments, env=env)


def as_json(*arguments: str | Path) -> dict[str, Any]:
    result = resonanz(*arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def found_everywhere(sure: int) -> dict[LineKind, list[Found]]:
    """Five of each kind, the first ``sure`` of them above their threshold."""
    places = {LineKind.DECISION: 2, LineKind.TASK: 3, LineKind.QUESTION: 4, LineKind.WIN: 1, LineKind.CHECK_IN: 0}
    return {
        kind: [Found(place, (place,), 1.0 - n / 10, n < sure) for n in range(1 if kind is LineKind.CHECK_IN else 5)]
        for kind, place in places.items()
    }


@pytest.fixture
def everything_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "detect", lambda *_: found_everywhere(sure=5))


@pytest.mark.usefixtures("everything_found")
def test_the_format_of_json(meeting: Path) -> None:
    found = as_json(meeting, "--date", "2026-11-18")
    lists = ("summary", "decisions", "questions", "wins")
    assert set(found) == {*lists, "language", "tasks", "check_in", "notices"}
    assert found["language"] == "de"
    assert found["summary"]
    for line in [found["check_in"], *(line for name in lists for line in found[name])]:
        assert set(line) == LINES
        assert all(set(one) == {"id", "start", "end"} for one in line["evidence"])
    assert [len(found[name]) for name in ("decisions", "tasks", "questions", "wins")] == [5, 5, 5, 5]
    assert found["tasks"][0] == {
        "text": "Ich schicke dir das Angebot bis nächsten Freitag.",
        "owner": "Tom Weber",
        "due": found["tasks"][0]["due"],
        "phrase": "bis nächsten Freitag",
        "due_certain": False,
        "evidence": [{"id": "4", "start": 24.0, "end": 29.0}],
    }
    assert found["tasks"][0]["due"] in {"2026-11-20", "2026-11-27"}


@pytest.mark.usefixtures("everything_found")
def test_markdown_holds_all_of_it(meeting: Path) -> None:
    made = as_json(meeting, "--date", "2026-11-18")
    shown = resonanz(meeting, "--date", "2026-11-18").stdout
    titles = ["Zusammenfassung", "Entscheidungen", "Aufgaben", "Offene Fragen", "Erfolge und Dank", "Check-in"]
    assert [line[3:] for line in shown.splitlines() if line.startswith("## ")] == [*titles, "Hinweise"]
    for line in [made["check_in"], *(line for kind in made.values() if isinstance(kind, list) for line in kind)]:
        assert line["text"] in shown.replace("\\", "")
    assert "- **Tom Weber** (bis " in shown
    assert "„bis nächsten Freitag“, bitte prüfen): Ich schicke dir" in shown
    assert "[0:24]" in shown
    assert shown == resonanz(meeting, "--date", "2026-11-18", "--format", "md").stdout


@pytest.mark.parametrize("sure", [0, 2])
def test_only_lines_above_the_threshold_are_printed(meeting: Path, sure: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "detect", lambda *_: found_everywhere(sure))
    found = as_json(meeting)
    assert [len(found[name]) for name in ("decisions", "tasks", "questions", "wins")] == [sure] * 4
    assert (found["check_in"] is None) == (sure == 0)
    assert ("Nichts sicher erkannt." in resonanz(meeting).stdout) == (sure == 0)


def test_what_the_engine_itself_finds(meeting: Path) -> None:
    found = as_json(meeting, "--date", "2026-11-18")
    texts = {text for _, text in SAID} | {"Das ist noch offen."}
    lines = [line for kind in ("summary", "decisions", "tasks", "questions", "wins") for line in found[kind]]
    assert lines
    assert all(any(line["text"].casefold()[:-1] in text.casefold() for text in texts) for line in lines)


def test_words_limit_the_summary(tmp_path: Path) -> None:
    path = written(tmp_path, b"\n\n".join(transcript(1).split(b"\n\n")[:300]))
    short, usual = (as_json(path, *more)["summary"] for more in (("--words", "40"), ()))
    assert 20 < sum(len(line["text"].split()) for line in short) <= 40
    assert 200 < sum(len(line["text"].split()) for line in usual) <= 300


@pytest.mark.parametrize(("env", "words"), [(GERMAN, "alle zugestimmt haben"), (ENGLISH, "everybody who speaks")])
def test_one_line_about_consent_goes_to_stderr(meeting: Path, env: Mapping[str, str], words: str) -> None:
    result = resonanz(meeting, "--format", "json", env=env)
    assert result.stderr.count("\n") == 1
    assert words in result.stderr
    assert words not in result.stdout


def test_the_language_can_be_given(meeting: Path) -> None:
    assert as_json(meeting, "--language", "de")["notices"] == as_json(meeting)["notices"]
    english = as_json(meeting, "--language", "en")
    assert english["language"] == "en"
    assert "other-language" in codes(english)
    assert resonanz(meeting, "--language", "en").stdout.startswith("# Minutes\n")


def codes(found: Mapping[str, Any]) -> set[str]:
    assert all(notice["text"] for notice in found["notices"])
    return {notice["code"] for notice in found["notices"]}


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 50_000_000)
    return stream.getvalue()


def archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("holiday.txt", "sun")
    return stream.getvalue()


REFUSED = {
    "empty": (b"", "The file is empty"),
    "blank": (b" \n\r\n\x00", "The file is empty"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "no transcript (found: PNG)"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "no transcript (found: PDF)"),
    "json": (b'{"meeting": ["a", "b"]}', "Line 1: This is no transcript (found: JSON)"),
    "page": (b"<!DOCTYPE html><html><p>Hello</p></html>", "Line 1: This is no transcript (found: HTML)"),
    "program": (b"\x7fELF" + bytes(300), "no transcript (found: binary data)"),
    "bomb": (bomb(), "It was not opened"),
    "archive": (archive(), "no Word document"),
    "cut": (archive()[:40], "The Word file is damaged"),
    "silent": (b"WEBVTT\n\n00:01.000 --> 00:02.000\n...\n", "Not a single word"),
    "broken": (b"WEBVTT\n\n00:99.000 --> 00:02.000\nHello there.\n", "Line 3: Not a single word"),
    "recording": (b"word " * 4_500_000, "larger than 20 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_transcript_is_refused(tmp_path: Path, name: str) -> None:
    data, message = REFUSED[name]
    result = resonanz(written(tmp_path, data), "--format", "json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines()[-1].startswith("resonanz minutes: meeting.vtt: ")
    assert message in result.stderr


def test_german_refusals(tmp_path: Path) -> None:
    result = resonanz(written(tmp_path, b'["a"]'), env=GERMAN)
    assert "meeting.vtt: Zeile 1: Das ist kein Transkript (gefunden: JSON)." in result.stderr
    assert "none.vtt gibt es nicht." in resonanz(tmp_path / "none.vtt", env=GERMAN).stderr


def test_files_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path, message in ((tmp_path, "is a folder"), (tmp_path / "none.vtt", "There is no file")):
        result = resonanz(path)
        assert (result.exit_code, result.stdout) == (2, "")
        assert message in result.stderr

    def deny(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    path = written(tmp_path, vtt(*SAID))
    assert resonanz(path).exit_code == 0
    monkeypatch.setattr(Path, "open", deny)
    assert "may not be read" in resonanz(path).stderr
    monkeypatch.setattr(Path, "open", lambda *_: (_ for _ in ()).throw(OSError(5, "Input/output error")))
    assert "could not be read or written (Input/output error)" in resonanz(path).stderr


@contextmanager
def without_the_rights_of_root() -> Iterator[None]:
    """Root may read everything: as root the test is somebody else for a moment."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(was)


def test_a_file_without_the_right_to_read() -> None:
    with TemporaryDirectory() as open_to_all:
        folder = Path(open_to_all)
        folder.chmod(0o755)
        path = written(folder, vtt(*SAID))
        path.chmod(0o644)
        assert resonanz(path).exit_code == 0, "the control, and everything is imported"
        with without_the_rights_of_root():
            assert resonanz(path).exit_code == 0, "the control: whoever may read it gets minutes"
        path.chmod(0)
        with without_the_rights_of_root():
            result = resonanz(path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "may not be read" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ("--date", "18.11.2026"),
        ("--date", "2026-02-30"),
        ("--date", "9999-12-31"),
        ("--date", "0001-01-01"),
        ("--format", "pdf"),
        ("--language", "fr"),
        ("--words", "9"),
        ("--words", "many"),
        ("second.vtt",),
    ],
)
def test_wrong_use_ends_with_2(meeting: Path, options: tuple[str, ...]) -> None:
    result = resonanz(meeting, *options)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "See: resonanz minutes --help" in result.stderr


GERMAN_TALK = tuple(("Ana", f"Wir haben gesagt, dass ich die Liste Nummer {n} noch einmal prüfe.") for n in range(8))
ENGLISH_TALK = tuple(("Bo", f"I will send you the list number {n} because we have to check it.") for n in range(8))
BACKWARD = b"WEBVTT\n\n00:20.000 --> 00:24.000\n<v Ana>Zuletzt.</v>\n\n00:01.000 --> 00:21.500\n<v Bo>Zuerst.</v>\n"
MENDED = {
    "two-languages": vtt(*GERMAN_TALK, *ENGLISH_TALK),
    "times-backward": BACKWARD,
    "times-overlap": BACKWARD,
    "no-speakers": vtt(*((None, text) for _, text in SAID)),
    "one-speaker": vtt(*(("Raum 4", text) for _, text in SAID)),
    "encoding-guessed": vtt(*SAID).decode().encode("cp1252"),
    "other-form": b"Ana: Das ist reiner Text.\nBo: Das stimmt.\n",
    "little-said": vtt(("Ana", "Guten Tag.")),
    "broken-line": vtt(*SAID) + b"\n00:77:99.000 --> x\nweg\n",
}


@pytest.mark.parametrize("code", MENDED)
def test_what_could_not_be_done_is_said(tmp_path: Path, code: str) -> None:
    path = written(tmp_path, MENDED[code])
    found = as_json(path)
    assert code in codes(found)
    said = next(notice for notice in found["notices"] if notice["code"] == code)
    assert code != "broken-line" or said["text"].startswith("Zeile 18: ")
    assert {"## Hinweise", "## Notes"} & set(resonanz(path).stdout.splitlines())


def test_windows_1252_keeps_its_umlauts(tmp_path: Path) -> None:
    assert "großartig" in resonanz(written(tmp_path, MENDED["encoding-guessed"])).stdout


@pytest.mark.usefixtures("everything_found")
def test_markup_in_names_and_words_stays_text(tmp_path: Path) -> None:
    said = [(who, f"{text} <img src=x onerror=alert(1)> **fett**") for who, text in SAID]
    name = "<script>alert('{}')</script>"
    lines = "\n".join(f"{name.format(who)}: {text}" for who, text in said)
    shown = resonanz(written(tmp_path, lines.encode(), "typed.txt")).stdout
    assert "alert" in shown
    assert "<script" not in shown.replace("\\<script", "")
    assert "<img" not in shown.replace("\\<img", "")
    assert "**fett" not in shown


def test_fifty_people_for_four_hours(tmp_path: Path) -> None:
    four_hours = transcript(4)
    for number in range(50):
        four_hours = four_hours.replace(b"<v Pavel>", f"<v Gast {number}>".encode(), 60)
    found = as_json(written(tmp_path, four_hours))
    assert found["summary"][-1]["evidence"][0]["start"] > 3600
    assert 200 < sum(len(line["text"].split()) for line in found["summary"]) <= 300


WATCHED = """
import os, sys
sys.dont_write_bytecode = True
changed = []
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.link", "os.symlink", "os.truncate", "socket.connect",
           "socket.bind", "sqlite3.connect", "subprocess.Popen", "os.posix_spawn", "os.system", "shutil.copyfile"}
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_APPEND | os.O_TRUNC
def watch(event, given):
    if event in CHANGES or (event == "open" and isinstance(given[2], int) and given[2] & WRITES):
        changed.append((event, str(given[0])))
sys.addaudithook(watch)
try:
    if sys.argv[1] == "control":
        open("left-behind.txt", "w", encoding="utf-8").close()
    from resonanz.cli.main import main
    sys.argv[0:2] = ["resonanz"]
    main()
finally:
    print("CHANGED", changed, file=sys.stderr)
"""


def run_watched(folder: Path, path: Path, mode: str) -> tuple[subprocess.CompletedProcess[str], set[Path]]:
    """The whole program in a bare environment, with every write reported; and what is new in its folders."""
    rooms = [folder / name for name in ("cwd", "home", "tmp")]
    for room in rooms:
        room.mkdir(exist_ok=True)
    environment = {"HOME": str(rooms[1]), "TMPDIR": str(rooms[2]), "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
    arguments = [sys.executable, "-c", WATCHED, mode, "minutes", str(path), "--format", "json"]
    done = subprocess.run(arguments, cwd=rooms[0], env=environment, capture_output=True, text=True, check=False)
    return done, {new for room in rooms for new in room.rglob("*")}


def test_nothing_is_written_and_nothing_else_is_needed(tmp_path: Path, meeting: Path) -> None:
    """No settings, no RESONANZ_HOME; no file is opened for writing, no folder changes, nobody is called."""
    before = meeting.read_bytes()
    done, new = run_watched(tmp_path, meeting, "watch")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["language"] == "de"
    assert done.stderr.splitlines()[-1] == "CHANGED []"
    assert new == set()
    assert meeting.read_bytes() == before


def test_a_written_file_would_be_seen(tmp_path: Path, meeting: Path) -> None:
    """The control of the test above."""
    done, new = run_watched(tmp_path, meeting, "control")
    assert done.returncode == 0, done.stderr
    assert "left-behind.txt" in done.stderr.splitlines()[-1]
    assert {path.name for path in new} == {"left-behind.txt"}
