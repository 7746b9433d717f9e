"""Books as XLSX spreadsheets: the first visible sheet that has a name column."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from brightline.desk.headings import Field, meaning
from brightline.desk.table import Table, check_cells, fitted
from brightline.desk.worksheet import formula_cells, refuse_vast, sheet_members
from brightline.errors import UnreadableFileError, UnsafeFileError
from brightline.lists.intake import SourceFile, open_source

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

# How far down headings are looked for under a title and blank rows.
_HEADER_WITHIN = 20
_NAMES = (Field.NAME, Field.OTHER_NAME, Field.LAST_NAME)


def spreadsheet_table(path: Path) -> Table:
    """Open an XLSX file, after proving that it stays within bounds when unpacked.

    Raises:
        UnreadableFileError: Truncated, damaged, protected by a password, empty, or no spreadsheet.
        UnsafeFileError: A zip bomb, or a sheet whose cells are so far apart that it would fill memory.
    """
    source = _unpacked(path)
    members = _members(path, source)
    workbook = _workbook(path, source)
    sheet, (header_row, header), others = _best_sheet(path, workbook)
    formulas = formula_cells(source, members.get(sheet.name))
    # Rows come from the first of the sheet; columns from the first that has a cell.
    start_column = sheet.start[1] if sheet.start else 0

    def rows() -> Iterator[tuple[int, Sequence[str]]]:
        for row, cells in enumerate(sheet.iter_rows(), start=1):
            if row > header_row:
                shown = [_text(value) for value in cells]
                check_cells(str(path), row, shown)
                yield row, fitted(str(path), row, shown, len(header))

    return Table(
        "xlsx",
        tuple(header),
        header_row,
        (sheet.end[0] + 1 if sheet.end else 0) - header_row,
        rows,
        {at - start_column: row for at, row in _first_below(formulas, header_row).items()},
        tuple(f"the sheet {name!r} was not read; save it as a book of its own" for name in others),
    )


def _unpacked(path: Path) -> SourceFile:
    """The file within bounds, refusals in words for a book and not for a publisher's list."""
    try:
        return open_source(path)
    except UnsafeFileError as problem:
        raise UnsafeFileError(
            problem.problem, remedy="do not open this copy; export the book again, or as CSV", file=str(path)
        ) from problem
    except UnreadableFileError as problem:
        raise UnreadableFileError(
            problem.problem, remedy="it is cut off or damaged: export it again", file=str(path)
        ) from problem


def _members(path: Path, source: SourceFile) -> dict[str, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                raise UnreadableFileError(
                    "a zip archive, but not an XLSX spreadsheet",
                    remedy="unpack it, or save the book as XLSX or CSV",
                    file=str(path),
                )
            refuse_vast(str(path), archive)
            return sheet_members(str(path), archive)
    except zipfile.BadZipFile as problem:
        _damaged(path, problem)


def _workbook(path: Path, source: SourceFile) -> CalamineWorkbook:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(source.data))
    except (CalamineError, OSError, ValueError) as problem:
        _damaged(path, problem)


def _sheets(path: Path, workbook: CalamineWorkbook) -> Iterator[CalamineSheet]:
    """The visible worksheets that have cells."""
    from python_calamine import CalamineError, SheetTypeEnum, SheetVisibleEnum

    for about in workbook.sheets_metadata:
        if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
            try:
                sheet = workbook.get_sheet_by_name(about.name)
            except (CalamineError, OSError, ValueError) as problem:
                _damaged(path, problem)
            if sheet.height:
                yield sheet


def _best_sheet(
    path: Path, workbook: CalamineWorkbook
) -> tuple[CalamineSheet, tuple[int, list[str]], list[str]]:
    """The first sheet with a name column, else the first; its headings; and the names of the other sheets."""
    found = [(sheet, _header(sheet)) for sheet in _sheets(path, workbook)]
    found = [(sheet, header) for sheet, header in found if header[1]]
    if not found:
        raise UnreadableFileError(
            "no visible sheet has a filled cell", remedy="export the book again", file=str(path)
        )
    best = next((one for one in found if _has_name(one[1][1])), found[0])
    return *best, [sheet.name for sheet, _ in found if sheet is not best[0]]


def _header(sheet: CalamineSheet) -> tuple[int, list[str]]:
    """The row of the headings with its cells: the first filled one, unless a lower one has a name column."""
    filled = []
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        shown = [_text(value) for value in cells]
        while shown and not shown[-1].strip():
            shown.pop()
        if shown:
            filled.append((row, shown))
        if filled and row - filled[0][0] >= _HEADER_WITHIN:
            break
    titles = next(
        (at for at, (_, cells) in enumerate(filled) if sum(map(bool, map(str.strip, cells))) > 1), 0
    )
    below = filled[titles] if titles and _has_name(filled[titles][1]) else None
    return below or (filled[0] if filled else (0, []))


def _has_name(headings: Sequence[str]) -> bool:
    return any((said := meaning(heading)) and said.field in _NAMES for heading in headings)


def _first_below(cells: Iterator[tuple[int, int]], header_row: int) -> dict[int, int]:
    first: dict[int, int] = {}
    for row, column in cells:
        if row > header_row:
            first.setdefault(column, row)
    return first


def _text(value: object) -> str:
    """A cell as a person reads it: dates as ISO, whole numbers without a point."""
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(sep=" ")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _damaged(path: Path, problem: Exception) -> NoReturn:
    from python_calamine import PasswordError

    if isinstance(problem, PasswordError):
        raise UnreadableFileError(
            "protected by a password", remedy="save it without one", file=str(path)
        ) from problem
    raise UnreadableFileError(
        f"not a readable XLSX file ({problem})",
        remedy="it is damaged or cut off: export it again",
        file=str(path),
    ) from problem
