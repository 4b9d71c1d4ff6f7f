"""No template carries inline style or script: the content security policy of both programs would refuse it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INLINE = {
    "style attribute": re.compile(r"<[a-zA-Z][^<>]*\sstyle\s*=", re.DOTALL),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "script without src": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-zA-Z][^<>]*\son[a-z]+\s*=", re.IGNORECASE | re.DOTALL),
    "script address": re.compile(r"""(?:href|src|action)\s*=\s*["']?\s*javascript:""", re.IGNORECASE),
    "third origin": re.compile(r"""(?:src|href)\s*=\s*["']https?://(?!www\.w3\.org)""", re.IGNORECASE),
}


def inline(text: str) -> list[str]:
    """The kinds of inline code and foreign content in a template."""
    return [kind for kind, pattern in INLINE.items() if pattern.search(text)]


def templates() -> list[Path]:
    return sorted(path for path in (ROOT / "src").rglob("*.html") if "templates" in path.parts)


def test_no_template_breaks_the_policy() -> None:
    assert len(templates()) > 10
    found = {str(path.relative_to(ROOT)): inline(path.read_text(encoding="utf-8")) for path in templates()}
    assert {path: kinds for path, kinds in found.items() if kinds} == {}


@pytest.mark.parametrize(
    "text",
    [
        '<p style="color:red">',
        "<p class='a'\n   style='x'>",
        "<style>a{}</style>",
        "<script>alert(1)</script>",
        '<script type="module">',
        '<button type="button" onclick="x()">',
        '<a href="javascript:x()">',
        '<img src="https://cdn.example/x.png">',
    ],
)
def test_the_check_can_fail(text: str) -> None:
    assert inline(text)


@pytest.mark.parametrize("text", ['<script type="module" src="/a.js"></script>', '<a href="/b" data-on="x">c</a>'])
def test_what_is_allowed(text: str) -> None:
    assert inline(text) == []
