from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brightline import __version__
from brightline.errors import FetchError, StoreError, UnknownValueError, UnsafeFileError
from brightline.lists.connecting import Line, checked_address, checked_proxy
from brightline.lists.fetching import Download, Patience, Version, Wanted, download
from tests.serving import (
    MONDAY,
    Reply,
    Server,
    chunked,
    endless,
    piece,
    redirect,
    serving,
    silent,
    status,
    versioned,
    whole,
)

DATA = b"".join(b"row %d\n" % number for number in range(30_000))
LINE = Line(connect_seconds=5, read_seconds=5)


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def patience(clock: Clock) -> Patience:
    return Patience(sleep=clock.sleep, chance=lambda: 1.0, clock=lambda: clock.now, most_bytes=8 * 2**20)


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as one:
        yield one


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "file"


def fetched(url: str, path: Path, patience: Patience, line: Line = LINE) -> Download:
    came = download(Wanted(url, path), line, patience)
    assert came
    return came


def test_a_file_comes_whole_with_its_version(server: Server, path: Path, patience: Patience) -> None:
    seen: list[tuple[int, int | None]] = []
    url = server.serve("/list.csv", versioned(DATA))
    came = download(Wanted(url, path), LINE, patience, notify=lambda got, total: seen.append((got, total)))
    assert came == Download(url, path, len(DATA), "text/csv", Version('"1"', MONDAY))
    assert path.read_bytes() == DATA
    assert seen[-1] == (len(DATA), len(DATA))


def test_nothing_is_said_but_the_programs_name(server: Server, path: Path, patience: Patience) -> None:
    server.serve("/there.csv", whole(DATA, Set_Cookie="who=you"))
    fetched(server.serve("/list.csv", redirect("/there.csv")), path, patience)
    fetched(server.base + "/there.csv", path, patience)
    assert len(server.asked) == 3
    for _, headers in server.asked:
        assert dict(headers) == {
            "Host": server.base.removeprefix("http://"),
            "User-Agent": f"brightline/{__version__}",
            "Accept": "*/*",
            "Accept-Encoding": "gzip",
            "Connection": "close",
        }


def test_what_did_not_change_does_not_come_again(server: Server, path: Path, patience: Patience) -> None:
    url = server.serve("/list.csv", versioned(DATA))
    for known in (Version('"1"', MONDAY), Version('"1"'), Version(None, MONDAY)):
        assert download(Wanted(url, path, known), LINE, patience) is None
    assert download(Wanted(url, path, Version('"0"', MONDAY)), LINE, patience) is not None


@pytest.mark.parametrize("code", [408, 429, 500, 502, 503, 504])
def test_a_server_that_stumbles_is_asked_again(
    server: Server, path: Path, patience: Patience, clock: Clock, code: int
) -> None:
    fetched(server.serve("/list.csv", status(code), status(code), whole(DATA)), path, patience)
    assert path.read_bytes() == DATA
    assert clock.slept == [2.0, 4.0]


def test_waits_are_drawn_and_bounded_and_heed_the_server(
    server: Server, path: Path, patience: Patience, clock: Clock
) -> None:
    asked = status(503, Retry_After="30"), status(503, Retry_After="86400"), status(503, Retry_After="Monday")
    drawn = replace(patience, chance=lambda: 0.25)
    fetched(server.serve("/list.csv", *asked, whole(DATA)), path, drawn)
    assert clock.slept == [30.0, 60.0, 2.0]


def test_a_server_that_is_down_is_given_up(
    server: Server, path: Path, patience: Patience, clock: Clock
) -> None:
    with pytest.raises(FetchError, match="500 Internal Server Error") as caught:
        fetched(server.serve("/list.csv", status(500)), path, patience)
    assert (len(server.asked), clock.slept) == (4, [2.0, 4.0, 8.0])
    assert caught.value.file == server.base + "/list.csv"


@pytest.mark.parametrize("code", [204, 304, 400, 401, 403, 404, 410, 451])
def test_what_will_not_pass_is_said_at_once(
    server: Server, path: Path, patience: Patience, code: int
) -> None:
    url = server.serve("/list.csv", status(code))
    if code == 304:
        assert download(Wanted(url, path), LINE, patience) is None
        return
    with pytest.raises(FetchError, match=f"answered {code}"):
        fetched(url, path, patience)
    assert len(server.asked) == 1
    assert not path.exists()


def test_nobody_there(path: Path, patience: Patience, clock: Clock) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/list.csv"
        with pytest.raises(FetchError, match="no answer"):
            fetched(url, path, patience)
    assert len(clock.slept) == 3


