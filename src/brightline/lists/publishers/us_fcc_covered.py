"""The Covered List of the US Federal Communications Commission, from its page.

Equipment and services that may not be authorised or bought with federal subsidies, under section 2 of the
Secure and Trusted Communications Networks Act of 2019 (47 U.S.C. 1601). The page is
https://www.fcc.gov/supplychain/coveredlist; an entry is a sentence that names the producer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import one_line, tidy
from brightline.lists.reading.us_days import newest_day
from brightline.model import Direction, Effect, Listing, Name, Party, Schema, Tie, TieKind
from brightline.model.dates import partial_date
from brightline.model.identity import content_id

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "us_fcc_covered"
_PAGE = "https://www.fcc.gov/supplychain/coveredlist"
_AUTHORITY = "Federal Communications Commission (Public Safety and Homeland Security Bureau)"
_IS_PAGE = re.compile(
    r"og:title\"\s+content=\"List of Equipment and Services Covered By|"
    r"rel=\"canonical\"\s+href=\"https://www\.fcc\.gov/supplychain/coveredlist\"",
    re.IGNORECASE,
)
_HEADINGS = ("covered equipment or services", "date of inclusion on covered list")
_DAY = re.compile(r"[A-Z][a-z]+ \d{1,2}, \d{4}")
_UPDATED = re.compile(r"Updated:\s*(?P<day>[A-Z][a-z]+ \d{1,2}, \d{4})")
# Marks of the page's own footnotes behind a word.
_MARKS = str.maketrans("", "", "*†±^#")
_PRODUCER = re.compile(
    r"\b(?:produced(?: or provided)?|provided|supplied,? directly or indirectly,?)\s+by\s+(?P<rest>.+)"
)
# Where the producer's name ends and the sentence goes on.
_GOES_ON = re.compile(
    r"(?P<covers>\s+or any of its (?:predecessors|successors|affiliates|subsidiaries)[^.]*)|"
    r",?\s+(?:including|subject to|to the extent|except|such entity)\b|,?\s+or using such\b|\.?$"
)
_SUBSIDIARY = re.compile(r"\s+and its (?P<wholly>wholly-owned )?subsidiary\s+")
# The page's first footnote.
_AND_AFFILIATES = re.compile(r"should be read to include the subsidiaries and affiliates of such entities")
_ALL_ENTRIES = "subsidiaries and affiliates of the producer or provider"
# Between two of these a reader sees a break where the text has none.
_BREAKS = frozenset({"br", "p", "li", "div", "td", "th", "tr"})


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the list: its text, the day of its inclusion, and later days on which it was changed."""

    number: int
    text: str
    day: str | None
    published_day: str
    updates: tuple[str, ...]

    @property
    def producers(self) -> tuple[str, ...]:
        """The names that the sentence has for who makes or provides it; none for a class of equipment."""
        found = _PRODUCER.search(self.text)
        if found is None:
            return ()
        end = _GOES_ON.search(found["rest"])
        name = found["rest"][: end.start()] if end else found["rest"]
        # "such entity" stands for a producer named before it.
        return () if name.startswith("such ") else tuple(map(tidy, _SUBSIDIARY.sub("\n", name).split("\n")))

    @property
    def covers(self) -> str | None:
        """Whom the sentence itself adds to the producer."""
        found = _PRODUCER.search(self.text)
        end = _GOES_ON.search(found["rest"]) if found else None
        return tidy(end["covers"]) if end and end["covers"] else None


class CoveredList:
    """Use it for telecommunications and surveillance equipment, by who makes it.

    One party for each producer, with a listing for each entry that names it. Entries on a whole class of
    equipment (uncrewed aircraft, routers) name nobody: they are left out with their text, as are the page's
    tables of approvals, which permit and do not restrict.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="List of Equipment and Services Covered by Section 2 of the Secure Networks Act",
            authority=_AUTHORITY,
            effect=Effect.EQUIPMENT_AUTHORISATION_BAN,
            direction=Direction.PURCHASES_FROM,
            format="HTML page",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the page's title or address in its head."""
        is_page = file.head.lstrip().startswith("<") and _IS_PAGE.search(file.head)
        return Part(LIST_ID) if is_page else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the page itself is missing", remedy=f"save {_PAGE}", id=LIST_ID)
        file = parts["list"]
        # An HTML reader forgives everything; a page cut off in its tables must not pass for a short list.
        if not file.text().rstrip().endswith("</html>"):
            raise UnreadableFileError(
                "the page is cut off: it has no end", remedy="download it again", file=file.name
            )
        root = file.html()
        table, others = _tables(file, root)
        rows = tuple(_rows(file, table))
        everybody = _ALL_ENTRIES if _AND_AFFILIATES.search(_text(root)) else None
        parties = _parties(rows, everybody)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=parties,
            records=len(rows),
            counts={"entries": len(rows)},
            ties=tuple(_ties(rows, parties)),
            published=_published(table),
            newest_entry=newest_day(row.day for row in rows),
            left_out=(*_classes(rows), *others),
        )


