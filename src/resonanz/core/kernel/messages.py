"""Sentences for people: an English message id and what fills it, said in a language only where somebody reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from gettext import NullTranslations
from typing import Protocol


class Translations(Protocol):
    """What the standard library's ``gettext`` and Django's both can do."""

    def gettext(self, message: str, /) -> str:
        """The message in this language; itself where it has no translation."""

    def ngettext(self, singular: str, plural: str, number: int, /) -> str:
        """The form for a number."""


@dataclass(frozen=True, slots=True)
class Message:
    """``text`` is a message id with ``%(name)s`` for each of ``params``; with ``plural``, ``count`` chooses the form.

    A parameter may be a message too. Numbers are printed as they are; a ``Grouped`` one in the language's manner.
    """

    text: str
    params: Mapping[str, Value] = field(default_factory=dict)
    plural: str = ""

    def translated(self, translations: Translations) -> str:
        """The whole sentence in a language."""
        count = self.params.get("count", 0)
        if self.plural and isinstance(count, int):
            template = translations.ngettext(self.text, self.plural, count)
        else:
            template = translations.gettext(self.text) if self.text else ""  # no text is the catalogue's own head
        if not self.params:
            return template  # a lone percent sign needs no doubling where nothing is filled in
        return template % {name: _translated(value, translations) for name, value in self.params.items()}


def message(text: str, /, **params: Value) -> Message:
    """Short for a message with what fills it."""
    return Message(text, params)


# Messages as they stand in the code.
ENGLISH = NullTranslations()


class Grouped(int):
    """A number that is read better with its thousands apart: 1,234,567."""


Value = str | int | Message


def ngettext(singular: str, plural: str, count: int, /, **params: Value) -> Message:
    """A message in the form for ``count``, which it may name."""
    return Message(singular, {"count": Grouped(count), **params}, plural)


def gettext_noop(message: str) -> str:
    """Mark a message id for the catalogues; it is translated where it is said."""
    return message


def at_line(line: int | None, message: Message) -> Message:
    """The message with the line of the file that it is about, if there is one."""
    if line is None:
        return message
    return Message(gettext_noop("Line %(line)s: %(text)s"), {"line": line, "text": message})


def _translated(value: Value, translations: Translations) -> str:
    if isinstance(value, Message):
        return value.translated(translations)
    return localized(f"{value:,}", translations) if isinstance(value, Grouped) else str(value)


def localized(number: str, translations: Translations) -> str:
    """A number written as Python does with ``,`` and ``.``, in the marks of the language."""
    example = translations.gettext(gettext_noop("1,234.5"))
    return number.translate({ord(","): example[1], ord("."): example[-2]})
