"""Reachability: every address is asked on servers of this machine, each with a behaviour of the internet."""

import argparse
import contextlib
import http.server
import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from urllib.parse import quote

import pytest

from scripts import reach
from scripts.clock import today

BASE = Path(__file__).parent / "fixtures" / "base"
HUGE = 1 << 30


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, host="127.0.0.1"):
        super().__init__((host, 0), Behaviour)
        self.host, self.asked, self.times, self.sent = host, [], [], 0
        self.at_once = self.most_at_once = 0
        self.agents, self.cookies = set(), []
        self.lock = threading.Lock()

    def handle_error(self, *arguments):
        pass

    def url(self, path):
        return f"http://{self.host}:{self.server_port}{path}"


class Behaviour(http.server.BaseHTTPRequestHandler):
    """What a path does is its name."""

    def log_message(self, *arguments):
        pass

    def do_HEAD(self):
        server = self.server
        with server.lock:
            server.asked.append((self.command, self.path))
            server.times.append(time.monotonic())
            server.agents.add(self.headers["User-Agent"])
            server.cookies.append(self.headers["Cookie"])
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
        try:
            name = self.path.strip("/").split("/")[0].split("?")[0].replace("-", "_")
            getattr(self, f"at_{name}", self.at_ok)()
        finally:
            with server.lock:
                server.at_once -= 1

    do_GET = do_HEAD  # noqa: N815

    def answer(self, status, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def times_asked(self):
        return sum(path == self.path for _, path in self.server.asked)

    def at_ok(self):
        time.sleep(0.01)
        self.answer(200)

    def at_slow(self):
        time.sleep(1.2)
        self.answer(200)

    def at_404(self):
        self.answer(404)

    def at_410(self):
        self.answer(410)

    def at_403(self):
        self.answer(403)

    def at_500(self):
        self.answer(500)

    def at_500_once(self):
        self.answer(500 if self.times_asked() == 1 else 200)

    def at_404_on_head(self):
        self.answer(404 if self.command == "HEAD" else 200)

    def at_no_head(self):
        self.answer(405 if self.command == "HEAD" else 200)

    def at_slow_on_head(self):
        if self.command == "HEAD":
            time.sleep(1.2)
        self.answer(200)

    def at_moved(self):
        self.answer(301, Location="/ok/new")

    def at_moved_twice(self):
        self.answer(308, Location="/moved")

    def at_moved_home(self):
        self.answer(301, Location="/")

    def at_moved_nowhere(self):
        self.answer(301, Location="/404")

    def at_moved_unknown(self):
        self.answer(301, Location="http://nowhere.invalid/")

    def at_moved_odd(self):
        self.answer(302, Location="intent://open#x")

    def at_moved_bytes(self):
        self.answer(302, Location="/\xff\xfe")

    def at_elsewhere(self):
        self.answer(302, Location="/moved")

    def at_loop(self):
        self.answer(302, Location="/loop")

    def at_maze(self):
        self.answer(302, Location=f"/maze/{self.times_asked()}{self.path}")

    def at_cookie(self):
        if self.headers["Cookie"]:
            self.answer(200)
        else:
            self.answer(302, Location=self.path, Set_Cookie="seen=1")

    def at_wait_a_little(self):
        self.answer(429, Retry_After="1") if self.times_asked() == 1 else self.answer(200)

    def at_wait_long(self):
        self.answer(429, Retry_After="3600")

    def at_wait_unclear(self):
        self.answer(429, Retry_After="soon " + "9" * 5000)

    def at_huge(self):
        if self.command == "HEAD":
            self.answer(403)
            return
        self.send_response(200 if self.path == "/huge" else 302)
        self.send_header("Location", "/ok")
        self.send_header("Content-Length", str(HUGE))
        self.end_headers()
        with contextlib.suppress(OSError):
            while True:
                self.server.sent += self.wfile.write(b"x" * 65536)

    at_huge_redirect = at_huge

    def at_drip(self):
        with contextlib.suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.1)

    def at_garbage(self):
        self.wfile.write(b"\x00\xff" * 99 + b"\n\n")

    def at_breaks(self):
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def serving(server):
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def server():
    with serving(Server()) as one:
        yield one


