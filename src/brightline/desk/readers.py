"""Which reader a book's file needs, told by its content."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NoReturn

from brightline.desk.delimited import delimited_table
from brightline.desk.jsonlines import json_lines_table
from brightline.desk.parquet import parquet_table
from brightline.desk.spreadsheet import spreadsheet_table
from brightline.desk.table import Table, reading
from brightline.errors import UnreadableFileError

_HEAD = 4096
# What else people hand in, by its first bytes, and what to do about it.
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": (
        "an old Excel file (XLS), or an XLSX file with a password",
        "save it as XLSX or CSV",
    ),
    b"\x1f\x8b": ("a gzip archive", "unpack it"),
    b"%PDF": ("a PDF", "export the table as XLSX or CSV"),
    b"<?xml": ("an XML file", "export the table as XLSX or CSV"),
    b"<htm": ("a web page", "export the table as XLSX or CSV"),
    b"<!DO": ("a web page", "export the table as XLSX or CSV"),
}


def open_table(path: Path) -> Table:
    """Open a book's file as a table of text.

    Raises:
        UnreadableFileError: Missing, a folder, empty, damaged, or in a format that is no book's.
        UnsafeFileError: It would expand without bound.
        BookError: Its columns cannot be rows of text (nested values).
    """
    head = _head(path)
    suffix = path.suffix.lower()
    for magic, (said, remedy) in _FOREIGN.items():
        if head.lower().startswith(magic.lower()):
            raise UnreadableFileError(said, remedy=remedy, file=str(path))
    if head.startswith(b"PAR1"):
        return parquet_table(path)
    if head.startswith(b"PK\x03\x04"):
        return spreadsheet_table(path)
    if suffix in {".xlsx", ".xlsm", ".parquet", ".ods", ".xls"}:
        _misnamed(path, suffix)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[{")):
        return json_lines_table(path)
    return delimited_table(path)


def _head(path: Path) -> bytes:
    with reading(path):
        kind = path.stat().st_mode
        if stat.S_ISDIR(kind):
            raise UnreadableFileError("a folder, not a file", remedy="name one file in it", file=str(path))
        if not stat.S_ISREG(kind):
            raise UnreadableFileError(
                "not a regular file",
                remedy="save it to disk first: it is read more than once",
                file=str(path),
            )
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    if not head:
        raise UnreadableFileError("the file is empty", remedy="export the book again", file=str(path))
    return head


def _misnamed(path: Path, suffix: str) -> NoReturn:
    raise UnreadableFileError(
        f"the name ends in {suffix}, but the content is not that",
        remedy="it is damaged or cut off, or has the wrong name: export it again",
        file=str(path),
    )
