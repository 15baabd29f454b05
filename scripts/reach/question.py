"""A question to one address: does a page answer there? Asked in as few and as small requests as that takes."""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, MaxRetryError, NameResolutionError, NewConnectionError, ProtocolError
from urllib3.util import Retry

from scripts.finding import Message, say

GONE, SILENT, TLS, LOOP, MOVED, REFUSED = "EXT001", "EXT002", "EXT003", "EXT004", "EXT005", "EXT006"
WARNINGS = (MOVED, REFUSED)  # nothing is broken, but a person must look
_HOPS = 6
_LONGEST = 300  # of an address that a server makes up
_WAIT = 429
_REFUSALS = (401, 403, 407, _WAIT, 451, 999)
_TRIED_AGAIN = (500, 502, 503, 504)


@dataclass(frozen=True)
class Manners:
    """Seconds: the wait for an answer, the pause between two requests to a host, the longest wait it may ask for."""

    timeout: float = 15.0
    pause: float = 1.0
    patience: float = 30.0


class Answer(NamedTuple):
    """`code` is '' for a page that answers; `message` says what to do. `later`: the host asks to be left alone.

    `broken`: it is no refusal of programs but an error of the server, which people meet too.
    """

    code: str = ""
    message: Message | str = ""
    later: bool = False
    broken: bool = False


class _Landing(NamedTuple):
    """Where redirects led: the status there, and the new address if they say that the page moved for good."""

    status: int
    moved: str


class _Retry(Retry):
    """urllib3's retries, which never ask sooner than the server wants, nor at once."""

    def increment(self, *arguments: Any, **named: Any) -> Retry:  # noqa: ANN401
        response = named.get("response")
        if response is not None:
            try:
                wait = self.get_retry_after(response) or 0
            except (HTTPError, ValueError, OverflowError):  # what it asks for cannot be understood
                wait = self.retry_after_max
            if wait >= self.retry_after_max:
                raise MaxRetryError(None, "", None)
        return super().increment(*arguments, **named)

    def get_backoff_time(self) -> float:
        return max(self.backoff_factor, super().get_backoff_time())


class _Session(requests.Session):
    """A session that leaves redirects alone: to look where one leads, requests reads its body, however long."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


class Turns:
    """One request at a time per host, with a pause between two, whoever asks."""

    def __init__(self, pause: float) -> None:
        self._pause, self._guard = pause, threading.Lock()
        self._locks: dict[str, threading.Lock] = defaultdict(threading.Lock)
        self._next: dict[str, float] = {}

    @contextmanager
    def of(self, host: str) -> Iterator[None]:
        """Wait for this host's turn, and hold it."""
        with self._guard:
            lock = self._locks[host]
        with lock:
            time.sleep(max(0.0, self._next.get(host, 0.0) - time.monotonic()))
            try:
                yield
            finally:
                self._next[host] = time.monotonic() + self._pause


