"""One file from a publisher to the disk: bounded, retried, resumed, whole or not at all.

The standard library's client serves: it needs no further package to be trusted with what leaves the machine,
and everything here is a plain GET. A file is streamed to disk, so that its size costs no memory.
"""

from __future__ import annotations

import gzip
import random
import re
import ssl
import time
import zlib
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from pathlib import Path

from brightline.errors import FetchError, StoreError, UnsafeFileError
from brightline.lists.connecting import Line, get
from brightline.lists.intake import MAX_BYTES, MAX_RATIO

# Called with the bytes received so far and, if known, those to come in all.
Notify = Callable[[int, int | None], None]

_BLOCK = 64 * 1024
# Worth another try: overload, and what proxies and balancers say while a server restarts (RFC 9110, 15.5 and
# 15.6; RFC 6585 for 429).
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_GZIP = frozenset({"gzip", "x-gzip"})
_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")
# Compressed text below this may have any ratio, as in intake.
_HARMLESS_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try, how much to take, and the clock and dice that this needs.

    Attributes:
        attempts: In a row without a byte more than before.
        first_wait: Seconds before the second attempt at most; doubled each time. The wait is drawn between
            none and the whole, so that many users of one publisher do not return together.
        longest_wait: Seconds, also when the server asks for more.
        whole_seconds: For one file with all attempts. The largest list takes 15 minutes at 1 Mbit/s.
        most_bytes: Of one file, as it comes and decompressed.
        sleep: Waits.
        chance: Draws from 0 to 1.
        clock: Seconds that only ever grow.
    """

    attempts: int = 4
    first_wait: float = 2.0
    longest_wait: float = 60.0
    whole_seconds: float = 1800.0
    most_bytes: int = MAX_BYTES
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random
    clock: Callable[[], float] = time.monotonic


@dataclass(frozen=True, slots=True)
class Version:
    """What the server says by which a file can be known again."""

    etag: str | None = None
    last_modified: str | None = None

    @property
    def for_range(self) -> str | None:
        """What ``If-Range`` may carry: a strong tag, else the date (RFC 9110, 13.1.5)."""
        return self.etag if self.etag and not self.etag.startswith("W/") else self.last_modified

    def conditions(self) -> dict[str, str]:
        """Headers that ask for the file only if it is another one."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True, slots=True)
class Download:
    """A file that came whole.

    Attributes:
        url: From which address, before redirects.
        path: Where it lies, decompressed if the server compressed it for the way.
        size: Bytes at ``path``.
        content_type: What the server says that it is; proves nothing.
        version: For the next time.
    """

    url: str
    path: Path
    size: int
    content_type: str
    version: Version


@dataclass(frozen=True, slots=True)
class Wanted:
    """A file to fetch, and to where.

    Attributes:
        url: Its address.
        path: Where it is to lie.
        known: Which version is here already, if any.
    """

    url: str
    path: Path
    known: Version | None = None


class _Again(Exception):  # noqa: N818  not an error yet: the next attempt may do
    def __init__(self, problem: str, *, after: float | None = None) -> None:
        super().__init__(problem)
        self.after = after


def download(
    wanted: Wanted, line: Line, patience: Patience, *, notify: Notify = lambda _got, _total: None
) -> Download | None:
    """Fetch a file; ``None`` if the server says that it is still the known version.

    Raises:
        FetchError: It cannot be had: not there, refused, unreachable, cut off again and again.
        UnsafeFileError: It is, or would expand to, more than the limit; nothing of it is kept.
        StoreError: The disk is full or cannot be written.
    """
    return _Transfer(wanted, line, patience, notify).run()