def test_what_is_not_http_is_no_answer(path: Path, patience: Patience) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            for _ in range(4):
                with listening.accept()[0] as connection:
                    connection.recv(4096)
                    connection.sendall(b"220 mail ready\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        with pytest.raises(FetchError, match="no answer"):
            fetched(f"http://127.0.0.1:{listening.getsockname()[1]}/", path, patience)
        thread.join()


def test_a_file_that_was_cut_off_is_resumed(server: Server, path: Path, patience: Patience) -> None:
    url = server.serve("/list.csv", versioned(DATA, cut=100_000), versioned(DATA))
    fetched(url, path, patience)
    assert path.read_bytes() == DATA
    assert (server.asked[1][1]["Range"], server.asked[1][1]["If-Range"]) == ("bytes=100000-", '"1"')


def test_a_bad_line_delivers_piece_by_piece(
    server: Server, path: Path, patience: Patience, clock: Clock
) -> None:
    """More pieces than attempts: each gets further, so none counts as a failure in a row."""
    url = server.serve("/list.csv", versioned(DATA, cut=10_000))
    fetched(url, path, replace(patience, attempts=2))
    assert path.read_bytes() == DATA
    assert len(server.asked) == -(-len(DATA) // 10_000)
    assert set(clock.slept) == {2.0}


@pytest.mark.parametrize("etag", [None, 'W/"1"'])
def test_without_a_strong_tag_the_date_anchors_the_rest(
    server: Server, path: Path, patience: Patience, etag: str | None
) -> None:
    url = server.serve("/list.csv", versioned(DATA, etag, cut=100_000), versioned(DATA, etag))
    fetched(url, path, patience)
    assert path.read_bytes() == DATA
    assert server.asked[1][1]["If-Range"] == MONDAY


def test_without_any_version_it_begins_anew(server: Server, path: Path, patience: Patience) -> None:
    url = server.serve("/list.csv", versioned(DATA, None, None, cut=100_000), versioned(DATA, None, None))
    fetched(url, path, patience)
    assert path.read_bytes() == DATA
    assert server.asked[1][1]["Range"] is None


def test_a_file_that_changed_meanwhile_is_not_pieced_together(
    server: Server, path: Path, patience: Patience
) -> None:
    newer = DATA.replace(b"row", b"new")
    url = server.serve("/list.csv", versioned(DATA, cut=100_000), versioned(newer, '"2"'))
    came = fetched(url, path, patience)
    assert path.read_bytes() == newer
    assert came.version.etag == '"2"'


@pytest.mark.parametrize(
    "wrong",
    [
        {"ETag": '"2"'},
        {"Last-Modified": "Tue, 03 Nov 2026 10:00:00 GMT"},
        {"Content-Range": "bytes 0-9/10"},
        {"Content-Range": f"bytes 100000-{len(DATA)}/{len(DATA) + 1}"},
        {"Content-Range": "nonsense"},
        {"Content-Encoding": "gzip"},
    ],
    ids=str,
)
def test_a_server_that_does_not_know_if_range_deceives_nobody(
    server: Server, path: Path, patience: Patience, wrong: dict[str, str]
) -> None:
    good = {"ETag": '"1"', "Content-Range": f"bytes 100000-{len(DATA) - 1}/{len(DATA)}"}
    headers = {name.replace("-", "_"): value for name, value in {**good, **wrong}.items()}
    url = server.serve("/list.csv", versioned(DATA, cut=100_000), status(206, **headers), versioned(DATA))
    fetched(url, path, patience)
    assert path.read_bytes() == DATA
    assert server.asked[2][1]["Range"] is None


def test_a_range_that_is_not_there_any_more(server: Server, path: Path, patience: Patience) -> None:
    shorter = DATA[:50_000]
    url = server.serve("/list.csv", versioned(DATA, cut=100_000), status(416), versioned(shorter, '"2"'))
    fetched(url, path, patience)
    assert path.read_bytes() == shorter


def test_a_server_that_falls_silent_is_left(server: Server, path: Path, patience: Patience) -> None:
    url = server.serve("/list.csv", silent(server, DATA[:5_000]), versioned(DATA))
    fetched(url, path, patience, replace(LINE, read_seconds=0.2))
    assert path.read_bytes() == DATA
    assert server.asked[1][1]["Range"] == "bytes=5000-"


def test_a_server_that_stays_silent_is_given_up(server: Server, path: Path, patience: Patience) -> None:
    with pytest.raises(FetchError, match="silent for too long"):
        fetched(
            server.serve("/list.csv", silent(server)),
            path,
            replace(patience, attempts=2),
            replace(LINE, read_seconds=0.1),
        )


def test_a_server_that_drips_does_not_hold_us_for_ever(
    server: Server, path: Path, patience: Patience, clock: Clock
) -> None:
    def tick() -> float:
        clock.now += 1
        return clock.now

    short = replace(patience, clock=tick, whole_seconds=5)
    with pytest.raises(FetchError, match="took longer than 5 seconds"):
        fetched(server.serve("/list.csv", chunked(*[b"x" * 9] * 50)), path, short)
    with pytest.raises(FetchError, match="gave up"):
        fetched(server.serve("/list.csv", status(503, Retry_After="60")), path, short)


def test_chunks_are_put_together_and_missing_ones_missed(
    server: Server, path: Path, patience: Patience
) -> None:
    halves = DATA[:80_000], DATA[80_000:]
    url = server.serve("/list.csv", chunked(halves[0], end=False), chunked(*halves))
    fetched(url, path, patience)
    assert path.read_bytes() == DATA


def test_what_was_compressed_for_the_way_is_unpacked(server: Server, path: Path, patience: Patience) -> None:
    came = fetched(
        server.serve("/list.csv", whole(gzip.compress(DATA), Content_Encoding="gzip")), path, patience
    )
    assert path.read_bytes() == DATA
    assert came.size == len(DATA)
    # A file that is a gzip itself stays as the publisher made it.
    packed = gzip.compress(DATA)
    fetched(server.serve("/list.csv.gz", whole(packed, "application/gzip")), path, patience)
    assert path.read_bytes() == packed


def test_a_compressed_file_is_resumed_compressed(server: Server, path: Path, patience: Patience) -> None:
    packed = gzip.compress(DATA)
    place = f"bytes 1000-{len(packed) - 1}/{len(packed)}"
    first = piece(200, packed, 1000, ETag='"1"', Content_Encoding="gzip")
    second = piece(206, packed[1000:], ETag='"1"', Content_Encoding="gzip", Content_Range=place)
    fetched(server.serve("/list.csv", first, second), path, patience)
    assert path.read_bytes() == DATA


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (whole(gzip.compress(DATA)[:-100], Content_Encoding="gzip"), "damaged"),
        (whole(b"plain", Content_Encoding="gzip"), "damaged"),
        (whole(DATA, Content_Encoding="br"), "encoded as br"),
    ],
)
def test_what_cannot_be_unpacked_is_refused(
    server: Server, path: Path, patience: Patience, reply: Reply, said: str
) -> None:
    with pytest.raises(FetchError, match=said):
        fetched(server.serve("/list.csv", reply), path, patience)
    assert not path.exists()