def host(url: str) -> str:
    """Return the host of an address, with its port if it has one; '' for what is no address."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return ""
    return f"{parts.hostname}{port}" if parts.hostname and parts.username is None else ""


def _cause(error: Exception) -> object:
    """Return what urllib3 said, which requests wraps once or twice."""
    inner = error.args[0] if error.args else error
    return getattr(inner, "reason", None) or inner


def _failed(url: str, error: Exception, timeout: float) -> Answer:
    """Say why no page answered."""
    request, cause = getattr(error, "request", None), _cause(error)
    there = getattr(request, "url", None) or url
    shown = url if host(there) == host(url) else f"{url} → {there[:_LONGEST]}"
    match error:
        case requests.TooManyRedirects():
            message = say("«{url}» is redirected without end; open it, and write the address you arrive at", url=url)
            return Answer(LOOP, message)
        case requests.exceptions.SSLError():
            inner = cause.args[0] if getattr(cause, "args", ()) else cause
            why = getattr(inner, "verify_message", "") or getattr(inner, "reason", "") or inner
            hint = say("open it yourself, and take the link out if your browser warns you too")
            return Answer(TLS, say("«{url}» has no valid certificate ({why}); {hint}", url=shown, why=why, hint=hint))
        case requests.Timeout():
            text = say(
                "«{url}» gave no answer within {n} s; open it yourself, try again later", url=shown, n=f"{timeout:g}"
            )
        case requests.ConnectionError() if isinstance(cause, NameResolutionError):
            text = say("the host of «{url}» is unknown; correct the address, or take the link out", url=shown)
        case requests.ConnectionError() if isinstance(cause, NewConnectionError):
            text = say("«{url}» takes no connection; open it yourself, try again later", url=shown)
        case requests.ConnectionError():
            text = say("«{url}» broke off before it answered; open it yourself, try again later", url=shown)
        case _ if there != url:
            text = say("«{url}» leads to something that is no address; open it yourself", url=shown)
        case _:
            text = say("«{url}» is no address; write https://, the name of the site, and the path", url=shown)
    return Answer(SILENT, text)


def _judged(url: str, landing: _Landing) -> Answer:
    """Say what a status means for the link."""
    status = landing.status
    if status in (404, 410):
        hint = say("find where the page is now, or take the link out")
        return Answer(
            GONE, say("«{url}» answers that there is no such page ({n}); {hint}", url=url, n=status, hint=hint)
        )
    if status in _REFUSALS:
        text = say(
            "«{url}» refuses programs ({n}); open it yourself to see whether it is still right", url=url, n=status
        )
        return Answer(REFUSED, text, later=status == _WAIT)
    if status >= 400:
        text = say("«{url}» answers with an error ({n}); open it yourself, try again later", url=url, n=status)
        return Answer(REFUSED, text, broken=True)
    if landing.moved and urlsplit(landing.moved).path in ("", "/") and urlsplit(url).path not in ("", "/"):
        hint = say("look there for the page, or take the link out")
        return Answer(
            MOVED, say("«{url}» now leads to a front page, «{new}»; {hint}", url=url, new=landing.moved, hint=hint)
        )
    if landing.moved:
        return Answer(MOVED, say("«{url}» has moved for good; write «{new}»", url=url, new=landing.moved))
    return Answer()


class Question:
    """Asks the addresses of a host, one after the other, through connections of its own."""

    def __init__(self, agent: str, manners: Manners, turns: Turns) -> None:
        self._manners, self._turns, self._session = manners, turns, _Session()
        self._session.trust_env = False  # a .netrc would send somebody's password along
        self._session.headers = {"User-Agent": agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        retries = _Retry(
            total=2,
            connect=1,
            read=False,  # a server that is silent on HEAD is asked with GET instead
            other=0,
            allowed_methods={"HEAD"},  # with GET, urllib3 would read the body before it tries again
            status_forcelist=_TRIED_AGAIN,
            raise_on_status=False,
            backoff_factor=manners.pause,
            retry_after_max=manners.patience,
        )
        for scheme in ("https://", "http://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retries))

    def __enter__(self) -> Question:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def ask(self, url: str) -> Answer:
        """Return what became of an address. A page is called gone only by GET: some servers do not know HEAD."""
        self._session.cookies.clear()
        try:
            try:
                landing = self._follow("HEAD", url)
                certain = landing.status < 400 or landing.status == _WAIT
            except (requests.ReadTimeout, requests.ConnectionError) as error:
                certain = not isinstance(error, requests.ReadTimeout) and not isinstance(_cause(error), ProtocolError)
                if certain:
                    raise
            return _judged(url, landing if certain else self._follow("GET", url))
        except (requests.RequestException, HTTPError, ValueError, OSError) as error:
            return _failed(url, error, self._manners.timeout)

    def _follow(self, method: str, url: str) -> _Landing:
        """Follow redirects; no body is ever read, of a redirect neither. Raises what requests raises."""
        moved, permanent = "", True
        for _ in range(_HOPS + 1):
            here = host(url)
            if not here or not url.lower().startswith(("http://", "https://")):
                raise requests.exceptions.InvalidURL(request=requests.Request(url=url))
            with (
                self._turns.of(here),
                self._session.request(
                    method, url, allow_redirects=False, stream=True, timeout=self._manners.timeout
                ) as response,
            ):
                target = requests.Session.get_redirect_target(self._session, response)
            if target is None:
                return _Landing(response.status_code, moved)
            permanent = permanent and response.status_code in (301, 308)
            url = urljoin(response.url, target)
            moved = url[:_LONGEST] if permanent else moved
        raise requests.TooManyRedirects
