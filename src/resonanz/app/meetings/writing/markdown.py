"""Released minutes as Markdown: to paste into a wiki or a chat. What was said or typed stays text there."""

import re

from django.utils.translation import gettext, override

from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.writing.content import Content, MinutesItem, Section, content_of
from resonanz.app.shell.numbers import NO_BREAK
from resonanz.core.minutes.model import LineKind
from resonanz.core.minutes.writing import escaped

LIST_MARKER = re.compile(r"^(\d*)([-.=])")


def as_markdown(reading: Reading, language: str) -> str:
    """The minutes in CommonMark with headings in the reader's language; ``meeting-not-released``."""
    content = content_of(reading, language)
    with override(language):
        return "\n\n".join(_parts(content)).replace(NO_BREAK, " ") + "\n"


def text(value: str) -> str:
    """Text of one line that neither Markdown nor HTML reads as markup, at the start of a line either."""
    return LIST_MARKER.sub(r"\1\\\2", escaped(value)).replace("$", r"\$")


def _parts(content: Content) -> list[str]:
    facts = "\n".join(f"- **{label}:** {text(value)}" for label, value in content.facts)
    parts = [f"# {text(content.title)}", facts]
    for section in content.sections:
        parts += [f"## {section.heading}", "\n".join(_line(section, item) for item in section.items)]
    return [*parts, "---", *(text(note) for note in content.notes)]


def _line(section: Section, item: MinutesItem) -> str:
    mark = f" *({text(item.mark)})*" if item.mark else ""
    if section.kind is not LineKind.TASK:
        return f"- {text(item.text)}{mark}"
    until = gettext("by %(day)s") % {"day": item.until} if item.until else ""
    details = ", ".join(text(part) for part in (until, item.phrase, item.check) if part)
    return f"- **{text(item.who)}**{f' ({details})' if details else ''}: {text(item.text)}{mark}"
