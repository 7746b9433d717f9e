"""The Entity List under the Uyghur Forced Labor Prevention Act, from the page of the US DHS.

The page https://www.dhs.gov/uflpa-entity-list has a table for each list of section 2(d)(2)(B) of the Act
that names anybody; its template changes more often than its content.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NoReturn

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_uflpa.names import Entity, entity
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.us_days import newest_day, plausible_day
from brightline.model import Direction, Effect, Listing, NameKind, Party, Schema
from brightline.model.identity import content_id, fold

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "us_uflpa"
_PAGE = "https://www.dhs.gov/uflpa-entity-list"
_AUTHORITY = "Forced Labor Enforcement Task Force, US Department of Homeland Security"
_TITLE = re.compile(r"<title>\s*UFLPA Entity List\b", re.IGNORECASE)
_ENTITY_HEADINGS = frozenset({"name of entity", "entity name"})
_DATE_HEADING = "effective date"
_COLUMNS = 2
_SECTION = re.compile(r"2\(d\)\(2\)\(B\)\((?P<list>[ivx]+)\)")
# The lists that have had a table since 2022; (iii) and (iv) name nobody of their own so far.
_LISTS_WITH_TABLES = ("i", "ii", "v")
_UPDATED = re.compile(r"Last Updated:?\s*(\d{1,2}/\d{1,2}/\d{4})")
# What the heading of a table stands in: far less than this many characters before it.
_HEADING_REACH = 4000


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of one table."""

    section: str
    entity: Entity
    published: str
    date: str

    @property
    def where(self) -> str:
        return f"section 2(d)(2)(B)({self.section}), {self.published!r}"


class UflpaEntityList:
    """Use it for the presumption of forced labour on imports into the United States (19 U.S.C. 1307).

    Goods of these parties may not enter. The Act presumes the same of all goods from Xinjiang, whoever
    makes them, so that no hit here is no clearance for an origin in Xinjiang. The page names no country.
    An entity that stands in several tables is one party with a listing for each.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="UFLPA Entity List",
            authority=_AUTHORITY,
            effect=Effect.IMPORT_BAN,
            direction=Direction.IMPORTS_FROM,
            format="HTML page",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the title of the page."""
        is_page = file.head.lstrip().startswith("<") and _TITLE.search(file.head)
        return Part(LIST_ID) if is_page else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the page itself is missing", remedy=f"save {_PAGE}", id=LIST_ID)
        file = parts["list"]
        # An HTML reader forgives everything; a page cut off in its tables must not pass for a short list.
        text = file.text()
        if "<table" in text and "</html>" not in text[-_HEADING_REACH:]:
            raise UnreadableFileError(
                "the page is cut off: it has no end", remedy="download it again", file=file.name
            )
        root = file.html()
        rows, left_out = _rows(file, root)
        updated = _UPDATED.search(one_line(" ".join(_texts(root))))
        return ParsedEdition(
            list_id=LIST_ID,
            parties=_parties(rows),
            records=len(rows),
            counts=dict(Counter(f"section 2(d)(2)(B)({row.section})" for row in rows)),
            published=plausible_day(updated[1]) if updated else None,
            newest_entry=newest_day(plausible_day(row.date) for row in rows),
            left_out=(*left_out, *_slips(rows)),
        )


PUBLISHER: Publisher = UflpaEntityList()


def _rows(file: SourceFile, root: _Element) -> tuple[list[_Row], list[LeftOut]]:
    """The rows of every table of the list; a table about something else is left out, saying so."""
    rows: list[_Row] = []
    left_out: list[LeftOut] = []
    for number, table in enumerate(root.iter("table"), start=1):
        lines = [[_text(cell) for cell in line.iter("td", "th")] for line in table.iter("tr")]
        if not lines or not lines[0] or lines[0][0].lower() not in _ENTITY_HEADINGS:
            heading = " | ".join(lines[0]) if lines else ""
            left_out.append(LeftOut(f"table {number}", heading, "it has no column of entities"))
            continue
        if [cell.lower() for cell in lines[0][1:]] != [_DATE_HEADING]:
            _layout(file, f"table {number} has the columns {lines[0]}, not an entity and its effective date")
        section = _section(file, table, number)
        rows += (_row(file, section, line) for line in lines[1:] if any(line))
    missing = [one for one in _LISTS_WITH_TABLES if one not in {row.section for row in rows}]
    if missing:
        _layout(file, "no table for section " + ", ".join(f"2(d)(2)(B)({one})" for one in missing))
    return rows, left_out


