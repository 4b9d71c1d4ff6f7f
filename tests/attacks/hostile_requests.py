"""Requests that nobody sends by mistake, as bytes: every part of them holds a mark."""

from __future__ import annotations

import contextlib
import socket
import struct

ANSWER_SECONDS = 2.0
PATHS = [
    "/",
    "/sign-in/",
    "/sign-in/code/",
    "/preferences",
    "/draw",
    "/people/import/",
    "/port/head",
    "/port/waves/MARK",
    "/w/MARK/ballots",
    "/w/MARK/",
    "/w/00000000000000000000000000000000/ballots",
    "/static/MARK",
    "/results/MARK",
]
HEADERS = [
    "User-Agent",
    "Referer",
    "Origin",
    "Cookie",
    "Date",
    "Authorization",
    "Content-Type",
    "Content-Encoding",
    "Accept",
    "Accept-Language",
    "Accept-Encoding",
    "If-Modified-Since",
    "If-None-Match",
    "Range",
    "X-Forwarded-For",
    "X-Forwarded-Proto",
    "X-Forwarded-Host",
    "HX-Request",
    "HX-Current-URL",
    "X-CSRFToken",
    "X-Resonanz-Date",
    "X-Resonanz-Signature",
    "Transfer-Encoding",
    "Content-Length",
    "Upgrade",
    "Expect",
    "Via",
    "MARK",
]
LINES = (
    """
MARK|MARK MARK MARK|GET /MARK|GET MARK HTTP/1.1|GET /MARK HTTP/9.MARK|GET http://MARK/MARK HTTP/1.1
GET /%ff%fe%00MARK HTTP/1.1|GET /MARK%0d%0aMARK HTTP/1.1|GET /\xffMARK HTTP/1.1|GET //MARK/../../MARK HTTP/1.1
GET /static/%ff/../MARK HTTP/1.1|MARK / HTTP/1.1|get /MARK HTTP/1.1|TRACE /MARK HTTP/1.1|CONNECT MARK:443 HTTP/1.1
OPTIONS /MARK HTTP/1.1|PUT /MARK HTTP/1.1|M{RK /MARK HTTP/1.1|MARK /MARK HTTP/1.1
""".strip()
    .replace("\n", "|")
    .split("|")
)
FILE = b'Content-Disposition: form-data; name="MARK"; filename="\xffMARK"'
MANY_LINES = "MARK: MARK\r\n" * 500
BODIES = {
    "application/json": b'{"MARK": "MARK',
    "application/x-www-form-urlencoded": b"email=MARK&csrfmiddlewaretoken=MARK&code=MARK&MARK=%ff%fe",
    "application/x-www-form-urlencoded; charset=MARK": b"MARK=\xff\xfeMARK",
    "application/octet-stream": b"RZD2MARK\x00\xff",
    "multipart/form-data": b"MARK",
    "multipart/form-data; boundary=MARK": b"--MARK\r\n" + FILE + b"\r\n\r\n\xffMARK",
    "multipart/form-data; boundary=\xe9MARK": b"--MARK--",
    "text/MARK; charset=utf-16": "MARK".encode("utf-16"),
}


def hostile(host: str) -> list[bytes]:
    """What is sent, one connection each; MARK stands where a mark belongs, in the names of headers too."""
    head = f"Host: {host}\r\nConnection: close\r\n"
    cookies = "Cookie: session=MARK; csrf=MARK; language=MARK; messages=MARK\r\n"
    whole = (
        head + cookies + "".join(f"{name}: MARK\r\n" for name in ("User-Agent", "Referer", "Origin", "Authorization"))
    )
    get = [f"GET {path}?MARK=MARK&next=//MARK HTTP/1.1\r\n{whole}\r\n" for path in PATHS]
    odd = [f"GET / HTTP/1.1\r\n{head}{name}: MARK\xff\r\n\r\n" for name in HEADERS]
    hosts = ["MARK", "MARK:MARK", "\xffMARK", "", "[MARK", f"{host}\r\nHost: MARK"]
    return [
        *(text.encode("latin-1") for text in get + odd),
        *(f"{line}\r\n{head}\r\n".encode("latin-1") for line in LINES),
        *(f"GET / HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode("latin-1") for name in hosts),
        *_with_bodies(head),
        f"GET / HTTP/1.1\r\n{head}MARK\r\n\r\n".encode(),
        f"GET / HTTP/1.1\r\n{head}{MANY_LINES}\r\n".encode(),
        f"GET / HTTP/1.1\r\n{head}MARK: {'MARK' * 300_000}\r\n\r\n".encode(),
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\nMARK",
        b"\x16\x03\x01" + struct.pack(">H", 64) + b"\x01\x00\x00\x3c\x03\x03" + b"MARK" * 14,
        b"\x00MARK\x00" * 50,
        f"GET /{'MARK' * 3000} HTTP/1.1\r\n{head}\r\n".encode(),
    ]


def _with_bodies(head: str) -> list[bytes]:
    kinds = list(BODIES.items())
    many = ("application/x-www-form-urlencoded", b"&".join(b"MARK%d=MARK" % number for number in range(1500)))
    large = ("application/x-www-form-urlencoded", b"MARK=" + b"MARK" * 800_000)
    requests = [_post(path, head, *each) for path in PATHS for each in kinds]
    requests += [_post(path, head, *each) for path in ("/", "/sign-in/", "/draw") for each in (many, large)]
    requests.append(_post("/sign-in/", head, *large)[:2000])  # ends in the middle
    chunked = f"POST /sign-in/ HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\nContent-Type: text/plain\r\n\r\n"
    return [*requests, f"{chunked}MARK\r\nMARK\r\n0\r\n\r\n".encode(), f"{chunked}4;MARK=MARK\r\nMARK\r\nMARK".encode()]


def _post(path: str, head: str, kind: str, body: bytes) -> bytes:
    start = f"POST {path} HTTP/1.1\r\n{head}Content-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return start.encode("latin-1") + body


def send(port: int, request: bytes) -> bytes:
    """The whole answer; what a server says that hung up is nothing."""
    answer = b""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), ANSWER_SECONDS) as connection:
        connection.sendall(request)
        while part := connection.recv(65536):
            answer += part
    return answer
