"""Answers as a spreadsheet for people: hits, counterparties without hits, and the lists it all rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brightline.errors import InputError
from brightline.model.screening import EditionUsed, Screened
from brightline.report.atomic import written_whole
from brightline.report.rows import JOINER, Cell, FlatRows, flattened
from brightline.report.words import CAVEAT, age_in_words, is_web_address

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# Excel's own limits: rows of a sheet, links of a sheet, characters of a cell and of a link.
MAX_ROWS = 1_048_576
_MAX_LINKS = 65_530
_MAX_TEXT = 32_767
_MAX_URL = 2_079
_CUT = " ... (cut here: a cell holds no more; JSON lines have all)"


@dataclass(frozen=True, slots=True)
class _Column:
    """A column of a sheet: its heading, its width in characters, and whether its text is wrapped."""

    title: str
    width: int
    wraps: bool = False


# The flat table's columns in the order in which a person reads them.
_HITS = {
    "row": _Column("Row", 7),
    "name": _Column("Name given", 34, wraps=True),
    "score": _Column("Score", 8),
    "party": _Column("Listed party", 34, wraps=True),
    "matched_name": _Column("Name that matched", 30, wraps=True),
    "party_type": _Column("Type", 13),
    "party_countries": _Column("Countries", 10, wraps=True),
    "lists": _Column("Lists", 14, wraps=True),
    "programmes": _Column("Programmes", 26, wraps=True),
    "effects": _Column("Effects", 42, wraps=True),
    "listed_on": _Column("Listed on", 12, wraps=True),
    "why": _Column("Why", 60, wraps=True),
    "authorities": _Column("Authorities", 30, wraps=True),
    "citations": _Column("Citations", 26, wraps=True),
    "urls": _Column("Link", 40),
    "covers": _Column("Covers", 24),
    "terms": _Column("Terms", 40),
    "removed_on": _Column("Removed on", 12, wraps=True),
    "confidence": _Column("Confidence", 11, wraps=True),
    "party_id": _Column("Party id", 20),
}
_MORE_LINKS = _Column("More links", 30)
_LISTS = (
    _Column("List", 14),
    _Column("Title", 50, wraps=True),
    _Column("Edition", 24),
    _Column("Published", 12),
    _Column("Age", 20),
    _Column("Fetched", 22),
    _Column("Records", 10),
    _Column("Warnings", 90, wraps=True),
)
_INPUT_WIDTH = 22


def write_xlsx(
    path: Path, screened: Iterable[Screened], lists: Mapping[str, EditionUsed], *, made_on: str
) -> None:
    """Write a spreadsheet of three sheets; see :class:`brightline.report.files.Writer`.

    Every text is written as text, so that no cell is a formula. Beyond Excel's 1,048,576 rows the hits go on
    in a sheet "Hits 2"; texts beyond 32,767 characters are cut, saying so.
    """
    from xlsxwriter.exceptions import FileCreateError
    from xlsxwriter.workbook import Workbook

    flat, everyone = flattened(screened, lists, made_on)
    try:
        # Rows go to disk as they come: a million of them need no memory.
        with written_whole(path) as part, Workbook(str(part), {"constant_memory": True}) as workbook:
            workbook.set_properties({"title": f"brightline screen of {made_on}", "comments": CAVEAT})
            _write_sheets(workbook, flat, everyone, lists, made_on)
    except FileCreateError as problem:
        raise InputError(
            f"cannot be written ({problem})",
            remedy="check that there is room on the disk, also for temporary files",
            file=str(path),
        ) from problem


def _write_sheets(
    workbook: Workbook,
    flat: FlatRows,
    everyone: Iterable[Screened],
    lists: Mapping[str, EditionUsed],
    made_on: str,
) -> None:
    at = {name: place for place, name in enumerate(flat.columns)}
    given = [name for name in flat.columns if name.startswith("input: ")]
    shown = [_Column(f"Given: {name.removeprefix('input: ')}", _INPUT_WIDTH) for name in given]
    hits = _Sheets(workbook, "Hits", (*_HITS.values(), _MORE_LINKS, *shown))
    others = _Sheets(workbook, "No hit", (_HITS["row"], _HITS["name"], *shown))
    _write_lists(_Sheets(workbook, "Lists", _LISTS), lists, made_on)
    for one in everyone:
        for row in flat.rows(one):
            tail = [row[at[name]] for name in given]
            if one.hits:
                links = str(row[at["urls"]] or "").split(JOINER)
                cells = [links[0] if name == "urls" else row[at[name]] for name in _HITS]
                hits.add((*cells, "\n".join(links[1:]), *tail))
            else:
                others.add((row[at["row"]], row[at["name"]], *tail))
    hits.close()
    others.close()


def _write_lists(sheets: _Sheets, lists: Mapping[str, EditionUsed], made_on: str) -> None:
    for name, one in lists.items():
        warnings = "\n".join(one.warnings)
        age = age_in_words(one, made_on)
        sheets.add(
            (name, one.title, one.edition, one.published, age, one.fetched, one.records, warnings),
            loud=bool(one.warnings),
        )
    sheets.add((CAVEAT,))
    sheets.add((f"Made on {made_on}.",))
    sheets.close()


class _Sheets:
    """One sheet, and as many more of its kind as its rows need."""

    def __init__(self, workbook: Workbook, name: str, columns: Sequence[_Column]) -> None:
        self._workbook = workbook
        self._name = name
        self._columns = columns
        self._number = 0
        top = {"valign": "top"}
        self._plain = workbook.add_format(top)
        self._wrapped = workbook.add_format({**top, "text_wrap": True})
        self._score = workbook.add_format({**top, "num_format": "0.000"})
        self._link = workbook.add_format({**top, "font_color": "#0B5394", "underline": 1})
        self._loud = workbook.add_format({**top, "text_wrap": True, "bold": True, "font_color": "#9C0006"})
        self._head = workbook.add_format(
            {**top, "bold": True, "text_wrap": True, "bg_color": "#1F3A4D", "font_color": "#FFFFFF"}
        )
        self._sheet = self._begin()

    def _begin(self) -> Worksheet:
        self._number += 1
        name = self._name if self._number == 1 else f"{self._name} {self._number}"
        sheet = self._workbook.add_worksheet(name)
        for place, column in enumerate(self._columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, _fitting(column.title), self._head)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_footer(f"&L{CAVEAT}&R&P / &N")
        self._row, self._links = 1, 0
        return sheet

    def add(self, cells: Sequence[Cell], *, loud: bool = False) -> None:
        """Write one row, beginning another sheet where this one is full."""
        if self._row == MAX_ROWS:
            self.close()
            self._sheet = self._begin()
        for place, cell in enumerate(cells):
            column = self._columns[place]
            if isinstance(cell, str) and cell:
                self._write_text(place, column, cell, self._loud if loud else None)
            elif isinstance(cell, int | float):
                self._sheet.write_number(
                    self._row, place, cell, self._score if column.title == "Score" else self._plain
                )
        self._row += 1

    def _write_text(self, place: int, column: _Column, text: str, special: Format | None) -> None:
        is_link = column.title == "Link" and is_web_address(text) and len(text) <= _MAX_URL
        if is_link and self._links < _MAX_LINKS:
            self._links += 1
            self._sheet.write_url(self._row, place, text, self._link, string=text)
            return
        usual = self._wrapped if column.wraps else self._plain
        shown = text.replace(JOINER, "\n") if column.wraps else text
        self._sheet.write_string(self._row, place, _fitting(shown), special or usual)

    def close(self) -> None:
        """Set the filter over the rows written."""
        self._sheet.autofilter(0, 0, max(self._row - 1, 1), len(self._columns) - 1)


def _fitting(text: str) -> str:
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - len(_CUT)] + _CUT
