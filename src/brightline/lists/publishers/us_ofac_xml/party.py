"""An entry of any XML generation to a party and its ties, by the rules that the CSV files follow too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from brightline.lists.publishers.us_ofac.party import party_id
from brightline.lists.publishers.us_ofac.programmes import CONSOLIDATED, SDN, listings
from brightline.lists.publishers.us_ofac.remarks import Remarks, read_remarks
from brightline.lists.publishers.us_ofac_xml.entry import Entry, Relation
from brightline.lists.reading import special_remarks
from brightline.model import Effect, Identifier, Listing, Name, NameKind, Party, Scheme, Tie, TieKind

# OFAC's names of the lists (its table "ENTITY LISTING TYPE", 2025) that a party can be on.
LIST_NAMES: Final = {"SDN List": SDN, "Consolidated List": CONSOLIDATED}
# The lists whose date is that of a listing with this effect. Two lists date nothing, because they took in
# older listings under their own first day: the consolidated list (2014-10-10), and the CAPTA List
# (2019-03-14), which has banks that were on the Part 561 List since 2012.
_DATED_BY: Final[Mapping[Effect, frozenset[str]]] = {
    Effect.ASSET_FREEZE: frozenset({"SDN List"}),
    Effect.INVESTMENT_BAN: frozenset({"Non-SDN CMIC List"}),
    Effect.SECTORAL_RESTRICTION: frozenset(
        {"Sectoral Sanctions Identifications List", "Non-SDN Menu-Based Sanctions List"}
    ),
    Effect.ACCOUNT_RESTRICTION: frozenset({"Non-SDN Palestinian Legislative Council List", "FSE List"}),
}
# OFAC's relationship types (its table "RELATIONSHIP TYPE", 2025) that are more than a link, and whether the
# other party is the one that the tie starts from.
_KINDS: Final[Mapping[str, tuple[TieKind, bool]]] = {
    "Owned or Controlled By": (TieKind.CONTROLS, True),
    "Owns, controls, or operates": (TieKind.CONTROLS, False),
    "Leader or official of": (TieKind.DIRECTS, False),
    "Principal Executive Officer": (TieKind.DIRECTS, False),
}
_CONFIDENCES: Final = {"High": "high", "Low": "low"}


def read_statements(entry: Entry) -> Remarks:
    """An entry's statements, sorted into fields as the CSV files' remarks are.

    A person's notes lose what is a special category of personal data; ``left_out`` counts all of it.
    """
    remarks = read_remarks("; ".join(entry.statements), person=entry.is_person)
    remarks.left_out += entry.special
    if entry.is_person:
        keep, left_out = special_remarks.kept(entry.notes)
        entry.notes, remarks.left_out = list(keep), remarks.left_out + left_out
    return remarks


def party(entry: Entry, list_id: str, remarks: Remarks) -> Party:
    """The party that an entry of a list speaks of."""
    identifiers = (
        Identifier(Scheme.OFAC, entry.uid),
        *(Identifier(Scheme.CALL_SIGN, sign) for sign in entry.call_signs),
        *remarks.identifiers,
    )
    countries = (
        *remarks.countries,
        *entry.countries,
        *(address.country for address in entry.addresses),
        *(identifier.country for identifier in identifiers),
    )
    return Party(
        id=party_id(entry.uid),
        schema=entry.schema,
        names=tuple(_names(entry, remarks)),
        countries=tuple(dict.fromkeys(filter(None, countries))),
        identifiers=tuple(dict.fromkeys(identifiers)),
        addresses=tuple(dict.fromkeys(entry.addresses)),
        birth_dates=tuple(dict.fromkeys(remarks.birth_dates)),
        birth_places=tuple(dict.fromkeys(remarks.birth_places)),
        positions=tuple(dict.fromkeys((*_split(entry.titles), *remarks.positions))),
        topics=("sanction",),
        listings=tuple(_listings(entry, list_id, remarks)),
        notes=tuple(dict.fromkeys((*remarks.notes, *entry.notes, *_about_lists(entry)))),
    )


def ties(entries: Sequence[Entry], remarks: Mapping[str, Remarks], list_id: str) -> Iterator[Tie]:
    """The relationships stated by number, and the links stated by name in remarks."""
    names = {entry.uid: entry.names[0].text for entry in entries}
    bearers: dict[str, list[str]] = {}
    for uid, text in names.items():
        bearers.setdefault(text, []).append(uid)
    for entry in entries:
        source = f"{list_id} {entry.uid}"
        for relation in entry.relations:
            yield _related(entry, relation, source, names)
        for spellings in remarks[entry.uid].linked_to:
            yield _linked(entry, spellings, source, bearers)


def _names(entry: Entry, remarks: Remarks) -> Iterator[Name]:
    """Each text once, in its strongest kind: the primary name, other strong ones, weak, other scripts."""
    issuers = (Name(text, NameKind.ALIAS) for text in remarks.issuer_names)
    quoted = (Name(text, NameKind.WEAK) for text in remarks.weak_names)
    said = (*entry.names, *issuers, *quoted)
    last = (NameKind.WEAK, NameKind.ORIGINAL_SCRIPT)
    ordered = sorted(said, key=lambda one: last.index(one.kind) + 1 if one.kind in last else 0)
    first: dict[str, Name] = {}
    for one in ordered:
        first.setdefault(one.text, one)
    yield from first.values()


def _listings(entry: Entry, list_id: str, remarks: Remarks) -> Iterator[Listing]:
    for listing in listings(list_id, entry.uid, entry.programmes, remarks):
        dated_by = _DATED_BY.get(listing.effect, frozenset())
        days = [day for name, day in entry.lists.items() if day and name in dated_by]
        yield replace(listing, listed_on=listing.listed_on or min(days, default=None))


def _about_lists(entry: Entry) -> Iterator[str]:
    """On which of OFAC's lists it is: the consolidated file also says who is on the SDN List."""
    lists = [f"{name} ({day})" if day else name for name, day in entry.lists.items()]
    if lists:
        yield f"On OFAC's lists: {'; '.join(lists)}"
    if entry.sanctions_types:
        yield f"Sanctions types: {'; '.join(dict.fromkeys(entry.sanctions_types))}"
    if entry.legal_authorities:
        yield f"Legal authorities: {'; '.join(dict.fromkeys(entry.legal_authorities))}"


