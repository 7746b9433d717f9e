"""The rows of a configured list, whichever form it comes in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile
from brightline.lists.publishers.configured.spec import Format, Spec, refuse_special
from brightline.lists.reading.aliases import one_line
from brightline.lists.reading.delimited import Row, header_of, read_table
from brightline.lists.reading.sheets import holds_texts, read_sheets

if TYPE_CHECKING:
    from lxml.etree import _Element

# How far down headings are looked for under a title and blank rows.
_HEADER_WITHIN = 20
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "caption"})
_ZIP_MAGIC = b"PK\x03\x04"

Lines = Sequence[tuple[int, Sequence[str]]]


def has_marker(spec: Spec, file: SourceFile) -> bool:
    """Whether a file is in the list's form and has every heading of its marker. Never raises."""
    if spec.format is Format.XLSX:
        return holds_texts(file, *spec.marker)
    if file.data.startswith(_ZIP_MAGIC):
        return False
    if spec.format is Format.CSV:
        return set(spec.marker).issubset(header_of(file.head, spec.delimiter))
    if not file.head.lstrip("\ufeff \r\n\t").startswith("<"):
        return False
    text = one_line(file.data.decode("utf-8", errors="replace"))
    return all(f">{one}<" in text.replace("> ", ">").replace(" <", "<") for one in spec.marker)


def rows_of(spec: Spec, file: SourceFile) -> tuple[tuple[str, ...], tuple[Row, ...]]:
    """The headings and the rows of the list's table.

    Raises:
        LayoutError: There is no such table, or it lacks a column that the configuration names.
        SpecialCategoryError: It has a column of a special category of personal data, mapped or not.
        UnreadableFileError: The file is damaged.
    """
    wanted = tuple(column.heading for column in spec.columns.values())
    if spec.format is Format.CSV:
        header = header_of(file.text().split("\n", 1)[0], spec.delimiter)
        _refuse(header, file, 1)
        return header, read_table(file, required=wanted, known=header, delimiter=spec.delimiter).rows
    tables = _sheets(spec, file) if spec.format is Format.XLSX else _html(spec, file)
    for lines in tables:
        for place, (number, cells) in enumerate(lines[:_HEADER_WITHIN]):
            if set(wanted).issubset(cells):
                _refuse(cells, file, number)
                return tuple(cells), tuple(_below(file, cells, lines[place + 1 :]))
    raise LayoutError(
        f"no table has the columns {', '.join(map(repr, wanted))}",
        remedy=f"correct the columns in {spec.file}, or check that this is the list",
        file=file.name,
        id=spec.id,
    )


def _refuse(header: Sequence[str], file: SourceFile, row: int) -> None:
    for heading in header:
        refuse_special(heading, file.name, row)


def _below(file: SourceFile, header: Sequence[str], lines: Lines) -> Iterator[Row]:
    for number, cells in lines:
        if not any(cells) or list(cells) == list(header):
            continue
        if len(cells) > len(header) and any(cells[len(header) :]):
            raise UnreadableFileError(
                f"{len(cells)} cells where there are {len(header)} headings",
                remedy="the table is damaged, or has merged cells: correct the copy",
                file=file.name,
                row=number,
            )
        padded = [*cells, *("" for _ in header[len(cells) :])]
        yield Row(number, dict(zip(header, padded, strict=False)))


def _sheets(spec: Spec, file: SourceFile) -> Iterator[Lines]:
    for place, sheet in enumerate(read_sheets(file), start=1):
        if spec.table in {None, place, sheet.name}:
            yield list(sheet.filled())


def _html(spec: Spec, file: SourceFile) -> Iterator[Lines]:
    text = file.text()
    if "<table" in text and "</table" not in text[text.rindex("<table") :]:
        raise UnreadableFileError("the page is cut off", remedy="save it again", file=file.name)
    heading, place = "", 0
    for element in file.html().iter("*"):
        if element.tag in _HEADINGS:
            heading = _text(element)
        elif element.tag == "table":
            place += 1
            captions = [_text(one) for one in element.iter("caption")]
            named = isinstance(spec.table, str) and any(spec.table in one for one in (heading, *captions))
            if spec.table is None or spec.table == place or named:
                rows = ([_text(cell) for cell in line.iter("td", "th")] for line in element.iter("tr"))
                yield list(enumerate(rows, start=1))


def _text(element: _Element) -> str:
    return one_line("".join(map(str, element.itertext())))
