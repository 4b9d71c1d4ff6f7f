"""The map in the documentation is a map: both languages' examples are read by the real reader."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from resonanz.core.analysis import ROW_KEYS, read_map

DOCS = Path(__file__).resolve().parents[3] / "docs"


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_documented_map_can_be_read(language: str, tmp_path: Path) -> None:
    page = (DOCS / language / "analyse.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, flags=re.DOTALL)
    (tmp_path / "map.toml").write_text(example, encoding="utf-8")
    survey_map = read_map(tmp_path / "map.toml")
    assert survey_map.items.code(" 7. What?") == "07"
    assert "1.0" in survey_map.exceptions["K5"].favourable
    assert len(survey_map.contrasts) == 1


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_key_of_the_output_is_documented(language: str) -> None:
    page = (DOCS / language / "analyse.md").read_text(encoding="utf-8")
    assert [key for key in ROW_KEYS if f"`{key}`" not in page] == []
