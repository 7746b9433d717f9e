"""One request to a publisher: which addresses are allowed, by which way, and what is said to the server.

Only list downloads leave this machine: a GET with the program's name and version, no cookies, nothing that
says who asks. TLS certificates are always verified.
"""

from __future__ import annotations

import base64
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit

from brightline import __version__
from brightline.errors import FetchError, UnknownValueError

# A publisher that does not answer the handshake by then is down; the retries wait longer.
_CONNECT_SECONDS = 15.0
# OFAC's service builds large exports when asked for them and may be silent for half a minute.
_READ_SECONDS = 60.0
# OFAC's service redirects once, to where the file lies; a move to another host adds one or two.
_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# The one host that plain HTTP may reach: nobody on the way can change what comes.
_LOOPBACK = "127.0.0.1"
_DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# What may stand unquoted in the path and query of a request; the rest is quoted, ``%`` is kept.
_UNQUOTED = "/%:=&?~+!$,;'@()*[]|-._"


@dataclass(frozen=True, slots=True)
class Line:
    """The way to the publishers.

    Attributes:
        proxy: ``http://HOST:PORT`` of a proxy; ``None`` for what the environment says (``HTTPS_PROXY``,
            ``NO_PROXY``), empty for none.
        bases: Addresses that begin with a key are fetched from its value instead.
        connect_seconds: How long a connection may take to come about.
        read_seconds: How long the other side may be silent.
        tls: How certificates are verified; the system's authorities, or those of ``SSL_CERT_FILE``.
    """

    proxy: str | None = None
    bases: Mapping[str, str] = field(default_factory=dict)
    connect_seconds: float = _CONNECT_SECONDS
    read_seconds: float = _READ_SECONDS
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context)


@contextmanager
def get(url: str, headers: Mapping[str, str], line: Line) -> Iterator[HTTPResponse]:
    """The answer to one GET, redirects followed; closed with the connection when the block ends.

    Statuses other than redirects are for the caller to judge.

    Raises:
        FetchError: An address that is not allowed, or redirects without end.
        OSError: The connection failed, was cut off or was silent for too long (``TimeoutError``).
        http.client.HTTPException: The answer is not HTTP.
    """
    current = checked_address(_rebased(url, line.bases))
    for _ in range(_MOST_REDIRECTS + 1):
        with _request(current, headers, line) as response:
            if response.status not in _REDIRECTS:
                yield response
                return
            location = response.getheader("Location") or ""
        current = checked_address(_joined(current, location), redirected_from=current)
    raise FetchError(
        f"redirected more than {_MOST_REDIRECTS} times",
        remedy="try again later; if it stays so, download the list with a browser and import it",
        file=url,
    )


def checked_address(url: str, *, redirected_from: SplitResult | None = None) -> SplitResult:
    """An address that may be fetched: ``https``, or ``http`` on this machine alone.

    Raises:
        FetchError: Any other; a redirect from ``https`` to ``http`` even on this machine, because a
            publisher has no business there.
    """
    try:
        address = urlsplit(url)
        host, _ = address.hostname, address.port
    except ValueError:
        address, host = SplitResult("", "", "", "", ""), None
    local = address.scheme == "http" and host == _LOOPBACK
    if redirected_from is not None and redirected_from.scheme == "https":
        local = False
    if host and host.isascii() and "@" not in address.netloc and (address.scheme == "https" or local):
        return address
    if redirected_from is not None:
        raise FetchError(
            f"redirected to {_without_credentials(url)}, which is not a plain https address",
            remedy="download the list with a browser and import it",
            file=redirected_from.geturl(),
        )
    raise FetchError(
        "not an address that lists are fetched from",
        remedy="use an https:// address without a user's name or password in it",
        id=_without_credentials(url),
    )


def _joined(current: SplitResult, location: str) -> str:
    try:
        return urljoin(current.geturl(), location)
    except ValueError:
        # Not an address at all; the check says so, as of any other that is not allowed.
        return location


def _rebased(url: str, bases: Mapping[str, str]) -> str:
    for real, instead in bases.items():
        if url.startswith(real):
            return instead + url.removeprefix(real)
    return url


@contextmanager
def _request(address: SplitResult, headers: Mapping[str, str], line: Line) -> Iterator[HTTPResponse]:
    connection, target, proxy_headers = _connection(address, line)
    said = {"User-Agent": f"brightline/{__version__}", "Accept": "*/*", "Connection": "close"}
    try:
        connection.connect()
        connection.sock.settimeout(line.read_seconds)
        connection.request("GET", target, headers={**said, **headers, **proxy_headers})
        with connection.getresponse() as response:
            yield response
    finally:
        connection.close()


def _connection(address: SplitResult, line: Line) -> tuple[HTTPConnection, str, Mapping[str, str]]:
    """A connection not yet made, what to ask it for, and what to tell a proxy."""
    host = address.hostname or ""
    port = address.port or _DEFAULT_PORTS[address.scheme]
    path = quote(address.path or "/", safe=_UNQUOTED)
    target = f"{path}?{quote(address.query, safe=_UNQUOTED)}" if address.query else path
    proxy = _proxy(address, line)
    if proxy is None:
        if address.scheme == "https":
            return HTTPSConnection(host, port, timeout=line.connect_seconds, context=line.tls), target, {}
        return HTTPConnection(host, port, timeout=line.connect_seconds), target, {}
    authorisation = _authorisation(proxy)
    by = (proxy.hostname or "", proxy.port or _DEFAULT_PORTS["http"])
    if address.scheme == "https":
        tunnel = HTTPSConnection(*by, timeout=line.connect_seconds, context=line.tls)
        tunnel.set_tunnel(host, port, dict(authorisation))
        return tunnel, target, {}
    whole = f"http://{address.netloc}{target}"
    return HTTPConnection(*by, timeout=line.connect_seconds), whole, authorisation


def _proxy(address: SplitResult, line: Line) -> SplitResult | None:
    from urllib.request import getproxies, proxy_bypass

    if line.proxy is not None:
        return checked_proxy(line.proxy) if line.proxy else None
    host = address.hostname or ""
    if host == _LOOPBACK or proxy_bypass(host):
        return None
    found = getproxies().get(address.scheme)
    return checked_proxy(found) if found else None


def checked_proxy(proxy: str) -> SplitResult:
    """A proxy's address, ``http://`` in front of it supplied where it is missing.

    Raises:
        UnknownValueError: Not an HTTP proxy.
    """
    try:
        address = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        usable = address.scheme == "http" and address.hostname and address.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise UnknownValueError(
            "not the address of an HTTP proxy",
            remedy="write it as http://HOST:PORT",
            id=_without_credentials(proxy),
        )
    return address


def _authorisation(proxy: SplitResult) -> Mapping[str, str]:
    if proxy.username is None:
        return {}
    credentials = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": "Basic " + base64.b64encode(credentials.encode()).decode()}


def _without_credentials(url: str) -> str:
    """For a message: never a password that somebody put into an address."""
    before, at, after = url.rpartition("@")
    return f"{before.partition('//')[0]}//...@{after}" if at else url
