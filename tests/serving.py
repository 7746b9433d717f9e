"""A publisher's server on this machine, well-behaved or not, that remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = Callable[[BaseHTTPRequestHandler], None]
MONDAY = "Mon, 02 Nov 2026 10:00:00 GMT"


@dataclass
class Server:
    """Replies to each path in order; the last reply of a path stands for all that follow."""

    base: str
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    asked: list[tuple[str, Message]] = field(default_factory=list)
    stopped: threading.Event = field(default_factory=threading.Event)

    def serve(self, path: str, *replies: Reply) -> str:
        """Reply so to a path; its address."""
        self.replies[path] = list(replies)
        return self.base + path

    def reply(self, path: str) -> Reply:
        """The next reply to a path."""
        waiting = self.replies.get(path.partition("?")[0], [status(404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def serving() -> Iterator[Server]:
    """The server, up for a block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            known.asked.append((self.path, self.headers))
            # Broken off: the client has had enough.
            with suppress(BrokenPipeError, ConnectionResetError):
                known.reply(self.path)(self)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  its name there
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as http:
        known = Server(f"http://127.0.0.1:{http.server_address[1]}")
        thread = threading.Thread(target=lambda: http.serve_forever(poll_interval=0.01))
        thread.start()
        try:
            yield known
        finally:
            known.stopped.set()
            http.shutdown()
            thread.join()


def _answer(
    handler: BaseHTTPRequestHandler,
    code: int,
    data: bytes,
    headers: dict[str, str],
    *,
    sent: int | None = None,
) -> None:
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(data)), **headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data[:sent])


def whole(data: bytes, kind: str = "text/csv", **headers: str) -> Reply:
    """All of it, whatever was asked for. Headers by name, ``_`` for ``-``."""
    return lambda handler: _answer(handler, 200, data, {"Content-Type": kind, **_named(headers)})


def status(code: int, **headers: str) -> Reply:
    """Only a status."""
    return lambda handler: _answer(handler, code, b"", _named(headers))


def piece(code: int, data: bytes, sent: int | None = None, **headers: str) -> Reply:
    """Any status with any headers; only the first ``sent`` bytes come."""
    return lambda handler: _answer(handler, code, data, _named(headers), sent=sent)


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def redirect(to: str) -> Reply:
    """Somewhere else."""
    return status(302, Location=to)


def versioned(
    data: bytes, etag: str | None = '"1"', modified: str | None = MONDAY, cut: int | None = None
) -> Reply:
    """As a good server does: 304 where nothing changed, pieces where they are asked for; or cut off."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        asked = handler.headers
        headers = {"ETag": etag, "Last-Modified": modified, "Content-Type": "text/csv"}
        said = {name: value for name, value in headers.items() if value}
        same = (
            asked["If-None-Match"] == etag
            if asked["If-None-Match"]
            else asked["If-Modified-Since"] == modified
        )
        if same and (asked["If-None-Match"] or asked["If-Modified-Since"]):
            _answer(handler, 304, b"", {"ETag": etag or '""'})
        elif asked["Range"] and asked["If-Range"] in {etag, modified}:
            start = int(asked["Range"].removeprefix("bytes=").rstrip("-"))
            place = {"Content-Range": f"bytes {start}-{len(data) - 1}/{len(data)}"}
            _answer(handler, 206, data[start:], {**said, **place}, sent=cut)
        else:
            _answer(handler, 200, data, said, sent=cut)

    return reply


def chunked(*chunks: bytes, end: bool = True) -> Reply:
    """In chunks, without saying how much it will be; or cut off before the last."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for chunk in chunks:
            handler.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")
        if end:
            handler.wfile.write(b"0\r\n\r\n")

    return reply


def endless(size: int | None = None) -> Reply:
    """Ten gigabytes, announced or not."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header(*(("Content-Length", str(size)) if size else ("X-Length", "unknown")))
        handler.end_headers()
        block = b"x" * 2**20
        for _ in range(10_000):
            handler.wfile.write(block)

    return reply


def silent(server: Server, data: bytes = b"") -> Reply:
    """The head, some of the data, and then nothing."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(data) + 1_000))
        handler.send_header("ETag", '"1"')
        handler.end_headers()
        handler.wfile.write(data)
        handler.wfile.flush()
        server.stopped.wait(30)

    return reply
