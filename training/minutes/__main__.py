"""``./do train``: train all weights again and measure them on the development data.

``--test`` trains nothing and measures the weights of the package on the data kept apart: once, when everything is
chosen. Either way the tables are printed and written to a page of the developers' documentation.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from datetime import date
from pathlib import Path

from training.minutes import deadlines, detectors, noise, owners, summary, table

DOCS = Path(__file__).parents[2] / "docs/dev"
PAGES = {False: "minutes-figures-development.md", True: "minutes-figures.md"}
HEADS = {
    False: "# Figures of the minutes on development data\n\n"
    "Printed by `./do train` on {day}: what was looked at while choosing, so that these figures flatter. Where weights "
    "had to be trained without the meetings they are measured on, they were. The figures that count are "
    "[those on the data kept apart](minutes-figures.md); how to read both is in the "
    "[model card](minutes-model-card.md#how-to-read-the-figures).",
    True: "# Figures of the minutes\n\n"
    "Printed by `./do train --test` on {day}, on meetings and phrases that no choice has seen: AMI's test split, the "
    "German meetings and deadline phrases held out. The figures on "
    "[development data](minutes-figures-development.md) stand apart; how to read both is in the "
    "[model card](minutes-model-card.md#how-to-read-the-figures).",
}
Step = tuple[str, Callable[[list[str]], object]]
TABLES: tuple[Step, ...] = (
    ("Summaries beside random, lead, Luhn, LexRank and TextRank", table.main),
    ("Tasks, decisions, questions, wins and check-ins", detectors.main),
    ("Deadlines", deadlines.main),
    ("Owners, given the lines of a task", owners.main),
    ("Words dropped and misheard", noise.main),
)


def sections(arguments: list[str]) -> Iterator[str]:
    """Heading and output of each step; what is no table becomes a list."""
    for title, measure in TABLES:
        print(f"... {title}", file=sys.stderr, flush=True)
        with redirect_stdout(io.StringIO()) as printed:
            measure(arguments)
        yield f"## {title}\n\n{listed(printed.getvalue().strip())}"


def listed(text: str) -> str:
    """Lines as a Markdown list, tables and the lines above them as they are."""
    if "|---|" in text:
        return text
    return "\n".join(f"- {line.strip()}" for line in text.splitlines())


def main(arguments: list[str]) -> None:
    """Train unless ``--test``, then print and write the tables."""
    test = "--test" in arguments
    if not test:
        summary.main()  # the detectors are trained by their own step below
    head = HEADS[test].format(day=date.today().isoformat())  # noqa: DTZ011 # the day on the wall of whoever trains
    page = "\n\n".join((head, *sections(arguments))) + "\n"
    print(page)
    (DOCS / PAGES[test]).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
