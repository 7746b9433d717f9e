"""The table of the Entity List family, in the Code and in the rules that amend it: rows under countries.

The country stands in the first row of its group, or alone in a row of its own. A row of asterisks stands for
entries that a rule does not change; a cell too long for one row goes on in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NoReturn

from brightline.errors import LayoutError
from brightline.lists.publisher import LeftOut
from brightline.lists.reading.federal_text import Lines
from brightline.model.countries import country_code

# What each column's heading begins with, in the three lists and their rules.
_HEADINGS = {
    "country": ("country",),
    "entity": ("entity", "listed person", "name"),
    "requirement": ("license requirement",),
    "policy": ("license review policy",),
    "citation": ("federal register",),
}
_NECESSARY = ("country", "entity", "citation")
# The Code lists parties in occupied Crimea under a heading of its own.
_REGION_OF = re.compile(r"Crimea Region of (?P<country>.+)", re.IGNORECASE)
_RESERVED = re.compile(r"\[?reserved\]?\.?", re.IGNORECASE)
_UNCHANGED = re.compile(r"[\s*]+")
_NOTHING = Lines(())


@dataclass(frozen=True, slots=True)
class Row:
    """One entry: its place in the table, the country's heading over it, and its cells."""

    number: int
    country: str
    cells: Mapping[str, Lines]

    @property
    def entity(self) -> Lines:
        """The cell with the entity's names and addresses."""
        return self.cells["entity"]

    def text(self, column: str) -> str:
        """A cell as one line; empty where the table has no such column."""
        return self.cells.get(column, _NOTHING).text

    @property
    def footnotes(self) -> tuple[str, ...]:
        """The numbers of the footnotes that any cell refers to."""
        return tuple(dict.fromkeys(mark for cell in self.cells.values() for mark in cell.footnotes))


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The entries of a table, and rows that say something and are no entry."""

    rows: tuple[Row, ...]
    left_out: tuple[LeftOut, ...]


def heading_country(heading: str) -> str | None:
    """The code of a country as the Code heads its groups.

    Example:
        >>> heading_country("CHINA, PEOPLE'S REPUBLIC OF"), heading_country("CRIMEA REGION OF UKRAINE")
        ('cn', 'ua')
    """
    found = _REGION_OF.fullmatch(heading)
    return country_code(found["country"] if found else heading)


def entity_table(file: str, title: str, lines: Iterable[Sequence[Lines]]) -> EntityTable:
    """Read the rows of a table, its headings among them, each given as its cells.

    Raises:
        LayoutError: A necessary column is missing, an entry stands before the headings, or a row has a cell
            too many.
    """
    rows: list[Row] = []
    left_out: list[LeftOut] = []
    columns: list[str] = []
    country = ""
    for place, line in enumerate(lines, start=1):
        cells = [_NOTHING if _UNCHANGED.fullmatch(cell.text) else cell for cell in line]
        if found := _columns(cells):
            columns = found
            continue
        if not any(cell.text for cell in cells):
            continue
        if not columns:
            _layout(file, f"the table of {title} begins without its headings", place)
        if len(cells) > len(columns):
            _layout(file, f"{len(cells)} cells where the table has {len(columns)} columns", place)
        row = _row(place, country, columns, cells)
        country = row.country
        if _is_entry(row):
            rows.append(row)
        elif rows and _continues(row):
            rows[-1] = _continued(rows[-1], row)
        elif said := _said(row):
            left_out.append(LeftOut(f"{title}, row {place}", said, "it is no entry"))
    if not columns:
        _layout(file, f"{title} has no table with the columns of the list")
    return EntityTable(tuple(rows), tuple(left_out))


def _columns(cells: list[Lines]) -> list[str]:
    """The columns that a row of headings names, in order; empty for any other row."""
    texts = [cell.text.casefold() for cell in cells]
    found = [
        next((name for name, starts in _HEADINGS.items() if text.startswith(starts)), "") for text in texts
    ]
    return found if all(name in found for name in _NECESSARY) else []


def _row(place: int, country: str, columns: list[str], cells: list[Lines]) -> Row:
    by_column = dict(zip(columns, [*cells, *[_NOTHING] * (len(columns) - len(cells))], strict=True))
    heading = by_column["country"].text
    # A note under the table fills the first cell alone; a heading alone must be a country's.
    is_country = heading and (by_column["entity"].text or heading_country(heading))
    return Row(place, heading if is_country else country, by_column)


def _is_entry(row: Row) -> bool:
    """An entity with a citation or a requirement; a cell without either continues the entry before it."""
    entity = row.entity.text
    rest = (row.text("citation"), row.text("requirement"), row.text("policy"))
    return bool(entity) and not _RESERVED.fullmatch(entity) and any(rest)


def _continues(row: Row) -> bool:
    return bool(row.entity.text) and not row.text("country") and not _RESERVED.fullmatch(row.entity.text)


def _continued(row: Row, rest: Row) -> Row:
    lines = replace(row.entity, lines=(*row.entity.lines, *rest.entity.lines))
    return replace(row, cells={**row.cells, "entity": lines})


def _said(row: Row) -> str:
    """What a row says that is neither an entry, a country, a footnote nor reserved."""
    texts = [cell.text for cell in row.cells.values() if cell.text and not cell.footnotes]
    if all(_RESERVED.fullmatch(text) or text == row.country for text in texts):
        return ""
    return " | ".join(texts)


def _layout(file: str, problem: str, row: int | None = None) -> NoReturn:
    raise LayoutError(
        problem,
        remedy="check that this is the publisher's file; if so, its layout has changed: report it",
        file=file,
        row=row,
    )
