"""Reading a publisher's delimited text strictly: the header known, every row whole, nothing guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut


@dataclass(frozen=True, slots=True)
class Row:
    """One record with its number, the header being row 1; cells by column, white space at the ends off."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True, slots=True)
class Table:
    """The records of one file, and the columns that the parser does not know."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def header_of(head: str, delimiter: str = ",") -> tuple[str, ...]:
    """The cells of the first line, for recognising a file; empty where it is not delimited text.

    Never raises. Not for parsing: a line break inside the header is not understood here.
    """
    line = head.split("\n", 1)[0].strip("\r\ufeff ")
    try:
        cells = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return ()
    return tuple(cell.strip() for cell in cells)


def read_table(
    file: SourceFile,
    *,
    required: Collection[str],
    known: Collection[str] = (),
    delimiter: str = ",",
    encoding: str = "utf-8-sig",
) -> Table:
    """Every record of a delimited text with a header.

    Columns that are neither required nor known are reported in ``Table.left_out``, not refused: publishers
    add columns without notice, and the rest stays usable.

    Raises:
        LayoutError: A required column is missing, or one stands twice.
        UnreadableFileError: Wrongly encoded, cut off inside a quotation, a row with too few or too many
            cells, or a web page in place of the table.
    """
    text = file.text(encoding)
    if text.lstrip().startswith("<"):
        raise UnreadableFileError(
            "a web page, not the list", remedy="download the list itself from the publisher", file=file.name
        )
    lines = _parsed(file, text, delimiter)
    header = [cell.strip() for cell in lines[0]] if lines else []
    _check_header(file, header, required)
    rows = [
        Row(number, dict(zip(header, map(str.strip, _whole(file, number, cells, len(header))), strict=True)))
        for number, cells in enumerate(lines[1:], start=2)
        if any(map(str.strip, cells))
    ]
    unknown = [name for name in header if name and name not in required and name not in known]
    return Table(
        tuple(rows),
        tuple(LeftOut("header", f"column {name!r}", "the parser does not know it") for name in unknown),
    )


def _parsed(file: SourceFile, text: str, delimiter: str) -> list[list[str]]:
    lines: list[list[str]] = []
    try:
        # Strict, so that the end of the file inside a quotation is an error and not a value.
        lines.extend(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as problem:
        raise UnreadableFileError(
            f"damaged or cut off ({problem})",
            remedy="download it again",
            file=file.name,
            row=len(lines) + 1,
        ) from problem
    return lines


def _check_header(file: SourceFile, header: list[str], required: Collection[str]) -> None:
    missing = [name for name in required if name not in header]
    repeated = sorted({name for name in header if name and header.count(name) > 1})
    if not missing and not repeated:
        return
    problem = f"no column {missing[0]!r}" if missing else f"the column {repeated[0]!r} stands twice"
    if len(missing) > 1:
        problem = "no columns " + ", ".join(map(repr, missing))
    raise LayoutError(
        problem,
        remedy="check that this is the publisher's list; if so, its layout has changed: report it",
        file=file.name,
        row=1,
    )


def _whole(file: SourceFile, number: int, cells: list[str], width: int) -> list[str]:
    if len(cells) != width:
        raise UnreadableFileError(
            f"{len(cells)} cells where the header has {width}",
            remedy="the file is damaged or cut off: download it again",
            file=file.name,
            row=number,
        )
    return cells
