"""The system's Chromium, and axe-core in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

OPTIONS = ["--no-sandbox"]
AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
ALL_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SEEN_RULES = {
    "type": "rule",
    "values": ["color-contrast", "link-in-text-block", "target-size", "label-content-name-mismatch"],
}
"""What another colour scheme or width can change on a page that passed all rules."""
RUN = """async (rules) => (await axe.run(document, { runOnly: rules })).violations
    .map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)"""


@contextlib.contextmanager
def launched(path: str) -> Iterator[Browser]:
    """A browser, closed when left."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=OPTIONS)
        try:
            yield browser
        finally:
            browser.close()


def put_axe(page: Page) -> None:
    """Load axe-core into the page; without it CI fails and everybody else skips with one line."""
    if not AXE.exists():
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("no axe-core (./do test installs it with npm)")
    page.evaluate(AXE.read_text(encoding="utf-8"))


def violations(page: Page, rules: object = ALL_RULES) -> list[str]:
    """What axe has to say about a page that holds it."""
    found: list[str] = page.evaluate(RUN, rules)
    return found
