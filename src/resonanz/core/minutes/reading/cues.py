"""The pieces that a file is made of, before they become utterances."""

import re
import unicodedata
from dataclasses import dataclass

LONGEST_LABEL = 200
# Control and format characters; the latter include marks of direction, which could let a name overwrite its page.
INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
SPACES = re.compile(r"\s+")

Line = tuple[int, str]  # number from 1, text
Who = tuple[str | None, str | None]  # speaker, or what may be the label of one
NOBODY: Who = (None, None)


@dataclass(slots=True)
class Cue:
    """Some words at one time by one person.

    ``start`` and ``end`` in seconds, ``None`` where the file does not say; ``joins`` says that it may carry on the
    sentence of the cue before. ``unclear`` is what may be the label of a speaker who is not known otherwise.
    """

    speaker: str | None
    start: float | None
    end: float | None
    text: str
    line: int
    joins: bool = True
    unclear: str | None = None

    @property
    def words(self) -> int:
        """How many words, at least one."""
        return max(1, self.text.count(" ") + 1)


def label(text: str) -> str | None:
    """A speaker's label as in the file: NFC, one space between words, nothing invisible, at most 200 characters."""
    plain = unicodedata.normalize("NFC", SPACES.sub(" ", text))
    seen = "".join(char for char in plain if unicodedata.category(char) not in INVISIBLE)
    return seen.strip()[:LONGEST_LABEL].strip() or None


def spaced(text: str) -> str:
    """The text with one space between words."""
    return " ".join(text.split())
