"""Deadlines as people say them, in German and English; ``german`` and ``english`` say what each wording means.

A general parser of dates guesses where speech has conventions of its own: "in acht Tagen" is a week, "KW 14" ends on
its Friday, "Ende des Monats" is the last day. So the wordings are written down here as rules, and what has two readings
says so instead of deciding in silence.
"""

from datetime import date

from resonanz.core.minutes.deadlines.choosing import deadline
from resonanz.core.minutes.deadlines.english import GRAMMAR as ENGLISH
from resonanz.core.minutes.deadlines.german import GRAMMAR as GERMAN
from resonanz.core.minutes.model import Deadline

GRAMMARS = {"de": GERMAN, "en": ENGLISH}


def find_deadline(text: str, held_on: date | None, language: str) -> Deadline | None:
    """The deadline said in a sentence, ``None`` if there is none.

    ``held_on`` is the date of the meeting; without it only complete dates become a day. ``language`` is "de" or "en".
    The phrase is verbatim; ``due`` is the last day in time.
    """
    return deadline(GRAMMARS[language], text, held_on)
