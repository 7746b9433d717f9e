"""The Consolidated List of the Australian Department of Foreign Affairs and Trade, as XLSX.

Published at https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list; read in
the layout of 2024, and with the columns that DFAT has added since (strength of aliases, IMO numbers,
measures), which were not at hand: their names are as other readers of the list give them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NoReturn

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.reading import personal_remarks
from brightline.lists.reading.aliases import one_line, unrepeated
from brightline.lists.reading.birth_texts import birth_dates_in, says_more
from brightline.lists.reading.lettered import lettered
from brightline.lists.reading.nationalities import nationality_code, nationality_codes
from brightline.lists.reading.sheets import holds_texts, read_sheets
from brightline.model import (
    Address,
    Direction,
    Effect,
    Identifier,
    Listing,
    Name,
    NameKind,
    Party,
    Schema,
    Scheme,
)
from brightline.model.dates import partial_date

LIST_ID = "au_dfat"
_PAGE = "https://www.dfat.gov.au/international-relations/security/sanctions/consolidated-list"
_AUTHORITY = "Department of Foreign Affairs and Trade, Australia"
_COLUMNS: Final = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth",
    "Citizenship", "Address", "Additional Information", "Listing Information", "Committees", "Control Date",
)  # fmt: skip
# Since 2025; read where they are there.
_STRENGTH, _IMO, _INSTRUMENT = "Alias Strength", "IMO Number", "Instrument of Designation"
_FREEZE = "Targeted Financial Sanction"
_MEASURES = (_FREEZE, "Travel Ban", "Arms Embargo", "Maritime Restriction")
_NEWER = (_STRENGTH, _IMO, _INSTRUMENT, *_MEASURES)
_MARKS = ("Name of Individual or Entity", "Name Type", "Committees")
_SCHEMAS: Final = {
    "individual": Schema.PERSON,
    "entity": Schema.ORGANIZATION,
    "vessel": Schema.VESSEL,
}
_PRIMARY = "primary name"
_KINDS: Final = {
    _PRIMARY: NameKind.PRIMARY,
    "aka": NameKind.ALIAS,
    "alias": NameKind.ALIAS,
    "original script": NameKind.ORIGINAL_SCRIPT,
    "formerly known as": NameKind.FORMER,
    "previously listed as": NameKind.FORMER,
}
# "2" and its aliases "2a", "2b"; "34c1" is an alias of the alias "34c".
_REFERENCE = re.compile(r"(?P<number>\d+)\s*(?P<letters>[a-z]{0,2}\d*)", re.IGNORECASE)
# What DFAT writes where it knows nothing; it is no country's code here.
_NOTHING = frozenset({"", "na", "n/a", "not available", "unknown"})
_LISTED_ON = re.compile(
    r"(?:listed|designated)\b[^;:]{0,60}?(?:\bon\b|:)\s*:?\s*(?P<day>\d{1,2}\s*[A-Z][a-z]{2,8}\.?\s*\d{4})",
    re.IGNORECASE,
)
# Where the instrument that lists a party has no date of its own, the remarks may say when it began.
_BEGAN = re.compile(r"New listing start date:?\s*(?P<day>\d{1,2}\s*[A-Z][a-z]{2,8}\.?\s*\d{4})")
# "Jordan (at time of listing)".
_REMARK_AT_END = re.compile(r"\s*\([^()]*\)\s*\.?$")
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True, slots=True)
class _Row:
    """One name of one party, with its row in the sheet."""

    number: int
    reference: str
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        text = self.cells.get(column, "").replace("\xa0", " ").strip()
        return "" if text.casefold() in _NOTHING else text


class ConsolidatedList:
    """Use it for targeted financial sanctions of Australia, those of the United Nations included.

    Assets of these parties are frozen, and nobody may make an asset available to them. The list has a row
    for each name; DFAT's reference number binds the rows of one party and stays with it.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Consolidated List",
            authority=_AUTHORITY,
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="XLSX",
            licence="Creative Commons Attribution 4.0 (terms of the site)",
            url="https://www.dfat.gov.au/sites/default/files/Australian_Sanctions_Consolidated_List.xlsx",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By three of the headings."""
        return Part(LIST_ID) if holds_texts(file, *_MARKS) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give DFAT's XLSX file", id=LIST_ID)
        file = parts["list"]
        rows, unknown = _rows(file)
        groups: dict[str, list[_Row]] = {}
        for row in rows:
            groups.setdefault(row.reference, []).append(row)
        ordered = [_primary_first(file, group) for group in groups.values()]
        days = (partial_date(row["Control Date"]) for row in rows)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=tuple(map(_party, ordered)),
            records=len(rows),
            counts=dict(Counter(one_line(row["Committees"]) for row in rows)),
            newest_entry=max(filter(None, days), default=None),
            left_out=(*unknown, *(one for group in ordered for one in _left_out(group))),
        )


PUBLISHER: Publisher = ConsolidatedList()


def _rows(file: SourceFile) -> tuple[list[_Row], tuple[LeftOut, ...]]:
    sheet = read_sheets(file)[0]
    start, header = next(sheet.filled(), (1, ()))
    missing = [column for column in _COLUMNS if column not in header]
    if missing:
        _layout(file, "no column " + ", ".join(map(repr, missing)), start)
    rows = []
    for number, cells in sheet.filled(after=start):
        row = dict(zip(header, cells, strict=False))
        found = _REFERENCE.fullmatch(row["Reference"])
        if not found or not row["Name of Individual or Entity"]:
            _layout(file, "a row without reference or name", number)
        rows.append(_Row(number, found["number"], row))
    unknown = (column for column in header if column and column not in {*_COLUMNS, *_NEWER})
    return rows, tuple(
        LeftOut("header", f"column {column!r}", "the parser does not know it") for column in unknown
    )


def _layout(file: SourceFile, problem: str, row: int) -> NoReturn:
    raise LayoutError(
        problem,
        remedy="check that this is DFAT's Consolidated List; if so, its layout has changed: report it",
        file=file.name,
        row=row,
    )


def _primary_first(file: SourceFile, group: list[_Row]) -> list[_Row]:
    """The rows of one party, the one with the primary name before the others."""
    primary = [row for row in group if row["Name Type"].casefold() == _PRIMARY]
    if not primary:
        _layout(file, f"the reference {group[0].reference} has no primary name", group[0].number)
    return [*primary, *(row for row in group if row not in primary)]


def _party(group: list[_Row]) -> Party:
    first = group[0]
    schema = _SCHEMAS.get(first["Type"].casefold(), Schema.LEGAL_ENTITY)
    person = schema is Schema.PERSON
    addresses = [address for row in group for address in _addresses(row)]
    nationalities = [code for row in group for code in nationality_codes(row["Citizenship"])]
    countries = (*nationalities, *(address.country for address in addresses))
    births = _distinct(group, "Date of Birth") if person else []
    return Party(
        id=f"au-dfat:{first.reference}",
        schema=schema,
        names=unrepeated(_name(row) for row in group),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        identifiers=tuple(Identifier(Scheme.IMO, number) for number in _distinct(group, _IMO)),
        addresses=tuple(dict.fromkeys(addresses)),
        birth_dates=tuple(dict.fromkeys(day for text in births for day in birth_dates_in(text))),
        birth_places=_items(group, "Place of Birth") if person else (),
        topics=("sanction",),
        listings=(_listing(group),),
        notes=(*_remarks(group)[0], *_as_published(group, births)),
        sources=(_PAGE,),
    )


def _name(row: _Row) -> Name:
    kind = _KINDS.get(row["Name Type"].casefold(), NameKind.ALIAS)
    if kind is NameKind.ALIAS and row[_STRENGTH].casefold() == "weak":
        kind = NameKind.WEAK
    return Name(one_line(row["Name of Individual or Entity"]), kind)


def _distinct(group: list[_Row], column: str) -> list[str]:
    """What the rows of one party say in a column, each wording once: most repeat the first row's."""
    return list(dict.fromkeys(row[column] for row in group if row[column]))


