"""A supplement to 15 CFR part 744 in the XML of the eCFR: its table and its footnotes.

A supplement is a ``DIV9`` with a table inside ``DIV`` elements: ``TABLE``, ``TR``, ``TH``, ``TD``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.reading.entity_tables import EntityTable, entity_table
from brightline.lists.reading.federal_text import lines_of

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True)
class Supplement:
    """One supplement: its table, and its footnotes by number."""

    table: EntityTable
    footnotes: Mapping[str, str]


def label(number: int) -> str:
    """How a supplement is named in the ``N`` attribute."""
    return f"Supplement No. {number} to Part 744"


def read_supplement(file: SourceFile, number: int) -> Supplement:
    """Find a supplement in the file and read its table.

    Raises:
        LayoutError: The supplement, its table or a necessary column is missing, or a row has a cell too many.
        UnreadableFileError: Not well-formed XML.
    """
    wanted = label(number).casefold()
    for element in file.xml().iter("DIV9"):
        if (element.get("N") or "").strip().casefold() == wanted:
            lines = ([lines_of(cell) for cell in line.iter("TD", "TH")] for line in element.iter("TR"))
            return Supplement(entity_table(file.name, label(number), lines), _footnotes(element))
    raise LayoutError(
        f"there is no {label(number)}",
        remedy="get title-15.xml?part=744 from the eCFR's versioner; if this is it, its layout has changed",
        file=file.name,
    )


def _footnotes(element: _Element) -> dict[str, str]:
    """The footnotes under the table: a raised number that begins its paragraph, and the text after it."""
    found: dict[str, str] = {}
    for mark in element.iter("SU", "sup"):
        parent = mark.getparent()
        if parent is None or (parent.text or "").strip() or mark.getprevious() is not None:
            continue
        text = lines_of(parent).text
        if text and not (parent.tag in {"TD", "TH"} and _has_company(parent)):
            found.setdefault("".join(map(str, mark.itertext())).strip(), text)
    return found


def _has_company(cell: _Element) -> bool:
    """Whether other cells of the row say something: then a raised number in it is a reference."""
    row = cell.getparent()
    return row is not None and sum(1 for one in row if lines_of(one).text) > 1
