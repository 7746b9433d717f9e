"""Books as delimited text: comma, semicolon, tab or vertical bar, read strictly and row by row."""

from __future__ import annotations

import csv
import re
from collections.abc import Generator, Iterator, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from brightline.desk.encoding import examine_text, refuse_encoding
from brightline.desk.table import MAX_CELL, Table, check_cells, fitted, reading
from brightline.errors import BookError, UnreadableFileError

_DELIMITERS = ",;\t|"
# Stands in no text: a file whose headings have no delimiter is a plain list, "Acme Co., Ltd." one cell of it.
_NO_DELIMITER = "\x1f"
_QUOTED = re.compile(r'"[^"]*"')
# The first line that Excel itself writes and reads to say which delimiter follows.
_SEP_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)
# A row may have a hundred of the longest cells; a line beyond that is no row, and is not read to its end.
_MAX_LINE = 100 * MAX_CELL


def delimited_table(path: Path) -> Table:
    """Open a delimited text file: prove its encoding over the whole file, and read its headings.

    Raises:
        UnreadableFileError: Not UTF-8 or marked UTF-16; NUL characters; no headings.
        BookError: While rows are read: a row wider than the headings, an unclosed quotation mark.
    """
    with reading(path):
        text = examine_text(path)
        delimiter, skip = _delimiter(path, text.encoding)
        records = _records(path, text.encoding, delimiter, skip)
        header_row, header = next(
            ((row, cells) for row, cells in records if any(map(str.strip, cells))), (0, [])
        )
        records.close()
    while header and not header[-1].strip():
        header.pop()
    if not header:
        raise UnreadableFileError("the file is empty", remedy="export the book again", file=str(path))
    width = len(header)

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        with reading(path):
            for row, cells in _records(path, text.encoding, delimiter, skip):
                if row <= header_row:
                    continue
                yield row, cells if len(cells) == width else fitted(str(path), row, cells, width)

    return Table("csv", tuple(header), header_row, max(text.lines - header_row, 0), rows)


def _delimiter(path: Path, encoding: str) -> tuple[str, int]:
    """The delimiter that the headings have most of outside quotation marks; and the lines to skip."""
    with path.open(encoding=encoding, newline="") as stream:
        line = _next_filled(stream)
        if found := _SEP_LINE.fullmatch(line.strip("\r\n")):
            return found[1], 1
        bare = _QUOTED.sub("", line)
        most = max(_DELIMITERS, key=bare.count)
        return (most if bare.count(most) else _NO_DELIMITER), 0


def _next_filled(stream: TextIO) -> str:
    while line := stream.readline(_MAX_LINE):
        if line.strip():
            return line
    return ""


def _records(
    path: Path, encoding: str, delimiter: str, skip: int
) -> Generator[tuple[int, list[str]], None, None]:
    """Each record with its number; the csv module's complaints in our words."""
    with path.open(encoding=encoding, newline="") as stream:
        lines = _Lines(stream)
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        row = 0
        try:
            for row, cells in enumerate(reader, start=1):
                # NUL characters were looked for in the whole file; length costs only where a record is long.
                if lines.length > MAX_CELL:
                    check_cells(str(path), row, cells)
                lines.begin = reader.line_num + 1
                lines.length = 0
                if row > skip:
                    yield row, cells
        except csv.Error as problem:
            _refuse_record(path, row + 1, lines.begin, str(problem))
        except UnicodeDecodeError as problem:
            refuse_encoding(path, encoding, problem)


class _Lines:
    """The lines of a file, none of them endless, and no record of endlessly many of them.

    An unclosed quotation mark would otherwise swallow the whole file before the csv module complains.

    Attributes:
        begin: The line at which the record being read begins.
        length: How many characters of it were read.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.begin = 1
        self.length = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._stream.readline(_MAX_LINE + 1):
            self.length += len(line)
            if self.length > _MAX_LINE:
                raise csv.Error("field larger than field limit")
            yield line


def _refuse_record(path: Path, row: int, line: int, problem: str) -> NoReturn:
    if "field limit" in problem or "unexpected end of data" in problem:
        said = (
            f"a quotation mark is not closed: a cell runs on beyond {MAX_CELL:,} characters or the last line"
        )
        remedy = f'close the quotation mark (") in the record that begins in line {line}'
    elif "expected after" in problem:
        said = "text follows a closing quotation mark"
        remedy = 'write a quotation mark inside a quoted cell twice ("")'
    else:
        said, remedy = f"not a readable record ({problem})", "export the book again"
    raise BookError(said, remedy=f"{remedy}; see line {line}", file=str(path), row=row)
