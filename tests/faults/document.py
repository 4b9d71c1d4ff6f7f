"""``docs/dev/faults.md``: written from what a run of the matrix saw."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tests.faults.faults import Fault
from tests.faults.matrix import Outcome
from tests.faults.seeds import State

PATH = Path(__file__).resolve().parents[2] / "docs/dev/faults.md"
HEAD = """# Faults

Made by `FAULTS_WRITE=1 ./do test --all tests/faults` on {day}: app, ballot box, worker and `resonanz serve` as real
processes, each fault in each state of a wave. Only what differs from the control stands under "seen". `closing`: the
ballot box counts; `closed`: it has counted, and the app has no figures yet. In `held` one stored ballot was altered.

"Ends" says where app and ballot box come to rest once what was ended is started again, the worker runs, the buttons
that the wave's page offers are pressed, and time passes: to the close, 15 days, 31 days. Words in “quotes” are those
buttons. A cell fails the run if it stays in a state without a next step, if figures are released without an
acknowledged ballot, or if a wave is lost and no page says so.
"""
COLUMNS = "| State | Seen | Lost | Ends |\n|---|---|---|---|\n"
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z]+) \|", re.MULTILINE)
PRIVATE = (
    (re.compile(r"(/[\w.-]+)+/home\b"), "HOME"),
    (re.compile(r"(:|\bPort )\d{4,5}\b"), r"\1…"),
    (re.compile(r"\b[0-9a-f]{32,}\b"), "…"),
)


def document(outcomes: Iterable[Outcome], day: date) -> str:
    """The whole text; a table for each fault, a row for each state."""
    rows = {(each.fault, each.state): _row(each) for each in outcomes}
    tables = [
        f"\n## {fault.value}\n\n{COLUMNS}" + "".join(rows[fault, state] for state in State if (fault, state) in rows)
        for fault in Fault
    ]
    return HEAD.format(day=f"{day.day} {day:%B %Y}") + "".join(tables)


def cells_in(text: str) -> set[tuple[str, str]]:
    """Fault and state of every row of a document."""
    parts = HEADING.split(text)[1:]
    titles, bodies = parts[::2], parts[1::2]
    return {(title, row) for title, body in zip(titles, bodies, strict=True) for row in ROW.findall(body)}


def _row(outcome: Outcome) -> str:
    seen = "<br>".join(f"{place}: {said}" for place, said in outcome.seen.items()) or "nothing unusual"
    ends = f"{outcome.ends}{f'<br>**FAILS: {outcome.failure}**' if outcome.failure else ''}"
    return f"| {outcome.state} | {_plain(seen)} | {_plain(outcome.lost)} | {_plain(ends)} |\n"


def _plain(text: str) -> str:
    for pattern, instead in PRIVATE:
        text = pattern.sub(instead, text)
    return text.replace("|", "/").replace("\n", " ")
