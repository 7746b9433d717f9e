"""One row of the Consolidated Screening List: the party, its listing, and what its text ties it to."""

from __future__ import annotations

from dataclasses import dataclass

from brightline.lists.publisher import LeftOut
from brightline.lists.publishers.us_csl.identifiers import Ids, read_ids
from brightline.lists.publishers.us_csl.sources import Source, source_of
from brightline.lists.publishers.us_csl.text import (
    address_countries,
    addresses_in,
    birth_dates,
    linked_to,
    repaired,
)
from brightline.lists.reading import special_remarks
from brightline.lists.reading.aliases import alias, covered, items, named, one_line, tidy, unrepeated
from brightline.lists.reading.delimited import Row
from brightline.lists.reading.us_days import plausible_day
from brightline.model import Identifier, Listing, Name, NameKind, Party, Schema, Scheme, Tie, TieKind
from brightline.model.countries import country_code
from brightline.model.identity import content_id

LIST_ID = "us_csl"
# Before ids that this list gives itself; the Treasury's rows bear OFAC's.
OWN_PREFIX = "us-csl"

_PERSON = "Individual"
_SCHEMAS = {
    _PERSON: Schema.PERSON,
    "Entity": Schema.ORGANIZATION,
    "Vessel": Schema.VESSEL,
    "Aircraft": Schema.AIRPLANE,
    "": Schema.LEGAL_ENTITY,
}
_ORDERS = {"Y": "Standard order", "N": "Non-standard order"}
_VESSEL_FACTS = {
    "vessel_type": "Vessel type",
    "gross_tonnage": "Gross tonnage",
    "gross_registered_tonnage": "Gross registered tonnage",
    "vessel_flag": "Flag",
    "vessel_owner": "Vessel owner",
}
_REPAIRED_COLUMNS = ("name", "alt_names", "addresses")
# Between a parent and the body that is really listed: "Huawei Technologies Co., Ltd. (Huawei).  Affiliated
# Entity: Huawei Mobile Technology Ltd."
_UNDER_A_PARENT = (
    ". Affiliated Entity:",
    ". Subordinate Institution -",
    ", and subordinate entity ",
    " entity: ",
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row, read: the party with its one listing, and what hangs on it."""

    party: Party
    source: Source
    ties: tuple[Tie, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Named:
    names: tuple[Name, ...]
    covers: str | None = None
    parent: str | None = None


def read_row(row: Row, *, label_first: bool) -> Entry:
    """Read a row that has a name; ``label_first`` says which way round its file writes the ``ids`` column."""
    source = source_of(row["source"])
    who = _treasury_names(row) if row["entity_number"] else _other_names(row)
    addresses = addresses_in(repaired(row["addresses"]))
    born, born_notes = birth_dates(row["dates_of_birth"])
    ids = read_ids(row["ids"], label_first=label_first, person=row["type"] == _PERSON)
    countries = _countries(row, address_countries(addresses))
    party_id = _party_id(row, source, who.names[0].text, countries)
    remarks, withheld = _remarks(row)
    listing, slips = _listing(row, source, party_id, who.covers)
    party = Party(
        id=party_id,
        schema=_SCHEMAS.get(row["type"], Schema.LEGAL_ENTITY),
        names=who.names,
        countries=countries,
        identifiers=_identifiers(row, ids),
        addresses=addresses,
        birth_dates=born,
        birth_places=items(row["places_of_birth"]),
        positions=items(row["title"]),
        topics=source.topics,
        listings=(listing,),
        notes=(*remarks, *_facts(row), *born_notes, *ids.notes, *_repairs(row)),
        sources=tuple(dict.fromkeys(filter(None, _addresses_of_documents(row)))),
    )
    return Entry(party, source, _ties(row, party_id, who.parent), (*withheld, *slips))


def _party_id(row: Row, source: Source, name: str, countries: tuple[str, ...]) -> str:
    if row["entity_number"]:
        return f"us-ofac:{row['entity_number']}"
    return content_id(OWN_PREFIX, source.code, name, *sorted(countries))


def _treasury_names(row: Row) -> _Named:
    person = row["type"] == _PERSON
    own = _treasury_name(tidy(repaired(row["name"])), NameKind.PRIMARY, person=person)
    others = items(repaired(row["alt_names"]))
    return _Named(unrepeated((own, *(_treasury_name(one, NameKind.ALIAS, person=person) for one in others))))


def _treasury_name(text: str, kind: NameKind, *, person: bool) -> Name:
    """OFAC writes people as ``FAMILY, Given``; the ``Given FAMILY`` of some rows of 2025 is left whole."""
    family, comma, given = text.partition(", ")
    if person and comma and family == family.upper():
        return Name(text, kind, given=given, family=family)
    return Name(text, kind)


def _other_names(row: Row) -> _Named:
    text, covers = covered(tidy(repaired(row["name"])))
    parent, child = _under_parent(text)
    others = (alias(one) for one in items(repaired(row["alt_names"])))
    own = (Name(child, NameKind.ALIAS),) if child else ()
    return _Named(unrepeated((*named(text), *own, *others)), covers, parent)


def _under_parent(text: str) -> tuple[str | None, str | None]:
    for mark in _UNDER_A_PARENT:
        parent, found, child = text.partition(mark)
        if found and tidy(child):
            return parent, tidy(child)
    return None, None


def _countries(row: Row, of_addresses: tuple[str, ...]) -> tuple[str, ...]:
    stated = (*items(row["nationalities"]), *items(row["citizenships"]), row["vessel_flag"])
    known = (country_code(one) for one in stated)
    return tuple(dict.fromkeys((*(code for code in known if code), *of_addresses)))


def _identifiers(row: Row, ids: Ids) -> tuple[Identifier, ...]:
    number = (Identifier(Scheme.OFAC, row["entity_number"]),) if row["entity_number"] else ()
    sign = (Identifier(Scheme.CALL_SIGN, row["call_sign"]),) if row["call_sign"] else ()
    return tuple(dict.fromkeys((*number, *sign, *ids.identifiers)))


def _remarks(row: Row) -> tuple[tuple[str, ...], tuple[LeftOut, ...]]:
    """The remarks whole; of a person's, less what says of which people, faith or health they are."""
    remarks = one_line(row["remarks"])
    if row["type"] in {"Entity", "Vessel", "Aircraft"}:
        return ((remarks,) if remarks else ()), ()
    kept, withheld = special_remarks.kept(filter(None, remarks.split("; ")))
    return (("; ".join(kept),) if kept else ()), special_remarks.left_out(f"row {row.number}", withheld)


def _facts(row: Row) -> tuple[str, ...]:
    facts = tuple(f"{label}: {row[column]}" for column, label in _VESSEL_FACTS.items() if row[column])
    return facts if row["type"] in _SCHEMAS else (f"Type: {row['type']}", *facts)


def _repairs(row: Row) -> tuple[str, ...]:
    """Of each text that was put right, what stood there, with control characters made visible."""
    return tuple(
        f"repaired: {column} was published as {row[column]!a}"
        for column in _REPAIRED_COLUMNS
        if repaired(row[column]) != row[column]
    )


def _addresses_of_documents(row: Row) -> tuple[str, str]:
    return row["source_list_url"], row["source_information_url"]


def _listing(
    row: Row, source: Source, party_id: str, covers: str | None
) -> tuple[Listing, tuple[LeftOut, ...]]:
    programmes = "; ".join(items(row["programs"]))
    days = {column: plausible_day(row[column]) for column in ("start_date", "end_date")}
    slips = tuple(column for column, day in days.items() if row[column] and day is None)
    listing = Listing(
        list=LIST_ID,
        record_id=row["entity_number"] or party_id,
        program=f"{source.title}: {programmes}" if programmes else source.title,
        authority=source.authority,
        effect=source.effect,
        direction=source.direction,
        terms=_terms(row),
        listed_on=days["start_date"],
        removed_on=days["end_date"],
        citation=one_line(row["federal_register_notice"]) or None,
        url=next(filter(None, _addresses_of_documents(row)), None),
        covers=covers,
        notes=(*source.notes, *(f"{column} as published: {row[column]}" for column in slips)),
    )
    why = "not a possible day; it stands in the listing's notes"
    return listing, tuple(LeftOut(f"row {row.number}, {column}", row[column], why) for column in slips)


def _terms(row: Row) -> str | None:
    requirement, policy, order = (
        one_line(row[column]) for column in ("license_requirement", "license_policy", "standard_order")
    )
    said = (
        requirement and f"Licence requirement: {requirement}",
        policy and f"Licence review policy: {policy}",
        order and _ORDERS.get(order.upper(), f"Standard order: {order}"),
    )
    return " ".join(filter(None, said)) or None


def _ties(row: Row, party_id: str, parent: str | None) -> tuple[Tie, ...]:
    kinds = [(TieKind.LINKED_TO, name) for name in linked_to(one_line(row["remarks"]))]
    if parent:
        kinds.append((TieKind.PART_OF, parent))
    record = row["entity_number"] or party_id
    return tuple(
        Tie(party_id, None, kind, target_name=name, source=f"{LIST_ID} {record}") for kind, name in kinds
    )
