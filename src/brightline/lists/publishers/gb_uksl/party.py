"""One designation of the UK Sanctions List, to a party."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from brightline.lists.publishers.gb_uksl.documents import ADDRESS_PARTS, NAME_PARTS, Designation
from brightline.lists.reading import personal_remarks
from brightline.lists.reading.aliases import unrepeated
from brightline.lists.reading.nationalities import nationality_code
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
from brightline.model.dates import partial_date

LIST_ID = "gb_uksl"
PAGE = "https://www.gov.uk/government/publications/the-uk-sanctions-list"
_AUTHORITIES: Final = {
    "UN": "United Nations Security Council, given effect in the United Kingdom",
    "UK": "Foreign, Commonwealth and Development Office, United Kingdom",
}
_SCHEMAS: Final = {
    "individual": Schema.PERSON,
    "entity": Schema.ORGANIZATION,
    "ship": Schema.VESSEL,
}
# A party has one listing: the effect is that of its gravest measure, and its terms name them all.
_EFFECTS: Final = (
    ("asset freeze", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
    ("trust services", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ("correspondent banking", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ("ship", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ("aircraft", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ("business arrangement", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ("representative office", Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH),
    ("arms embargo", Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO),
    ("travel ban", Effect.NOTICE, Direction.NONE),
    ("director disqualification", Effect.NOTICE, Direction.NONE),
)
_PRIMARY = "primary name"
_DAY = re.compile(r"(?P<day>\d{2}|dd)/(?P<month>\d{2}|mm)/(?P<year>\d{4})", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.;])\s+")
_IMO = re.compile(r"\d{7}")
_REMARKS: Final = ("OtherInformation", "UKStatementofReasons")
# Texts that have a field of their own, or that are not kept (gender) or only count measures.
_FIELDS: Final = frozenset(
    {
        "LastUpdated", "DateDesignated", "UniqueID", "OFSIGroupID", "UNReferenceNumber", "RegimeName",
        "IndividualEntityShip", "DesignationSource", "SanctionsImposed", *_REMARKS, "DOB", "Nationality",
        "PassportNumber", "NationalIdentifierNumber", "Position", "Title", "Gender", "TownOfBirth",
        "CountryOfBirth", "BusinessRegistrationNumber", "IMONumber", "Subsidiary", "ParentCompany",
        "CurrentOwnerOperator", "PreviousOwnerOperator",
    }
)  # fmt: skip
_INDICATOR = re.compile(r"true|false", re.IGNORECASE)


def measures(one: Designation) -> tuple[str, ...]:
    """The measures imposed, in the list's words; the form joins them by a pipe."""
    return tuple(filter(None, (part.strip() for part in one.one("SanctionsImposed").split("|"))))


def party_of(one: Designation) -> tuple[Party, int]:
    """The party, and how many statements about it were withheld."""
    schema = _SCHEMAS.get(one.one("IndividualEntityShip").casefold(), Schema.LEGAL_ENTITY)
    person = schema is Schema.PERSON
    addresses = tuple(_addresses(one))
    nationalities = map(nationality_code, one.texts.get("Nationality", ()))
    notes, withheld = _notes(one, person=person)
    party = Party(
        id=party_id(one),
        schema=schema,
        names=_names(one, person=person),
        countries=tuple(
            dict.fromkeys(filter(None, (*nationalities, *(address.country for address in addresses))))
        ),
        identifiers=tuple(dict.fromkeys(_identifiers(one))),
        addresses=addresses,
        birth_dates=tuple(dict.fromkeys(filter(None, map(birth_date, one.texts.get("DOB", ()))))),
        birth_places=_birth_places(one),
        positions=(*one.texts.get("Title", ()), *one.texts.get("Position", ())) if person else (),
        topics=("sanction",),
        listings=(_listing(one, schema),),
        notes=notes,
        sources=(PAGE,),
    )
    return party, withheld


def party_id(one: Designation) -> str:
    """The list's own id, which stays with the designation."""
    return f"gb-uksl:{one.one('UniqueID')}"


def birth_date(text: str) -> str | None:
    """A day with its unknown parts written out.

    Example:
        >>> birth_date("dd/mm/1945"), birth_date("dd/03/1945"), birth_date("02/03/1945")
        ('1945', '1945-03', '1945-03-02')
    """
    found = _DAY.fullmatch(text)
    if not found:
        return partial_date(text)
    parts = [found["year"]]
    for part in (found["month"], found["day"]):
        if not part.isdigit():
            break
        parts.append(part)
    return partial_date("-".join(parts)) or found["year"]


