"""Released minutes made by hand, with everything in them that a format could take for its own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from resonanz.app.meetings.models import Line, LineWording, Meeting, Participant
from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.states import MeetingState
from resonanz.app.people.models import Person
from resonanz.core.minutes.model import LineKind

HOSTILE = (
    "<script>alert(1)</script>",
    "Größe, Maße; 5.000 € – „so“",
    "a\r\nATTENDEE:mailto:x@example.org\rMETHOD:REQUEST\nBEGIN:VALARM",
    "1. **fett** [Ort](https://example.org) ![](x) `code` $x$ <b>&amp;</b> | ~~weg~~ # _u_ \\ !",
    "- [ ] noch eine",
    "=====",
    "Danke 👍🏽 und 👩‍👩‍👧 an alle, " * 6,
)
RELEASED_ON = date(2026, 12, 9)


def reading(
    lines: Mapping[LineKind, tuple[Line, ...]] | None = None,
    *,
    title: str = "Übergabe <b>Nord</b>",
    **meeting: Any,  # noqa: ANN401 (fields of the model)
) -> Reading:
    """A reading of minutes that Emil owns; Ina and Gerda took part, Otto objected. Nothing is stored."""
    owner = Person(pk=1, given_name="Emil", family_name="Ernst")
    values = {
        "title": title, "held_on": date(2026, 12, 4), "owner": owner, "purpose": "Wer was tut", "language": "de",
        "state": MeetingState.RELEASED, "released_on": RELEASED_ON, "keep_months": 3,
    }  # fmt: skip
    found = Meeting(**{**values, **meeting})
    participants = (
        Participant(pk=11, meeting=found, person=owner),
        Participant(pk=12, meeting=found, name="Ina Ångström"),
        Participant(pk=13, meeting=found, name="Gerda <i>Groß</i>"),
        Participant(pk=14, meeting=found, name="Otto Ohlsen", objected=True),
    )
    by_kind = {kind: (lines or {}).get(kind, ()) for kind in LineKind}
    return Reading(found, participants[0], participants, by_kind, True, False, False, False)


def line(number: int, kind: LineKind, text: str, **values: Any) -> Line:  # noqa: ANN401 (fields of the model)
    """An accepted line."""
    return Line(pk=number, kind=kind.value, text=text, **values)


def hostile(**meeting: Any) -> Reading:  # noqa: ANN401 (fields of the model)
    """Every hostile text in every kind; tasks with owners, days and phrases of all sorts."""
    plain = [kind for kind in LineKind if kind is not LineKind.TASK]
    lines: dict[LineKind, tuple[Line, ...]] = {
        kind: tuple(line(i, kind, text) for i, text in enumerate(HOSTILE)) for kind in plain
    }
    dated = {"due": date(2026, 12, 31), "phrase": "bis <i>Silvester</i>, spätestens; ja\nwirklich"}
    lines[LineKind.TASK] = tuple(line(100 + i, LineKind.TASK, text, **dated) for i, text in enumerate(HOSTILE))
    return reading(lines, **meeting)


def tasks() -> Reading:
    """Four tasks: Ina's with a day, Emil's with a doubtful day, a stranger's without, nobody's in Emil's words."""
    by_ina = line(1, LineKind.TASK, "Ich bestelle die Farbe.", due=date(2027, 2, 28), phrase="bis Ende Februar")
    by_emil = line(
        2, LineKind.TASK, "Ich rufe an.", due=date(2026, 12, 7), due_certain=False, phrase="Anfang der Woche"
    )
    by_other = line(3, LineKind.TASK, "Der Hausmeister schaut nach.", owner_name="Herr Kühn", phrase="bald mal")
    by_nobody = line(4, LineKind.TASK, "Formular anpassen", wording=LineWording.OWNER)
    found = reading({LineKind.TASK: (by_ina, by_emil, by_other, by_nobody)})
    by_emil.owner, by_ina.owner = found.participants[:2]
    return found