@pytest.fixture
def project(tmp_path):
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    for path in tmp_path.glob("data/**/*.yml"):  # the addresses of the fixtures are not ours to ask
        path.write_text(path.read_text(encoding="utf-8").replace("https://", "at "), encoding="utf-8")
    return tmp_path


def write(project, *urls, name="docs/fr/index.md"):
    """Put links on a page; returns the place of each."""
    page = project / name
    text = page.read_text(encoding="utf-8")
    first = text.count("\n") + 2
    page.write_text(text + "".join(f"\n[lien]({url})\n" for url in urls), encoding="utf-8")
    return [f"{name}:{first + 2 * index}:8:" for index in range(len(urls))]


def run(project, *arguments):
    parser = argparse.ArgumentParser()
    reach.add_options(parser)
    options = parser.parse_args(["--pause", "0.02", "--timeout", "0.5", "--patience", "2", *arguments])
    return reach.command(argparse.Namespace(root=project, **vars(options)))


CASES = {
    "/ok": "",
    "/404": "EXT001 «{url}» answers that there is no such page (404); find where the page is now, or take the link out",
    "/410": "EXT001 «{url}» answers that there is no such page (410); find where the page is now, or take the link out",
    "/404-on-head": "",
    "/no-head": "",
    "/slow-on-head": "",
    "/500-once": "",
    "/500": "EXT006 «{url}» answers with an error (500); open it yourself, try again later",
    "/403": "EXT006 «{url}» refuses programs (403); open it yourself to see whether it is still right",
    "/slow": "EXT002 «{url}» gave no answer within 0.5 s; open it yourself, try again later",
    "/breaks": "EXT002 «{url}» broke off before it answered; open it yourself, try again later",
    "/garbage": "EXT002 «{url}» broke off before it answered; open it yourself, try again later",
    "/moved": "EXT005 «{url}» has moved for good; write «{at}/ok/new»",
    "/moved-twice": "EXT005 «{url}» has moved for good; write «{at}/ok/new»",
    "/moved-home": "EXT005 «{url}» now leads to a front page, «{at}/»; look there for the page, or take the link out",
    "/moved-nowhere": "EXT001 «{url}» answers that there is no such page (404); "
    "find where the page is now, or take the link out",
    "/moved-unknown": "EXT002 the host of «{url} → http://nowhere.invalid/» is unknown; "
    "correct the address, or take the link out",
    "/moved-odd": "EXT002 «{url} → intent://open#x» leads to something that is no address; open it yourself",
    "/elsewhere": "",  # for today only: the address on the page stays the right one
    "/loop": "EXT004 «{url}» is redirected without end; open it, and write the address you arrive at",
    "/maze": "EXT004 «{url}» is redirected without end; open it, and write the address you arrive at",
    "/cookie": "",
    "/wait-a-little": "",
    "/wait-long": "EXT006 «{url}» refuses programs (429); open it yourself to see whether it is still right",
    "/wait-unclear": "EXT006 «{url}» refuses programs (429); open it yourself to see whether it is still right",
}


@pytest.mark.parametrize("path", CASES)
def test_what_each_answer_means(path, project, server, capsys):
    (place,) = write(project, server.url(path))
    code = run(project)
    message = CASES[path].format(url=server.url(path), at=server.url(""))
    assert capsys.readouterr().out == (f"{place} {message}\n" if message else "")
    assert code == (1 if message and message[:6] not in ("EXT005", "EXT006") else 0)


