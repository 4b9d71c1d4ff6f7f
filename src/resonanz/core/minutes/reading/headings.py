"""How lines of a text name the speaker and the time, and which of these ways a file uses.

Taken from files of these products: Teams in Word ("Name   0:03" and the words below), Zoom ("[Name] 10:02:03"),
Google Meet (a time on a line of its own, then "Name: words"), pages of Teams copied as text ("Name 3 Minuten
12 Sekunden"), and those people type: "[00:01:02] Name: words", "00:01 Name" with the words below, "Name (0:05): words".
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from resonanz.core.minutes.reading.cues import label
from resonanz.core.minutes.reading.labels import Labels, before_colon, unmistakable
from resonanz.core.minutes.reading.name_forms import is_number, name_like, possible, stands_for_somebody
from resonanz.core.minutes.reading.times import TIME, seconds

LONGEST = 200  # characters of a line that can head a turn
RANGE = rf"({TIME})(?:\s*(?:-{{1,3}}>|–|—|-)\s*({TIME}))?"
ONLY_TIME = re.compile(rf"(?:#+\s*)?[\[(]?\s*{RANGE}\s*[\])]?")
TIME_FIRST = re.compile(rf"([\[(])?\s*{RANGE}\s*[\])]?\s*[-–|]?\s*(\S.*)", re.DOTALL)
REMARK = r"\[[^\[\]\t\d][^\[\]\t]{0,100}\]"  # "[IT]" behind a name
NAME_TIME = re.compile(rf"(\[)?((?:[^\[\]\t]|{REMARK}){{1,120}}?)\]?(\s+)([\[(])?\s*{RANGE}\s*[\])]?:?")
NAME_TIME_TEXT = re.compile(
    rf"((?:[^:\[\](]|\([^()\d][^()]{{0,100}}\)|{REMARK}){{1,200}}?)\s*[\[(]\s*{RANGE}\s*[\])]\s*:?\s+(\S.*)", re.DOTALL
)
SPELLED = re.compile(
    r"(.{1,120}?)\s+(?:(\d+)\s+(?:Stunden?|hours?)\s*)?(?:(\d+)\s+(?:Minuten?|minutes?)\s*)?(?:(\d+)\s+(?:Sekunden?|seconds?))?"
)
FEW = 0.2
DIGIT_OR_BRACKET = frozenset("0123456789]):")


@dataclass(frozen=True, slots=True)
class Heading:
    """What a line says about who speaks when; ``rest`` are words of the same line. ``unclear`` may be the label of
    somebody, who then is not known."""

    speaker: str | None = None
    start: float | None = None
    end: float | None = None
    rest: str = ""
    unclear: str | None = None


def headings(texts: Sequence[str]) -> list[Heading | None]:
    """For every line (none of them blank) its heading, or ``None`` for words; all ``None`` in a text without any."""
    ways = (_name_with_time, _spelled, _name_time_text, _time_first, _time_alone)
    # The way that explains most lines; the first of those that are even.
    best = max((way(texts) for way in ways), key=lambda found: sum(map(_explains, found)))
    first = next((index for index, heading in enumerate(best) if _explains(heading)), len(texts))
    return [None] * first + [
        heading or _by_itself(text) for heading, text in zip(best[first:], texts[first:], strict=True)
    ]


def _explains(heading: Heading | None) -> bool:
    return heading is not None and heading.unclear is None


def _by_itself(text: str) -> Heading | None:
    # A line of words that begins with what is a label wherever it stands.
    found = unmistakable(text)
    return None if found is None else Heading(rest=text, unclear=found)


def _unclear(name: str, start: str, end: str | None, rest: str) -> Heading:
    # Where a name and a time should be there is a time, and what is no name: somebody else speaks, nobody knows who.
    return Heading(None, *_times(start, end), rest, unclear=label(name))


def _times(start: str, end: str | None) -> tuple[float | None, float | None]:
    begin = seconds(start)
    until = seconds(end) if end else None
    return begin, until if begin is not None and until is not None and until >= begin else None


def _name_with_time(texts: Sequence[str]) -> list[Heading | None]:
    found = [
        NAME_TIME.fullmatch(text) if len(text) <= LONGEST and text[-1:] in DIGIT_OR_BRACKET else None for text in texts
    ]
    names = Counter(match.group(2).strip() for match in found if match)
    sure = 0
    result: list[Heading | None] = []
    for match in found:
        name = match.group(2).strip() if match else ""
        marked = match is not None and (match.group(1) or match.group(4) or match.group(6) or len(match.group(3)) > 1)
        if match is None or not (name_like(name) or (possible(name) and (marked or names[name] > 1))):
            unclear = match is not None and (marked or stands_for_somebody(name))
            result.append(_unclear(name, match.group(5), match.group(6), match.group()) if match and unclear else None)
            continue
        sure += 2 if marked else 1
        result.append(Heading(label(name), *_times(match.group(5), match.group(6))))
    return result if sure >= 2 else [None] * len(texts)


def _spelled(texts: Sequence[str]) -> list[Heading | None]:
    # "Name 3 Minuten 12 Sekunden", as pages say it to a screen reader. The two lines that such pages put before it
    # (the name, the time in digits) are no words.
    result: list[Heading | None] = [None] * len(texts)
    for index, text in enumerate(texts):
        match = SPELLED.fullmatch(text) if len(text) <= LONGEST and text.endswith(("n", "e", "s")) else None
        if match is None or not any(match.group(2, 3, 4)):
            continue
        if not name_like(match.group(1)):
            if stands_for_somebody(match.group(1)):
                result[index] = Heading(rest=text, unclear=label(match.group(1)))
            continue
        hours, minutes, rest = (int(part or 0) for part in match.group(2, 3, 4))
        result[index] = Heading(label(match.group(1)), hours * 3600.0 + minutes * 60 + rest)
        for back in (1, 2):
            if index >= back and (texts[index - back] == match.group(1) or ":" in texts[index - back][:6]):
                result[index - back] = Heading(label(match.group(1)))
    return result if sum(map(_explains, result)) >= 2 else [None] * len(texts)


def _name_time_text(texts: Sequence[str]) -> list[Heading | None]:
    found = [NAME_TIME_TEXT.fullmatch(text) for text in texts]
    result = [
        Heading(label(match.group(1)), *_times(match.group(2), match.group(3)), match.group(4))
        if match is not None and name_like(match.group(1))
        else _unclear(match.group(1), match.group(2), match.group(3), match.group(4))
        if match is not None
        else None
        for match in found
    ]
    enough = sum(map(_explains, result)) >= max(1, 2 * FEW * len(texts))
    return result if enough else [None] * len(texts)


def _time_first(texts: Sequence[str]) -> list[Heading | None]:
    # "[00:01:02] Name: words", "00:01 Name" with words below, "[00:01] words".
    found = [TIME_FIRST.fullmatch(text) for text in texts]
    led = [match for match in found if match is not None]
    if not led or not (len(led) >= FEW * len(texts) or all(match.group(1) for match in led)):
        return [None] * len(texts)
    labels = Labels.of(match.group(4) for match in led)
    below = not labels and _names_alone(found)
    result: list[Heading | None] = []
    for match in found:
        if match is None:
            result.append(None)
            continue
        times = _times(match.group(2), match.group(3))
        if below:
            result.append(Heading(label(match.group(4)), *times))
            continue
        opening = labels.opening(match.group(4))
        result.append(Heading(opening.speaker, *times, opening.rest, opening.unclear))
    return result


def _names_alone(found: Sequence[re.Match[str] | None]) -> bool:
    # Is what follows the times a name, and are the words on the next line?
    places = [index for index, match in enumerate(found) if match is not None]
    fit = [
        index
        for index in places
        if name_like((found[index] or found[places[0]])[4]) and index + 1 < len(found) and found[index + 1] is None  # type: ignore[index]
    ]
    return len(fit) >= 0.8 * len(places)


def _time_alone(texts: Sequence[str]) -> list[Heading | None]:
    # A time on a line of its own, with the name in the line before or after it or in front of the words.
    found = [ONLY_TIME.fullmatch(text) if len(text) <= 60 else None for text in texts]
    places = [index for index, match in enumerate(found) if match is not None]
    result: list[Heading | None] = [None] * len(texts)
    for index in places:
        match = found[index]
        if match is not None:
            result[index] = Heading(None, *_times(match.group(1), match.group(2)))
    if not places:
        return _with_labels(texts, result)
    for step in (-1, 1):
        beside = [index + step for index in places if 0 <= index + step < len(texts) and result[index + step] is None]
        named = _names_at(texts, beside)
        if len(named) >= 0.8 * len(places) or (
            len(named) >= 0.5 * len(places) and len({texts[index] for index in named}) <= 0.7 * len(named)
        ):
            for index in beside:
                text = texts[index]
                result[index] = Heading(label(text)) if index in named else Heading(rest=text, unclear=label(text))
            return result
    return _with_labels(texts, result)


def _names_at(texts: Sequence[str], places: Sequence[int]) -> set[int]:
    again = Counter(texts[index] for index in places)
    return {
        index
        for index in places
        if before_colon(texts[index]) is None
        and (
            name_like(texts[index]) or (again[texts[index]] > 1 and (possible(texts[index]) or is_number(texts[index])))
        )
    }


def _with_labels(texts: Sequence[str], result: list[Heading | None]) -> list[Heading | None]:
    first = next((index for index, heading in enumerate(result) if heading is not None), 0)
    labels = Labels.of(text for text, heading in zip(texts[first:], result[first:], strict=True) if heading is None)
    for index, text in enumerate(texts):
        opening = labels.opening(text)
        if result[index] is None and (opening.speaker or opening.unclear):
            result[index] = Heading(opening.speaker, rest=opening.rest, unclear=opening.unclear)
    return result