@pytest.mark.parametrize("size", [2**20, 9 * 2**20])
def test_a_bomb_is_not_unpacked(server: Server, path: Path, patience: Patience, size: int) -> None:
    bomb = gzip.compress(bytes(size + 1))
    with pytest.raises(UnsafeFileError):
        fetched(server.serve("/list.csv", whole(bomb, Content_Encoding="gzip")), path, patience)
    assert not path.exists()


@pytest.mark.parametrize("announced", [None, 10 * 2**30], ids=["unannounced", "announced"])
def test_ten_gigabytes_are_cut_off_at_the_limit(
    server: Server, path: Path, patience: Patience, announced: int | None
) -> None:
    url = server.serve("/list.csv", endless(announced))
    received = 0

    def notify(got: int, _total: int | None) -> None:
        nonlocal received
        received = got

    tracemalloc.start()
    with pytest.raises(UnsafeFileError, match="larger than 8 MiB"):
        download(Wanted(url, path), LINE, patience, notify=notify)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert received <= (0 if announced else 8 * 2**20)
    # The server's own block of a MiB is in this process, too.
    assert peak < 3 * 2**20
    assert not path.exists()
    assert len(server.asked) == 1


def test_an_empty_file_is_a_file(server: Server, path: Path, patience: Patience) -> None:
    assert fetched(server.serve("/list.csv", whole(b"")), path, patience).size == 0


def test_redirects_are_followed(server: Server, path: Path, patience: Patience) -> None:
    server.serve("/c d.csv", whole(DATA))
    server.serve("/c%20d.csv", whole(DATA))
    server.serve("/b", redirect("/c d.csv"))
    fetched(server.serve("/a", redirect(server.base + "/b")), path, patience)
    assert path.read_bytes() == DATA


@pytest.mark.parametrize(
    "to",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/list",
        "data:text/plain,x",
        "gopher://127.0.0.1/",
        "http://example.org/list.csv",
        "http://localhost/list.csv",
        "http://127.0.0.1.example.org/",
        "https://user:word@example.org/list.csv",
        "https://",
        "http://[::1",
        "//example.org/list.csv",
        "https://пример.example/",
    ],
)
def test_a_redirect_to_anything_but_https_is_refused(
    server: Server, path: Path, patience: Patience, to: str
) -> None:
    reply = redirect(to) if to.isascii() else redirect(to.encode().decode("latin-1"))
    with pytest.raises(FetchError, match="redirected to") as caught:
        fetched(server.serve("/list.csv", reply), path, patience)
    assert "word" not in str(caught.value)
    assert len(server.asked) == 1


