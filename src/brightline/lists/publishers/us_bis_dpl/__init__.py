"""The Denied Persons List of the US Bureau of Industry and Security.

Reads the tab-separated file published until 2025 and the CSV published since, from
https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_bis_dpl.entry import COLUMNS, Entry, one_cell, separate_columns
from brightline.lists.reading.aliases import named, one_line, unrepeated
from brightline.lists.reading.delimited import Row, header_of, read_table
from brightline.lists.reading.us_days import newest_day, plausible_day
from brightline.model import Direction, Effect, Listing, Party, Schema
from brightline.model.identity import content_id, distinct_ids

LIST_ID = "us_bis_dpl"
_PAGE = "https://www.bis.gov/licensing/end-user-guidance/denied-persons-list-dpl"
_AUTHORITY = "Bureau of Industry and Security, US Department of Commerce"

_DAYS = ("Effective_Date", "Expiration_Date")
_UPDATED = "Last_Update"
_OLDER = (*COLUMNS, *_DAYS, "Standard_Order", _UPDATED, "Action", "FR_Citation")
_CITATIONS, _TYPE = "Appropriate Federal Register Citations", "Type of Denial"
_NEWER = ("Name_and_Address", *_DAYS, _CITATIONS, _TYPE)
# Three of the older headings are no other list's; of the newer, the first is not, whatever follows it.
_OLDER_MARKS = frozenset({"Standard_Order", "FR_Citation", "Postal_Code", "Last_Update"})
_ENOUGH_MARKS = 3

_STANDARD, _NON_STANDARD, _NOT_SAID = "Standard", "Non-Standard", "not stated"
_ORDERS = {
    "Y": _STANDARD,
    "N": _NON_STANDARD,
    "STANDARD": _STANDARD,
    "NON-STANDARD": _NON_STANDARD,
    "": _NOT_SAID,
}


@dataclass(frozen=True, slots=True)
class _Denial:
    """One row, read: an order against one name at one address."""

    entry: Entry
    begins: str | None
    ends: str | None
    citation: str
    order: str
    notes: tuple[str, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


class DeniedPersonsList:
    """Use it for denial orders in force; the Consolidated Screening List repeats them with others.

    The list has a row for each address. Rows of one name in one country under one order (same first and
    last day) are one party, as the US Government's own Consolidated Screening List joins them.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Denied Persons List",
            authority=_AUTHORITY,
            effect=Effect.DENIAL_OF_EXPORT_PRIVILEGES,
            direction=Direction.EXPORTS_TO,
            format="CSV (tab-separated until 2025)",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url=_PAGE,
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the header of either file."""
        return Part(LIST_ID) if _is_older(file.head) or _is_newer(file.head) else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give the list's file", id=LIST_ID)
        file = parts["list"]
        if _is_older(file.head):
            table = read_table(file, required=_OLDER, delimiter="\t")
            denials = [_from_columns(row) for row in table.rows]
        else:
            table = read_table(file, required=_NEWER)
            denials = [_from_cell(file, row) for row in table.rows]
        nameless = tuple(
            LeftOut(f"row {row.number}", "a row without a name", "nobody can be compared with it")
            for row, denial in zip(table.rows, denials, strict=True)
            if not denial.entry.name
        )
        whole = [denial for denial in denials if denial.entry.name]
        return ParsedEdition(
            list_id=LIST_ID,
            parties=_parties(whole),
            records=len(table.rows),
            counts=dict(Counter(denial.order for denial in denials)),
            newest_entry=newest_day(denial.begins for denial in whole),
            left_out=(*table.left_out, *nameless, *(one for denial in denials for one in denial.left_out)),
        )


PUBLISHER: Publisher = DeniedPersonsList()


def _is_older(head: str) -> bool:
    return len(_OLDER_MARKS.intersection(header_of(head, "\t"))) >= _ENOUGH_MARKS


def _is_newer(head: str) -> bool:
    found = header_of(head)
    return "Name_and_Address" in found and bool(_OLDER_MARKS.union(_NEWER[1:]).intersection(found))


def _from_columns(row: Row) -> _Denial:
    entry = separate_columns(row.cells)
    updated, action = plausible_day(row[_UPDATED]), one_line(row["Action"])
    notes = (f"Action: {action}" if action else "", f"Last update: {updated}" if updated else "")
    denial = _Denial(
        entry,
        begins=plausible_day(row[_DAYS[0]]),
        ends=plausible_day(row[_DAYS[1]]),
        citation=one_line(row["FR_Citation"]),
        order=_order(row["Standard_Order"]),
        notes=tuple(filter(None, notes)),
    )
    return _with_slips(denial, row, (*_DAYS, _UPDATED))


def _from_cell(file: SourceFile, row: Row) -> _Denial:
    entry = one_cell(row["Name_and_Address"])
    if entry is None:
        raise LayoutError(
            "the name and address are not joined as NAME, STREET, CITY, STATE, COUNTRY, POSTCODE",
            remedy="check the row against the publisher's page; the layout may have changed",
            file=file.name,
            row=row.number,
        )
    denial = _Denial(
        entry,
        begins=plausible_day(row[_DAYS[0]]),
        ends=plausible_day(row[_DAYS[1]]),
        citation=one_line(row[_CITATIONS]),
        order=_order(row[_TYPE]),
    )
    return _with_slips(denial, row, _DAYS)


def _order(published: str) -> str:
    return _ORDERS.get(published.upper(), published)


def _with_slips(denial: _Denial, row: Row, columns: tuple[str, ...]) -> _Denial:
    """The denial with an account of the days that cannot be, which keep their wording in the notes."""
    slips = [column for column in columns if row[column] and plausible_day(row[column]) is None]
    why = "not a possible day; it stands in the listing's notes"
    return replace(
        denial,
        notes=(*denial.notes, *(f"{column} as published: {row[column]}" for column in slips)),
        left_out=tuple(LeftOut(f"row {row.number}, {column}", row[column], why) for column in slips),
    )


def _parties(denials: Iterable[_Denial]) -> tuple[Party, ...]:
    """One party for each name, country and order, in the order of the file."""
    groups: dict[tuple[str, str | None, str | None], list[_Denial]] = {}
    for denial in denials:
        groups.setdefault((_derived_id(denial.entry), denial.begins, denial.ends), []).append(denial)
    # The oldest order is numbered first whatever the file's order, so that an id stays with its order.
    oldest_first = sorted(groups, key=lambda key: (key[1] or "", key[2] or ""))
    ids = dict(zip(oldest_first, distinct_ids(key[0] for key in oldest_first), strict=True))
    return tuple(_party(ids[key], group) for key, group in groups.items())


def _derived_id(entry: Entry) -> str:
    """From name and country: an amendment changes the citation, and a renewal both days."""
    country = entry.address.country if entry.address else None
    return content_id("us-bis-dpl", entry.name, country or "")


def _party(party_id: str, group: list[_Denial]) -> Party:
    entry = group[0].entry
    names = named(entry.name)
    addresses = tuple(dict.fromkeys(denial.entry.address for denial in group if denial.entry.address))
    return Party(
        id=party_id,
        schema=Schema.LEGAL_ENTITY,
        names=unrepeated(names),
        countries=tuple(dict.fromkeys(address.country for address in addresses if address.country)),
        addresses=addresses,
        topics=("export.control",),
        listings=(_listing(party_id, group),),
        notes=(f"Name as published: {entry.name}",) if len(names) > 1 else (),
        sources=(_PAGE,),
    )


def _listing(party_id: str, group: list[_Denial]) -> Listing:
    orders = dict.fromkeys(denial.order for denial in group if denial.order != _NOT_SAID)
    terms = "; ".join(f"{order} denial order" for order in orders)
    return Listing(
        list=LIST_ID,
        record_id=party_id,
        program="Denied Persons List",
        authority=_AUTHORITY,
        effect=Effect.DENIAL_OF_EXPORT_PRIVILEGES,
        direction=Direction.EXPORTS_TO,
        terms=terms or None,
        listed_on=group[0].begins,
        removed_on=group[0].ends,
        citation="; ".join(dict.fromkeys(denial.citation for denial in group if denial.citation)) or None,
        url=_PAGE,
        notes=tuple(dict.fromkeys(note for denial in group for note in denial.notes)),
    )
