"""Asks other sites, one address at a time, whether it still leads somewhere."""

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests

from entities.enums import LinkProblem

MOST_REDIRECTS = 5
# Some servers refuse to answer with the head alone.
HEAD_REFUSED = {403, 404, 405, 501}
AGENT = "LaCintura-link-check"


@dataclass(frozen=True)
class Fault:
    """What is wrong with an address; ``status`` is what its server answered, if it did."""

    problem: LinkProblem
    status: int | None = None


def is_on_the_internet(host: str) -> bool:
    """Whether a name leads out of this machine and its network: nothing in there is asked."""
    try:
        found = socket.getaddrinfo(host, None)
    except (OSError, UnicodeError):
        # Not known to anybody; asking will say so.
        return True
    return all(ipaddress.ip_address(str(entry[4][0]).split("%")[0]).is_global for entry in found)


class Asker:
    """Asks each address once and no host more often than every ``delay`` seconds.

    ``timeout`` (seconds) ends a wait. ``may_ask`` says of a host whether it may be asked at all.
    """

    def __init__(
        self,
        *,
        delay: float,
        timeout: float,
        may_ask: Callable[[str], bool] = is_on_the_internet,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.delay, self.timeout, self.may_ask = delay, timeout, may_ask
        self._clock, self._sleep = clock, sleep
        self._asked_at: dict[str, float] = {}
        self._answers: dict[str, Fault | None] = {}
        self._session = requests.Session()
        # Neither credentials nor proxies of this machine.
        self._session.trust_env = False
        self._session.headers["User-Agent"] = AGENT

    def fault(self, address: str) -> Fault | None:
        """What is wrong with an address; ``None`` if it leads to a page."""
        if address not in self._answers:
            self._answers[address] = self._follow(address)
        return self._answers[address]

    def _follow(self, address: str) -> Fault | None:
        for _hop in range(MOST_REDIRECTS + 1):
            try:
                host = urlsplit(address).hostname or ""
                if urlsplit(address).scheme not in ("http", "https") or not host or not self.may_ask(host):
                    return Fault(LinkProblem.FORBIDDEN)
                status, target = self._ask(address, host)
            except (requests.RequestException, ValueError):
                return Fault(LinkProblem.SILENT)
            if target is None:
                return None if status < 400 else Fault(LinkProblem.REFUSED, status)
            address = urljoin(address, target)
        return Fault(LinkProblem.CIRCLING)

    def _ask(self, address: str, host: str) -> tuple[int, str | None]:
        """The status of an answer and where it leads on to, if it does."""
        answer = self._wait_and_send("HEAD", address, host)
        if answer.status_code in HEAD_REFUSED:
            answer = self._wait_and_send("GET", address, host)
        return answer.status_code, answer.headers.get("Location") if answer.is_redirect else None

    def _wait_and_send(self, method: str, address: str, host: str) -> requests.Response:
        if host in self._asked_at:
            self._sleep(max(0.0, self._asked_at[host] + self.delay - self._clock()))
        try:
            with self._session.request(
                method, address, allow_redirects=False, timeout=self.timeout, stream=True
            ) as answer:
                return answer
        finally:
            self._asked_at[host] = self._clock()
