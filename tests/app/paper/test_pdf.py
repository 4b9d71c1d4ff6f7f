"""Printed pages: tagged, titled, in the reader's language, from our own files and nothing else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from django.utils.translation import get_language, override
from pytest_django import Settings

from resonanz.app.paper import pdf
from resonanz.core.kernel import clock
from resonanz.core.kernel.errors import ResonanzError
from tests.app.paper.pdf_reading import Pdf, read, squeezed

DAY = date(2026, 12, 9)
LOOK = Path(pdf.__file__).resolve().parents[2] / "look" / "static"
PAGE = '{% extends "paper/sheet.html" %}{% block content %}<p>{{ text }}</p><h2>Ende</h2>{% endblock %}'


@pytest.fixture(autouse=True)
def own_template(settings: Settings, tmp_path: Path) -> Path:
    """A folder whose templates this test may print: ``page.html``."""
    configured = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**configured, "DIRS": [*configured["DIRS"], tmp_path]}]
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    return tmp_path


def printed(text: str = "Grüße", language: str = "de-formal", title: str = "Übergabe") -> Pdf:
    return read(pdf.render("page.html", {"text": text}, language=language, title=title, created=DAY))


@pytest.mark.parametrize(("language", "tag"), [("de-formal", b"de"), ("de", b"de"), ("en", b"en")])
def test_a_file_is_tagged_and_says_its_language_and_title(language: str, tag: bytes) -> None:
    found = printed(language=language)
    (catalogue,) = found.having(b"/Type /Catalog")
    assert b"/Lang (" + tag + b")" in catalogue
    assert b"/Marked true" in catalogue
    assert b"/DisplayDocTitle true" in catalogue
    assert {"Document", "H1", "H2", "P"} <= set(found.tags())
    (information,) = found.having(b"/Producer")
    assert "Übergabe".encode("utf-16-be").hex().encode() in information
    metadata = found.everything()
    assert b'pdfuaid:part="1"' in metadata
    assert "Übergabe</rdf:li>".encode() in metadata


def test_the_same_page_is_the_same_file() -> None:
    """And it tells the day, not the second: fonts would."""
    files = [pdf.render("page.html", {"text": "Grüße"}, language="de", title="T", created=DAY) for _ in range(2)]
    assert files[0] == files[1]
    assert b"(D:20261209)" in read(files[0]).everything()
    other = pdf.render("page.html", {"text": "Grüße"}, language="de", title="T", created=date(2026, 12, 10))
    assert other != files[0]
    assert "SOURCE_DATE_EPOCH" not in os.environ


def test_without_a_day_it_is_today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    found = read(pdf.render("page.html", {}, language="en", title="T"))
    today = clock.today().strftime("(D:%Y%m%d)")
    assert today.encode() in found.everything()
    assert os.environ["SOURCE_DATE_EPOCH"] == "1"


def test_pages_are_counted_in_the_readers_language(settings: Settings) -> None:
    settings.ORGANISATION = "Stadtwerke <Süd>"
    text = "Wort " * 1500
    for language, wanted in (("de-formal", "Seite {} von {}"), ("en", "Page {} of {}")):
        pages = printed(text, language).pages()
        assert len(pages) > 1
        for number, page in enumerate(pages, start=1):
            assert squeezed(wanted.format(number, len(pages))) in page
            assert squeezed("Stadtwerke <Süd>") in page


def test_the_readers_language_ends_with_the_page() -> None:
    with override("en"):
        assert "Seite1von1" in printed(language="de").pages()[0]
        assert get_language() == "en"


def test_a_demonstration_says_so_on_every_page(settings: Settings) -> None:
    note = squeezed("Demonstration · alle Daten auf dieser Seite sind erfunden")
    text = "Wort " * 1500
    assert not any(note in page for page in printed(text).pages())
    settings.DEMONSTRATION = True
    pages = printed(text).pages()
    assert len(pages) > 1
    assert [page.count(note) for page in pages] == [1] * len(pages)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "<b>fett</b>", "&lt; & ä ö ü ß ẞ „so“ – 5.000 €"])
def test_text_stays_text(text: str) -> None:
    found = printed(text, title=text)
    assert found.pages()[0].count(squeezed(text)) == 2  # as heading and as text
    assert b"/JavaScript" not in found.everything()


def test_a_title_with_control_characters_leaves_the_metadata_whole() -> None:
    found = printed(title="a\x00b\x0bc\nd")
    assert b"a b c d</rdf:li>" in found.everything()


def test_our_own_font_is_embedded() -> None:
    names = set(re.findall(rb"/FontName /[A-Z]{6}\+([\w-]+)", printed().everything()))
    assert names
    assert all(name.startswith(b"Source-Sans-3-Variable") for name in names)


def test_names_in_other_scripts_are_not_lost() -> None:
    assert squeezed("Łukasz Červenka") in printed("Łukasz Červenka").pages()[0]


@pytest.mark.parametrize("name", sorted(pdf.ASSETS))
def test_every_asset_is_there_and_is_handed_out(name: str) -> None:
    content, media_type = pdf.asset(f"https://print.invalid/static/{name}")
    assert content == (LOOK / name.removeprefix("look/")).read_bytes()
    assert media_type == pdf.ASSETS[name]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        f"file://{LOOK}/print.css",
        "https://print.invalid/static/../settings.py",
        "https://print.invalid/static/look/../../../settings.py",
        "https://print.invalid/static/look/%2e%2e/print.css",
        "https://print.invalid/static/look/base.css",
        "https://print.invalid/look/print.css",
        "https://print.invalid.example.org/static/look/print.css",
        "https://user@print.invalid/static/look/print.css",
        "http://print.invalid/static/look/print.css",
        "https://print.invalid/static/look/print.css?x=1",
        "https://print.invalid/static/look/print.css#x",
        "data:text/css,p{}",
        "//print.invalid/static/look/print.css",
        "/static/look/print.css",
        "",
    ],
)
def test_everything_else_is_refused(url: str) -> None:
    with pytest.raises(PermissionError, match="not among the assets"):
        pdf.asset(url)


class Asked(BaseHTTPRequestHandler):
    """A server that notes that somebody asked."""

    paths: list[str] = []  # noqa: RUF012 (http.server makes an instance a request)

    def do_GET(self) -> None:
        self.paths.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()
        self.wfile.write(b"p { color: red }")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (http.server's name)
        del format, args


LOADING = {
    "style sheet": '<link rel="stylesheet" href="{url}">',
    "image": '<img src="{url}" alt="x">',
    "object": '<object data="{url}"></object>',
    "picture in a drawing": '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="{url}"/></svg>',
    "attachment": '<link rel="attachment" href="{url}">',
    "base": '<base href="{url}"><link rel="stylesheet" href="x.css">',
}


@pytest.fixture
def server() -> Iterator[HTTPServer]:
    """The server on a free port; its address is the ``url`` of a test."""
    Asked.paths.clear()
    server = HTTPServer(("127.0.0.1", 0), Asked)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("way", LOADING)
def test_a_template_can_load_nothing_from_the_network(way: str, server: HTTPServer, own_template: Path) -> None:
    """The markup is handed to WeasyPrint as it comes, which does ask; then to ours, which does not."""
    markup = LOADING[way].replace("{url}", f"http://127.0.0.1:{server.server_port}/asked")
    bare(markup)
    assert Asked.paths
    Asked.paths.clear()
    (own_template / "page.html").write_text(PAGE.replace("<p>", f"{markup}<p>"), encoding="utf-8")
    with pytest.raises(PermissionError, match="may not load"):
        printed()
    assert Asked.paths == []


def test_a_template_can_load_no_file(own_template: Path) -> None:
    """An attachment would be the file itself."""
    secret = own_template / "secret.txt"
    secret.write_text("xylophone", encoding="utf-8")
    markup = LOADING["attachment"].replace("{url}", secret.as_uri())
    assert b"xylophone" in read(bare(markup)).everything()
    (own_template / "page.html").write_text(PAGE.replace("<p>", f"{markup}<p>"), encoding="utf-8")
    with pytest.raises(PermissionError, match=r"may not load: .*secret\.txt"):
        printed()


def bare(markup: str) -> bytes:
    """What WeasyPrint makes of it without our limits."""
    import weasyprint

    made = weasyprint.HTML(string=f"<title>x</title>{markup}").write_pdf()
    assert isinstance(made, bytes)
    return made


def test_without_pango_the_reason_has_a_code(monkeypatch: pytest.MonkeyPatch) -> None:
    class NoPango:
        """WeasyPrint's import where the library is missing."""

        def find_spec(self, name: str, *others: object) -> None:
            del others
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)
    monkeypatch.setattr(sys, "meta_path", [NoPango(), *sys.meta_path])
    with pytest.raises(ResonanzError, match="pdf-unavailable"):
        printed()


START = """
import sys, django
django.setup()
import resonanz.app.urls, resonanz.app.paper.pdf, resonanz.app.meetings.writing.pdf
print("weasyprint" in sys.modules, "resonanz.app.paper.pdf" in sys.modules)
"""


def test_the_app_starts_without_weasyprint() -> None:
    done = subprocess.run([sys.executable, "-c", START], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True"]