def test_redirects_without_end_end(server: Server, path: Path, patience: Patience) -> None:
    with pytest.raises(FetchError, match="redirected more than 5 times"):
        fetched(server.serve("/list.csv", redirect("/list.csv")), path, patience)
    assert len(server.asked) == 6


def test_only_https_is_fetched_but_for_this_machine() -> None:
    assert checked_address("https://www.example.org/list.csv").hostname == "www.example.org"
    assert checked_address("http://127.0.0.1:8000/list.csv").port == 8000
    secure = checked_address("https://www.example.org/list.csv")
    with pytest.raises(FetchError, match="redirected to http://127"):
        checked_address("http://127.0.0.1:8000/admin", redirected_from=secure)
    for wrong in ("http://www.example.org/", "ftp://example.org/", "list.csv", "https://a:b@example.org/"):
        with pytest.raises(FetchError, match="not an address") as caught:
            checked_address(wrong)
        assert "a:b" not in str(caught.value)


def test_a_proxy_is_asked_for_the_whole_address(server: Server, path: Path, patience: Patience) -> None:
    with serving() as proxy:
        proxy.serve(server.base + "/list.csv", whole(DATA))
        by = proxy.base.replace("http://", "http://user:pass%40word@")
        fetched(server.base + "/list.csv", path, patience, replace(LINE, proxy=by))
        assert proxy.asked[0][0] == server.base + "/list.csv"
        assert proxy.asked[0][1]["Proxy-Authorization"] == "Basic dXNlcjpwYXNzQHdvcmQ="
    assert server.asked == []


def test_the_environments_proxy_is_not_used_for_this_machine(
    server: Server, path: Path, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    fetched(server.serve("/list.csv", whole(DATA)), path, patience)


def test_https_goes_through_the_proxy_as_a_tunnel(
    path: Path, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The proxy learns the host and no more; that it says no is no answer of the publisher."""
    asked = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def refuse() -> None:
            with listening.accept()[0] as connection:
                asked.append(connection.recv(4096))
                connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=refuse)
        thread.start()
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{listening.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "")
        with pytest.raises(FetchError, match="407"):
            fetched("https://lists.example.org/a?b=c", path, replace(patience, attempts=1))
        thread.join()
    assert asked[0].split(b"\r\n")[0].startswith(b"CONNECT lists.example.org:443")
    assert b"a?b=c" not in asked[0]


@pytest.mark.parametrize(
    "proxy", ["socks5://127.0.0.1:1080", "https://proxy:1", "http://", "http://a:b@[::1"]
)
def test_what_is_no_http_proxy_is_refused(proxy: str) -> None:
    with pytest.raises(UnknownValueError, match="HTTP proxy") as caught:
        checked_proxy(proxy)
    assert "a:b" not in str(caught.value)


def test_a_proxy_may_be_named_without_its_scheme() -> None:
    assert checked_proxy("proxy.example.org:3128").port == 3128


def test_a_full_disk_is_not_blamed_on_the_publisher(
    server: Server, tmp_path: Path, patience: Patience
) -> None:
    with pytest.raises(StoreError, match="cannot be written"):
        fetched(server.serve("/list.csv", whole(DATA)), tmp_path / "gone" / "file", patience)
    assert len(server.asked) == 1


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not here to make a certificate")
    path = tmp_path / "self-signed.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-keyout", path, "-out", tmp_path / "certificate.pem", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1"),
        ],
        check=True,
        capture_output=True,
    )
    path.write_bytes(path.read_bytes() + (tmp_path / "certificate.pem").read_bytes())
    return path


@pytest.fixture
def tls_url(certificate: Path) -> Iterator[str]:
    """A server with a certificate that nobody vouches for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listening = socket.create_server(("127.0.0.1", 0))

    def talk() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    with context.wrap_socket(connection, server_side=True) as secure:
                        secure.recv(4096)
                        secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
                except OSError:
                    continue

    thread = threading.Thread(target=talk)
    thread.start()
    yield f"https://127.0.0.1:{listening.getsockname()[1]}/list.csv"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join()


def test_a_certificate_that_nobody_vouches_for_is_refused_at_once(
    tls_url: str, path: Path, patience: Patience, clock: Clock
) -> None:
    with pytest.raises(FetchError, match="SSL_CERT_FILE"):
        fetched(tls_url, path, patience)
    assert clock.slept == []


def test_a_companys_own_authority_can_be_trusted(
    tls_url: str, certificate: Path, path: Path, patience: Patience, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    fetched(tls_url, path, patience, Line())
    assert path.read_bytes() == b"ok"