def _items(group: list[_Row], column: str) -> tuple[str, ...]:
    items = (one_line(item) for text in _distinct(group, column) for item in lettered(text))
    return tuple(dict.fromkeys(filter(None, items)))


def _addresses(row: _Row) -> Iterator[Address]:
    for item in lettered(row["Address"]):
        full = one_line(item).strip(" ;")
        if full:
            place = _REMARK_AT_END.sub("", full).rsplit(",", 1)[-1]
            yield Address(full, country=nationality_code(place))


def _remarks(group: list[_Row]) -> tuple[tuple[str, ...], int]:
    """The additional information; of a person, less what is never kept."""
    texts = [one_line(text) for text in _distinct(group, "Additional Information")]
    if _SCHEMAS.get(group[0]["Type"].casefold()) in {Schema.ORGANIZATION, Schema.VESSEL}:
        return tuple(texts), 0
    withheld = 0
    kept = []
    for text in texts:
        sentences, count = personal_remarks.kept(_SENTENCE_END.split(text))
        withheld += count
        kept.append(" ".join(sentences))
    return tuple(filter(None, dict.fromkeys(kept))), withheld


def _as_published(group: list[_Row], births: list[str]) -> Iterator[str]:
    """Texts that say more than was read from them."""
    for text in births:
        if says_more(text):
            yield f"Date of birth as published: {one_line(text)}"
    for text in _distinct(group, "Citizenship"):
        if not nationality_codes(text):
            yield f"Citizenship as published: {one_line(text)}"


