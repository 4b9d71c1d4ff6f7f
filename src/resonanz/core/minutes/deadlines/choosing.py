"""Which of the times said in a sentence is the deadline, and where its words begin and end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from resonanz.core.minutes.deadlines.grammar import Grammar, MatchedWords, RuleMatch, readings, vague
from resonanz.core.minutes.deadlines.meanings import the_day
from resonanz.core.minutes.deadlines.words import DateWord
from resonanz.core.minutes.model import Deadline

LEADS = frozenset(
    ("by", "latest", "before", "on", "in", "to", "still", "eod", "until", "at", "within", "later", "over")
)
INSIDE_A_LEAD = frozenset(
    ("the", "dem", "of", "not", "later", "than", "no", "thing", "daypart", "clock", "NUM", "oclock")
)
TAIL = re.compile(
    r"(?:(?:still |(?:in the |at )?daypart |(?:at |by |before |to )?(?:NUM oclock (?:NUM )?|clock (?:oclock )?)"
    r"|at NUM (?:oclock )?|oclock |(?:at the )?latest$))+"
)
CLAUSE = re.compile(r"[.!?;:,]\s|\s(?:und|aber|weil|obwohl|and|but|because)\s", re.IGNORECASE)
INSTEAD = re.compile(
    r"\W*(?:(?:nee|nein|ne|quatsch|sorry|vielmehr|besser|äh|ach|ich\s+mein[e']?|sagen\s+wir|lieber|no|rather|actually|i\s+mean|sondern)\W+)+"
    r"(?:nicht\W+|aber\W+|but\W+|doch\W+|eher\W+|lieber\W+|besser\W+|sagen\s+wir\W+|make\s+that\W+|make\s+it\W+)*",
    re.IGNORECASE,
)
OF_THAT_DAY = re.compile(r"[\s,]*(?:on|am|of|von)?[\s,]*", re.IGNORECASE)
EITHER = re.compile(r"\W*(?:oder|bzw|beziehungsweise|or|/)\W+(?:\w{1,5}\W+)?", re.IGNORECASE)
DUE_WORDS = re.compile(r"\b(?:deadline|frist|stichtag|abgabe\w*|fällig|due|am\s+besten)\b", re.IGNORECASE)
NOT_BEFORE_BY = ("to", "on", "in", "at", "over")  # "die haben zu bis Neujahr"
FINE = frozenset(("DAY", "PART", "NUM", "NTH", "DATE", "SLASHED", "FEAST", "today", "tomorrow", "aftertomorrow", "eod"))
NEGATIVE = ("not", "first", "earliest")
SHORT = 80  # a leave-taking is
MOST_CHARACTERS = 2000  # longer than anybody speaks in a breath


@dataclass(frozen=True)
class MatchInSentence:
    """A reading in its sentence. ``start`` is the first word of its lead, ``last`` the end of its clock time."""

    text: str
    words: Sequence[DateWord]
    reading: RuleMatch
    start: int
    last: int
    certain: bool
    due: date | None
    opens: int = 0
    closes: int = MOST_CHARACTERS

    @cached_property
    def phrase(self) -> str:
        return self.text[self.words[self.start].start : self.words[self.last - 1].end]

    @property
    def tags(self) -> tuple[str, ...]:
        return tuple(word.tag for word in self.words[self.start : self.reading.last])

    @property
    def led(self) -> bool:
        return "by" in self.tags or "latest" in self.tags or "than" in self.tags or self.still

    @property
    def still(self) -> bool:
        """ "Heute noch"."""
        return any(word.tag == "still" for word in self.words[self.start : self.last])

    @property
    def negative(self) -> bool:
        return self.start > 0 and self.words[self.start - 1].tag in NEGATIVE

    @property
    def coarse(self) -> bool:
        """Whether it names no more than a week, a month, a quarter or a year."""
        return not any(word.tag in FINE for word in self.words[self.reading.first : self.reading.last])

    def clause(self) -> str:
        """The part of the sentence between commas, conjunctions and other times in which it stands."""
        begin, end = self.words[self.start].start, self.words[self.last - 1].end
        begins = [found.end() for found in CLAUSE.finditer(self.text, self.opens, begin)]
        after = CLAUSE.search(self.text, end, self.closes)
        return self.text[begins[-1] if begins else self.opens : after.start() if after else self.closes]


def deadline(grammar: Grammar, text: str, held_on: date | None) -> Deadline | None:
    """The deadline said in a text, see ``deadlines.find_deadline``."""
    text = text[:MOST_CHARACTERS]
    words = grammar.vocabulary.read(text) if grammar.vocabulary.names_a_time(text) else []
    places = [place for place in _places(grammar, text, words, held_on) if not _excluded(place, grammar, held_on)]
    places = _without_corrected(places)
    if not places:
        found = grammar.context.vague.search(text)
        return Deadline(found[0], None, True) if found else None
    best = min(enumerate(places), key=lambda one: (*_rank(one[1], grammar), one[0]))[1]
    return Deadline(best.phrase, best.due, best.certain)


def _places(grammar: Grammar, text: str, words: Sequence[DateWord], held_on: date | None) -> list[MatchInSentence]:
    found = readings(grammar, words)
    line = [word.tag for word in words]
    free_from = 0
    places = []
    for reading in found:
        start = _lead_start(line, reading.first, _after_comma(text, words, reading.first, free_from))
        last = reading.last + _tail(line, reading.last)
        free_from = last
        if reading.rule.meaning is not None:
            due = _due(reading, words, start, held_on)
            places.append(
                MatchInSentence(
                    text, words, reading, start, last, reading.rule.certain and not _slashed(reading, words), due
                )
            )
    edges = [0, *(place.words[place.last - 1].end for place in places)]
    begins = [*(place.words[place.start].start for place in places[1:]), len(text)]
    return [replace(place, opens=a, closes=b) for place, a, b in zip(places, edges, begins, strict=False)]


def _slashed(reading: RuleMatch, words: Sequence[DateWord]) -> bool:
    return any(word.tag == "SLASHED" and max(word.value[:2]) <= 12 for word in words[reading.first : reading.last])


def _due(reading: RuleMatch, words: Sequence[DateWord], start: int, held_on: date | None) -> date | None:
    rule = reading.rule
    if rule.meaning is None or (held_on is None and not _complete(reading, words)):
        return None
    day = held_on or date(2000, 1, 1)
    said = MatchedWords(tuple(words[reading.first : reading.last]))
    if any(word.tag == "before" for word in words[start : reading.first]):
        if rule.before is not None:
            return rule.before(said, day)
        found = rule.meaning(said, day)
        return found if found is None or found == held_on else date.fromordinal(found.toordinal() - 1)
    return rule.meaning(said, day)


def _complete(reading: RuleMatch, words: Sequence[DateWord]) -> bool:
    # Whether the words alone name the day, whenever the meeting was: they name the year.
    said = words[reading.first : reading.last]
    return any(word.tag == "YEAR" or (len(word.value) == 3 and word.value[2] > 0) for word in said)


def _after_comma(text: str, words: Sequence[DateWord], first: int, free_from: int) -> int:
    # The first word from which a lead may begin: none is interrupted by a comma, nor runs into another time.
    for place in range(first, free_from, -1):
        if words[place - 1].tag != "by" and "," in text[words[place - 1].end : words[place].start]:
            return place
    return free_from


def _lead_start(line: Sequence[str], first: int, free_from: int) -> int:
    start = place = first
    while place > free_from and (line[place - 1] in LEADS or line[place - 1] in INSIDE_A_LEAD):
        place -= 1
        tag = line[place]
        if tag in NOT_BEFORE_BY and line[place + 1] in ("by", "before"):
            break
        if (
            tag in LEADS
            or tag == "clock"
            or (tag in ("NUM", "thing") and line[place + 1] in ("oclock", "DAY", "on", "thing", "tomorrow"))
        ) or (tag in ("not", "no", "later") and line[place + 1] in ("later", "than")):
            start = place
    return start


def _tail(line: Sequence[str], last: int) -> int:
    found = TAIL.match(" ".join(line[last : last + 8]) + " ") or TAIL.match(" ".join(line[last : last + 8]))
    return len(found[0].split()) if found else 0


def _excluded(place: MatchInSentence, grammar: Grammar, held_on: date | None) -> bool:
    if place.due is not None and held_on is not None and place.due < held_on:
        return True
    context, clause = grammar.context, place.clause()
    today = any(word.tag == "today" for word in place.words[place.reading.first : place.reading.last])
    if place.reading.rule.bare and (today or not place.led):
        behind = context.past.search(clause) and not context.ahead.search(clause)
        if behind or (context.habit.search(clause) and not today):
            return True
    spoken = place.text if len(place.text) < SHORT else clause
    return context.farewell.search(spoken) is not None


def _rank(place: MatchInSentence, grammar: Grammar) -> tuple[bool, bool, int, bool]:
    clause = place.clause()
    aside = place.negative or bool(grammar.context.aside.search(clause))
    lead = 0 if place.led or DUE_WORDS.search(clause) else 1 if "before" in place.tags else 2
    return place.reading.rule.meaning is vague, aside, lead, place.coarse


def _without_corrected(places: Sequence[MatchInSentence]) -> list[MatchInSentence]:
    # "Friday, no, Monday" is Monday; "Friday or Monday" is the later of both, with two readings.
    kept: list[MatchInSentence] = []
    for place in places:
        between = place.text[kept[-1].words[kept[-1].last - 1].end : place.words[place.start].start] if kept else ""
        if kept and INSTEAD.fullmatch(between):
            kept[-1] = place
        elif kept and kept[-1].reading.rule.meaning is the_day and OF_THAT_DAY.fullmatch(between):
            kept[-1] = replace(place, start=kept[-1].start)
        elif kept and EITHER.fullmatch(between) and kept[-1].due is not None and place.due is not None:
            kept[-1] = replace(place, start=kept[-1].start, due=max(kept[-1].due, place.due), certain=False)
        else:
            kept.append(place)
    return kept