def _related(entry: Entry, relation: Relation, source: str, names: Mapping[str, str]) -> Tie:
    kind, reverse = _KINDS.get(relation.kind, (TieKind.LINKED_TO, False))
    other = relation.name or names.get(relation.uid)
    origin, target = party_id(entry.uid), party_id(relation.uid)
    return Tie(
        origin=target if reverse else origin,
        target=origin if reverse else target,
        kind=kind,
        target_name=entry.names[0].text if reverse else other,
        source=source,
        confidence=_CONFIDENCES.get(relation.quality or "", "high"),
        note=f"{relation.kind} (former)" if relation.former else relation.kind,
    )


def _linked(entry: Entry, spellings: Sequence[str], source: str, bearers: Mapping[str, Sequence[str]]) -> Tie:
    """A link by name; it is resolved only where exactly one other party bears the name."""
    known = next((one for one in spellings if one in bearers), None)
    uids = [uid for uid in bearers.get(known or "", ()) if uid != entry.uid]
    return Tie(
        origin=party_id(entry.uid),
        target=party_id(uids[0]) if len(uids) == 1 else None,
        kind=TieKind.LINKED_TO,
        target_name=known or spellings[0],
        source=source,
    )


def _split(titles: Iterable[str]) -> Iterator[str]:
    for title in titles:
        yield from filter(None, (part.strip() for part in title.split(";")))
