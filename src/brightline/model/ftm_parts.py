"""One party, listing or tie of ours from the properties of FollowTheMoney entities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from brightline.model.dates import partial_date
from brightline.model.ftm_terms import SCHEME_PROPERTIES, shares
from brightline.model.listing import Direction, Effect, Listing
from brightline.model.party import Address, Identifier, Name, NameKind, Party, Schema, Scheme
from brightline.model.tie import Tie, TieKind

_T = TypeVar("_T")
Properties = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity as read: ``key`` is its id in the file, ``id`` the one that it had before it was written."""

    id: str
    key: str
    schema: str
    properties: dict[str, list[str]]
    caption: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """An entity that gives its holder an identifier: a passport, a security, a wallet."""

    schema: str
    properties: Properties


# What bears on a party but is kept in a field under another name, and what only describes the entity itself.
_READ = frozenset(
    {
        "name", "alias", "weakAlias", "previousName", "abbreviation", "firstName", "lastName", "country",
        "nationality", "citizenship", "jurisdiction", "mainCountry", "flag", "birthDate", "birthPlace",
        "position", "topics", "notes", "summary", "description", "sourceUrl", "address", "addressEntity",
    }
)  # fmt: skip
_BOOKKEEPING = frozenset(
    {
        "createdAt", "modifiedAt", "retrievedAt", "indexText", "alephUrl", "publisher", "publisherUrl",
        "proof", "program", "programId", "sanctions", "identification", "securities", "cryptoWallets",
        "ownershipOwner", "ownershipAsset", "directorshipDirector", "directorshipOrganization",
        "membershipMember", "membershipOrganization", "unknownLinkFrom", "unknownLinkTo",
        "controlledEntities", "controllingEntities",
    }
)  # fmt: skip
_COUNTRIES = ("country", "jurisdiction", "mainCountry", "nationality", "citizenship", "flag")
# Topics that on a person would tell a belief, an opinion or a union (schema/Thing.yaml, topics).
_NOT_ON_PEOPLE = frozenset({"rel", "pol.party", "pol.union"})
# Further properties that OpenSanctions uses for numbers, by scheme; the label keeps which register it was.
_OTHER_NUMBERS = {
    "innCode": (Scheme.TAX, "INN"),
    "vatCode": (Scheme.TAX, "VAT"),
    "irsCode": (Scheme.TAX, "IRS"),
    "ogrnCode": (Scheme.REGISTRATION, "OGRN"),
    "kppCode": (Scheme.REGISTRATION, "KPP"),
    "okpoCode": (Scheme.REGISTRATION, "OKPO"),
    "cikCode": (Scheme.OTHER, "CIK"),
    "permId": (Scheme.OTHER, "PermID"),
    "uniqueEntityId": (Scheme.OTHER, "UEI"),
    "cageCode": (Scheme.OTHER, "CAGE"),
    "wikidataId": (Scheme.OTHER, "Wikidata"),
    "licenseNumber": (Scheme.OTHER, "licence"),
    "icaoCode": (Scheme.AIRCRAFT, "ICAO 24-bit"),
    "crsNumber": (Scheme.OTHER, "CRS"),
}
_LABELLED = re.compile(r"(position|birth date|birth place): (.+)", re.DOTALL)
_REMARK = re.compile(r"identifier (\w+)(?: \(([a-z]{2,5})\))?(?: \[(.*?)\])?: (.+)", re.DOTALL)
_OF_LISTING = re.compile(r"(citation|covers|confidence|url): (.+)", re.DOTALL)
_KIND_OF_DOCUMENT = (
    (re.compile(r"passport", re.IGNORECASE), Scheme.PASSPORT),
    (re.compile(r"\btax\b|\bvat\b", re.IGNORECASE), Scheme.TAX),
    (re.compile(r"registration|company number", re.IGNORECASE), Scheme.REGISTRATION),
    (re.compile(r"national id|identity card|id card", re.IGNORECASE), Scheme.NATIONAL_ID),
)
# What the words of a programme say of the effect; where they are silent, the party's topics decide.
_BY_WORDS = (
    (
        re.compile(r"forced lab|uflpa|withhold release", re.IGNORECASE),
        Effect.IMPORT_BAN,
        Direction.IMPORTS_FROM,
    ),
    (
        re.compile(r"\bcmic\b|securities|investment", re.IGNORECASE),
        Effect.INVESTMENT_BAN,
        Direction.SECURITIES_OF,
    ),
    (re.compile(r"debar|ineligib", re.IGNORECASE), Effect.DEBARMENT, Direction.PURCHASES_FROM),
    (
        re.compile(r"entity list|export|end.user", re.IGNORECASE),
        Effect.LICENCE_REQUIREMENT,
        Direction.EXPORTS_TO,
    ),
    (re.compile(r"freez|block|sdn", re.IGNORECASE), Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
)
_BY_TOPIC = {
    "export.control": (Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO),
    "invest.ban": (Effect.INVESTMENT_BAN, Direction.SECURITIES_OF),
    "forced.labor": (Effect.IMPORT_BAN, Direction.IMPORTS_FROM),
    "debarment": (Effect.DEBARMENT, Direction.PURCHASES_FROM),
    "sanction": (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
}
_EFFECTS, _DIRECTIONS = frozenset(Effect), frozenset(Direction)


def first(entity: Entity, name: str) -> str | None:
    """The first value of a property."""
    return next(iter(entity.properties.get(name, ())), None)


def party_of(
    entity: Entity, places: Iterable[Properties], papers: Iterable[Document], listings: tuple[Listing, ...]
) -> tuple[Party, tuple[str, ...]]:
    """A party from its entity and those that belong to it; and the properties that it has no field for."""
    properties = entity.properties
    schema = Schema(entity.schema)
    remarks = [one for name in ("notes", "summary", "description") for one in properties.get(name, ())]
    labelled = [found.groups() for one in remarks if (found := _LABELLED.fullmatch(one))]
    numbers = [*_numbers(schema, properties), *map(_number_in_remark, remarks), *_numbers_on(papers)]
    topics = properties.get("topics", ())
    hidden = [one for one in topics if schema is Schema.PERSON and one in _NOT_ON_PEOPLE]
    party = Party(
        id=entity.id,
        schema=schema,
        names=_names(entity),
        countries=_distinct(one.lower() for name in _COUNTRIES for one in properties.get(name, ())),
        identifiers=_identifiers(one for one in numbers if one),
        addresses=(
            *map(Address, properties.get("address", ())),
            *(one for one in map(_address, places) if one.full),
        ),
        birth_dates=_distinct((*_dates(properties, "birthDate"), *_under(labelled, "birth date"))),
        birth_places=(*properties.get("birthPlace", ()), *_under(labelled, "birth place")),
        positions=(*properties.get("position", ()), *_under(labelled, "position")),
        topics=tuple(one for one in topics if one not in hidden),
        listings=listings,
        notes=tuple(one for one in remarks if not (_LABELLED.fullmatch(one) or _number_in_remark(one))),
        sources=tuple(properties.get("sourceUrl", ())),
    )
    known = _READ | _BOOKKEEPING | set(SCHEME_PROPERTIES[schema].values()) | set(_OTHER_NUMBERS)
    return party, (*(name for name in properties if name not in known), *(f"topics.{one}" for one in hidden))


def _names(entity: Entity) -> tuple[Name, ...]:
    names = [
        Name(text, NameKind.ORIGINAL_SCRIPT if place and _not_latin(text) else NameKind.PRIMARY)
        for place, text in enumerate(entity.properties.get("name", ()))
    ]
    for name, kind in (
        ("alias", NameKind.ALIAS),
        ("abbreviation", NameKind.WEAK),
        ("weakAlias", NameKind.WEAK),
        ("previousName", NameKind.FORMER),
    ):
        names += [Name(text, kind) for text in entity.properties.get(name, ())]
    given, family = entity.properties.get("firstName", []), entity.properties.get("lastName", [])
    if not names:
        # Not even a name: its parts, the caption, which tools make from other properties, or the id must do.
        names = [Name(" ".join(given + family) or entity.caption or entity.id)]
    if len(given) == len(family) == 1 and entity.schema == Schema.PERSON:
        names[0] = Name(names[0].text, names[0].kind, given=given[0], family=family[0])
    return _distinct(names)


def _not_latin(text: str) -> bool:
    """Whether most letters are beyond the Latin blocks (to U+024F, and U+1E00 to U+1EFF)."""
    letters = [one for one in text if one.isalpha()]
    beyond = [one for one in letters if one > "\u024f" and not "\u1e00" <= one <= "\u1eff"]
    return 2 * len(beyond) > len(letters)


def _numbers(schema: Schema, properties: Properties) -> Iterator[Identifier]:
    for scheme, name in SCHEME_PROPERTIES[schema].items():
        for value in properties.get(name, ()):
            yield Identifier(scheme, value.removeprefix("IMO").strip() if scheme is Scheme.IMO else value)
    for name, (scheme, label) in _OTHER_NUMBERS.items():
        yield from (Identifier(scheme, value, label=label) for value in properties.get(name, ()))


def _number_in_remark(remark: str) -> Identifier | None:
    found = _REMARK.fullmatch(remark)
    if found is None or found[1] not in frozenset(Scheme):
        return None
    return Identifier(Scheme(found[1]), found[4], country=found[2], label=found[3])


def _numbers_on(papers: Iterable[Document]) -> Iterator[Identifier]:
    for paper in papers:
        held = paper.properties
        if paper.schema == "Security":
            yield from (Identifier(Scheme.ISIN, value) for value in held.get("isin", ()))
            yield from (Identifier(Scheme.TICKER, value) for value in held.get("ticker", ()))
        elif paper.schema == "CryptoWallet":
            label = _one(held, "currency") or _one(held, "currencySymbol")
            yield from (Identifier(Scheme.WALLET, value, label=label) for value in held.get("publicKey", ()))
        else:
            scheme, label = _kind_of_document(paper)
            numbers = held.get("number") or held.get("passportNumber", ())
            yield from (Identifier(scheme, value, _one(held, "country"), label) for value in numbers)


def _kind_of_document(paper: Document) -> tuple[Scheme, str | None]:
    kind, label = _one(paper.properties, "type"), _one(paper.properties, "description")
    if kind in frozenset(Scheme):
        return Scheme(kind), label
    if paper.schema == "Passport":
        return Scheme.PASSPORT, kind
    found = (scheme for pattern, scheme in _KIND_OF_DOCUMENT if pattern.search(kind or ""))
    return next(found, Scheme.OTHER), kind or label


def _identifiers(numbers: Iterable[Identifier]) -> tuple[Identifier, ...]:
    """Without those that are there again with their country or label, as properties repeat documents."""
    all_of_them = _distinct(numbers)
    fuller = {(one.scheme, one.value) for one in all_of_them if one.country or one.label}
    return tuple(
        one for one in all_of_them if one.country or one.label or (one.scheme, one.value) not in fuller
    )


def _address(place: Properties) -> Address:
    street, city = _one(place, "street"), _one(place, "city")
    region, country = _one(place, "region") or _one(place, "state"), _one(place, "country")
    postcode = _one(place, "postalCode")
    full = _one(place, "full") or ", ".join(filter(None, (street, postcode, city, region)))
    return Address(full or (country or "").upper(), street, city, region, postcode, country)


def listing_of(entity: Entity, topics: Sequence[str], list_id: str) -> Listing:
    """A listing from a Sanction; its effect in our words is derived from theirs where it is not ours."""
    held = entity.properties
    provisions = held.get("provisions", [])
    ours = [one for one in provisions if one in _EFFECTS | _DIRECTIONS]
    effect, direction = _effect(held, ours, topics)
    remarks = [*held.get("summary", ()), *held.get("description", ())]
    labelled = {
        found[1]: found[2] for one in held.get("description", ()) if (found := _OF_LISTING.fullmatch(one))
    }
    terms = [one for one in provisions if one not in ours] + held.get("reason", [])
    publisher = first(entity, "publisher")
    return Listing(
        list=publisher if ours and publisher else list_id,
        record_id=first(entity, "recordId") or first(entity, "unscId") or entity.id,
        program="; ".join(held.get("program", ()) or held.get("programId", ())),
        authority="; ".join(held.get("authority", ())) or (publisher or ""),
        effect=effect,
        direction=direction,
        terms="; ".join(terms) or None,
        listed_on=next(iter(_dates(held, "startDate", "listingDate", "date")), None),
        removed_on=next(iter(_dates(held, "endDate")), None),
        citation=labelled.get("citation"),
        url=labelled.get("url") or first(entity, "sourceUrl") or first(entity, "programUrl"),
        covers=labelled.get("covers"),
        confidence=labelled.get("confidence", "high"),
        notes=tuple(one for one in remarks if not _OF_LISTING.fullmatch(one)),
    )


def _effect(held: Properties, ours: Sequence[str], topics: Sequence[str]) -> tuple[Effect, Direction]:
    effects = [Effect(one) for one in ours if one in _EFFECTS]
    directions = [Direction(one) for one in ours if one in _DIRECTIONS]
    if effects and directions:
        return effects[0], directions[0]
    words = " ".join(one for name in ("program", "provisions", "authority") for one in held.get(name, ()))
    for pattern, effect, direction in _BY_WORDS:
        if pattern.search(words):
            return effect, direction
    return next(
        (meaning for topic, meaning in _BY_TOPIC.items() if topic in topics),
        (Effect.NOTICE, Direction.DEALINGS_WITH),
    )


def tie_of(held: Properties, origin: str, target: str, kind: TieKind, role: str | None) -> Tie:
    """A tie from an Ownership, Directorship, link or the like between two parties that were taken."""
    low, high = _shares(held)
    ours = TieKind(role) if role in frozenset(TieKind) else None
    status = _one(held, "status") or ""
    remarks = [*([role] if role and not ours else []), *held.get("description", ())]
    remarks += [one for one in held.get("summary", ()) if not one.startswith("share: ")]
    return Tie(
        origin=origin,
        target=target,
        kind=ours or kind,
        share_low=low,
        share_high=high,
        since=next(iter(_dates(held, "startDate", "date")), None),
        until=next(iter(_dates(held, "endDate")), None),
        source=_one(held, "publisher") or _one(held, "sourceUrl"),
        confidence=status.removeprefix("confidence: ") if status.startswith("confidence: ") else "high",
        note="; ".join(remarks) or None,
    )


def _shares(held: Properties) -> tuple[float | None, float | None]:
    stated = [*held.get("percentage", ())]
    stated += [one.removeprefix("share: ") for one in held.get("summary", ()) if one.startswith("share: ")]
    return next((found for one in stated if (found := shares(one))), (None, None))


def _one(held: Properties, name: str) -> str | None:
    return next(iter(held.get(name, ())), None)


def _dates(held: Properties, *names: str) -> Iterator[str]:
    return (date for name in names for one in held.get(name, ()) if (date := partial_date(one)))


def _under(labelled: Iterable[Sequence[str]], label: str) -> Iterator[str]:
    return (value for one, value in labelled if one == label)


def _distinct(values: Iterable[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(values))
