"""One record of our own format as a party with its listings and ties."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from brightline.lists.publishers.starter_fields import Fields
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
    Tie,
    TieKind,
)
from brightline.model.countries import country_name

TYPES = {
    "company": Schema.COMPANY,
    "police": Schema.PUBLIC_BODY,
    "public_body": Schema.PUBLIC_BODY,
    "internment_facility": Schema.ORGANIZATION,
    "industrial_park": Schema.ORGANIZATION,
    # The Production and Construction Corps: part army, part government, part group of companies.
    "paramilitary": Schema.ORGANIZATION,
    "organization": Schema.ORGANIZATION,
    # An order on all producers of a region names no party, but look-ups by place should find it.
    "regional_order": Schema.LEGAL_ENTITY,
    "individual": Schema.PERSON,
    "person": Schema.PERSON,
    "vessel": Schema.VESSEL,
}
# What we say of the tie, and whether it runs from the other party to this one.
_TIES = {
    "subsidiary_of": (TieKind.OWNS, True),
    "parent_of": (TieKind.OWNS, False),
    "ultimate_controller": (TieKind.CONTROLS, True),
    "subordinate_of": (TieKind.PART_OF, False),
    "part_of": (TieKind.PART_OF, False),
    "affiliate_of": (TieKind.LINKED_TO, False),
}
# FollowTheMoney's topics for what a listing does; those of listings that ended are not given.
_TOPICS = {
    Effect.ASSET_FREEZE: "sanction",
    Effect.LICENCE_REQUIREMENT: "export.control",
    Effect.IMPORT_BAN: "forced.labor",
    Effect.INVESTMENT_BAN: "invest.ban",
}
_KINDS = {"en": NameKind.PRIMARY, "alias": NameKind.ALIAS, "weak": NameKind.WEAK, "former": NameKind.FORMER}
_ORIGINAL = frozenset({"zh", "ja", "ko", "ru", "ar", "fa", "ug", "bo", "mn", "my", "uk", "be", "he", "el"})
_CONFIDENCE = {one: one for one in ("high", "medium", "low")}
_PARTY_FIELDS = frozenset(
    {
        "id", "type", "names", "country", "place", "xuar", "position", "sectors", "identifiers", "ties",
        "listings", "confidence", "notes", "sources",
    }
)  # fmt: skip
_LISTING_FIELDS = frozenset(
    {
        "list", "from", "to", "to_at_latest", "citation", "entry", "entry_citation", "record", "programme",
        "sublists", "requirement", "review", "review_history", "footnote", "basis", "covers", "revised",
        "purchase_ban_from", "divest_by", "removal_citation", "removal_reason", "confidence", "seen",
        "notes",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tables:
    """The code tables that the parts of a list share: codes to lists, and to sentences."""

    lists: Mapping[str, Fields]
    requirements: Mapping[str, str]
    reviews: Mapping[str, str]
    bases: Mapping[str, str]
    remarks: Mapping[str, str]
    documents: Mapping[str, str]

    @classmethod
    def of(cls, *documents: Fields) -> Tables:
        """The tables of several files together; later ones add to earlier ones."""

        def merged(name: str) -> dict[str, str]:
            tables = [one.child(name) for one in documents]
            return {key: table.text(key) for table in tables for key in table.held}

        lists: dict[str, Fields] = {}
        for one in documents:
            table = one.child("lists")
            for key, value in table.held.items():
                lists[key] = Fields.of(value, one.file, key)
                lists[key].only({"title", "authority", "effect", "direction", "url", "seen", "terms"})
        rest = ("requirements", "reviews", "bases", "remarks", "documents")
        return cls(lists, *(merged(name) for name in rest))


def party_of(entry: Fields, list_id: str, tables: Tables) -> Party:
    """The party of one record.

    Raises:
        LayoutError: A field is unknown, missing, or of the wrong kind.
        SpecialCategoryError: A field holds a special category of personal data.
    """
    entry.only(_PARTY_FIELDS)
    schema = Schema(entry.choice("type", TYPES, "type") or Schema.LEGAL_ENTITY)
    country = entry.text("country", required=False)
    party_id = f"{list_id}:{entry.text('id')}"
    listings = tuple(_listing(one, entry, party_id, list_id, tables) for one in entry.children("listings"))
    # Rule 3 of what brightline must never be: nothing that locates a person.
    places = () if schema is Schema.PERSON else tuple(_addresses(entry, country))
    return Party(
        id=party_id,
        schema=schema,
        names=_names(entry),
        countries=(country.lower(),) if country else (),
        identifiers=tuple(_identifiers(entry)),
        addresses=places,
        positions=entry.texts("position"),
        topics=tuple(
            dict.fromkeys(
                _TOPICS[one.effect] for one in listings if one.effect in _TOPICS and not one.removed_on
            )
        ),
        listings=listings,
        notes=tuple(_notes(entry, schema, tables)),
        sources=entry.texts("sources"),
    )


def _names(entry: Fields) -> tuple[Name, ...]:
    given = entry.child("names")
    given.only(_KINDS.keys() | _ORIGINAL)
    names = [Name(given.text("en"), NameKind.PRIMARY, language="en")]
    names += [
        Name(text, NameKind.ORIGINAL_SCRIPT, language=tag)
        for tag in given.held
        if tag in _ORIGINAL
        for text in given.texts(tag)
    ]
    names += [Name(text, _KINDS[key]) for key in ("alias", "weak", "former") for text in given.texts(key)]
    known = {name.text for name in names}
    entries = (one.text("entry", required=False) for one in entry.children("listings"))
    return (
        *names,
        *(Name(one, NameKind.ALIAS) for one in dict.fromkeys(entries) if one and one not in known),
    )


def _identifiers(entry: Fields) -> Iterator[Identifier]:
    given = entry.child("identifiers")
    given.only(frozenset(Scheme) | {"parent_ticker"})
    for key in given.held:
        for value in given.texts(key):
            if key == "parent_ticker":
                yield Identifier(Scheme.OTHER, value, label="ticker of the parent")
            else:
                yield Identifier(Scheme(key), value)


def _addresses(entry: Fields, country: str | None) -> Iterator[Address]:
    place = entry.child("place")
    place.only({"city", "province"})
    city, province = place.text("city", required=False), place.text("province", required=False)
    if city or province:
        parts = dict.fromkeys(filter(None, (city, province, country_name(country) if country else None)))
        yield Address(", ".join(parts), city=city, region=province, country=country)


def _notes(entry: Fields, schema: Schema, tables: Tables) -> Iterator[str]:
    if entry.flag("xuar"):
        place = "Xinjiang Uyghur Autonomous Region (XUAR)"
        yield f"Office concerning the {place}." if schema is Schema.PERSON else f"In the {place}."
    if sectors := entry.texts("sectors"):
        yield f"Sector: {', '.join(one.replace('_', ' ').replace('-', ' ') for one in sectors)}."
    yield from (tables.remarks.get(one, one) for one in entry.texts("notes"))


def _listing(one: Fields, entry: Fields, party_id: str, list_id: str, tables: Tables) -> Listing:
    one = Fields(one.held, one.file, entry.name)
    one.only(_LISTING_FIELDS)
    code = one.text("list")
    if code not in tables.lists:
        raise one.error(f"unknown list {code[:40]!r}", f"known are {', '.join(sorted(tables.lists))}")
    about = tables.lists[code]
    citation = one.text("citation", required=False)
    return Listing(
        list=list_id,
        record_id=one.text("record", required=False) or party_id,
        program=_program(about.text("title"), one),
        authority=about.text("authority"),
        effect=Effect(
            about.choice("effect", {effect: effect for effect in Effect}, "effect") or Effect.NOTICE
        ),
        direction=Direction(
            about.choice("direction", {way: way for way in Direction}, "direction") or Direction.NONE
        ),
        terms=" ".join(_terms(one, about, tables)) or None,
        listed_on=one.date_or_none("from"),
        removed_on=one.date_or_none("to"),
        citation=citation,
        url=tables.documents.get(citation or "") or about.text("url", required=False),
        covers=one.text("covers", required=False),
        confidence=one.choice("confidence", _CONFIDENCE, "confidence")
        or entry.choice("confidence", _CONFIDENCE, "confidence")
        or "high",
        notes=tuple(_listing_notes(one, tables)),
    )


def _program(title: str, one: Fields) -> str:
    programme = one.text("programme", required=False)
    sublists = " and ".join(f"({each})" for each in one.texts("sublists"))
    more = programme or (f"sub-list {sublists}" if sublists else None)
    return f"{title}: {more}" if more else title


def _terms(one: Fields, about: Fields, tables: Tables) -> Iterator[str]:
    stated = (
        about.text("terms", required=False),
        one.choice("requirement", tables.requirements, "requirement"),
        one.choice("review", tables.reviews, "review policy"),
    )
    yield from filter(None, stated)
    if footnote := one.text("footnote", required=False):
        yield f"Footnote {footnote} applies."
    if basis := one.choice("basis", tables.bases, "basis"):
        yield f"Grounds: {basis[0].lower() + basis[1:]}."
    if date := one.date_or_none("purchase_ban_from"):
        yield f"Purchases are banned from {date}."
    if date := one.date_or_none("divest_by"):
        yield f"Sales to divest were allowed until {date}."


def _listing_notes(one: Fields, tables: Tables) -> Iterator[str]:
    if cited := one.text("entry_citation", required=False):
        yield f"The entry cites {cited}."
    if entry := one.text("entry", required=False):
        yield f"Listed as {entry.rstrip('.')}."
    if date := one.date_or_none("seen"):
        yield f"Found in the official list of {date}."
    if date := one.date_or_none("revised"):
        yield f"The entry was revised on {date}."
    for past in one.children("review_history"):
        review = past.choice("review", tables.reviews, "review policy")
        yield f"Review policy as of {past.date_or_none('as_of')}: {review}"
    if one.flag("to_at_latest"):
        yield "The date of removal is the latest possible; the actual one is unknown."
    if cited := one.text("removal_citation", required=False):
        yield f"Removed by {cited}."
    if reason := one.text("removal_reason", required=False):
        yield f"Reason for the removal: {reason}."
    yield from (tables.remarks.get(each, each) for each in one.texts("notes"))


def ties_of(entry: Fields, list_id: str) -> Iterator[Tie]:
    """The ties that a record states, each from the party that acts to the one acted upon."""
    for one in entry.children("ties"):
        tie = Fields(one.held, one.file, entry.name)
        tie.only({"kind", "to", "percent", "confidence", "note"})
        word = tie.choice("kind", {key: key for key in _TIES}, "kind of tie")
        if word is None:
            raise tie.error("a tie says no kind", f"known are {', '.join(_TIES)}")
        kind, reverse = _TIES[word]
        own, other = f"{list_id}:{entry.text('id')}", tie.text("to")
        other = other if ":" in other else f"{list_id}:{other}"
        share = _share(tie)
        note = tie.text("note", required=False)
        yield Tie(
            origin=other if reverse else own,
            target=own if reverse else other,
            kind=kind,
            share_low=share,
            share_high=share,
            source=own,
            confidence=tie.choice("confidence", _CONFIDENCE, "confidence") or "high",
            note="; ".join(filter(None, (word.replace("_", " "), note))),
        )


def _share(tie: Fields) -> float | None:
    text = tie.text("percent", required=False)
    if text is None:
        return None
    try:
        percent = float(text)
    except ValueError:
        percent = -1
    if not 0 <= percent <= 100:
        raise tie.error(
            f"the field 'percent' is no percentage: {text[:40]!r}", "write a number from 0 to 100"
        )
    return percent / 100
