"""Who a list or a register speaks of: parties, their names, identifiers and addresses."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from brightline.errors import UnknownValueError
from brightline.model.listing import Listing


class Schema(StrEnum):
    """What kind of party it is, in the words of FollowTheMoney.

    ``LEGAL_ENTITY`` means that the publisher does not say whether it is a person or an organization;
    use it rather than guess. ``ORGANIZATION`` is any body that is neither a company nor of a state.
    """

    PERSON = "Person"
    COMPANY = "Company"
    ORGANIZATION = "Organization"
    PUBLIC_BODY = "PublicBody"
    LEGAL_ENTITY = "LegalEntity"
    VESSEL = "Vessel"
    AIRPLANE = "Airplane"


class NameKind(StrEnum):
    """How a party bears a name. ``WEAK`` is the publisher's own mark for an alias that is too broad alone."""

    PRIMARY = "primary"
    ALIAS = "alias"
    WEAK = "weak"
    FORMER = "former"
    ORIGINAL_SCRIPT = "original_script"


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a party, exactly as the source writes it, less surrounding white space.

    ``given`` and ``family`` are set only where the source itself says which part is which;
    ``language`` is a BCP 47 tag, only where the source says it.
    """

    text: str
    kind: NameKind = NameKind.PRIMARY
    language: str | None = None
    given: str | None = None
    family: str | None = None


class Scheme(StrEnum):
    """The register or system that issued an identifier.

    ``REGISTRATION`` is a company number without a more exact scheme; ``OTHER`` keeps what is none of these,
    with the source's own label in ``Identifier.label``.
    """

    LEI = "lei"
    USCC = "uscc"
    REGISTRATION = "registration"
    TAX = "tax"
    DUNS = "duns"
    IMO = "imo"
    MMSI = "mmsi"
    CALL_SIGN = "call_sign"
    ISIN = "isin"
    TICKER = "ticker"
    BIC = "bic"
    OFAC = "ofac"
    UN = "un"
    EU = "eu"
    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    WALLET = "wallet"
    AIRCRAFT = "aircraft"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that an authority gave a party; ``country`` is the issuing one, as ISO 3166-1 alpha-2."""

    scheme: Scheme
    value: str
    country: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """A place of a party. ``full`` is the source's text; the parts only where the source splits it."""

    full: str
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A company, body, person or vessel that a publisher names, with everything the publisher says of it.

    Attributes:
        id: The publisher's own id with its prefix (``us-ofac:20264``), else derived from content
            by :func:`brightline.model.identity.content_id`, so that it survives the next edition.
        schema: What kind of party it is.
        names: At least one; the first is the one to show.
        countries: ISO 3166-1 alpha-2, lower case, any link (registered, resident, national, address).
        identifiers: Numbers given by authorities.
        addresses: Places.
        birth_dates: People only: partial ISO dates (``1971``, ``1971-03``, ``1971-03-25``).
        birth_places: People only, as the source writes them.
        positions: Titles and functions, as the source writes them.
        topics: FollowTheMoney topics (``sanction``, ``export.control``, ``debarment`` ...).
        listings: Where and why the party is listed.
        notes: The publisher's remarks that have no field of their own; never matched on.
        sources: Addresses of documents that state the facts.
    """

    id: str
    schema: Schema
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    addresses: tuple[Address, ...] = ()
    birth_dates: tuple[str, ...] = ()
    birth_places: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    listings: tuple[Listing, ...] = ()
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name to show: the first."""
        return self.names[0].text


def schema_named(kind: str) -> Schema:
    """The schema of a kind as people write it: in any case, with or without blanks.

    Example:
        >>> schema_named("public body")
        <Schema.PUBLIC_BODY: 'PublicBody'>

    Raises:
        UnknownValueError: There is no such kind of party.
    """
    wanted = "".join(filter(str.isalpha, kind)).lower()
    for schema in Schema:
        if schema.lower() == wanted:
            return schema
    known = ", ".join(schema.lower() for schema in Schema)
    raise UnknownValueError("no such type of party", remedy=f"use one of: {known}", id=kind)
