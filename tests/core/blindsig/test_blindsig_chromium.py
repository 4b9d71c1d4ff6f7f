"""The browser's module in the system's Chromium, on the same vectors; localhost, so that crypto.subtle exists."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.chromium import launched

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parents[3]
MODULE = ROOT / "src/resonanz/ballotbox/browser/ballot/blindsig.js"
CHECK = ROOT / "tests/node/blindsig_check.mjs"
RUN = """async (vectors) => {
  const [blindsig, check] = await Promise.all([import('/blindsig.js'), import('/check.js')]);
  return check.checkAll(blindsig, vectors);
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and writes no log."""

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - the base class names and types it so
        """Nothing: the test reads the page's answer."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a small server with the two modules and an empty page."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "index.html").write_text("<!doctype html><title>vectors</title>", encoding="utf-8")
    (folder / "blindsig.js").write_bytes(MODULE.read_bytes())
    (folder / "check.js").write_bytes(CHECK.read_bytes())
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def page(chromium_path: str, site: str) -> Iterator[Page]:
    """That page, open in Chromium."""
    with launched(chromium_path) as browser:
        opened = browser.new_page()
        opened.goto(site)
        yield opened


def test_every_vector_holds_in_chromium(page: Page, vectors: list[dict[str, str]]) -> None:
    assert page.evaluate(RUN, vectors) == [None] * len(vectors)


def test_a_changed_digit_fails_in_chromium(page: Page, altered: list[tuple[str, dict[str, str]]]) -> None:
    verdicts = page.evaluate(RUN, [vector for _, vector in altered])
    assert [field for (field, _), verdict in zip(altered, verdicts, strict=True) if verdict is None] == []
