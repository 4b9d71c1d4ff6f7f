"""A browser as small as it can be: cookies, forms, and what a page says to its reader."""

from __future__ import annotations

import email
import re
import time
from email import policy
from html.parser import HTMLParser
from pathlib import Path

import urllib3

from tests.e2e.mail_server import CODE

SECONDS = 40.0
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
BALLOT_LINK = re.compile(r'href="[^"]*/w/[^"#]*#([^"]+)"')
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "use", "circle", "rect", "line", "source", "wbr"}
NO_REPLY, OK = 0, 200


class Page:
    """An answer: status, HTML, and the address it leads on to."""

    def __init__(self, status: int, html: str = "", location: str = "") -> None:
        self.status, self.html, self.location = status, html, location

    def texts(self, mark: str) -> list[str]:
        """The texts of the elements whose tag or one of whose classes is ``mark``."""
        reader = _Reader(mark)
        reader.feed(NOSCRIPT.sub("", self.html))
        return [" ".join(text.split()) for text in reader.texts]

    def summary(self) -> str:
        """What a reader sees first and what warns her: first heading, tags of a state, notes."""
        return self._with_status([*self.texts("h1")[:1], *self.texts("tag")[:1], *self.texts("note")])

    def heading(self) -> str:
        """The first heading, and the status if it is not 200."""
        return self._with_status(self.texts("h1")[:1])

    def refusal(self) -> str:
        """The first warning, else as above."""
        return next(iter(self.texts("note")), self.summary())

    def _with_status(self, parts: list[str]) -> str:
        if self.status == NO_REPLY:
            return "no reply"
        return " ".join(parts if self.status == OK else [str(self.status), *parts])

    def steps(self, number: int) -> list[str]:
        """The steps that the page of a wave offers, in its order."""
        return list(dict.fromkeys(re.findall(rf'href="/waves/{number}/([a-z-]+)/"', self.html)))

    def start_fragment(self) -> str:
        """What stands behind the # of the way to the ballot; "" if the page has none."""
        link = BALLOT_LINK.search(self.html)
        return link[1] if link else ""


class Visitor:
    """One person at one app. ``cookies`` live on in copies of a home."""

    def __init__(self, url: str, cookies: dict[str, str] | None = None) -> None:
        self._url, self.cookies = url, dict(cookies or {})
        self._http = urllib3.PoolManager(retries=False, timeout=SECONDS)

    def get(self, path: str) -> Page:
        """A page of the app, or of any program if ``path`` is a whole address."""
        return self._ask("GET", path)

    def post(self, path: str, **fields: str) -> Page:
        """Fill in and send the form that stands at ``path``."""
        form = self.get(path)
        token = CSRF.search(form.html)
        if token is None:
            return form
        return self._ask("POST", path, {"csrfmiddlewaretoken": token[1], **fields})

    def sign_in(self, address: str, outbox: Path) -> None:
        """By the code that comes as a file into the outbox of the home."""
        before = set(outbox.glob("*")) if outbox.exists() else set()
        self.post("/sign-in/", email=address)
        deadline = time.monotonic() + SECONDS
        while not (fresh := set(outbox.glob("*")) - before):
            assert time.monotonic() < deadline, f"no mail to {address}"
            time.sleep(0.05)
        done = self.post("/sign-in/code/", code=_code_in(fresh.pop()))
        assert done.status == 302, done.summary()

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> Page:
        url = path if path.startswith("http") else self._url + path
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        try:
            reply = self._http.request(
                method, url, fields=fields, headers=headers, encode_multipart=False, redirect=False
            ) if fields else self._http.request(method, url, headers=headers, redirect=False)  # fmt: skip
        except urllib3.exceptions.HTTPError:
            return Page(NO_REPLY)
        for cookie in reply.headers.getlist("Set-Cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Page(reply.status, reply.data.decode("utf-8", "replace"), reply.headers.get("Location", ""))


def _code_in(path: Path) -> str:
    deadline = time.monotonic() + SECONDS
    while not (codes := CODE.findall(_text(path))):
        assert time.monotonic() < deadline, f"no code in {path}"
        time.sleep(0.05)
    return str(codes[-1])


def _text(path: Path) -> str:
    body = email.message_from_bytes(path.read_bytes(), policy=policy.default).get_body()
    return str(body.get_content()) if body else ""


class _Reader(HTMLParser):
    def __init__(self, mark: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._mark, self._depth, self._hidden = mark, 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            return
        if self._hidden or "hidden" in dict(attrs):
            self._hidden += 1
        elif self._depth:
            self._depth += 1
        elif tag == self._mark or self._mark in (dict(attrs).get("class") or "").split():
            self._depth = 1
            self.texts.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if self._hidden:
            self._hidden -= 1
        elif self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        if self._depth and not self._hidden:
            self.texts[-1] += f" {data}"
