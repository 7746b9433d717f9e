"""In which encoding a text file is, and a refusal that helps where it is none that says so itself."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from brightline.errors import UnreadableFileError

_CHUNK = 1024 * 1024
_HIGH = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class TextFile:
    """What one pass over a text file found: its encoding, proved over the whole file, and its lines."""

    encoding: str
    lines: int


def examine_text(path: Path) -> TextFile:
    """Read a file once, in pieces, to prove that it is text.

    Takes UTF-8, with or without a byte order mark, and UTF-16 with one. Any other encoding is refused, never
    guessed: GB18030 read as Windows-1252 gives names that match nothing, without an error.

    Raises:
        UnreadableFileError: Another encoding, or no text (NUL characters).
    """
    encoding = _declared(path)
    decoder = codecs.getincrementaldecoder(encoding)()
    feeds = returns = 0
    last = "\n"
    with path.open("rb") as stream:
        while True:
            piece = stream.read(_CHUNK)
            try:
                text = decoder.decode(piece, final=not piece)
            except UnicodeDecodeError as problem:
                refuse_encoding(path, encoding, problem)
            if "\0" in text:
                _refuse_nul(path, feeds + text[: text.index("\0")].count("\n") + 1)
            feeds += text.count("\n")
            returns += text.count("\r")
            last = text[-1:] or last
            if not piece:
                return TextFile(encoding, (feeds or returns) + (last not in "\r\n"))


def _declared(path: Path) -> str:
    with path.open("rb") as stream:
        head = stream.read(4)
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise UnreadableFileError(
            "the text is in UTF-32", remedy='save it as "CSV UTF-8"', file=str(path), row=1
        )
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"


def refuse_encoding(path: Path, encoding: str, problem: UnicodeDecodeError) -> NoReturn:
    """Say which line is not in the encoding, and which encoding it may be in."""
    shown = "UTF-16" if encoding == "utf-16" else "UTF-8"
    number, line = _first_bad_line(path) if encoding != "utf-16" else (None, b"")
    raise UnreadableFileError(
        f"not valid {shown}: {problem.reason}",
        remedy=f'save it as "CSV UTF-8" in the program that made it{_likely(line)}',
        file=str(path),
        row=number,
    ) from problem


def _first_bad_line(path: Path) -> tuple[int | None, bytes]:
    with path.open("rb") as stream:
        number = 1
        while line := stream.readline(_CHUNK):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number, line
            number += line.endswith(b"\n")
    return None, b""


def _likely(line: bytes) -> str:
    """A guess for the reader, never for us: single high bytes are accents, pairs are Chinese."""
    runs = [len(run) for run in _HIGH.findall(line)]
    if runs and all(length % 2 == 0 for length in runs) and _decodes(line, "gb18030"):
        name, tool = "GB18030, the encoding of Chinese Windows", "GB18030"
    elif runs and _decodes(line, "cp1252"):
        name, tool = "Windows-1252, the encoding of Western European Windows", "WINDOWS-1252"
    elif runs and _decodes(line, "gb18030"):
        name, tool = "GB18030, the encoding of Chinese Windows", "GB18030"
    else:
        return ""
    return f"; it may be in {name}: iconv -f {tool} -t UTF-8 converts it"


def _decodes(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _refuse_nul(path: Path, line: int) -> NoReturn:
    raise UnreadableFileError(
        "a NUL character, which no text has",
        remedy='the file is damaged, no text, or in UTF-16 without its mark; save it as "CSV UTF-8"',
        file=str(path),
        row=line,
    )
