"""A book of counterparties: the file that a user wants screened, row by row."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from brightline.desk.columns import Columns, column_letters, recognise
from brightline.desk.counterparty import RowReader
from brightline.desk.readers import open_table
from brightline.desk.table import Table
from brightline.errors import BookError
from brightline.model.screening import Subject

# Enough rows to tell numbers from names, few enough to cost nothing.
_SAMPLE = 100
# A message that lists more rows than this is not read.
_ROWS_SHOWN = 20


@dataclass(slots=True)
class Skipped:
    """What the latest reading of a book did not screen.

    Attributes:
        empty: Rows without any text.
        nameless: Rows with text, but without a name.
        nameless_rows: The first of these, counted as a spreadsheet does.
    """

    empty: int = 0
    nameless: int = 0
    nameless_rows: tuple[int, ...] = ()


class Book:
    """A book of counterparties, opened and understood but not held in memory.

    Make one with :func:`open_book`. For one name that is not in a file, make a
    :class:`~brightline.model.screening.Subject` instead.

    Attributes:
        path: The file.
        format: ``csv``, ``xlsx``, ``parquet`` or ``jsonl``.
        headings: Of all columns: the keys of each subject's ``input``.
        columns: Field to the headings that it is read from, the most telling first.
        rows: How many rows there are, about: for a progress bar. ``None`` where unknown.
        notes: What of the file is not screened (a second sheet, a column that names another party):
            sentences for the reader.
        skipped: What the latest call of ``subjects`` passed over; complete once it has ended.
    """

    def __init__(self, path: Path, table: Table, columns: Columns) -> None:
        self.path = path
        self.format = table.format
        self.headings = columns.headings
        self.columns: Mapping[str, tuple[str, ...]] = MappingProxyType(
            {field.value: tuple(columns.headings[at] for at in at_) for field, at_ in columns.places.items()}
        )
        self.rows = table.count
        self.notes = (*table.left_out, *columns.not_used)
        self.skipped = Skipped()
        self._table = table
        self._reader = RowReader(str(path), columns)

    def subjects(self) -> Iterator[Subject]:
        """Each counterparty, in the order of the book, read as it is asked for; from the start at each call.

        Raises:
            BookError: A row that cannot be read: wider than the headings, a formula for a name, a cell
                without end; or, after the last row, a book in which no row has a name.
            UnreadableFileError: The file was changed or damaged since it was opened.
        """
        skipped = self.skipped = Skipped()
        found = False
        for row, cells in self._table.rows():
            subject = self._reader.subject(row - self._table.header_row, row, cells)
            if subject:
                found = True
                yield subject
            elif any(map(str.strip, cells)):
                skipped.nameless += 1
                if len(skipped.nameless_rows) < _ROWS_SHOWN:
                    skipped.nameless_rows += (row,)
            else:
                skipped.empty += 1
        if not found:
            self._refuse_empty()

    def _refuse_empty(self) -> None:
        names = ", ".join(repr(one) for one in self.columns.get("name", self.columns.get("last_name", ())))
        raise BookError(
            f"no row has a name in the column {names} "
            f"({self.skipped.empty:,} empty rows, {self.skipped.nameless:,} others)",
            remedy="check that this is the book; if names stand in another column, use --map name=HEADING",
            file=str(self.path),
        )


def open_book(path: Path, columns: Mapping[str, str] = MappingProxyType({})) -> Book:
    """Open a book of counterparties and find out what its columns hold.

    Takes CSV (comma, semicolon, tab, vertical bar; UTF-8, or UTF-16 with its mark), XLSX, Parquet and JSON
    lines, told apart by content.

    Args:
        path: The file.
        columns: Field to heading, where the user says what a column holds (``--map name=Lieferant``).

    Raises:
        UnreadableFileError: Missing, empty, truncated, in another encoding or format.
        UnsafeFileError: A zip bomb, or too large.
        SpecialCategoryError: A column holds a special category of personal data.
        BookError: No name column; the same heading twice; nested values; a formula for a name.
        UnknownValueError: ``columns`` names a field or heading that does not exist.
    """
    table = open_table(path)
    # The headings alone first: a column that must not be read is refused before any row is.
    recognise(str(path), table.header_row, table.headings, columns)
    sample = [cells for _, cells in itertools.islice(table.rows(), _SAMPLE)]
    found = recognise(str(path), table.header_row, table.headings, columns, sample)
    for at in found.names:
        if at in table.formulas:
            raise BookError(
                f"a formula instead of a name in the column {found.headings[at]!r}",
                remedy="copy the column and paste it as values",
                file=str(path),
                row=table.formulas[at],
                id=f"column {column_letters(at)}",
            )
    return Book(path, table, found)