PUBLISHER: Publisher = CoveredList()


def _tables(file: SourceFile, root: _Element) -> tuple[_Element, tuple[LeftOut, ...]]:
    """The table of the list, and an account of the page's other tables."""
    found: list[_Element] = []
    others: list[LeftOut] = []
    for number, table in enumerate(root.iter("table"), start=1):
        lines = [[_text(cell) for cell in line.iter("td", "th")] for line in table.iter("tr")]
        heading = lines[0] if lines else []
        if tuple(cell.translate(_MARKS).strip().casefold() for cell in heading) == _HEADINGS:
            found.append(table)
        else:
            what = f"{' | '.join(heading)}: {max(len(lines) - 1, 0)} rows"
            others.append(LeftOut(f"table {number}", what, "it is not the list of covered equipment"))
    if len(found) != 1:
        _layout(file, f"{len(found)} tables of covered equipment where the page has one")
    return found[0], tuple(others)


def _rows(file: SourceFile, table: _Element) -> Iterator[_Row]:
    for number, line in enumerate(table.iter("tr"), start=1):
        cells = [_text(cell) for cell in line.iter("td", "th")]
        if number == 1 or not any(cells):
            continue
        if len(cells) != len(_HEADINGS) or not cells[0]:
            _layout(file, f"row {number} is not an entry and its date: {cells}")
        day = _DAY.search(cells[1])
        updates = tuple(filter(None, (partial_date(one["day"]) for one in _UPDATED.finditer(cells[1]))))
        yield _Row(number, cells[0], partial_date(day[0]) if day else None, cells[1], updates)


def _parties(rows: tuple[_Row, ...], everybody: str | None) -> tuple[Party, ...]:
    listed: dict[str, list[Listing]] = {}
    for row in rows:
        for name in row.producers:
            listed.setdefault(name, []).append(_listing(row, name, everybody))
    return tuple(
        Party(
            id=_id(name),
            schema=Schema.ORGANIZATION,
            names=(Name(name),),
            topics=("debarment",),
            listings=tuple(listings),
            sources=(_PAGE,),
        )
        for name, listings in listed.items()
    )


def _id(name: str) -> str:
    return content_id("us-fcc-covered", name)


def _listing(row: _Row, name: str, everybody: str | None) -> Listing:
    published = () if row.day else (f"Date of inclusion as published: {row.published_day}",)
    return Listing(
        list=LIST_ID,
        record_id=_id(name),
        program="Covered List",
        authority=_AUTHORITY,
        effect=Effect.EQUIPMENT_AUTHORISATION_BAN,
        direction=Direction.PURCHASES_FROM,
        terms=row.text,
        listed_on=row.day,
        citation="47 U.S.C. 1601; 47 CFR 1.50002",
        url=_PAGE,
        covers="; ".join(filter(None, (row.covers, everybody))) or None,
        notes=(*(f"Updated: {day}" for day in row.updates), *published),
    )


def _ties(rows: tuple[_Row, ...], parties: tuple[Party, ...]) -> Iterator[Tie]:
    """What an entry says of a producer and its subsidiary."""
    known = {party.id for party in parties}
    for row in rows:
        found = _SUBSIDIARY.search(row.text)
        if found and len(row.producers) == 2 and known.issuperset(map(_id, row.producers)):
            owner, owned = row.producers
            share = 1.0 if found["wholly"] else None
            yield Tie(
                _id(owner), _id(owned), TieKind.OWNS, target_name=owned, share_low=share, share_high=share,
                source=f"{LIST_ID} row {row.number}",
            )  # fmt: skip


def _classes(rows: tuple[_Row, ...]) -> Iterator[LeftOut]:
    for row in rows:
        if not row.producers:
            what = f"{row.text} ({row.published_day})"
            yield LeftOut(f"row {row.number}", what, "a class of equipment, with no producer named")


def _published(table: _Element) -> str | None:
    """The day of the list, which stands under its heading just before the table."""
    for sibling in table.itersiblings(preceding=True):
        if found := _DAY.search(_text(sibling)):
            return partial_date(found[0])
    return None


def _text(element: _Element) -> str:
    return one_line("".join(_pieces(element)))


def _pieces(element: _Element) -> Iterator[str]:
    tag = str(element.tag)
    # Comments have a function for a tag; scripts and styles are text to an HTML reader.
    if tag.startswith("<") or tag in {"script", "style"}:
        return
    yield element.text or ""
    for child in element:
        yield " " if child.tag in _BREAKS else ""
        yield from _pieces(child)
        yield " " if child.tag in _BREAKS else ""
        yield child.tail or ""


def _layout(file: SourceFile, problem: str) -> NoReturn:
    raise LayoutError(
        problem,
        remedy="check that this is the page of the list; if so, it has changed and the parser must follow",
        file=file.name,
    )
