"""The one HTTP client: what it sends, what it does not do, and that it ends."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from resonanz.core.http import HttpClient, NoReplyError


class Server:
    """Answers each request and notes its headers and the connection it came on."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], tuple[str, int]]] = []
        self.closes = False
        self.waiting = threading.Barrier(1)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.asked.append((self.path, dict(self.headers), self.client_address))
                outer.waiting.wait(10)
                self.send_response(302 if self.path == "/moved" else 200)
                self.send_header("Location", "/elsewhere")
                self.send_header("Content-Length", "2")
                self.end_headers()
                self.wfile.write(b"ok")
                self.close_connection = outer.closes

            def log_message(self, *_arguments: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    @property
    def connections(self) -> set[tuple[str, int]]:
        return {connection for _, _, connection in self.asked}


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def client() -> Iterator[HttpClient]:
    made = HttpClient(seconds=10)
    yield made
    made.close()


def test_no_header_says_who_asks(server: Server, client: HttpClient) -> None:
    client.ask("GET", f"{server.url}/", headers={"X-Own": "1"})
    ((_, headers, _),) = server.asked
    assert set(headers) == {"Host", "Accept-Encoding", "X-Own"}
    assert headers["Accept-Encoding"] == "identity"


def test_redirects_are_not_followed_and_proxies_of_the_environment_not_used(
    server: Server, client: HttpClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    assert client.ask("GET", f"{server.url}/moved").status == 302
    assert [path for path, _, _ in server.asked] == ["/moved"]


def test_a_connection_is_kept_and_a_dropped_one_replaced(server: Server, client: HttpClient) -> None:
    for _ in range(2):
        client.ask("GET", f"{server.url}/")
    assert len(server.connections) == 1
    server.closes = True
    client.ask("GET", f"{server.url}/")
    assert client.ask("GET", f"{server.url}/").body == b"ok"


def test_no_two_hosts_share_a_connection(server: Server, client: HttpClient) -> None:
    """Draws go to the app and ballots to the ballot box: nothing on the wire joins the two."""
    other = Server()
    for url in (server.url, other.url, server.url, other.url):
        client.ask("GET", f"{url}/")
    assert (len(server.connections), len(other.connections)) == (1, 1)
    assert server.connections.isdisjoint(other.connections)
    other.server.shutdown()
    other.server.server_close()


def test_many_threads_open_no_more_connections_than_allowed(server: Server) -> None:
    client = HttpClient(seconds=10, connections=3)
    server.waiting = threading.Barrier(3)
    with ThreadPoolExecutor(9) as threads:
        replies = list(threads.map(lambda _: client.ask("GET", f"{server.url}/").status, range(9)))
    assert replies == [200] * 9
    assert len(server.connections) == 3
    client.close()


def test_silence_ends() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        with pytest.raises(NoReplyError, match="ReadTimeoutError"):
            HttpClient(seconds=0.2).ask("GET", url)
    with pytest.raises(NoReplyError, match="NewConnectionError"):
        HttpClient(seconds=0.2).ask("GET", url)
