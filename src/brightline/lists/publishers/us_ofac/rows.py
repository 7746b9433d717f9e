"""The four CSV files in which OFAC publishes a list: telling them apart, and reading their rows.

They have no header. The format (columns, the null ``-0-``, the end mark) is that of OFAC's data
specification for the legacy files, checked against editions from 2021 to 2025.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile

MAIN: Final = "main"
ADDRESSES: Final = "addresses"
ALIASES: Final = "aliases"
COMMENTS: Final = "comments"

COLUMNS: Final = {MAIN: 12, ADDRESSES: 6, ALIASES: 5, COMMENTS: 2}

# A control character (Ctrl-Z of DOS) with which OFAC closes its files.
END_MARK: Final = "\x1a"
_NULL = "-0-"
_KINDS_OF_PARTY = frozenset({_NULL, "individual", "vessel", "aircraft"})
_KINDS_OF_ALIAS = frozenset({"aka", "fka", "nka"})
# A comments file is but a number and a text: only OFAC's own labels tell it from anybody's two columns.
_REMARK_LABEL = re.compile(
    r"Linked To: |[afn]\.k\.a\. '|Tax ID No\. |Registration Number |Digital Currency Address|"
    r"Sanctions Regulations|\(EO \d{5} Directive|Secondary sanctions"
)
_ROWS_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its line in the file and its cells, ``None`` where OFAC writes the null."""

    line: int
    cells: tuple[str | None, ...]

    def cell(self, column: int) -> str:
        """A cell that may be null, as text without surrounding blanks; the null is empty."""
        return (self.cells[column] or "").strip()


def role_of(head: str) -> str | None:
    """Which of the four files the beginning of a file belongs to, by its columns; ``None`` if to none."""
    rows = _first_rows(head)
    widths = {len(row) for row in rows}
    if len(widths) != 1 or not all(row[0].isdigit() for row in rows):
        return None
    width = widths.pop()
    if width == COLUMNS[MAIN] and all(row[2].strip() in _KINDS_OF_PARTY for row in rows):
        return MAIN
    if width == COLUMNS[ADDRESSES] and all(row[1].isdigit() and row[5].strip() == _NULL for row in rows):
        return ADDRESSES
    if width == COLUMNS[ALIASES] and all(row[1].isdigit() and row[2] in _KINDS_OF_ALIAS for row in rows):
        return ALIASES
    if width == COLUMNS[COMMENTS] and any(_REMARK_LABEL.search(row[1]) for row in rows):
        return COMMENTS
    return None


def first_programmes(head: str) -> tuple[str, ...]:
    """The programme cells at the beginning of a main file."""
    return tuple(row[3] for row in _first_rows(head) if len(row) == COLUMNS[MAIN])


def _first_rows(head: str) -> list[list[str]]:
    text = head.rstrip(END_MARK)
    # The head may end within a row; where it holds no whole row (a long comment), the part must do.
    whole = text[: text.rfind("\n") + 1] or text
    try:
        rows = list(islice(csv.reader(io.StringIO(whole, newline="")), _ROWS_LOOKED_AT))
    except csv.Error:
        return []
    return [row for row in rows if row]


def read_rows(file: SourceFile, role: str) -> Iterator[Row]:
    """Every row of one file, checked for its number of columns and for the party's number in the first.

    Raises:
        UnreadableFileError: Not UTF-8, a web page in place of the file, cut off in the last line.
        LayoutError: A row has another number of columns, no number to begin with, or a kind of party or
            alias that OFAC's specification does not have.
    """
    text = _whole_text(file)
    reader = csv.reader(io.StringIO(text.rstrip(END_MARK), newline=""), strict=True)
    try:
        for cells in reader:
            if cells:
                _check(file, role, reader.line_num, cells)
                yield Row(reader.line_num, tuple(None if cell.strip() == _NULL else cell for cell in cells))
    except csv.Error as problem:
        raise UnreadableFileError(
            f"not a readable CSV file: {problem}",
            remedy="the file is damaged or cut off: download it again",
            file=file.name,
            row=reader.line_num,
        ) from problem


def is_closed(file: SourceFile) -> bool:
    """Whether the file ends with the mark by which OFAC shows that it is complete."""
    return file.data.endswith(END_MARK.encode())


def _whole_text(file: SourceFile) -> str:
    text = file.text()
    if text.lstrip().startswith("<"):
        raise UnreadableFileError(
            "a web page or XML in place of the CSV file",
            remedy="download the CSV file again; the site may have answered with an error page",
            file=file.name,
        )
    if not text.endswith((END_MARK, "\n")):
        raise UnreadableFileError(
            "the last line is incomplete",
            remedy="the file is cut off: download it again",
            file=file.name,
            row=text.count("\n") + 1,
        )
    return text


def _check(file: SourceFile, role: str, line: int, cells: list[str]) -> None:
    if len(cells) != COLUMNS[role]:
        problem = f"{len(cells)} columns where the {role} file of OFAC has {COLUMNS[role]}"
    elif not cells[0].isdigit():
        problem = "the first column is not OFAC's number of a party"
    elif role == MAIN and cells[2].strip() not in _KINDS_OF_PARTY:
        problem = f"'{cells[2]}' is no kind of party that brightline knows"
    elif role == ALIASES and cells[2].strip() not in _KINDS_OF_ALIAS:
        problem = f"'{cells[2]}' is no kind of alias that brightline knows"
    else:
        return
    raise LayoutError(
        problem,
        remedy="download the legacy CSV file again; if OFAC has changed it, a newer brightline is needed",
        file=file.name,
        row=line,
        id=cells[0][:40],
    )
