"""Reading a publisher's XLSX workbook: every sheet whole, every cell as the text that a person reads.

The checks of :mod:`brightline.lists.intake` (zip bombs) have been made by then. What is checked here is the
reach of the cells: the reader sets memory aside for the whole rectangle that they span.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from brightline.errors import UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile

# The largest list known as a workbook (DFAT 2024) has 124,000 cells; the reader takes 24 bytes for each.
_MAX_CELLS = 20_000_000
_ZIP_MAGIC = b"PK\x03\x04"
_TEXTS = "xl/sharedStrings.xml"
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_CELL = re.compile(rb"""<c\s[^>]*?\br=["']([A-Z]{1,3})(\d{1,7})["']""")
_TAG = re.compile(r"<[^>]+>")
# Japanese workbooks keep the reading of each text beside it, as a text of its own.
_READING = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``rows[0]`` is row 1 of the spreadsheet, blank rows included."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    def filled(self, *, after: int = 0) -> Iterator[tuple[int, tuple[str, ...]]]:
        """The rows below row ``after`` that have any text, each with its number."""
        for number, cells in enumerate(self.rows[after:], start=after + 1):
            if any(cells):
                yield number, cells


def holds_texts(file: SourceFile, *texts: str) -> bool:
    """Whether the file is a workbook with all of these whole cell texts: for recognising. Never raises.

    Looks at the table of texts that Excel and LibreOffice write, without opening a sheet.
    """
    if not file.data.startswith(_ZIP_MAGIC):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            table = archive.read(_TEXTS).decode("utf-8", errors="replace")
    except (zipfile.BadZipFile, zlib.error, KeyError, OSError, NotImplementedError, RuntimeError):
        return False
    cells = {_one_line(_TAG.sub("", _READING.sub("", cell))) for cell in re.split(r"</si>", table)}
    return cells.issuperset(texts)


def read_sheets(file: SourceFile) -> tuple[Sheet, ...]:
    """Every sheet of a workbook, in order.

    Dates become ISO dates, whole numbers lose their point, and of a formula the result is read. White space
    at the ends of a cell is off; line breaks inside stay.

    Raises:
        UnreadableFileError: Damaged, cut off, protected by a password, or no XLSX workbook.
        UnsafeFileError: A sheet's cells span more than memory should hold.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_vast(file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        return tuple(
            Sheet(name, tuple(tuple(map(_text, row)) for row in rows))
            for name in workbook.sheet_names
            for rows in (workbook.get_sheet_by_name(name).to_python(skip_empty_area=False),)
        )
    except (CalamineError, OSError, ValueError) as problem:
        _damaged(file, problem)


def _refuse_vast(file: SourceFile) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            for member in filter(_SHEET.fullmatch, archive.namelist()):
                cells = _CELL.findall(archive.read(member))
                rows = max((int(row) for _, row in cells), default=0)
                columns = max((_number(letters) for letters in {letters for letters, _ in cells}), default=0)
                if rows * columns > _MAX_CELLS:
                    raise UnsafeFileError(
                        f"{member} spans {rows:,} rows by {columns:,} columns, as no known list does",
                        remedy="do not use this copy; download the file from the publisher again",
                        file=file.name,
                    )
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError) as problem:
        _damaged(file, problem)


def _number(letters: bytes) -> int:
    """A column's letters as its number: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _damaged(file: SourceFile, problem: Exception) -> NoReturn:
    raise UnreadableFileError(
        f"not a readable XLSX workbook ({problem})",
        remedy="the file is damaged or cut off: download it again",
        file=file.name,
    ) from problem


def _text(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