def test_a_server_that_sends_what_no_server_may(project, server, capsys):
    (place,) = write(project, server.url("/moved-bytes"))
    assert run(project) == 1
    assert capsys.readouterr().out.startswith(f"{place} EXT002 ")


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("http://nowhere.invalid/", "the host of «{url}» is unknown; correct the address, or take the link out"),
        ("http://127.0.0.1:1/", "«{url}» takes no connection; open it yourself, try again later"),
        ("http://[::1/", "«{url}» is no address; write https://, the name of the site, and the path"),
        ("http://", "«{url}» is no address; write https://, the name of the site, and the path"),
        ("http://127.0.0.1:99999/", "«{url}» is no address; write https://, the name of the site, and the path"),
        ("http://me:secret@127.0.0.1/", "«{url}» is no address; write https://, the name of the site, and the path"),
        (f"http://{'a' * 70}.ma/", "«{url}» is no address; write https://, the name of the site, and the path"),
    ],
)
def test_addresses_behind_which_there_is_no_server(url, message, project, capsys):
    (place,) = write(project, url)
    assert run(project) == 1
    assert capsys.readouterr().out == f"{place} EXT002 {message.format(url=url)}\n"


def test_a_certificate_nobody_vouches_for(project, server, tmp_path, capsys):
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(Server()) as secure:
        secure.socket = context.wrap_socket(secure.socket, server_side=True)
        url = secure.url("/ok").replace("http:", "https:")
        plain = server.url("/ok/plain").replace("http:", "https:")
        first, second = write(project, url, plain)
        assert run(project) == 1
    out = capsys.readouterr().out.splitlines()
    assert out[0].startswith(f"{first} EXT003 «{url}» has no valid certificate (self-signed certificate); open it ")
    assert out[1].startswith(f"{second} EXT003 «{plain}» has no valid certificate (WRONG_VERSION_NUMBER); open it ")
    assert secure.asked == []


def test_no_body_is_downloaded(project, server):
    write(project, server.url("/huge"), server.url("/huge-redirect"))
    assert run(project) == 0
    assert ("GET", "/huge") in server.asked
    assert ("GET", "/huge-redirect") in server.asked
    assert server.sent < HUGE / 50  # what the buffers of both ends hold


def test_no_storm_of_requests(project, server):
    write(project, *map(server.url, ["/500", "/loop", "/404", "/ok"]))
    run(project)
    counts = {path: sum(path == asked for _, asked in server.asked) for _, path in server.asked}
    assert counts == {"/500": 4, "/loop": 7, "/404": 2, "/ok": 1}


def test_a_host_that_asks_to_be_left_alone_is(project, server, capsys):
    places = write(project, *map(server.url, ["/wait-long", "/x1", "/x2"]))
    assert run(project) == 0
    assert server.asked == [("HEAD", "/wait-long")]
    out = capsys.readouterr().out.splitlines()
    assert [line.split(" «")[0] for line in out] == [f"{place} EXT006" for place in places]
    assert out[1].endswith(
        f"«{server.url('/x1')}» was not asked after «{server.url('/wait-long')}», on the same host; see there"
    )


def test_a_host_that_is_silent_twice_is_not_asked_a_third_time(project, server, capsys):
    write(project, *map(server.url, ["/slow/1", "/slow/2", "/x/3", "/x/4"]))
    assert run(project) == 1
    assert {path for _, path in server.asked} == {"/slow/1", "/slow/2"}
    assert capsys.readouterr().out.count("was not asked after") == 2


def test_one_request_at_a_time_per_host_with_a_pause(project, server):
    with serving(Server("127.0.0.2")) as other:
        write(project, *(one.url(f"/ok/{number}") for number in range(5) for one in (server, other)))
        write(project, other.url("/elsewhere"), server.url("/elsewhere"))
        assert run(project, "--pause", "0.1", "--hosts", "8") == 0
        for one in (server, other):
            assert one.most_at_once == 1
            gaps = [later - sooner for sooner, later in zip(one.times, one.times[1:], strict=False)]
            assert min(gaps) > 0.09
        assert abs(server.times[0] - other.times[0]) < 0.5


