"""Parties made by hand or drawn, from few values each, so that they often agree in part."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

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
)

BIS = "Bureau of Industry and Security, US Department of Commerce"
OFAC = "Office of Foreign Assets Control, US Department of the Treasury"


def listing(
    list_id: str = "us_csl",
    *,
    record: str = "1",
    on: str | None = "2019-10-09",
    citation: str | None = None,
    authority: str = BIS,
    effect: Effect = Effect.LICENCE_REQUIREMENT,
    direction: Direction = Direction.EXPORTS_TO,
) -> Listing:
    return Listing(
        list_id, record, "Entity List", authority, effect, direction, listed_on=on, citation=citation
    )


def party(
    party_id: str,
    *names: str,
    schema: Schema = Schema.COMPANY,
    countries: Sequence[str] = ("cn",),
    addresses: Sequence[str] = (),
    numbers: Sequence[tuple[Scheme, str]] = (),
    listings: Sequence[Listing] = (),
) -> Party:
    """The first name is primary, the others are aliases."""
    first, *others = names or ("Acme Co., Ltd.",)
    return Party(
        party_id,
        schema,
        (Name(first), *(Name(one, NameKind.ALIAS) for one in others)),
        tuple(countries),
        identifiers=tuple(Identifier(scheme, value) for scheme, value in numbers),
        addresses=tuple(Address(one) for one in addresses),
        listings=tuple(listings),
    )


_names = st.builds(
    Name,
    st.sampled_from(["Acme Co., Ltd.", "ACME COMPANY LIMITED", "Acme", "Blue Heron LLC", "海康威视"]),
    st.sampled_from(NameKind),
)
_listings = st.builds(
    listing,
    st.sampled_from(["us_csl", "starter", "us_bis_el"]),
    record=st.sampled_from(["1", "29220", "EU.1.2"]),
    on=st.sampled_from([None, "2019-10-09", "2020"]),
    citation=st.sampled_from([None, "84 FR 54002", "84 FR 54004, 10/9/19"]),
    authority=st.sampled_from([BIS, OFAC]),
)
_addresses = st.builds(
    Address,
    st.sampled_from(
        ["555 Qianmo Road, Hangzhou", "No. 555, Qianmo Rd, Hangzhou", "Hangzhou, Zhejiang", "China"]
    ),
)
_identifiers = st.builds(
    Identifier,
    st.sampled_from([Scheme.USCC, Scheme.OFAC, Scheme.ISIN, Scheme.TICKER]),
    st.sampled_from(["1", "2"]),
)
_ids = st.sampled_from(
    ["us-ofac:1", "us-ofac:2", "starter:a", "starter:b", "NK-x", *(f"us-csl:{one:015x}" for one in range(4))]
)


def _some(values: st.SearchStrategy[object], most: int) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(values, max_size=most, unique=True).map(tuple)


drawn_parties = st.builds(
    Party,
    _ids,
    st.sampled_from([Schema.COMPANY, Schema.ORGANIZATION, Schema.LEGAL_ENTITY, Schema.PERSON, Schema.VESSEL]),
    st.lists(_names, min_size=1, max_size=3, unique_by=lambda one: one.text).map(tuple),
    countries=_some(st.sampled_from(["cn", "hk"]), 2),
    identifiers=_some(_identifiers, 2),
    addresses=_some(_addresses, 2),
    listings=_some(_listings, 2),
)
drawn_editions = st.lists(drawn_parties, max_size=7, unique_by=lambda one: one.id).map(tuple)