class _Transfer:
    """The state of one download between attempts."""

    def __init__(self, wanted: Wanted, line: Line, patience: Patience, notify: Notify) -> None:
        self._url, self._path, self._known = wanted.url, wanted.path, wanted.known
        self._line, self._patience, self._notify = line, patience, notify
        self._deadline = patience.clock() + patience.whole_seconds
        self._got = 0
        self._total: int | None = None
        self._version = Version()
        self._encoding = ""
        self._content_type = ""

    def run(self) -> Download | None:
        failures = furthest = 0
        while True:
            try:
                return self._attempt()
            except _Again as problem:
                # An attempt that got further is no failure: bad lines deliver large files piece by piece.
                failures = 1 if self._got > furthest else failures + 1
                furthest = max(furthest, self._got)
                if failures >= self._patience.attempts:
                    raise self._failed(str(problem), "try again later") from problem
                self._wait(failures, problem)
            except (UnsafeFileError, FetchError):
                self._path.unlink(missing_ok=True)
                raise
            except OSError as problem:
                raise StoreError(
                    f"the download cannot be written ({problem.strerror or problem})",
                    remedy="check the free space and permissions of the data directory",
                    file=str(self._path.parent),
                ) from problem

    def _wait(self, failures: int, problem: _Again) -> None:
        patience = self._patience
        wait = patience.first_wait * 2 ** (failures - 1) * patience.chance()
        wait = min(max(wait, problem.after or 0.0), patience.longest_wait)
        if patience.clock() + wait > self._deadline:
            raise self._failed(f"{problem}; gave up", "try again later") from problem
        patience.sleep(wait)

    def _attempt(self) -> Download | None:
        with ExitStack() as closing:
            response = self._opened(closing)
            if response.status == 304 and not self._got:
                return None
            if response.status == 206 and self._got:
                self._check_continues(response)
            elif response.status == 200:
                self._begin(response)
            else:
                self._refuse(response)
            self._receive(response)
        return Download(self._url, self._path, self._decoded(), self._content_type, self._version)

    def _opened(self, closing: ExitStack) -> HTTPResponse:
        headers = {"Accept-Encoding": "gzip"}
        anchor = self._version.for_range
        if self._got and anchor:
            headers |= {"Range": f"bytes={self._got}-", "If-Range": anchor}
        else:
            self._got = 0
            headers |= self._known.conditions() if self._known else {}
        try:
            return closing.enter_context(get(self._url, headers, self._line))
        except ssl.SSLCertVerificationError as problem:
            raise self._failed(
                f"its certificate cannot be trusted ({problem.verify_message})",
                "if your network inspects TLS, set SSL_CERT_FILE to its authority's certificate",
            ) from problem
        except (OSError, HTTPException) as problem:
            raise _Again(f"no answer ({_words(problem)})") from problem

    def _begin(self, response: HTTPResponse) -> None:
        """The whole file comes, whatever was asked for: what is here of an earlier attempt is void."""
        self._got, self._total = 0, response.length
        self._version = Version(response.getheader("ETag"), response.getheader("Last-Modified"))
        self._encoding = (response.getheader("Content-Encoding") or "").strip().lower()
        self._content_type = response.getheader("Content-Type") or "no content type"

    def _check_continues(self, response: HTTPResponse) -> None:
        """Some servers do not know ``If-Range``: a piece of another file must not be put to this one."""
        place = _RANGE.fullmatch(response.getheader("Content-Range") or "")
        now = Version(response.getheader("ETag"), response.getheader("Last-Modified"))
        same = all(
            before == after
            for before, after in (
                (self._version.etag, now.etag),
                (self._version.last_modified, now.last_modified),
            )
            if after
        )
        total = place and (place[2] == "*" or self._total in {None, int(place[2])})
        encoding = (response.getheader("Content-Encoding") or "").strip().lower()
        if not (same and place and int(place[1]) == self._got and total and encoding == self._encoding):
            self._got = 0
            raise _Again("the file changed while it was downloaded")

    def _receive(self, response: HTTPResponse) -> None:
        left = response.length
        with self._path.open("ab" if self._got else "wb") as file:
            self._check_size(self._got + (left or 0))
            while left != 0:
                block = self._read(response, _BLOCK if left is None else min(_BLOCK, left))
                if not block:
                    break
                self._got += len(block)
                left = None if left is None else left - len(block)
                self._check_size(self._got)
                file.write(block)
                self._notify(self._got, self._total)
                if self._patience.clock() > self._deadline:
                    raise self._failed(
                        f"took longer than {self._patience.whole_seconds:g} seconds", "try again later"
                    )
        if left:
            raise _Again(f"cut off after {self._got:,} bytes")

    def _read(self, response: HTTPResponse, amount: int) -> bytes:
        try:
            # Not read(): it waits until the whole amount is there, so that what came before a cut is lost.
            return response.read1(amount)
        except (OSError, HTTPException) as problem:
            raise _Again(f"cut off after {self._got:,} bytes ({_words(problem)})") from problem

    def _check_size(self, size: int) -> None:
        if size > self._patience.most_bytes:
            raise UnsafeFileError(
                f"larger than {self._patience.most_bytes // 2**20} MiB, the limit for one file",
                remedy="check that this is the list; no known list is as large",
                file=self._url,
            )

    def _refuse(self, response: HTTPResponse) -> None:
        said = f"the server answered {response.status} {response.reason}".strip()
        if response.status == 416:
            self._got = 0
            raise _Again("the file changed while it was downloaded")
        if response.status in _PASSING:
            raise _Again(said, after=_seconds(response.getheader("Retry-After")))
        raise self._failed(said, "the publisher may have moved it, or may turn programs away")

    def _decoded(self) -> int:
        if self._encoding in _GZIP:
            self._unpack()
        elif self._encoding not in {"", "identity"}:
            raise self._failed(
                f"came encoded as {self._encoding}, which was not asked for", "try again later"
            )
        return self._path.stat().st_size

    def _unpack(self) -> None:
        """Undo what the server did for the way; a list that is published as gzip stays one."""
        most = max(self._got * MAX_RATIO, _HARMLESS_BYTES)
        unpacked, size = self._path.with_name(f"{self._path.name}.unpacked"), 0
        try:
            with gzip.open(self._path) as packed, unpacked.open("wb") as file:
                while block := packed.read(_BLOCK):
                    size += len(block)
                    self._check_size(size)
                    if size > most:
                        raise UnsafeFileError(
                            f"would expand to more than {MAX_RATIO} times its size, as a bomb does",
                            remedy="do not use this copy; download it later, or with a browser",
                            file=self._url,
                        )
                    file.write(block)
        except (EOFError, zlib.error, gzip.BadGzipFile) as problem:
            raise self._failed(f"came damaged ({problem})", "try again later") from problem
        finally:
            self._path.unlink()
        unpacked.replace(self._path)

    def _failed(self, problem: str, remedy: str) -> FetchError:
        return FetchError(
            problem, remedy=f"{remedy}; or download it with a browser and import it", file=self._url
        )


def _words(problem: OSError | HTTPException) -> str:
    if isinstance(problem, TimeoutError):
        return "it was silent for too long"
    strerror = problem.strerror if isinstance(problem, OSError) else None
    return strerror or str(problem) or type(problem).__name__


def _seconds(retry_after: str | None) -> float | None:
    """``Retry-After`` in seconds; its other form, a date, is left to the doubling."""
    return float(retry_after) if retry_after and retry_after.strip().isdecimal() else None
