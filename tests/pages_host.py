"""A folder served on 127.0.0.1 as GitHub Pages serves a branch: below a path, gzipped, no list of a folder's files."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Host(http.server.ThreadingHTTPServer):
    daemon_threads = True
    folder: Path
    mount: str
    asked: list[tuple[int, str]]


class _Answer(http.server.BaseHTTPRequestHandler):
    server: _Host

    def log_message(self, *arguments) -> None:
        pass

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = path.startswith(self.server.mount)
        file = self.server.folder / path.removeprefix(self.server.mount) if inside else None
        status = 200
        if file is not None and file.is_dir():
            if not path.endswith("/"):
                self._send(301, b"", {"Location": f"{path}/"})
                return
            file = file / "index.html"
        if file is None or not file.is_file() or ".git" in file.relative_to(self.server.folder).parts:
            status, file = 404, self.server.folder / "404.html"
        body = file.read_bytes() if file.is_file() else b""
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kind += "; charset=utf-8" if kind.startswith("text/") else ""
        self._send(status, body, {"Content-Type": kind})

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        self.server.asked.append((status, self.path))
        self.send_response(status)
        if "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            headers |= {"Content-Encoding": "gzip"}
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        with contextlib.suppress(ConnectionError):
            self.end_headers()
        if self.command != "HEAD":
            with contextlib.suppress(ConnectionError):  # the reader has gone on
                self.wfile.write(body)


@contextlib.contextmanager
def serving(folder: Path, mount: str = "/") -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """Serve a folder below `mount`; give the address of its top, and what was asked: (status, address)."""
    server = _Host(("127.0.0.1", 0), _Answer)
    server.folder, server.mount, server.asked = folder, mount, []
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{mount}", server.asked
    finally:
        server.shutdown()
        server.server_close()