def _row(file: SourceFile, section: str, cells: list[str]) -> _Row:
    if len(cells) != _COLUMNS or not cells[0]:
        _layout(file, f"a row of section 2(d)(2)(B)({section}) is not an entity and a date: {cells}")
    return _Row(section, entity(cells[0]), cells[0], cells[1])


def _section(file: SourceFile, table: _Element, number: int) -> str:
    """Which list a table is: the section named last before it."""
    reach = 0
    for text in _texts_before(table):
        if found := list(_SECTION.finditer(text)):
            return found[-1]["list"]
        reach += len(text)
        if reach > _HEADING_REACH:
            break
    return _layout(file, f"no section of the Act is named before table {number}")


def _texts_before(table: _Element) -> Iterator[str]:
    """The texts before a table in the page, nearest first."""
    element: _Element | None = table
    while element is not None:
        for sibling in element.itersiblings(preceding=True):
            yield one_line("".join((*_texts(sibling), sibling.tail or "")))
        element = element.getparent()


def _layout(file: SourceFile, problem: str) -> NoReturn:
    raise LayoutError(
        problem,
        remedy="check that this is the page of the list; if so, it has changed and the parser must follow",
        file=file.name,
    )


def _texts(element: _Element) -> Iterator[str]:
    # Scripts and styles are text to an HTML reader.
    if element.tag in {"script", "style"} or not isinstance(element.tag, str):
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _text(element: _Element) -> str:
    return one_line("".join(_texts(element)))


def _slips(rows: list[_Row]) -> Iterator[LeftOut]:
    for row in rows:
        if plausible_day(row.date) is None:
            yield LeftOut(row.where, row.date, "not a possible day; it stands in the listing's notes")
        stated, read = row.entity.stated, len(row.entity.names) - 1
        if stated is not None and stated != read:
            yield LeftOut(row.where, f"{stated} aliases stated, {read} read", "a wording that is not known")
        if not row.entity.understood:
            yield LeftOut(row.where, "other names", "a wording that is not known: they stand in the name")


def _key(row: _Row) -> str:
    """The name without case and punctuation, which differ between tables: ``Co., Ltd.``, ``Co. Ltd.``."""
    return " ".join(re.findall(r"\w+", fold(row.entity.names[0].text)))


def _parties(rows: list[_Row]) -> tuple[Party, ...]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(_key(row), []).append(row)
    return tuple(_party(content_id("us-uflpa", key), group) for key, group in groups.items())


def _party(party_id: str, group: list[_Row]) -> Party:
    first = group[0].entity.names[0]
    names = [name for row in group for name in row.entity.names]
    spelled = [
        replace(name, kind=NameKind.ALIAS) if name.kind is NameKind.PRIMARY else name for name in names
    ]
    return Party(
        id=party_id,
        schema=Schema.ORGANIZATION,
        names=unrepeated((first, *spelled)),
        topics=("forced.labor",),
        listings=tuple(_listing(party_id, row) for row in group),
        sources=(_PAGE,),
    )


def _listing(party_id: str, row: _Row) -> Listing:
    section = f"2(d)(2)(B)({row.section})"
    day = plausible_day(row.date)
    return Listing(
        list=LIST_ID,
        record_id=party_id,
        program=f"UFLPA Entity List, section {section}",
        authority=_AUTHORITY,
        effect=Effect.IMPORT_BAN,
        direction=Direction.IMPORTS_FROM,
        listed_on=day,
        citation=f"Pub. L. 117-78, s. {section}",
        url=_PAGE,
        covers=row.entity.covers,
        notes=() if day or not row.date else (f"Effective date as published: {row.date}",),
    )
