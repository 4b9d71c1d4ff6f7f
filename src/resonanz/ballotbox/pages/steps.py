"""The questions of a ballot as the page shows them: one a step, with its place on the way."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from resonanz.core.wire import Questionnaire

SECONDS_A_QUESTION = 6
ROUND_TO = 10


@dataclass(frozen=True, slots=True)
class QuestionStep:
    """One question. ``segments`` are the classes of the progress bar, one for each question and one for the review."""

    name: str
    code: str
    title: str
    left: str
    text: str
    options: tuple[str, ...]
    segments: tuple[str, ...]


def steps(questionnaire: Questionnaire, language: str) -> list[QuestionStep]:
    """All questions in printed order, worded in ``language``."""
    count = len(questionnaire.items)
    made = []
    for position, item in enumerate(questionnaire.items):
        wording = next(each for each in item.wordings if each.language == language)
        title = gettext("Question {number} of {count}").format(number=position + 1, count=count)
        left = _time_left(count - position)
        segments = progress(position, count)
        made.append(QuestionStep(f"q{position + 1}", item.code, title, left, wording.text, wording.options, segments))
    return made


def progress(position: int, count: int) -> tuple[str, ...]:
    """The segments of the progress bar at the question of this position; at ``count`` stands the review."""
    return ("done",) * position + ("here",) + ("open",) * (count - position)


def _time_left(questions: int) -> str:
    seconds = -(-questions * SECONDS_A_QUESTION // ROUND_TO) * ROUND_TO
    return ngettext("about {n} second left", "about {n} seconds left", seconds).format(n=seconds)