def ties_of(one: Designation) -> Iterator[Tie]:
    """What the designation says of owners, parents and subsidiaries, by name."""
    kinds = (
        ("Subsidiary", TieKind.OWNS, "subsidiary"),
        ("ParentCompany", TieKind.LINKED_TO, "parent company"),
        ("CurrentOwnerOperator", TieKind.LINKED_TO, "current owner or operator"),
        ("PreviousOwnerOperator", TieKind.LINKED_TO, "previous owner or operator"),
    )
    source = f"{LIST_ID} {one.one('UniqueID')}"
    for tag, kind, note in kinds:
        for name in one.texts.get(tag, ()):
            yield Tie(party_id(one), None, kind, target_name=name, source=source, note=note)


def _names(one: Designation, *, person: bool) -> tuple[Name, ...]:
    names = [_name(parts, person=person) for parts in one.names]
    primary = [name for name in names if name.kind is NameKind.PRIMARY]
    scripts = (
        Name(text, NameKind.ORIGINAL_SCRIPT)
        for parts in one.scripts
        if (text := parts.get("NameNonLatinScript"))
    )
    return unrepeated((*primary, *(name for name in names if name not in primary), *scripts))


def _name(parts: Mapping[str, str], *, person: bool) -> Name:
    *given, family = (parts.get(part, "") for part in NAME_PARTS)
    before = " ".join(filter(None, given))
    text = f"{before} {family}".strip()
    known = (before or None, family or None) if person and before else (None, None)
    return Name(text, _kind(parts), given=known[0], family=known[1])


def _kind(parts: Mapping[str, str]) -> NameKind:
    if parts.get("NameType", "").casefold() == _PRIMARY:
        return NameKind.PRIMARY
    strength = parts.get("AliasStrength", "").casefold()
    if "weak" in strength or "low" in strength:
        return NameKind.WEAK
    former = "f.k.a" in strength or "former" in parts.get("NameType", "").casefold()
    return NameKind.FORMER if former else NameKind.ALIAS


def _addresses(one: Designation) -> Iterator[Address]:
    for parts in one.addresses:
        full = ", ".join(parts[part] for part in ADDRESS_PARTS if part in parts)
        if full:
            yield Address(
                full,
                postcode=parts.get("AddressPostalCode"),
                country=nationality_code(parts.get("AddressCountry", "")),
            )


def _identifiers(one: Designation) -> Iterator[Identifier]:
    schemes = (
        ("UNReferenceNumber", Scheme.UN, None),
        ("OFSIGroupID", Scheme.OTHER, "OFSI Group ID"),
        ("BusinessRegistrationNumber", Scheme.REGISTRATION, None),
        ("PassportNumber", Scheme.PASSPORT, None),
        ("NationalIdentifierNumber", Scheme.NATIONAL_ID, None),
    )
    for tag, scheme, label in schemes:
        yield from (Identifier(scheme, value, label=label) for value in one.texts.get(tag, ()))
    for text in one.texts.get("IMONumber", ()):
        yield from (Identifier(Scheme.IMO, number) for number in _IMO.findall(text))


def _birth_places(one: Designation) -> tuple[str, ...]:
    places = (*one.texts.get("TownOfBirth", ()), *one.texts.get("CountryOfBirth", ()))
    return (", ".join(places),) if len(places) == 2 else places


def _notes(one: Designation, *, person: bool) -> tuple[tuple[str, ...], int]:
    withheld = 0
    notes = []
    for tag in _REMARKS:
        for text in one.texts.get(tag, ()):
            sentences = tuple(_SENTENCE_END.split(text))
            if person:
                sentences, count = personal_remarks.kept(sentences)
                withheld += count
            notes.append(" ".join(sentences))
    for tag, values in one.texts.items():
        if tag not in _FIELDS:
            notes += [f"{tag}: {value}" for value in values if not _INDICATOR.fullmatch(value)]
    vague = (text for text in one.texts.get("DOB", ()) if birth_date(text) is None)
    return (*filter(None, notes), *(f"DOB: {text}" for text in vague)), withheld


def _listing(one: Designation, schema: Schema) -> Listing:
    imposed = measures(one)
    text = " ".join(imposed).casefold()
    # A designation whose measures the parser does not know is taken as an asset freeze, the graver reading.
    default = (
        (Effect.SECTORAL_RESTRICTION, Direction.DEALINGS_WITH)
        if schema is Schema.VESSEL
        else (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    )
    effect, direction = next(
        ((effect, direction) for words, effect, direction in _EFFECTS if words in text), default
    )
    updated = partial_date(one.one("LastUpdated"))
    return Listing(
        list=LIST_ID,
        record_id=one.one("UniqueID"),
        program=one.one("RegimeName"),
        authority=_AUTHORITIES.get(one.one("DesignationSource"), _AUTHORITIES["UK"]),
        effect=effect,
        direction=direction,
        terms="; ".join(imposed) or None,
        listed_on=partial_date(one.one("DateDesignated")),
        citation=one.one("RegimeName") or None,
        url=PAGE,
        notes=(f"Last updated: {updated}",) if updated else (),
    )
