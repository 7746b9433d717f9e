from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline import errors
from brightline.errors import BrightlineError
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
from brightline.model.codec import decode_party, decode_tie, encode
from brightline.model.countries import all_codes, country_code, country_name
from brightline.model.identity import content_id, distinct_ids

LISTING = Listing("us_csl", "1", "Entity List (EL)", "BIS", Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO)


@pytest.mark.parametrize(
    ("listed_on", "removed_on", "day", "in_force"),
    [
        (None, None, "2026-11-22", True),
        ("2019-10-09", None, "2019-10-08", False),
        ("2019-10-09", None, "2019-10-09", True),
        ("2019", None, "2019-01-01", True),
        (None, "2021-06-01", "2021-05-31", True),
        (None, "2021-06-01", "2021-06-01", False),
        (None, "2021", "2021-12-30", True),
        (None, "2021", "2021-12-31", False),
        (None, "2021-06", "2021-06-30", True),
    ],
)
def test_a_listing_is_in_force_between_its_days(
    listed_on: str | None, removed_on: str | None, day: str, *, in_force: bool
) -> None:
    listing = dataclasses.replace(LISTING, listed_on=listed_on, removed_on=removed_on)
    assert listing.in_force(day) is in_force


texts = st.text(min_size=1, max_size=20)
maybe = st.none() | texts
parties = st.builds(
    Party,
    id=texts,
    schema=st.sampled_from(Schema),
    names=st.lists(st.builds(Name, texts, st.sampled_from(NameKind), maybe, maybe, maybe), min_size=1).map(
        tuple
    ),
    countries=st.lists(st.sampled_from(all_codes())).map(tuple),
    identifiers=st.lists(st.builds(Identifier, st.sampled_from(Scheme), texts, maybe, maybe)).map(tuple),
    addresses=st.lists(st.builds(Address, texts, maybe, maybe)).map(tuple),
    birth_dates=st.lists(texts).map(tuple),
    notes=st.lists(texts).map(tuple),
    listings=st.lists(
        st.builds(
            Listing,
            texts,
            texts,
            texts,
            texts,
            st.sampled_from(Effect),
            st.sampled_from(Direction),
            terms=maybe,
            notes=st.lists(texts).map(tuple),
        )
    ).map(tuple),
)


@given(parties)
def test_a_party_comes_back_from_disk_as_it_was(party: Party) -> None:
    assert decode_party(encode(party)) == party


@given(st.builds(Tie, texts, maybe, st.sampled_from(TieKind), maybe, st.none() | st.floats(0, 1)))
def test_a_tie_comes_back_from_disk_as_it_was(tie: Tie) -> None:
    assert decode_tie(encode(tie)) == tie


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CN", "cn"),
        ("china", "cn"),
        ("P.R. China", "cn"),
        ("中国", "cn"),
        ("Hong Kong SAR, China", "hk"),
        ("Korea, Democratic People's Republic of", "kp"),
        ("Côte d’Ivoire", "ci"),
        ("Cote d'Ivoire", "ci"),
        ("Burma / Birmanie", "mm"),
        ("CHN", "cn"),
        ("Kosovo", "xk"),
        ("Türkiye", "tr"),
        ("Ruritania", None),
        ("", None),
        (None, None),
    ],
)
def test_countries_in_every_spelling(text: str | None, code: str | None) -> None:
    assert country_code(text) == code


def test_every_code_has_a_name_that_leads_back() -> None:
    assert len(all_codes()) == 250
    assert {country_code(country_name(code)) for code in all_codes()} == set(all_codes())
    assert country_name("zz") == "ZZ"


def test_an_id_depends_on_content_alone() -> None:
    assert content_id("x", "Acme  Ltd", "cn") == content_id("x", " ACME LTD", "CN")
    assert content_id("x", "a", "b") != content_id("x", "ab", "")
    assert list(distinct_ids(["a", "b", "a", "a"])) == ["a", "b", "a-2", "a-3"]


def test_every_error_names_its_place_and_the_remedy() -> None:
    kinds = [
        one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, BrightlineError)
    ]
    assert len(kinds) == 13
    for kind in kinds:
        assert str(kind("it is bad", remedy="mend it", file="a.csv", row=2, id="name")) == (
            "a.csv, row 2, name: it is bad. Remedy: mend it."
        )
    assert str(BrightlineError("it is bad", remedy="mend it")) == "it is bad. Remedy: mend it."


def test_the_drawn_tree_of_errors_is_the_real_one() -> None:
    drawn = errors.__doc__ or ""
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, BrightlineError) and kind is not BrightlineError:
            line = next(line for line in drawn.splitlines() if f"─ {kind.__name__} " in line)
            depth = (line.index("─ ") - 5) // 4 + 1
            assert depth == len([base for base in kind.__mro__ if issubclass(base, BrightlineError)]) - 1
