"""Asking other sites: a real server on this machine answers, well, badly and not at all."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from entities.enums import LinkProblem
from entities.links.answering import MOST_REDIRECTS, Asker, Fault, is_on_the_internet


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.command, self.path))
        if self.path == "/no-head" and self.command == "HEAD":
            self.answer(405)
        elif self.path.startswith("/to/"):
            self.answer(302, self.path.removeprefix("/to"))
        elif self.path == "/round":
            self.answer(301, "/round")
        elif self.path == "/away":
            self.answer(302, "http://elsewhere.test/")
        else:
            self.answer(404 if self.path == "/gone" else 200)

    do_HEAD = do_GET  # noqa: N815 - as the base class names it

    def answer(self, status, location=None):
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as running:
        running.asked = []
        running.url = f"http://127.0.0.1:{running.server_port}"
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


class Clock:
    """Time that passes only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 100.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def asker(clock=None, **given):
    clock = clock or Clock()
    known = {"delay": 2.0, "timeout": 5.0, "may_ask": lambda host: host == "127.0.0.1"}
    return Asker(clock=clock, sleep=clock.sleep, **known | given)


@pytest.mark.parametrize("path", ["/", "/no-head", "/to/page", "/to/to/page"])
def test_what_answers_is_in_order(server, path):
    assert asker().fault(server.url + path) is None


def test_what_is_refused_says_how(server):
    assert asker().fault(f"{server.url}/gone") == Fault(LinkProblem.REFUSED, 404)
    assert asker().fault(f"{server.url}/to/gone") == Fault(LinkProblem.REFUSED, 404)


def test_circles_end(server):
    assert asker().fault(f"{server.url}/round") == Fault(LinkProblem.CIRCLING)
    assert len(server.asked) == MOST_REDIRECTS + 1


def test_nobody_listening_and_no_such_host_are_silence():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    assert asker().fault(f"http://127.0.0.1:{port}/") == Fault(LinkProblem.SILENT)
    everywhere = asker(may_ask=lambda host: True)
    assert everywhere.fault("http://no-such-host.invalid/") == Fault(LinkProblem.SILENT)


def test_a_server_that_says_nothing_is_silence():
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        address = f"http://127.0.0.1:{mute.getsockname()[1]}/"
        assert asker(timeout=0.2).fault(address) == Fault(LinkProblem.SILENT)


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://", "ftp://127.0.0.1/", "http://10.0.0.1/", "http://127.0.0.1:99999/"]
)
def test_odd_addresses_do_no_harm(address):
    assert asker().fault(address).problem in (LinkProblem.FORBIDDEN, LinkProblem.SILENT)


def test_a_redirect_does_not_lead_where_we_do_not_ask(server):
    assert asker().fault(f"{server.url}/away") == Fault(LinkProblem.FORBIDDEN)


def test_a_host_is_asked_again_only_after_the_delay(server):
    clock = Clock()
    asking = asker(clock)
    for path in ("/a", "/b", "/a"):
        asking.fault(server.url + path)
    assert clock.slept == [2.0]
    assert [path for _method, path in server.asked] == ["/a", "/b"]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "10.1.2.3", "169.254.169.254", "::1"])
def test_our_own_network_is_not_the_internet(host):
    assert not is_on_the_internet(host)


def test_an_address_of_the_internet_is():
    assert is_on_the_internet("1.1.1.1")
