"""Every error that brightline raises on purpose, in one tree.

Each says which file, row and id it is about, and what to do. Anything else that escapes is a defect.

    BrightlineError
    ├── InputError                 what was given cannot be used as it is
    │   ├── UnreadableFileError    empty, truncated, wrongly encoded, not what its name says
    │   ├── UnsafeFileError        zip bomb, entity bomb, over a size limit
    │   ├── BookError              a book of counterparties: no name column, no rows
    │   │   └── SpecialCategoryError   a column holds a special category of personal data
    │   └── UnknownValueError      an option, list or column that does not exist
    ├── ListError                  a publisher's list
    │   ├── NotRecognisedError     no publisher recognises the file
    │   ├── LayoutError            the publisher's layout is not the one the parser knows
    │   ├── FetchError             the publisher's file could not be downloaded
    │   └── NoListsError           there is nothing to screen against
    └── StoreError                 the data directory is damaged or cannot be written
"""

from __future__ import annotations


class BrightlineError(Exception):
    """The root: catch it to turn any expected failure into one clear line.

    Args:
        problem: What is wrong, as one sentence without the full stop.
        remedy: What the reader can do about it, as one sentence without the full stop.
        file: The file that it is about.
        row: The row or line in it, counted from 1 as a spreadsheet does.
        id: The record, column, list or option that it is about.

    Example:
        >>> print(BrightlineError("no name column", remedy="map one with --map", file="book.csv", row=1))
        book.csv, row 1: no name column. Remedy: map one with --map.
    """

    def __init__(
        self,
        problem: str,
        *,
        remedy: str,
        file: str | None = None,
        row: int | None = None,
        id: str | None = None,  # noqa: A002  the issue's own word for it
    ) -> None:
        self.problem = problem
        self.remedy = remedy
        self.file = file
        self.row = row
        self.id = id
        super().__init__(str(self))

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (
                self.file,
                f"row {self.row}" if self.row is not None else None,
                self.id,
            )
            if part
        )
        lead = f"{place}: " if place else ""
        return f"{lead}{self.problem}. Remedy: {self.remedy}."


class InputError(BrightlineError):
    """Something the user gave cannot be used as it is; nothing was changed."""


class UnreadableFileError(InputError):
    """The file is empty, truncated, wrongly encoded, or is not what its name says."""


class UnsafeFileError(InputError):
    """The file would expand without bound (zip or entity bomb) or is larger than the limit."""


class BookError(InputError):
    """A book of counterparties cannot be screened: no name column, no rows, an unreadable cell."""


class SpecialCategoryError(BookError):
    """A column holds a special category of personal data about people; brightline never takes one in."""


class UnknownValueError(InputError):
    """An option, list, column or format was named that does not exist."""


class ListError(BrightlineError):
    """A publisher's list cannot be taken in or used."""


class NotRecognisedError(ListError):
    """No publisher recognises the file by its content."""


class LayoutError(ListError):
    """The file is a known publisher's, in a layout that the parser does not know."""


class FetchError(ListError):
    """The publisher's file could not be downloaded; the edition in use stays in use."""


class NoListsError(ListError):
    """There is nothing to screen against: no list was imported, or none matches the choice."""


class StoreError(BrightlineError):
    """The data directory is damaged, locked by another process, or cannot be written."""
