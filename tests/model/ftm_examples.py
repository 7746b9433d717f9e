"""Parties of every kind and ties, drawn by hypothesis, as other tests of the format need them too."""

from __future__ import annotations

import string

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
    Tie,
    TieKind,
)

_LATIN = string.ascii_letters + "éüñçøŁ"
_OTHERS = "海康威视公司Москваشركة서울"
# Words, since publishers' readers and the format's both trim white space and quotes.
words = st.lists(st.text(_LATIN, min_size=1, max_size=12), min_size=1, max_size=5).map(" ".join)
other_script = st.text(_OTHERS, min_size=2, max_size=12)
numbers = st.text(string.ascii_uppercase + string.digits, min_size=2, max_size=16)
countries = st.sampled_from(["cn", "us", "de", "ru", "ir", "hk", "tw", "xk", "mm"])
dates = st.sampled_from(["1971", "1971-03", "1971-03-25", "2019-10-09", "2022-06-21"])
urls = st.sampled_from(["https://www.federalregister.gov/d/2019-22210", "http://example.org/a?b=c"])
VALID = {
    Scheme.LEI: "5493001KJTIIGC8Y1R12",
    Scheme.USCC: "91330000733796106P",
    Scheme.IMO: "9074729",
    Scheme.BIC: "DEUTDEFF500",
}


@st.composite
def parties(draw: st.DrawFn) -> Party:
    """A party with names in every kind, identifiers good and bad, and at least one listing."""
    schema = draw(st.sampled_from(Schema))
    person = schema is Schema.PERSON
    return Party(
        id=draw(st.sampled_from(["us-ofac:", "starter:", "x", "a:b:", ""])) + draw(numbers),
        schema=schema,
        names=(Name(draw(words)), *draw(st.lists(_further_names(), max_size=5, unique=True))),
        countries=tuple(draw(st.lists(countries, max_size=3, unique=True))),
        identifiers=tuple(
            draw(st.lists(_identifiers(), max_size=5, unique_by=lambda one: (one.scheme, one.value)))
        ),
        addresses=tuple(draw(st.lists(_addresses(), max_size=3, unique=True))),
        birth_dates=tuple(draw(st.lists(dates, max_size=2, unique=True))) if person else (),
        birth_places=tuple(draw(st.lists(words, max_size=2, unique=True))) if person else (),
        positions=tuple(draw(st.lists(words, max_size=2, unique=True))),
        topics=tuple(
            draw(st.lists(st.sampled_from(["sanction", "export.control", "debarment"]), unique=True))
        ),
        listings=tuple(draw(st.lists(_listings(), min_size=1, max_size=3, unique=True))),
        notes=tuple(draw(st.lists(words, max_size=2, unique=True))),
        sources=tuple(draw(st.lists(urls, max_size=2, unique=True))),
    )


def _further_names() -> st.SearchStrategy[Name]:
    latin = st.builds(Name, words, st.sampled_from([NameKind.ALIAS, NameKind.WEAK, NameKind.FORMER]))
    return latin | st.builds(Name, other_script, st.sampled_from([NameKind.ALIAS, NameKind.ORIGINAL_SCRIPT]))


@st.composite
def _identifiers(draw: st.DrawFn) -> Identifier:
    scheme = draw(st.sampled_from(Scheme))
    value = draw(st.just(VALID[scheme]) if scheme in VALID and draw(st.booleans()) else numbers)
    return Identifier(scheme, value, draw(st.none() | countries), draw(st.none() | words))


def _addresses() -> st.SearchStrategy[Address]:
    part = st.none() | words
    return st.builds(Address, words, part, part, part, st.none() | numbers, st.none() | countries)


def _listings() -> st.SearchStrategy[Listing]:
    return st.builds(
        Listing,
        list=st.sampled_from(["us_csl", "starter"]),
        record_id=numbers,
        program=words,
        authority=words,
        effect=st.sampled_from(Effect),
        direction=st.sampled_from(Direction),
        terms=st.none() | words,
        listed_on=st.none() | dates,
        removed_on=st.none() | dates,
        citation=st.none() | words,
        url=st.none() | urls | st.just("see the gazette"),
        covers=st.none() | words,
        confidence=st.sampled_from(["high", "medium", "low"]),
        notes=st.lists(words, max_size=2, unique=True).map(tuple),
    )


@st.composite
def ties(draw: st.DrawFn, origin: str = "a:1", target: str = "b:2") -> Tie:
    """A tie of any kind between two given parties."""
    low, high = sorted((draw(st.integers(0, 1000)) / 1000, draw(st.integers(0, 1000)) / 1000))
    shares = draw(st.sampled_from([(None, None), (low, low), (low, high), (low, None), (None, high)]))
    return Tie(
        origin=origin,
        target=target,
        kind=draw(st.sampled_from(TieKind)),
        share_low=shares[0],
        share_high=shares[1],
        since=draw(st.none() | dates),
        until=draw(st.none() | dates),
        source=draw(st.none() | words | urls),
        confidence=draw(st.sampled_from(["high", "medium", "low"])),
        note=draw(st.none() | words),
    )
