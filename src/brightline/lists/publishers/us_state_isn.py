"""Nonproliferation sanctions of the US Department of State, from the CSV kept for the screening list.

The nine-column CSV with which the Department of Commerce fed these sanctions into the Consolidated Screening
List. The Department of State itself publishes only PDF tables and Federal Register notices, at
https://www.state.gov/bureau-of-arms-control-and-nonproliferation/nonproliferation-sanctions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading.aliases import alias, one_line, tidy, unrepeated
from brightline.lists.reading.delimited import Row, header_of, read_table
from brightline.lists.reading.several import several
from brightline.lists.reading.us_days import newest_day, plausible_day
from brightline.model import Direction, Effect, Listing, Name, NameKind, Party, Schema
from brightline.model.countries import country_code
from brightline.model.identity import content_id

LIST_ID = "us_state_isn"
_PAGE = "https://www.state.gov/bureau-of-arms-control-and-nonproliferation/nonproliferation-sanctions"
_AUTHORITY = "Bureau of International Security and Nonproliferation, US Department of State"
_COLUMNS = (
    "Source List", "Programs", "Name", "Alternative Names", "Country", "Federal Register Notice",
    "Effective Date", "Remarks/Notes", "Web Link",
)  # fmt: skip
# Headings that no other list has.
_MARKS = frozenset({"Source List", "Alternative Names", "Remarks/Notes"})


class NonproliferationSanctions:
    """Use it for sanctions over weapons of mass destruction and missiles that are not all on OFAC's list.

    A row is one measure; rows of one name and country are one party with a listing each. Many measures lapse
    (those under INKSNA are ordered for two years) or are waived, and the file gives no end: read the remarks
    and the Federal Register before relying on an old one.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Nonproliferation Sanctions",
            authority=_AUTHORITY,
            effect=Effect.NONPROLIFERATION_MEASURE,
            direction=Direction.DEALINGS_WITH,
            format="CSV",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By three headings that no other list has together."""
        return Part(LIST_ID) if _MARKS.issubset(header_of(file.head)) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give the CSV", id=LIST_ID)
        table = read_table(parts["list"], required=_COLUMNS)
        parties: dict[str, Party] = {}
        for row in table.rows:
            if tidy(row["Name"]):
                party = _party(row)
                known = parties.get(party.id)
                parties[party.id] = _united(known, party) if known else party
        return ParsedEdition(
            list_id=LIST_ID,
            parties=tuple(parties.values()),
            records=len(table.rows),
            counts=dict(Counter(row["Programs"] for row in table.rows)),
            newest_entry=newest_day(plausible_day(row["Effective Date"]) for row in table.rows),
            left_out=(*table.left_out, *(one for row in table.rows for one in _slips(row))),
        )


PUBLISHER: Publisher = NonproliferationSanctions()


def _party(row: Row) -> Party:
    name, country = tidy(row["Name"]), country_code(row["Country"])
    party_id = content_id("us-state-isn", name, country or row["Country"])
    others = (alias(one) for one in several(row["Alternative Names"]))
    return Party(
        id=party_id,
        schema=Schema.LEGAL_ENTITY,
        names=unrepeated((Name(name), *others)),
        countries=(country,) if country else (),
        topics=("sanction",),
        listings=(_listing(row, party_id),),
        sources=(_PAGE,),
    )


def _united(first: Party, second: Party) -> Party:
    others = (
        replace(one, kind=NameKind.ALIAS) if one.kind is NameKind.PRIMARY else one for one in second.names
    )
    return replace(
        first,
        names=unrepeated((*first.names, *others)),
        listings=(*first.listings, *second.listings),
    )


def _listing(row: Row, party_id: str) -> Listing:
    day = plausible_day(row["Effective Date"])
    remarks = one_line(row["Remarks/Notes"])
    published = () if day or not row["Effective Date"] else (f"Date as published: {row['Effective Date']}",)
    return Listing(
        list=LIST_ID,
        record_id=party_id,
        program=one_line(row["Programs"]),
        authority=_AUTHORITY,
        effect=Effect.NONPROLIFERATION_MEASURE,
        direction=Direction.DEALINGS_WITH,
        listed_on=day,
        citation=one_line(row["Federal Register Notice"]) or None,
        url=row["Web Link"] or _PAGE,
        notes=((f"Remarks: {remarks}",) if remarks else ()) + published,
    )


def _slips(row: Row) -> Iterator[LeftOut]:
    where = f"row {row.number}"
    if not tidy(row["Name"]):
        yield LeftOut(where, "a row without a name", "nobody can be compared with it")
    if row["Country"] and not country_code(row["Country"]):
        yield LeftOut(f"{where}, Country", row["Country"], "not a country that is known")
    if row["Effective Date"] and not plausible_day(row["Effective Date"]):
        yield LeftOut(
            f"{where}, Effective Date",
            row["Effective Date"],
            "not a possible day; it stands in the listing's notes",
        )
