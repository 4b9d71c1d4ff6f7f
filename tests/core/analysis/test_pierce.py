"""A real survey through the command line equals the figures computed independently of this code."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
CONTRASTS = [
    "Director|Manager|Supervisor vs all others",
    "Director|Manager|Supervisor vs flagged Staff",
    "Director|Manager vs all others incl. Supervisor",
]
COLUMNS = {"q": "q_bh"} | {
    name: name
    for name in (
        *("n_lead", "k_lead", "pct_lead", "lead_lo", "lead_hi", "n_emp", "k_emp", "pct_emp", "emp_lo", "emp_hi"),
        *("gap_pp", "gap_lo", "gap_hi", "p"),
    )
}
Rows = dict[tuple[str, str], dict[str, Any]]


@pytest.fixture(scope="module")
def finished(reference_data: Path) -> subprocess.CompletedProcess[str]:
    survey = reference_data / "pierce" / "pierce_county_responses.csv"
    wanted = ["analyse", str(survey), "--map", "examples/analyse/pierce.toml", "--format", "json"]
    command = [str(Path(sys.executable).with_name("resonanz")), *wanted]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def rows(finished: subprocess.CompletedProcess[str]) -> Rows:
    assert finished.returncode == 0, finished.stderr
    printed = json.loads(finished.stdout)
    assert set(printed) == {"rows"}
    return {(row["contrast"], row["item"]): row for row in printed["rows"]}


@pytest.fixture(scope="module")
def expected(reference_data: Path) -> Rows:
    with (reference_data / "pierce" / "reference_gap_table.csv").open(encoding="utf-8", newline="") as file:
        return {(row["contrast"], row["item"][:2]): row for row in csv.DictReader(file)}


def test_every_row_of_the_reference_is_there_and_no_other(rows: Rows, expected: Rows) -> None:
    assert set(rows) == set(expected)
    assert len(rows) == 30


@pytest.mark.parametrize("contrast", CONTRASTS)
@pytest.mark.parametrize("column", sorted(COLUMNS))
def test_a_column_equals_the_reference_to_four_decimals(rows: Rows, expected: Rows, contrast: str, column: str) -> None:
    for number in range(1, 11):
        key = (contrast, f"{number:02d}")
        assert rows[key][column] == pytest.approx(float(expected[key][COLUMNS[column]]), abs=5.1e-5, rel=0), key


def test_a_band_that_just_excludes_zero_reads_unclear(rows: Rows) -> None:
    row = rows[CONTRASTS[0], "04"]
    assert row["gap_lo"] > 0
    assert row["p"] < 0.05 < row["q"]
    assert row["verdict"] == "unclear"


def test_words_follow_the_corrected_figures(rows: Rows, expected: Rows) -> None:
    for key, row in expected.items():
        clear = "clearly higher" if float(row["gap_pp"]) > 0 else "clearly lower"
        assert rows[key]["verdict"] == (clear if float(row["q_bh"]) <= 0.05 else "unclear")


def test_what_was_left_out_is_reported(finished: subprocess.CompletedProcess[str], rows: Rows) -> None:
    assert rows
    for part in ("14,725 rows", "15 exact duplicates", '135 rows with Status "Incomplete"', '394 answers "not app'):
        assert part in finished.stderr


def test_the_example_holds_no_item_wording() -> None:
    text = (ROOT / "examples" / "analyse" / "pierce.toml").read_text(encoding="utf-8").casefold()
    assert not [word for word in ("best friend", "at work", "my supervisor", "know what") if word in text]
