"""Parties and ties of ours as FollowTheMoney entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from brightline.model.ftm_terms import FtmEntity, ftm_id, identifier_property, part_id, percentage
from brightline.model.identity import distinct_ids
from brightline.model.listing import Listing
from brightline.model.party import Address, Identifier, NameKind, Party, Schema, Scheme
from brightline.model.tie import Tie, TieKind

_NAME_PROPERTIES = {
    NameKind.PRIMARY: "name",
    NameKind.ORIGINAL_SCRIPT: "name",
    NameKind.ALIAS: "alias",
    NameKind.WEAK: "weakAlias",
    NameKind.FORMER: "previousName",
}
_WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\.[^\s/?#]+\S*")
# Ownership runs from a legal entity to an asset, Directorship from a legal entity to an organization.
_LEGAL_ENTITIES = frozenset(
    {Schema.LEGAL_ENTITY, Schema.PERSON, Schema.COMPANY, Schema.ORGANIZATION, Schema.PUBLIC_BODY}
)
_ASSETS = frozenset({Schema.COMPANY, Schema.VESSEL, Schema.AIRPLANE})
_ORGANIZATIONS = frozenset({Schema.COMPANY, Schema.ORGANIZATION, Schema.PUBLIC_BODY})


class _Properties(dict[str, list[str]]):
    """Properties under construction: nothing empty, nothing twice."""

    def put(self, name: str, *values: str | None) -> None:
        for value in values:
            if value and value not in self.get(name, ()):
                self.setdefault(name, []).append(value)


def to_entities(party: Party) -> Iterator[FtmEntity]:
    """A party as entities: itself first, then its addresses, documents and listings.

    Every entity is accepted by the ``followthemoney`` package, less texts longer than it allows (384
    letters for a name). The languages of names are not written: :func:`brightline.model.codec.encode`
    keeps them.
    """
    properties = _Properties()
    attached: list[FtmEntity] = []
    _put_names(party, properties)
    _put_facts(party, properties)
    for identifier in party.identifiers:
        attached += _identifier(party, identifier, properties)
    for address in party.addresses:
        attached += _address(party, address, properties)
    yield _entity(party.id, party.schema, properties, caption=party.name)
    yield from attached
    ids = distinct_ids(_sanction_id(party, listing) for listing in party.listings)
    for id_, listing in zip(ids, party.listings, strict=True):
        yield _sanction(id_, party, listing)


def tie_entities(ties: Iterable[Tie], schemata: Mapping[str, Schema]) -> Iterator[FtmEntity]:
    """Ties as entities; one whose other end has no id is passed over, since the format cannot say it.

    Args:
        ties: To write.
        schemata: Of the parties at their ends, by id: an Ownership needs an asset, a Directorship an
            organization. Ties between others are written as UnknownLink.
    """
    whole = [(tie, tie.target) for tie in ties if tie.target is not None]
    ids = distinct_ids(_tie_id(tie) for tie, _ in whole)
    for id_, (tie, target) in zip(ids, whole, strict=True):
        schema, start, end = _tie_schema(tie, schemata.get(tie.origin), schemata.get(target))
        properties = _Properties()
        properties.put(start, ftm_id(tie.origin))
        properties.put(end, ftm_id(target))
        properties.put("role", tie.kind.value)
        share = percentage(tie.share_low, tie.share_high)
        if share and schema == "Ownership":
            properties.put("percentage", share)
        elif share:
            properties.put("summary", f"share: {share}")
        properties.put("startDate", tie.since)
        properties.put("endDate", tie.until)
        properties.put("publisher", tie.source)
        properties.put("description", tie.note)
        if tie.confidence != "high":
            properties.put("status", f"confidence: {tie.confidence}")
        yield _entity(id_, schema, properties)


def _entity(ours: str, schema: str, properties: _Properties, caption: str | None = None) -> FtmEntity:
    theirs = ftm_id(ours)
    entity = FtmEntity(id=theirs, schema=str(schema))
    if caption:
        entity["caption"] = caption
    if theirs != ours:
        entity["referents"] = [ours]
    entity["properties"] = dict(properties)
    return entity


def _put_names(party: Party, properties: _Properties) -> None:
    for name in party.names:
        properties.put(_NAME_PROPERTIES[name.kind], name.text)
    if "name" not in properties:
        properties.put("name", party.name)
    if party.schema is Schema.PERSON:
        for name in party.names:
            properties.put("firstName", name.given)
            properties.put("lastName", name.family)


def _put_facts(party: Party, properties: _Properties) -> None:
    properties.put("country", *party.countries)
    properties.put("topics", *party.topics)
    properties.put("notes", *party.notes)
    for source in party.sources:
        properties.put("sourceUrl" if _WEB_ADDRESS.fullmatch(source) else "notes", source)
    if party.schema is Schema.PERSON:
        properties.put("birthDate", *party.birth_dates)
        properties.put("birthPlace", *party.birth_places)
        properties.put("position", *party.positions)
    else:
        properties.put("notes", *(f"position: {one}" for one in party.positions))
        properties.put("notes", *(f"birth date: {one}" for one in party.birth_dates))
        properties.put("notes", *(f"birth place: {one}" for one in party.birth_places))


def _identifier(party: Party, identifier: Identifier, properties: _Properties) -> Iterator[FtmEntity]:
    name = identifier_property(party.schema, identifier.scheme, identifier.value)
    if name:
        properties.put(name, identifier.value)
        if not (identifier.country or identifier.label):
            return
    if party.schema not in _LEGAL_ENTITIES:
        # A document's holder must be a legal entity, so a ship's other numbers can only be remarks.
        properties.put("notes", _as_remark(identifier))
        return
    document = _Properties()
    document.put("holder", ftm_id(party.id))
    document.put("number", identifier.value)
    document.put("type", identifier.scheme.value)
    document.put("country", identifier.country)
    document.put("description", identifier.label)
    schema = "Passport" if identifier.scheme is Scheme.PASSPORT else "Identification"
    parts = (identifier.scheme.value, identifier.value, identifier.country, identifier.label)
    yield _entity(part_id("document", party.id, *parts), schema, document)


def _as_remark(identifier: Identifier) -> str:
    country = f" ({identifier.country})" if identifier.country else ""
    label = f" [{identifier.label}]" if identifier.label else ""
    return f"identifier {identifier.scheme}{country}{label}: {identifier.value}"


def _address(party: Party, address: Address, properties: _Properties) -> Iterator[FtmEntity]:
    parts = (address.street, address.city, address.region, address.postcode, address.country)
    if not any(parts):
        properties.put("address", address.full)
        return
    place = _Properties()
    place.put("full", address.full)
    for name, value in zip(("street", "city", "region", "postalCode", "country"), parts, strict=True):
        place.put(name, value)
    id_ = part_id("address", party.id, address.full, *parts)
    properties.put("addressEntity", id_)
    yield _entity(id_, "Address", place)


def _sanction_id(party: Party, listing: Listing) -> str:
    # Not from the terms, which publishers amend while the listing stays the same.
    return part_id("listing", party.id, listing.list, listing.record_id, listing.program, listing.listed_on)


def _sanction(id_: str, party: Party, listing: Listing) -> FtmEntity:
    properties = _Properties()
    properties.put("entity", ftm_id(party.id))
    properties.put("publisher", listing.list)
    properties.put("recordId", listing.record_id)
    properties.put("program", listing.program)
    properties.put("authority", listing.authority)
    properties.put("provisions", listing.effect.value, listing.direction.value)
    properties.put("reason", listing.terms)
    properties.put("listingDate", listing.listed_on)
    properties.put("startDate", listing.listed_on)
    properties.put("endDate", listing.removed_on)
    properties.put("summary", *listing.notes)
    for label, value in (("citation", listing.citation), ("covers", listing.covers)):
        properties.put("description", f"{label}: {value}" if value else None)
    if listing.confidence != "high":
        properties.put("description", f"confidence: {listing.confidence}")
    if listing.url and _WEB_ADDRESS.fullmatch(listing.url):
        properties.put("sourceUrl", listing.url)
    elif listing.url:
        properties.put("description", f"url: {listing.url}")
    return _entity(id_, "Sanction", properties)


def _tie_id(tie: Tie) -> str:
    dates = (tie.since, tie.until)
    return part_id("tie", tie.origin, tie.target, tie.kind.value, tie.source, *dates)


def _tie_schema(tie: Tie, origin: Schema | None, target: Schema | None) -> tuple[str, str, str]:
    if tie.kind in (TieKind.OWNS, TieKind.INVESTS_IN) and origin in _LEGAL_ENTITIES and target in _ASSETS:
        return "Ownership", "owner", "asset"
    if tie.kind is TieKind.DIRECTS and origin in _LEGAL_ENTITIES and target in _ORGANIZATIONS:
        return "Directorship", "director", "organization"
    return "UnknownLink", "subject", "object"
