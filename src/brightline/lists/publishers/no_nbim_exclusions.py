"""The companies that Norges Bank excludes from, or observes in, the Norwegian Government Pension Fund Global.

**Never run on the publisher's bytes**: written from the public columns of the page, and tested only on a
sample made by hand. Before it is relied on, import the saved page and compare the counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import named, one_line
from brightline.model import Direction, Effect, Listing, Party, Schema
from brightline.model.dates import partial_date
from brightline.model.identity import content_id, distinct_ids

if TYPE_CHECKING:
    from lxml.etree import _Element

LIST_ID = "no_nbim_exclusions"
_PAGE = "https://www.nbim.no/en/responsible-investment/ethical-exclusions/exclusion-of-companies/"
_AUTHORITY = "Norges Bank (Executive Board)"
_COLUMNS: Final = ("company", "category", "criterion", "decision", "publishing date")
_MARK = re.compile(r"<title>[^<]*(?:observation and exclusion|exclusion of companies)", re.IGNORECASE)
# What a decision does: the fund may not hold, may hold and watches, or holds and talks.
_EFFECTS: Final = {
    "exclusion": (Effect.INVESTMENT_BAN, Direction.SECURITIES_OF),
    "observation": (Effect.NOTICE, Direction.SECURITIES_OF),
    "active ownership": (Effect.NOTICE, Direction.SECURITIES_OF),
}
_REVOKED = re.compile(r"revo(?:ked|cation)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Row:
    """One row of the page, its cells by heading in lower case."""

    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")


class NbimExclusions:
    """Use it as the reasoned judgement of a large investor; it binds nobody but the fund.

    An exclusion is an investment ban of the fund's own policy; observation and active ownership are notices.
    A revoked exclusion is a listing that has ended on the day of the revocation's publication.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Observation and exclusion of companies from the Government Pension Fund Global",
            authority=_AUTHORITY,
            effect=Effect.INVESTMENT_BAN,
            direction=Direction.SECURITIES_OF,
            format="HTML page",
            licence="terms of use of nbim.no",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the title of the page."""
        is_page = file.head.lstrip().startswith("<") and _MARK.search(file.head)
        return Part(LIST_ID) if is_page else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the page itself is missing", remedy=f"save {_PAGE}", id=LIST_ID)
        file = parts["list"]
        rows = list(_rows(file))
        ids = distinct_ids(content_id("no-nbim", named(row["company"])[0].text) for row in rows)
        parties = tuple(_party(id_, row) for id_, row in zip(ids, rows, strict=True))
        days = [partial_date(row["publishing date"]) for row in rows]
        return ParsedEdition(
            list_id=LIST_ID,
            parties=parties,
            records=len(rows),
            counts=dict(Counter(row["decision"] for row in rows)),
            newest_entry=max(filter(None, days), default=None),
            left_out=tuple(one for row in rows for one in _unread(row)),
        )


PUBLISHER: Publisher = NbimExclusions()


def _rows(file: SourceFile) -> Iterator[_Row]:
    text = file.text()
    if "<table" in text and "</html>" not in text[-4000:]:
        raise UnreadableFileError(
            "the page is cut off: it has no end", remedy="download it again", file=file.name
        )
    for table in file.html().iter("table"):
        lines = [[_text(cell) for cell in line.iter("td", "th")] for line in table.iter("tr")]
        header = [cell.casefold() for cell in lines[0]] if lines else []
        if all(column in header for column in _COLUMNS):
            yield from _table(file, header, lines[1:])
            return
    raise LayoutError(
        f"no table with the columns {', '.join(_COLUMNS)}",
        remedy="check that this is the page of exclusions; if so, it has changed and the parser must follow",
        file=file.name,
    )


def _table(file: SourceFile, header: list[str], lines: list[list[str]]) -> Iterator[_Row]:
    for number, cells in enumerate(lines, start=2):
        if any(cells):
            if len(cells) != len(header) or not cells[header.index("company")]:
                raise LayoutError(
                    "a row that is not whole, or has no company",
                    remedy="save the page again, completely",
                    file=file.name,
                    row=number,
                )
            yield _Row(number, dict(zip(header, cells, strict=True)))


def _text(element: _Element) -> str:
    return one_line("".join(map(str, element.itertext())))


def _decision(row: _Row) -> tuple[Effect, Direction] | None:
    text = row["decision"].casefold()
    return next((effect for word, effect in _EFFECTS.items() if word in text), None)


def _unread(row: _Row) -> Iterator[LeftOut]:
    where = f"row {row.number}, {row['company']}"
    if _decision(row) is None:
        yield LeftOut(where, row["decision"], "a decision that is not known; taken as a notice")
    if partial_date(row["publishing date"]) is None:
        yield LeftOut(where, row["publishing date"], "not a day; it stands in the listing's notes")


def _party(id_: str, row: _Row) -> Party:
    return Party(
        id=id_,
        schema=Schema.COMPANY,
        names=named(row["company"]),
        topics=("debarment",),
        listings=(_listing(id_, row),),
        sources=(_PAGE,),
    )


def _listing(id_: str, row: _Row) -> Listing:
    effect, direction = _decision(row) or (Effect.NOTICE, Direction.SECURITIES_OF)
    day = partial_date(row["publishing date"])
    revoked = _REVOKED.search(row["decision"]) is not None
    return Listing(
        list=LIST_ID,
        record_id=id_,
        program=f"{row['category']}: {row['criterion']}" if row["category"] else row["criterion"],
        authority=_AUTHORITY,
        effect=effect,
        direction=direction,
        terms=row["decision"] or None,
        listed_on=None if revoked else day,
        removed_on=day if revoked else None,
        citation="Guidelines for Observation and Exclusion, Government Pension Fund Global",
        url=_PAGE,
        notes=() if day else (f"Publishing date as published: {row['publishing date']}",),
    )
