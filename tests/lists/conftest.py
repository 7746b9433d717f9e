"""Workbooks made in memory, for the publishers that give XLSX."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence

import pytest

from brightline.lists.intake import SourceFile, source_from_bytes

Cell = str | float | dt.date | None
Workbook = Callable[[Mapping[str, Sequence[Sequence[Cell]]]], SourceFile]


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    """Makes an XLSX file of named sheets; a text that begins with ``=`` becomes a formula."""
    import xlsxwriter

    def made(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> SourceFile:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"}) as book:
            for name, rows in sheets.items():
                sheet = book.add_worksheet(name)
                for row, cells in enumerate(rows):
                    for column, cell in enumerate(cells):
                        if isinstance(cell, dt.date):
                            sheet.write_datetime(row, column, cell)
                        elif cell is not None:
                            sheet.write(row, column, cell)
        return source_from_bytes("list.xlsx", buffer.getvalue())

    return made
