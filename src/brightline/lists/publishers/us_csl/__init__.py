"""The Consolidated Screening List of the US International Trade Administration: thirteen US lists in one CSV.

Reads the headers of 2019 (28 columns), 2022 and 2025 (29, with ``_id``), as published at
https://www.trade.gov/consolidated-screening-list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from brightline.errors import LayoutError
from brightline.lists.intake import SourceFile
from brightline.lists.publisher import LeftOut, ListAbout, ParsedEdition, Part, Publisher
from brightline.lists.publishers.us_csl.identifiers import label_comes_first
from brightline.lists.publishers.us_csl.rows import LIST_ID, OWN_PREFIX, Entry, read_row
from brightline.lists.reading.aliases import tidy, unrepeated
from brightline.lists.reading.delimited import header_of, read_table
from brightline.lists.reading.us_days import newest_day
from brightline.model import Direction, Effect, Party, Tie
from brightline.model.identity import distinct_ids, fold

_COLUMNS = (
    "source", "entity_number", "type", "programs", "name", "title", "addresses", "federal_register_notice",
    "start_date", "end_date", "standard_order", "license_requirement", "license_policy", "call_sign",
    "vessel_type", "gross_tonnage", "gross_registered_tonnage", "vessel_flag", "vessel_owner", "remarks",
    "source_list_url", "alt_names", "citizenships", "dates_of_birth", "nationalities", "places_of_birth",
    "source_information_url", "ids",
)  # fmt: skip
# Since 2022. Other digits in each edition for rows that are not the Treasury's, so it cannot be an id.
_VOLATILE_ID = "_id"
# Enough of the columns to be this list and no other, even with some renamed: the error then names them.
_ENOUGH_COLUMNS = 20

# Sorts behind every date.
_UNDATED = "9999"

_T = TypeVar("_T")


class ConsolidatedScreeningList:
    """Use it for the whole US picture from one file; the OFAC and BIS publishers for their lists in depth.

    A party of the Treasury keeps OFAC's own number (``us-ofac:20264``), and so is the same party as on the
    OFAC lists; one that stands on several Treasury lists is one party with a listing for each row. Every
    other row is a party of its own, its id made of its list, name and countries. The list does not mark
    OFAC's weak aliases.
    """

    id = LIST_ID
    parser_version = 1
    lists: tuple[ListAbout, ...] = (
        ListAbout(
            id=LIST_ID,
            title="Consolidated Screening List",
            authority="International Trade Administration, US Department of Commerce",
            effect=Effect.ASSET_FREEZE,
            direction=Direction.DEALINGS_WITH,
            format="CSV",
            licence="US Government work, no copyright (17 U.S.C. 105)",
            url="https://data.trade.gov/downloadable_consolidated_screening_list/v1/consolidated.csv",
        ),
    )

    def recognise(self, file: SourceFile) -> Part | None:
        """By the header; the list's JSON edition and OFAC's own CSV files are not meant."""
        found = set(header_of(file.head))
        return Part(LIST_ID) if len(found.intersection(_COLUMNS)) >= _ENOUGH_COLUMNS else None

    def parse(self, parts: Mapping[str, SourceFile]) -> ParsedEdition:
        """See :meth:`brightline.lists.publisher.Publisher.parse`."""
        if "list" not in parts:
            raise LayoutError("the list itself is missing", remedy="give consolidated.csv", id=LIST_ID)
        table = read_table(parts["list"], required=_COLUMNS, known=(_VOLATILE_ID,))
        label_first = label_comes_first(row["ids"] for row in table.rows)
        nameless = tuple(
            LeftOut(f"row {row.number}", f"a row of {row['source']!r}", "it has no name")
            for row in table.rows
            if not tidy(row["name"])
        )
        entries = _with_distinct_ids(
            [read_row(row, label_first=label_first) for row in table.rows if tidy(row["name"])]
        )
        parties = _merged(entry.party for entry in entries)
        return ParsedEdition(
            list_id=LIST_ID,
            parties=parties,
            records=len(table.rows),
            counts=dict(Counter(entry.source.code for entry in entries)),
            ties=_resolved((tie for entry in entries for tie in entry.ties), parties),
            newest_entry=newest_day(listing.listed_on for party in parties for listing in party.listings),
            left_out=(*table.left_out, *nameless, *(one for entry in entries for one in entry.left_out)),
        )


PUBLISHER: Publisher = ConsolidatedScreeningList()


def _with_distinct_ids(entries: list[Entry]) -> list[Entry]:
    """Repeated ids of our own told apart by a running number; OFAC's numbers are meant to repeat.

    The oldest listing is numbered first whatever the file's order, so that an id stays with its listing.
    """
    own = sorted((place for place, entry in enumerate(entries) if _is_own(entry)), key=_age_of(entries))
    ids = dict(zip(own, distinct_ids(entries[place].party.id for place in own), strict=True))
    return [_renamed(entry, ids[place]) if place in ids else entry for place, entry in enumerate(entries)]


def _age_of(entries: list[Entry]) -> Callable[[int], tuple[str, str]]:
    def age(place: int) -> tuple[str, str]:
        listing = entries[place].party.listings[0]
        return listing.listed_on or _UNDATED, listing.citation or ""

    return age


def _is_own(entry: Entry) -> bool:
    return entry.party.id.startswith(f"{OWN_PREFIX}:")


def _renamed(entry: Entry, party_id: str) -> Entry:
    if party_id == entry.party.id:
        return entry
    listings = tuple(replace(listing, record_id=party_id) for listing in entry.party.listings)
    ties = tuple(replace(tie, origin=party_id, source=f"{LIST_ID} {party_id}") for tie in entry.ties)
    return replace(entry, party=replace(entry.party, id=party_id, listings=listings), ties=ties)


def _merged(parties: Iterable[Party]) -> tuple[Party, ...]:
    """One party for each id: OFAC's number stands on a row for each Treasury list that the party is on."""
    by_id: dict[str, Party] = {}
    for party in parties:
        known = by_id.get(party.id)
        by_id[party.id] = _united(known, party) if known else party
    return tuple(by_id.values())


def _united(first: Party, second: Party) -> Party:
    return replace(
        first,
        names=unrepeated((*first.names, *second.names)),
        countries=_union(first.countries, second.countries),
        identifiers=_union(first.identifiers, second.identifiers),
        addresses=_union(first.addresses, second.addresses),
        birth_dates=_union(first.birth_dates, second.birth_dates),
        birth_places=_union(first.birth_places, second.birth_places),
        positions=_union(first.positions, second.positions),
        topics=_union(first.topics, second.topics),
        listings=(*first.listings, *second.listings),
        notes=_union(first.notes, second.notes),
        sources=_union(first.sources, second.sources),
    )


def _union(first: tuple[_T, ...], second: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys((*first, *second)))


def _resolved(ties: Iterable[Tie], parties: Iterable[Party]) -> tuple[Tie, ...]:
    """Ties with the id of the party that their text names, where exactly one party bears that name."""
    bearers: dict[str, set[str]] = {}
    for party in parties:
        bearers.setdefault(fold(party.name), set()).add(party.id)

    def resolved(tie: Tie) -> Tie:
        found = bearers.get(fold(tie.target_name or ""), set())
        return replace(tie, target=next(iter(found))) if len(found) == 1 else tie

    return tuple(dict.fromkeys(map(resolved, ties)))
