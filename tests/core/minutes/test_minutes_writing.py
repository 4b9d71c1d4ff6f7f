"""Minutes on paper: complete, with owner, day and time, and what was said stays text."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from markdown_it import MarkdownIt

from resonanz.core.minutes.model import Deadline, Evidence, LineKind, Minutes, MinutesLine, MinutesNotice, Task
from resonanz.core.minutes.notices import NoticeCode
from resonanz.core.minutes.writing import as_json, as_markdown, clock, escaped, only_sure

EVIDENCE = (Evidence("7", 3723.4, 3730.0), Evidence("8", 3731.0, 3733.0))
HOSTILE = (
    "<script>alert(1)</script>",
    "**fett** _schräg_ `x` ~~weg~~",
    "[Ort](https://example.org) ![x](y)",
    "1. kein Anfang",
    "- kein Punkt",
    "# keine Überschrift",
    "> kein Zitat",
    "&lt; &amp; a | b",
)


def line(kind: LineKind, text: str = "Das ist beschlossen.", *, sure: bool = True) -> MinutesLine:
    return MinutesLine(kind, text, EVIDENCE, 1.0, sure)


def task(
    text: str = "Ich schicke die Liste bis Freitag.", owner: str | None = "Jana", deadline: Deadline | None = None
) -> Task:
    return Task(LineKind.TASK, text, EVIDENCE, 1.0, True, owner, deadline)


def minutes(*tasks: Task, language: str = "de", text: str = "Das ist beschlossen.") -> Minutes:
    one = {kind: (line(kind, text),) for kind in LineKind}
    return Minutes(
        language,
        one[LineKind.SUMMARY],
        one[LineKind.DECISION],
        tasks,
        one[LineKind.QUESTION],
        one[LineKind.WIN],
        one[LineKind.CHECK_IN][0],
    )


def shown(markdown: str) -> list[str]:
    """What a reader sees of each paragraph, heading or item; an error for markup that is not ours."""
    found = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        assert token.type not in {"html_block", "code_block", "fence", "table_open", "ordered_list_open", "hr"}, token
        assert token.type != "blockquote_open"
        if token.type == "inline":
            kinds = {child.type for child in token.children or []}
            assert kinds <= {"text", "text_special", "strong_open", "strong_close"}, kinds
            found.append("".join(child.content for child in token.children or []))
    return found


@pytest.mark.parametrize("text", HOSTILE)
def test_words_stay_words(text: str) -> None:
    made = minutes(task(text, text, Deadline(text, None, certain=True)), text=text)
    assert sum(text in one for one in shown(as_markdown(made))) == len(LineKind)
    assert f"{text} („{text}“): {text} [1:02:03]" in shown(as_markdown(made))


@pytest.mark.parametrize("text", HOSTILE)
def test_without_the_care_they_would_not(text: str) -> None:
    """The control of the test above."""
    try:
        seen = shown(f"- {text}")
    except AssertionError:
        seen = ["markup"]
    assert seen != [text]


DAY = date(2026, 3, 4)
DEADLINES = [
    ("de", None, "Jana: Ich"),
    ("de", Deadline("bis Freitag", DAY, certain=True), "Jana (bis 04.03.2026, „bis Freitag“): Ich"),
    ("de", Deadline("bis Freitag", DAY, certain=False), "Jana (bis 04.03.2026, „bis Freitag“, bitte prüfen): Ich"),
    ("de", Deadline("bald", None, certain=True), "Jana („bald“): Ich"),
    ("en", Deadline("by Friday", DAY, certain=True), "Jana (by 4 March 2026, “by Friday”): Ich"),
    ("en", Deadline("by Friday", DAY, certain=False), "Jana (by 4 March 2026, “by Friday”, please check): Ich"),
]


@pytest.mark.parametrize(("language", "deadline", "expected"), DEADLINES)
def test_who_and_until_when(language: str, deadline: Deadline | None, expected: str) -> None:
    lines = shown(as_markdown(minutes(task(deadline=deadline), language=language)))
    assert any(one.startswith(expected) for one in lines)


def test_nobody_and_nothing() -> None:
    empty = Minutes("de", (), (), (task(owner=None),), (), (), None, (MinutesNotice(NoticeCode.BROKEN_LINE, 3),))
    lines = shown(as_markdown(empty))
    assert lines.count("Nichts sicher erkannt.") == 4
    assert "Nicht erkannt, dass jemand gefragt hat, wie es den Beteiligten geht." in lines
    assert any(one.startswith("offen: ") for one in lines)
    assert lines[-2:] == ["Hinweise", "Zeile 3: Nicht lesbar und übergangen."]
    assert "[" not in as_markdown(replace(empty, tasks=(replace(task(), evidence=(Evidence("1", None, None),)),)))


def test_json_says_what_it_does_not_know() -> None:
    found = json.loads(as_json(minutes(task(), task(deadline=Deadline("bald", None, certain=True)))))
    first, second = found["tasks"]
    assert (first["due"], first["phrase"], first["due_certain"]) == (None, None, None)
    assert (second["due"], second["phrase"], second["due_certain"]) == (None, "bald", None)
    assert found["check_in"]["evidence"] == [
        {"id": "7", "start": 3723.4, "end": 3730.0},
        {"id": "8", "start": 3731.0, "end": 3733.0},
    ]


def test_unsure_lines_go_and_the_rest_stays() -> None:
    made = replace(
        minutes(task(), replace(task(), sure=False)),
        decisions=(line(LineKind.DECISION), line(LineKind.DECISION, sure=False)),
        questions=(line(LineKind.QUESTION, sure=False), line(LineKind.QUESTION)),
        wins=(line(LineKind.WIN), line(LineKind.WIN, sure=False)),
    )
    kept = only_sure(made)
    assert all(one.sure for one in kept.lines())
    assert len(list(kept.lines())) == 6
    assert only_sure(replace(made, check_in=line(LineKind.CHECK_IN, sure=False))).check_in is None


@pytest.mark.parametrize(("seconds", "text"), [(0.0, "0:00"), (59.9, "0:59"), (600.0, "10:00"), (3723.4, "1:02:03")])
def test_clock(seconds: float, text: str) -> None:
    assert clock(seconds) == text


def test_plain_sentences_stay_readable() -> None:
    assert escaped("Wir treffen uns am 15.04. um 9.30 Uhr, gut?") == "Wir treffen uns am 15.04. um 9.30 Uhr, gut?"