def _listing(group: list[_Row]) -> Listing:
    information = "; ".join(map(one_line, _distinct(group, "Listing Information")))
    # The control date is of the last change to the row, not of the listing.
    changed = max(filter(None, (partial_date(row["Control Date"]) for row in group)), default=None)
    measures = [f"{name}: {text}" for name in _MEASURES if (text := group[0][name])]
    # A row that says of itself that it freezes nothing is a travel ban or a restriction of ships.
    frozen = group[0][_FREEZE].casefold() not in {"no", "false", "n"}
    return Listing(
        list=LIST_ID,
        record_id=group[0].reference,
        program=one_line(group[0]["Committees"]),
        authority=_AUTHORITY,
        effect=Effect.ASSET_FREEZE if frozen else Effect.NOTICE,
        direction=Direction.DEALINGS_WITH if frozen else Direction.NONE,
        terms="; ".join(measures) or None,
        listed_on=_listed_on(group, information),
        citation=one_line(group[0][_INSTRUMENT]) or information or None,
        url=_PAGE,
        notes=(f"Control date: {changed}",) if changed else (),
    )


def _listed_on(group: list[_Row], information: str) -> str | None:
    remarks = " ".join(_distinct(group, "Additional Information"))
    if found := _LISTED_ON.search(information) or _BEGAN.search(remarks):
        return _day(found["day"])
    return _day(information)


def _day(text: str) -> str | None:
    return partial_date(text) or partial_date(" ".join(re.findall(r"\d+|[A-Za-z]+", text)))


def _left_out(group: list[_Row]) -> Iterator[LeftOut]:
    where = f"row {group[0].number}, reference {group[0].reference}"
    yield from personal_remarks.left_out(where, _remarks(group)[1])
    for row in group:
        if row["Name Type"].casefold() not in _KINDS:
            why = "a type of name that brightline does not know; taken as an alias"
            yield LeftOut(f"row {row.number}, reference {row.reference}", row["Name Type"], why)
    if group[0]["Type"].casefold() not in _SCHEMAS:
        yield LeftOut(where, f"type {group[0]['Type']!r}", "a type that brightline does not know")
