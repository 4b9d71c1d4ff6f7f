"""The command: streams, exit codes and the invented example."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Done
from tests.cli.command_line import resonanz as command_line

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "analyse"


def resonanz(*arguments: str | Path) -> Done:
    return command_line("analyse", *arguments)


def wide(*more: str) -> Done:
    return resonanz(EXAMPLES / "wide.csv", "--map", EXAMPLES / "wide.toml", *more)


def test_the_invented_example() -> None:
    result = wide("--format", "json")
    assert result.exit_code == 0
    rows = {(row["contrast"], row["item"]): row for row in json.loads(result.stdout)["rows"]}
    assert len(rows) == 8
    first = rows["Leaders vs employees", "K1"]
    assert (first["k_lead"], first["n_lead"], first["k_emp"], first["n_emp"]) == (8, 10, 16, 51)
    assert first["verdict"] == "clearly higher"
    reversed_item = rows["Leaders vs employees", "K5"]
    assert (reversed_item["k_lead"], reversed_item["n_lead"]) == (2, 11)
    assert rows["Leaders vs employees, Kiel", "K2"]["verdict"] == "not shown: leaders 5 to 9 answers, band only"


def test_the_report_goes_to_stderr() -> None:
    result = wide("--format", "csv")
    assert "Left out: 1 exact duplicate (" in result.stderr
    assert "Contradictions: 1 id with 2 rows" in result.stderr
    assert "Left out" not in result.stdout


@pytest.mark.parametrize(
    ("form", "part"), [("table", "Comparison group"), ("html", "<!doctype html>"), ("csv", "contrast,")]
)
def test_formats(form: str, part: str) -> None:
    result = wide("--format", form)
    assert result.exit_code == 0
    assert part in result.stdout


def test_the_table_is_the_default() -> None:
    assert wide().stdout == wide("--format", "table").stdout


def test_wrong_input_ends_with_2_and_an_empty_stdout(tmp_path: Path) -> None:
    result = resonanz(tmp_path / "none.csv", "--map", EXAMPLES / "wide.toml")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "none.csv. Check the path." in result.stderr


def test_wrong_use_ends_with_2() -> None:
    assert resonanz("file.csv").exit_code == 2
    assert wide("--format", "xlsx").exit_code == 2


def test_a_failed_check_ends_with_1(tmp_path: Path) -> None:
    strict = tmp_path / "strict.toml"
    text = (EXAMPLES / "wide.toml").read_text(encoding="utf-8")
    strict.write_text(text.replace('"leave out"', '"stop"'), encoding="utf-8")
    result = resonanz(EXAMPLES / "wide.csv", "--map", strict)
    assert result.exit_code == 1
    assert "lines 21, 75" in result.stderr
