"""Colours in use stand out from their grounds: 4.5 for text, 3 for marks and controls (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

TOKENS = Path(__file__).resolve().parents[3] / "src/resonanz/look/static/tokens.css"
LIGHT, DARK, FALLBACK = 0, 1, 2
Rgb = tuple[float, float, float]

GROUNDS = {
    "ink": "paper surface sunken accent-soft warn-soft emp-tint lead-tint neutral-band",
    "ink-2": "paper surface sunken emp-tint lead-tint accent-soft warn-soft",
    "accent": "paper surface sunken accent-soft",
    "accent-hover": "paper accent-soft",
    "on-accent": "accent accent-hover",
    "warn": "paper surface warn-soft",
    "emp": "paper",
    "lead-text": "paper surface lead-tint",
    "pred": "paper surface",
}
TEXT = [(ink, ground) for ink, grounds in GROUNDS.items() for ground in grounds.split()]
MARKS = [
    ("line-strong", "surface"),
    ("line-strong", "paper"),
    ("emp", "paper"),
    ("emp", "emp-band"),
    ("emp", "emp-tint"),
    ("emp", "grid"),
    ("emp", "neutral-band"),
    ("lead", "paper"),
    ("lead-text", "lead-band"),
    ("lead-text", "lead-tint"),
    ("pred", "paper"),
    ("neutral-mark", "paper"),
    ("neutral-mark", "neutral-band"),
    ("accent", "paper"),
    ("accent", "surface"),
]


def oklch_to_linear(lightness: float, chroma: float, hue: float) -> Rgb:
    """Linear sRGB of a colour in OKLCH (Ottosson 2020)."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    return red, green, blue


def hex_to_linear(text: str) -> Rgb:
    """Linear sRGB of a hex colour."""
    parts = [int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return red, green, blue


def palette() -> dict[str, tuple[Rgb, Rgb, Rgb]]:
    """Every colour token as written: light, dark, and the fallback for old browsers."""
    css = TOKENS.read_text(encoding="utf-8")
    old = {name: hex_to_linear(value) for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css)}
    pair = r"--([\w-]+): light-dark\(oklch\(([\d.]+) ([\d.]+) ([\d.]+)\), oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)\);"
    found = {}
    for name, *numbers in re.findall(pair, css):
        six = [float(number) for number in numbers]
        found[name] = (oklch_to_linear(*six[:3]), oklch_to_linear(*six[3:]), old[name])
    return found


def contrast(one: Rgb, other: Rgb) -> float:
    """The ratio of relative luminances of WCAG."""
    first, second = (
        sum(w * min(1.0, max(0.0, v)) for w, v in zip((0.2126, 0.7152, 0.0722), each, strict=True))
        for each in (one, other)
    )
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK, FALLBACK])
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text(ink: str, ground: str, theme: int) -> None:
    assert contrast(palette()[ink][theme], palette()[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK, FALLBACK])
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks(mark: str, ground: str, theme: int) -> None:
    assert contrast(palette()[mark][theme], palette()[ground][theme]) >= 3


def test_the_formula_knows_black_and_white() -> None:
    black, white = hex_to_linear("#000000"), hex_to_linear("#ffffff")
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(hex_to_linear("#767676"), white) == pytest.approx(4.54, abs=0.01)
    assert oklch_to_linear(1, 0, 0) == pytest.approx((1, 1, 1), abs=1e-4)


def test_every_colour_lies_in_srgb_and_matches_its_fallback() -> None:
    assert len(palette()) >= 20
    for name, (light, dark, old) in palette().items():
        for part in (*light, *dark):
            assert -0.003 <= part <= 1.003, name
        assert light == pytest.approx(old, abs=0.012), name
