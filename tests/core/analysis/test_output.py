"""The four ways to write a gap table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from html.parser import HTMLParser

import pytest

from resonanz.core.analysis import ROW_KEYS, Analysis
from resonanz.core.analysis.output import as_csv, as_html, as_json, print_table
from resonanz.core.analysis.output.wording import signed

Run = Callable[..., Analysis]
Survey = Callable[..., str]
LEAD = ["n_lead", "k_lead", "pct_lead", "lead_lo", "lead_hi"]
EMP = ["n_emp", "k_emp", "pct_emp", "emp_lo", "emp_hi"]
KEYS = ["contrast", "item", *LEAD, *EMP, "gap_pp", "gap_lo", "gap_hi", "p", "q", "verdict"]


@pytest.fixture
def analysis(run: Run, long_survey: Survey) -> Analysis:
    return run(long_survey(("L", 20, 4), ("E", 10, 20)))


@pytest.fixture
def hostile(run: Run, long_survey: Survey, long_map: str) -> Analysis:
    name, item = "=cmd <script>alert(1)</script> [red]x[/red]", "=1+1<b>"
    survey = long_survey(("L", 20, 4), ("E", 10, 20), question=item)
    return run(survey, long_map.replace('"all"', f'"{name}"').replace("'^(Q\\d+)'", "'^(.*)$'"))


def test_json_has_exactly_the_promised_keys(analysis: Analysis) -> None:
    printed = json.loads(as_json(analysis))
    assert list(printed) == ["rows"]
    assert [list(row) for row in printed["rows"]] == [KEYS]
    assert list(ROW_KEYS) == KEYS
    assert printed["rows"][0]["pct_lead"] == pytest.approx(100 * 20 / 24, abs=1e-12)


def test_csv_says_the_same_as_json(analysis: Analysis) -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv(analysis)))
    expected = json.loads(as_json(analysis))["rows"][0]
    assert list(row) == KEYS
    assert {key: str(value) for key, value in expected.items()} == row


def test_csv_runs_no_formula(hostile: Analysis) -> None:
    (row,) = csv.DictReader(io.StringIO(as_csv(hostile)))
    assert row["contrast"].startswith("'=cmd")
    assert row["item"].startswith("'=1+1")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        assert not {"src", "href", "onload"} & {name for name, _ in attrs}


def test_html_stands_alone_and_escapes(hostile: Analysis) -> None:
    page, tags = as_html(hostile), Tags()
    tags.feed(page)
    assert not {"script", "b", "img", "link", "iframe"} & set(tags.seen)
    assert "&lt;script&gt;" in page
    assert "prefers-color-scheme: dark" in page
    assert "url(" not in page


def test_html_and_table_name_both_groups_and_show_the_band_first(analysis: Analysis) -> None:
    text = io.StringIO()
    print_table(analysis, text)
    for printed in (as_html(analysis), text.getvalue().replace("\N{NO-BREAK SPACE}", " ")):
        plain = printed.replace("\N{NO-BREAK SPACE}", " ")
        for part in ("role = L", "role = E", "64 to 93 % (83.3, n 24)", "clearly higher", "Benjamini-Hochberg"):
            assert part in plain
        assert "Leaders are clearly higher on 1 and clearly lower on 0 of 1 items; 0 are unclear." in plain


def test_the_table_takes_no_markup_from_the_file(hostile: Analysis) -> None:
    text = io.StringIO()
    print_table(hostile, text)
    assert "[red]x[/red]" in text.getvalue()


@pytest.mark.parametrize(
    ("value", "text"), [(4.46, "+4.5"), (-4.46, "\N{MINUS SIGN}4.5"), (-0.04, "0.0"), (0.0, "0.0")]
)
def test_signs(value: float, text: str) -> None:
    assert signed(value, 1) == text


def test_a_terminal_without_the_minus_sign_keeps_the_sign(run: Run, long_survey: Survey) -> None:
    raw = io.BytesIO()
    text = io.TextIOWrapper(raw, encoding="ascii")
    print_table(run(long_survey(("L", 4, 20), ("E", 20, 10))), text)
    text.flush()
    assert "(-50.0)" in raw.getvalue().decode("ascii")
