"""Taking in a file that somebody else made: bounded, decompressed, decoded, never trusted."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from brightline.errors import UnreadableFileError, UnsafeFileError

if TYPE_CHECKING:
    from lxml.etree import XMLSyntaxError, _Element

# The largest list known (OFAC SDN_ADVANCED.XML, about 120 MB in 2026) with room to grow.
MAX_BYTES = 512 * 1024 * 1024
# Text lists compress 5 to 30 times; gzip and zip bombs begin above 1,000.
MAX_RATIO = 200
_HEAD_BYTES = 16 * 1024
_GZIP_MAGIC = b"\x1f\x8b"
_ZIP_MAGIC = b"PK\x03\x04"


@dataclass(frozen=True)
class SourceFile:
    """The bytes of one file as received, with the name under which they came.

    ``data`` is decompressed where the file is a gzip, or a zip archive with one member that is not a
    spreadsheet; ``raw`` keeps the bytes as received, for the edition. ``folder_date`` is the partial date
    that the folder's name begins with, if any.
    """

    name: str
    raw: bytes
    data: bytes
    folder_date: str | None = None

    @property
    def base_name(self) -> str:
        """The name without its folders: what an edition's record says, wherever the file lay."""
        return self.name.replace("\\", "/").rsplit("/", 1)[-1]

    @cached_property
    def head(self) -> str:
        """The first 16 KiB as text, undecodable bytes replaced: for recognising, not for parsing."""
        return self.data[:_HEAD_BYTES].decode("utf-8-sig", errors="replace")

    def text(self, encoding: str = "utf-8-sig") -> str:
        """The whole file as text in one encoding; refuses, naming the line, rather than replace a byte."""
        try:
            return self.data.decode(encoding)
        except UnicodeDecodeError as problem:
            raise UnreadableFileError(
                f"not valid {encoding}: byte 0x{self.data[problem.start]:02x} at position {problem.start}",
                remedy="download the file again, or convert it to UTF-8",
                file=self.name,
                row=self.data.count(b"\n", 0, problem.start) + 1,
            ) from problem

    def xml(self) -> _Element:
        """The root element, parsed with entities, document types and the network off.

        Raises:
            UnreadableFileError: Not well-formed (cut off, for instance).
            UnsafeFileError: It declares a document type, through which entity bombs come.
        """
        from lxml import etree

        self._refuse_entities()
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            return etree.fromstring(self.data.lstrip(), parser)
        except etree.XMLSyntaxError as problem:
            raise self._malformed(problem) from problem

    def iter_xml(self, *tags: str) -> Iterator[_Element]:
        """The elements with one of these local names, one after the other, whatever their namespace.

        For files too large to hold as a tree (:meth:`xml` is simpler for the others): an element is emptied
        as soon as the next one is asked for, so take what you need from it at once. None of the elements
        asked for may lie inside another. Comments and processing instructions are passed over.

        Raises:
            UnreadableFileError: Not well-formed; it comes only when the damaged place is reached.
            UnsafeFileError: It declares a document type, through which entity bombs come.
        """
        from lxml import etree

        self._refuse_entities()
        elements = etree.iterparse(
            io.BytesIO(self.data.lstrip()),
            tag=[f"{{*}}{tag}" for tag in tags],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=True,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in elements:
                yield element
                _forget(element)
        except etree.XMLSyntaxError as problem:
            raise self._malformed(problem) from problem

    def _refuse_entities(self) -> None:
        if b"<!DOCTYPE" in self.data[:_HEAD_BYTES] or b"<!ENTITY" in self.data:
            raise UnsafeFileError(
                "the XML declares a document type or entities, which no known publisher does",
                remedy="download the file from the publisher again; do not use this copy",
                file=self.name,
            )

    def _malformed(self, problem: XMLSyntaxError) -> UnreadableFileError:
        return UnreadableFileError(
            f"not well-formed XML: {problem.msg}",
            remedy="the file is damaged or cut off: download it again",
            file=self.name,
            row=problem.lineno,
        )

    def html(self) -> _Element:
        """The root element of a web page, read as leniently as a browser would, with the network off."""
        from lxml import etree

        parser = etree.HTMLParser(no_network=True, encoding="utf-8", huge_tree=False)
        root = etree.fromstring(self.data, parser)
        if root is None:
            raise UnreadableFileError("an empty page", remedy="download it again", file=self.name)
        return root


def open_source(path: Path, *, folder_date: str | None = None) -> SourceFile:
    """Read a file whole, decompressing it within bounds.

    Raises:
        UnreadableFileError: It is missing, empty, a folder, or a damaged archive.
        UnsafeFileError: It is, or would expand to, more than the limits.
    """
    name = str(path)
    try:
        if path.stat().st_size > MAX_BYTES:
            _too_large(name)
        raw = path.read_bytes()
    except OSError as problem:
        raise UnreadableFileError(
            problem.strerror or "cannot be read", remedy="check the path and its permissions", file=name
        ) from problem
    return source_from_bytes(name, raw, folder_date=folder_date)


def source_from_bytes(name: str, raw: bytes, *, folder_date: str | None = None) -> SourceFile:
    """As :func:`open_source`, for bytes that are already here (a download, a test)."""
    if not raw.strip(b"\x00\t\r\n \x1a"):
        raise UnreadableFileError("the file is empty", remedy="download it again", file=name)
    return SourceFile(name=name, raw=raw, data=_decompressed(name, raw), folder_date=folder_date)


def _forget(element: _Element) -> None:
    """Free an element that was read, and whatever stands before it at its level."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _decompressed(name: str, raw: bytes) -> bytes:
    try:
        if raw.startswith(_GZIP_MAGIC):
            with gzip.GzipFile(fileobj=io.BytesIO(raw)) as stream:
                return _bounded(name, stream.read(_allowed(raw) + 1), raw)
        if raw.startswith(_ZIP_MAGIC):
            return _only_member(name, raw)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as problem:
        raise UnreadableFileError(
            f"a damaged archive ({problem})", remedy="download it again", file=name
        ) from problem
    return raw


def _only_member(name: str, raw: bytes) -> bytes:
    """The one member of a plain zip; a spreadsheet (a zip with parts) stays as it is, once known safe."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        if sum(member.file_size for member in members) > _allowed(raw):
            _bomb(name)
        if len(members) != 1:
            return raw
        with archive.open(members[0]) as stream:
            return _bounded(name, stream.read(_allowed(raw) + 1), raw)


def _allowed(raw: bytes) -> int:
    # Small files may compress extremely well without being a threat: one MiB is always allowed.
    return min(MAX_BYTES, max(len(raw) * MAX_RATIO, 1024 * 1024))


def _bounded(name: str, data: bytes, raw: bytes) -> bytes:
    if len(data) > _allowed(raw):
        _bomb(name)
    return data


def _bomb(name: str) -> NoReturn:
    raise UnsafeFileError(
        f"would expand to more than {MAX_RATIO} times its size, as a zip bomb does",
        remedy="do not use this copy; download the file from the publisher again",
        file=name,
    )


def _too_large(name: str) -> NoReturn:
    raise UnsafeFileError(
        f"larger than {MAX_BYTES // 2**20} MiB, the limit for one file",
        remedy="check that this is the list; no known list is as large",
        file=name,
    )