def test_it_says_who_asks(project, server):
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text + "site_url: !ENV [SITE_URL, 'https://campaign.example/']\n", encoding="utf-8")
    write(project, server.url("/ok"))
    run(project)
    assert server.agents == {"link check of Base (+https://campaign.example/)"}


def test_cookies_stay_with_the_address_they_are_for(project, server):
    write(project, server.url("/cookie"), server.url("/ok"))
    run(project)
    assert server.cookies == [None, "seen=1", None]


def test_each_address_is_asked_once_and_told_at_all_its_places(project, server, capsys):
    url = server.url("/404")
    french = write(project, url, f"{url}#part")
    arabic = write(project, url, name="docs/ar/index.md")
    sources = project / "data" / "sources.yml"
    sources.write_text(sources.read_text(encoding="utf-8") + f"other:\n  url: {url}\n", encoding="utf-8")
    channels = project / "data" / "channels" / "ma.yml"
    contact = f"    - kind: url\n      value: {url}\n      publish: ok\n"
    never = f"    - kind: url\n      value: {server.url('/never')}\n      publish: do_not_publish\n"
    channels.write_text(channels.read_text(encoding="utf-8") + contact + never, encoding="utf-8")
    line = channels.read_text(encoding="utf-8").count("\n")
    config = project / "mkdocs.yml"
    closed = "https://127.0.0.1:1/"
    text = config.read_text(encoding="utf-8") + f"  exit: {{urls: {{ar: '{closed}', fr: '{closed}'}}}}\n"
    config.write_text(text, encoding="utf-8")
    assert run(project) == 1
    assert server.asked[:2] == [("HEAD", "/404"), ("GET", "/404")]
    assert ("HEAD", "/never") not in server.asked
    told = [line.split(" «")[0] for line in capsys.readouterr().out.splitlines()]
    places = [f"data/channels/ma.yml:{line - 4}:7:", "data/sources.yml:9:3:", *arabic, *french]
    exits = [f"mkdocs.yml:7:{column} EXT002" for column in ("17:", "45:")]
    assert told == [*(f"{place} EXT001" for place in places), *exits]


def test_mail_and_telephone_are_never_asked(project, capsys):
    write(project, "mailto:a@b.ma", "tel:19", "../now/", "javascript:x")
    assert run(project) == 0
    assert capsys.readouterr().err == "0 addresses: 0 answer.\n"


def test_what_answered_is_remembered_and_what_failed_is_not(project, server, capsys):
    write(project, server.url("/ok"), server.url("/404"), server.url("/moved"))
    assert run(project) == 1
    memory = project / ".build" / "reach.json"
    assert json.loads(memory.read_text(encoding="utf-8")) == {"answered": {server.url("/ok"): today().isoformat()}}
    first, server.asked = capsys.readouterr(), []
    assert run(project) == 1
    second = capsys.readouterr()
    assert {path for _, path in server.asked} == {"/404", "/moved", "/ok/new"}
    assert second.out == first.out
    assert first.err == "3 addresses: 1 answer, 1 gone, 1 moved.\n"
    assert second.err == "3 addresses: 1 answer (1 of them asked in the last days), 1 gone, 1 moved.\n"
    run(project, "--days", "0")
    assert ("HEAD", "/ok") in server.asked


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff", b"[]", b"[" * 99999, b'{"answered": 3}', b'{"answered": {"URL": 3}}', b"null", b'{"answered": "x"}'],
)
def test_a_memory_that_is_none(content, project, server, capsys):
    write(project, server.url("/ok"))
    memory = project / ".build" / "reach.json"
    memory.parent.mkdir()
    memory.write_bytes(content.replace(b"URL", server.url("/ok").encode()))
    assert run(project) == 0
    assert server.asked == [("HEAD", "/ok")]
    assert "Traceback" not in capsys.readouterr().err
    assert json.loads(memory.read_text(encoding="utf-8"))["answered"]


