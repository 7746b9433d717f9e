"""A book as a table of text, whatever file it came in: what each reader makes and the book reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from brightline.errors import BookError, UnreadableFileError

# The longest name in all lists known has about 900 characters, the longest company profile seen in a book
# 4,000; a spreadsheet cell ends at 32,767. Beyond this it is no cell but a file that lost a quotation mark.
MAX_CELL = 100_000


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text, read anew each time ``rows`` is called.

    Attributes:
        format: ``csv``, ``xlsx``, ``parquet`` or ``jsonl``.
        headings: Of all columns, as the file has them.
        header_row: The row of the headings, counted as a spreadsheet does; 0 where headings are no row.
        count: How many rows follow, exactly or about; ``None`` where that is not known without reading.
        rows: Each row that follows, with its number counted as a spreadsheet does.
        formulas: The first row with a formula, by column, in spreadsheets.
        left_out: What of the file is not in the table; each a sentence for the reader.
    """

    format: str
    headings: tuple[str, ...]
    header_row: int
    count: int | None
    rows: Callable[[], Iterator[tuple[int, Sequence[str]]]]
    formulas: Mapping[int, int] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


def check_cells(file: str, row: int, cells: Sequence[str]) -> None:
    """Refuse a row with a cell that is no cell: endless, or with a NUL character."""
    for cell in cells:
        if len(cell) > MAX_CELL:
            raise BookError(
                f"a cell has {len(cell):,} characters, more than {MAX_CELL:,}",
                remedy='look for a quotation mark (") that is not closed in this row',
                file=file,
                row=row,
            )
        if "\0" in cell:
            raise BookError(
                "a cell has a NUL character, which no text has",
                remedy="the file is damaged or no text; export it again",
                file=file,
                row=row,
            )


def fitted(file: str, row: int, cells: Sequence[str], width: int) -> Sequence[str]:
    """A row as wide as the headings: short ones filled up; longer ones refused, unless the rest is empty."""
    if len(cells) == width:
        return cells
    if len(cells) < width:
        return (*cells, *[""] * (width - len(cells)))
    if any(cell.strip() for cell in cells[width:]):
        raise BookError(
            f"{len(cells)} cells, but there are only {width} headings",
            remedy="a cell that contains the separator needs quotation marks; or add the missing heading",
            file=file,
            row=row,
        )
    return cells[:width]


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the operating system says when a file cannot be read into our error."""
    try:
        yield
    except OSError as problem:
        raise UnreadableFileError(
            (problem.strerror or str(problem) or "cannot be read").lower(),
            remedy="check the path and its permissions",
            file=str(path),
        ) from problem
