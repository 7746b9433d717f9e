"""A look into the parts of an XLSX file before it is unpacked: how vast its sheets are, where formulas stand.

The reader of spreadsheets gives the results of formulas, not formulas; and it sets aside memory for the whole
rectangle that a sheet's cells span, so that two cells in opposite corners of a sheet would take 400 GB.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import IO

from brightline.errors import UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, source_from_bytes

# 24 bytes a cell in the reader: 1.2 GB at most. A sheet of a million rows has room for 48 columns.
_MAX_CELLS = 50_000_000
_PIECE = 8 * 1024 * 1024
# No cell's opening tag is longer; pieces overlap by it so that none is cut in two.
_OVERLAP = 512
_REFERENCE = re.compile(rb"""\br=["']([A-Za-z]*)(\d+)["']""")
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_FORMULA = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\br=["']([A-Za-z]+)(\d+)["'][^>]*>\s*<(?:\w+:)?f\b""")
_SHEETS = "xl/worksheets/"


def refuse_vast(file: str, archive: zipfile.ZipFile) -> None:
    """Refuse a workbook with a sheet whose cells span more than memory should hold.

    Raises:
        UnsafeFileError: They do.
    """
    for member in archive.namelist():
        if member.startswith(_SHEETS) and member.endswith(".xml"):
            with archive.open(member) as stream:
                rows, columns = _span(stream)
            if rows * columns > _MAX_CELLS:
                raise UnsafeFileError(
                    f"{member} spans {rows:,} rows by {columns:,} columns, more than {_MAX_CELLS:,} cells",
                    remedy="delete cells far to the right or below the book, or save it as CSV",
                    file=file,
                )


def _span(stream: IO[bytes]) -> tuple[int, int]:
    """How many rows and columns a sheet reaches over, from above."""
    lowest = rightmost = unnumbered = rows = 0
    for piece in _pieces(stream):
        references = _REFERENCE.findall(piece)
        for letters, digits in set(references):
            lowest = max(lowest, int(digits))
            rightmost = max(rightmost, _column(letters))
        in_rows = _ROW.split(piece)
        rows += len(in_rows) - 1
        # Cells need not say where they stand: then each stands right of the one before it.
        if len(_CELL.findall(piece)) > sum(bool(letters) for letters, _ in references):
            unnumbered = max(unnumbered, *(len(_CELL.findall(row)) for row in in_rows))
    return max(lowest, rows), rightmost + unnumbered


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    before = b""
    while piece := stream.read(_PIECE):
        yield before + piece
        before = piece[-_OVERLAP:]


def _column(letters: bytes) -> int:
    """A column's letters as its number, A being 1; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number


def sheet_members(file: str, archive: zipfile.ZipFile) -> dict[str, str]:
    """Name of each sheet to the archive member that holds it; a sheet whose member is not there is left out.

    Raises:
        UnreadableFileError: The archive's own table of contents is damaged.
        UnsafeFileError: It declares a document type.
    """
    about = {
        name: source_from_bytes(f"{file}: {name}", archive.read(name)).xml()
        for name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels")
        if name in archive.namelist()
    }
    if len(about) < 2:
        raise UnreadableFileError(
            "the spreadsheet's table of contents is missing", remedy="export it again", file=file
        )
    workbook, relations = about.values()
    targets = {one.get("Id") or "": one.get("Target") or "" for one in relations.iter("{*}Relationship")}
    members = {}
    for sheet in workbook.iter("{*}sheet"):
        target = next(
            (targets.get(str(value)) for key, value in sheet.items() if str(key).endswith("}id")), None
        )
        member = posixpath.normpath(posixpath.join("/xl", target or "")).lstrip("/")
        if member in archive.namelist():
            members[sheet.get("name") or ""] = member
    return members


def formula_cells(source: SourceFile, member: str | None) -> Iterator[tuple[int, int]]:
    """The cells of a sheet that hold formulas: row as a spreadsheet counts it, column from 0."""
    if member is None:
        return
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive, archive.open(member) as stream:
        for piece in _pieces(stream):
            for letters, digits in _FORMULA.findall(piece):
                yield int(digits), _column(letters) - 1
