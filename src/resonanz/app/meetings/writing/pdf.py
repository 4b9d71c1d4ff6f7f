"""Released minutes as a tagged PDF: what people send around."""

from resonanz.app.meetings.queries import Reading
from resonanz.app.meetings.writing.content import content_of
from resonanz.app.paper import pdf
from resonanz.app.shell.preferences import html_lang
from resonanz.core.minutes.model import LineKind


def as_pdf(reading: Reading, language: str) -> bytes:
    """The minutes on A4. Dated with the day of the release, so that everybody's copy is the same, byte for byte.

    ``meeting-not-released``, ``pdf-unavailable``.
    """
    content = content_of(reading, language)
    foreign = content.language if content.language != html_lang(language) else ""
    context = {"minutes": content, "foreign_language": foreign, "task": LineKind.TASK}
    return pdf.render(
        "meetings/print.html",
        context,
        language=language,
        title=content.document_title,
        created=reading.meeting.released_on,
    )
