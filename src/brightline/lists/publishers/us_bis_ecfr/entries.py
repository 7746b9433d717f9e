"""From a row of a supplement to parties: the entity, and each body listed under it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from brightline.lists.publisher import LeftOut
from brightline.lists.reading.citations import earliest_day, fr_citations
from brightline.lists.reading.entity_cells import Entity, entity_of
from brightline.lists.reading.entity_tables import Row, heading_country
from brightline.model import Direction, Effect, Listing, Party, Schema, Tie, TieKind
from brightline.model.identity import content_id, distinct_ids

# Sorts behind every date.
_UNDATED = "9999"

_Footnotes = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a listing of one supplement is."""

    list_id: str
    prefix: str
    program: str
    authority: str
    effect: Effect
    topics: tuple[str, ...]
    url: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One row as parties, ties of bodies to the entity they stand under, and days of its citations."""

    parties: tuple[Party, ...]
    ties: tuple[Tie, ...]
    days: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class _Read:
    row: Row
    entity: Entity
    country: str | None
    id: str
    listed_on: str | None


def entries_of(rows: Sequence[Row], kind: Kind, footnotes: Mapping[str, str]) -> tuple[Entry, ...]:
    """Every row as parties with ids of their own, which hang on name and country only."""
    read = [_read(row, kind) for row in rows]
    # The oldest entry is numbered first whatever its place, so that an id stays with its entry.
    order = sorted(range(len(read)), key=lambda place: read[place].listed_on or _UNDATED)
    ids = dict(zip(order, distinct_ids(read[place].id for place in order), strict=True))
    return tuple(_entry(replace(one, id=ids[place]), kind, footnotes) for place, one in enumerate(read))


def _read(row: Row, kind: Kind) -> _Read:
    entity = entity_of(row.entity.lines)
    country = heading_country(row.country)
    return _Read(
        row,
        entity,
        country,
        content_id(kind.prefix, entity.names[0].text, country or row.country),
        earliest_day(fr_citations(row.text("citation"))),
    )


def _entry(read: _Read, kind: Kind, footnotes: _Footnotes) -> Entry:
    whole = _party(read, read.entity, read.id, kind, footnotes)
    under = [
        _party(read, entity, content_id(kind.prefix, read.id, entity.names[0].text), kind, footnotes)
        for entity in read.entity.under
    ]
    ids = distinct_ids(one.id for one in under)
    bodies = tuple(
        replace(one, id=name, listings=tuple(replace(listing, record_id=name) for listing in one.listings))
        for one, name in zip(under, ids, strict=True)
    )
    ties = (
        Tie(body.id, whole.id, TieKind.PART_OF, target_name=whole.name, source=f"{kind.list_id} {whole.id}")
        for body in bodies
    )
    days = (one.date for one in fr_citations(read.row.text("citation")))
    return Entry((whole, *bodies), tuple(ties), tuple(day for day in days if day), tuple(_slips(read)))


def _party(read: _Read, entity: Entity, party_id: str, kind: Kind, footnotes: _Footnotes) -> Party:
    countries = (read.country, *(address.country for address in entity.addresses))
    published = " ".join(read.row.entity.lines)
    return Party(
        id=party_id,
        schema=Schema.LEGAL_ENTITY,
        names=entity.names,
        countries=tuple(dict.fromkeys(code for code in countries if code)),
        addresses=entity.addresses,
        topics=kind.topics,
        listings=(_listing(read, entity, party_id, kind, footnotes),),
        notes=(*entity.notes, *((f"As published: {published}",) if _is_reading(entity) else ())),
        sources=(kind.url,),
    )


def _is_reading(entity: Entity) -> bool:
    """Whether the cell was taken apart by more than its own marks: the party then keeps it whole."""
    return entity.divided or bool(entity.under)


def _listing(read: _Read, entity: Entity, party_id: str, kind: Kind, footnotes: _Footnotes) -> Listing:
    row = read.row
    return Listing(
        list=kind.list_id,
        record_id=party_id,
        program=kind.program,
        authority=kind.authority,
        effect=kind.effect,
        direction=Direction.EXPORTS_TO,
        terms=_terms(row),
        # The day of publication; the rule may have taken effect some days before.
        listed_on=read.listed_on,
        citation=row.text("citation") or None,
        url=kind.url,
        covers=entity.covers,
        notes=tuple(
            f"Footnote {mark}: {footnotes.get(mark, 'its text is not in this file')}"
            for mark in row.footnotes
        ),
    )


def _terms(row: Row) -> str | None:
    requirement, policy = row.text("requirement"), row.text("policy")
    said = (
        requirement and f"Licence requirement: {requirement}",
        policy and f"Licence review policy: {policy}",
    )
    return " ".join(filter(None, said)) or None


def _slips(read: _Read) -> Iterator[LeftOut]:
    where = f"row {read.row.number}, {read.entity.names[0].text!r}"
    if read.country is None:
        yield LeftOut(where, read.row.country, "not a country that is known; the party has none from it")
    if not read.listed_on and read.row.text("citation"):
        yield LeftOut(where, read.row.text("citation"), "no day can be read; it stands in the citation")
