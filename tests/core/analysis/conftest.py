"""A survey file and a map made on the spot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from resonanz.core.analysis import Analysis, analyse
from resonanz.core.kernel.messages import ENGLISH, Message

LONG_MAP = """
[rows]
layout = "long"
id = "id"
status = { column = "status", keep = ["done"] }
[items]
column = "question"
value = "answer"
pattern = '^(Q\\d+)'
[values]
favourable = [4, 5]
other = [1, 2, 3]
not_applicable = [0]
[[contrasts]]
name = "all"
leaders = "role = L"
comparison = "role = E"
"""
Run = Callable[..., Analysis]


@pytest.fixture
def long_map() -> str:
    return LONG_MAP


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Write survey and map, then analyse: ``run(text or bytes, map text)``."""

    def analysed(survey: str | bytes, survey_map: str = LONG_MAP) -> Analysis:
        file, map_file = tmp_path / "survey.csv", tmp_path / "map.toml"
        file.write_bytes(survey if isinstance(survey, bytes) else survey.encode())
        map_file.write_text(survey_map, encoding="utf-8")
        return analyse(file, map_file)

    return analysed


@pytest.fixture
def long_survey() -> Callable[..., str]:
    """A long file: (role, favourable, other) per group for one question, with more rows behind it."""

    def survey(*groups: tuple[str, int, int], question: str = "Q1 wording", extra: str = "") -> str:
        lines = ["id,status,role,question,answer"]
        for role, favourable, other in groups:
            for answer, count in ((5, favourable), (2, other)):
                start = len(lines)
                lines += [f"p{start + i},done,{role},{question},{answer}" for i in range(count)]
        return "\n".join(lines) + "\n" + extra

    return survey


def english(told: list[Message]) -> str:
    """Messages as an English reader sees them, a line each."""
    return "\n".join(each.translated(ENGLISH) for each in told)