@pytest.mark.parametrize("day", ["2001-01-01", "9999-12-31", "soon"])
def test_a_memory_too_old_or_of_the_future_is_not_trusted(day, project, server):
    write(project, server.url("/ok"))
    memory = project / ".build" / "reach.json"
    memory.parent.mkdir()
    memory.write_text(json.dumps({"answered": {server.url("/ok"): day}}), encoding="utf-8")
    assert run(project) == 0
    assert server.asked == [("HEAD", "/ok")]


def test_a_memory_that_cannot_be_written(project, server, capsys):
    write(project, server.url("/ok"))
    (project / ".build").write_text("a file", encoding="utf-8")
    assert run(project) == 0
    assert ".build/reach.json cannot be written (" in capsys.readouterr().err


def test_only_some(project, server, capsys):
    with serving(Server("127.0.0.2")) as other:
        write(project, *map(server.url, ["/a", "/b", "/c"]), other.url("/d"))
        assert run(project, "--only", "127.0.0.2") == 0
        assert (server.asked, other.asked) == ([], [("HEAD", "/d")])
        assert run(project, "--limit", "2", "--only", f"127.0.0.1:{server.server_port}") == 0
        assert server.asked == [("HEAD", "/a"), ("HEAD", "/b")]
        capsys.readouterr()
        assert run(project, "--limit", "2") == 0
        assert server.asked[2:] == [("HEAD", "/c")]
        assert capsys.readouterr().err == "4 addresses: 4 answer (3 of them asked in the last days).\n"


def test_time_that_is_up(project, server, capsys):
    with serving(Server("127.0.0.2")) as other:
        write(project, server.url("/ok"), *(other.url(f"/drip/{quote(one)}") for one in "aب"))
        start = time.monotonic()
        assert run(project, "--budget", "1.5") == 1
        assert time.monotonic() - start < 4
        assert capsys.readouterr().err == (
            "3 addresses: 1 answer; 2 not asked.\n"
            "There was no time for all of them; the next run goes on with the others.\n"
        )


def test_wrong_use(project, server, capsys):
    write(project, server.url("/ok"))
    assert run(project, "--only", "127.0.0.3") == 2
    assert capsys.readouterr().err.startswith("No address is on «127.0.0.3»; did you mean 127.0.0.1:")
    for wrong in (["--limit", "0"], ["--timeout", "0"], ["--pause", "-1"], ["--days", "x"], ["--budget", "nan"]):
        with pytest.raises(SystemExit) as stop:
            run(project, *wrong)
        assert stop.value.code == 2


def test_files_that_cannot_be_read_are_told(project, server, capsys):
    write(project, server.url("/ok"))
    (project / "data" / "laws").mkdir()
    (project / "data" / "laws" / "ma.yml").write_text("a: [\n", encoding="utf-8")
    (project / "docs" / "ar" / "index.md").write_bytes(b"\xff")
    assert run(project) == 1
    out = capsys.readouterr().out
    assert "data/laws/ma.yml:2:1: DAT001 " in out
    assert "docs/ar/index.md:1:1: TXT001 " in out
    assert server.asked == [("HEAD", "/ok")]


def test_the_order_of_the_lines_never_changes(project, server, capsys):
    urls = [f"http://127.0.0.{host}:1/{number}" for host in range(2, 8) for number in range(3)]
    write(project, server.url("/404"), *reversed(urls))
    run(project, "--hosts", "8")
    first = capsys.readouterr().out
    run(project, "--hosts", "2")
    assert capsys.readouterr().out == first
    lines = [int(line.split(":")[1]) for line in first.splitlines()]
    assert lines == sorted(lines)
    assert len(lines) == 19


def test_a_machine_that_is_not_on_the_internet(project, capsys):
    write(project, "https://nowhere.invalid/", "https://neither.invalid/")
    assert run(project) == 1
    assert "No server answered at all: is this machine on the internet?\n" in capsys.readouterr().err
