from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brightline.lists.differences import Difference, FieldChange, difference
from brightline.lists.intake import open_source
from brightline.lists.publishers.un_sc import PUBLISHER as UN_SC
from brightline.lists.publishers.us_ofac import PUBLISHER as US_OFAC
from brightline.lists.publishers.us_uflpa import PUBLISHER as US_UFLPA
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

from .parties import drawn_editions

ENTRY = Listing(
    "us_csl", "7", "GLOMAG", "Treasury", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH, listed_on="2021-12-10"
)
OLD = Party(
    "us-ofac:7",
    Schema.COMPANY,
    (Name("Acme Ltd"), Name("Acme", NameKind.ALIAS)),
    ("cn",),
    identifiers=(Identifier(Scheme.LEI, "529900T8BM49AURSDO55"),),
    addresses=(Address("1 Main Street", country="cn"),),
    listings=(ENTRY,),
    notes=("Old",),
)

# ruff: noqa: E501  a case a line
CASES = [
    ({"names": (*OLD.names, Name("Akme", NameKind.WEAK))}, ["weak alias added: Akme"]),
    ({"names": OLD.names[:1]}, ["alias removed: Acme"]),
    ({"names": (Name("Acme Limited"), OLD.names[1])}, ["name changed from Acme Ltd to Acme Limited"]),
    ({"names": (Name("Acme Ltd"), Name("Acme", NameKind.WEAK))}, ["kind of the name Acme changed from alias to weak"]),
    ({"names": (Name("Acme Ltd", language="en"), OLD.names[1])}, ["language of the name Acme Ltd added: en"]),
    ({"names": OLD.names[::-1]}, ["name to show changed from Acme Ltd to Acme"]),
    ({"schema": Schema.PUBLIC_BODY}, ["kind of party changed from Company to PublicBody"]),
    ({"countries": ("cn", "hk")}, ["country added: Hong Kong"]),
    ({"identifiers": ()}, ["identifier removed: LEI 529900T8BM49AURSDO55"]),
    ({"identifiers": (replace(OLD.identifiers[0], country="cn"),)}, ["country of the identifier LEI 529900T8BM49AURSDO55 added: cn"]),
    ({"addresses": (Address("2 Main Street"),)}, ["address removed: 1 Main Street", "address added: 2 Main Street"]),
    ({"addresses": (Address("1 Main Street", city="Hangzhou", country="cn"),)}, ["city of the address 1 Main Street added: Hangzhou"]),
    ({"listings": (replace(ENTRY, program="GLOMAG; UHRPA"),)}, ["programme changed from GLOMAG to GLOMAG; UHRPA"]),
    ({"listings": (replace(ENTRY, listed_on="2021-12-11"),)}, ["listed on changed from 2021-12-10 to 2021-12-11"]),
    ({"listings": (replace(ENTRY, removed_on="2024-01-02"),)}, ["ended on added: 2024-01-02"]),
    ({"listings": (replace(ENTRY, effect=Effect.INVESTMENT_BAN),)}, ["effect changed from asset freeze to investment ban"]),
    ({"listings": (replace(ENTRY, notes=("x",)),)}, ["note added: x"]),
    ({"listings": (ENTRY, replace(ENTRY, program="UHRPA", listed_on=None))}, ["listing added: UHRPA (asset freeze)"]),
    ({"listings": ()}, ["listing removed: GLOMAG (asset freeze), listed on 2021-12-10"]),
    ({"notes": ("New",)}, ["note removed: Old", "note added: New"]),
    ({"birth_dates": ("1970",)}, ["date of birth added: 1970"]),
    ({}, []),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "words"), CASES, ids=[str(words) for _, words in CASES])
def test_each_change_in_words(changed: dict[str, object], words: list[str]) -> None:
    found = difference([OLD], [replace(OLD, **changed)])  # type: ignore[arg-type]  # a field each
    assert [str(change) for one in found.changed for change in one.changes] == words
    assert bool(found) == bool(words)


def test_of_several_listings_the_programme_is_said() -> None:
    other = replace(ENTRY, program="UHRPA")
    before = replace(OLD, listings=(ENTRY, other))
    after = replace(OLD, listings=(ENTRY, replace(other, citation="EO 13818")))
    [one] = difference([before], [after]).changed
    assert one.changes == (FieldChange("citation of the listing under UHRPA", None, "EO 13818"),)


@given(drawn_editions)
def test_an_edition_does_not_differ_from_itself(edition: tuple[Party, ...]) -> None:
    assert difference(edition, edition) == Difference((), (), ())


@given(drawn_editions, drawn_editions)
def test_the_other_way_round_added_is_removed(old: tuple[Party, ...], new: tuple[Party, ...]) -> None:
    there, back = difference(old, new), difference(new, old)
    assert [one.party for one in there.added] == [one.party for one in back.removed]
    assert [one.party for one in there.removed] == [one.party for one in back.added]
    assert {one.new.id: len(one.changes) for one in there.changed} == {
        one.new.id: len(one.changes) for one in back.changed
    }
    kept = [one for one in old if one not in [gone.party for gone in there.removed]]
    now = {one.old.id: one.new for one in there.changed}
    rebuilt = {now.get(one.id, one).id for one in kept} | {one.party.id for one in there.added}
    assert rebuilt == {one.id for one in new}


@given(st.data(), drawn_editions)
def test_another_order_changes_nothing_but_the_name_to_show(
    data: st.DataObject, edition: tuple[Party, ...]
) -> None:
    shuffled = [
        replace(
            one,
            countries=tuple(data.draw(st.permutations(one.countries))),
            addresses=tuple(data.draw(st.permutations(one.addresses))),
            listings=tuple(data.draw(st.permutations(one.listings))),
            names=(one.names[0], *data.draw(st.permutations(one.names[1:]))),
        )
        for one in data.draw(st.permutations(edition))
    ]
    assert not difference(edition, shuffled)


@pytest.mark.real
def test_the_designations_of_human_rights_day_2021(real_lists: Path) -> None:
    def edition(date: str) -> tuple[Party, ...]:
        [folder] = [one for one in (real_lists / "us-ofac-sdn").iterdir() if one.name == date]
        parts = {}
        for path in folder.iterdir():
            file = open_source(path)
            if part := US_OFAC.recognise(file):
                parts[part.role] = file
        return US_OFAC.parse(parts).parties

    found = difference(edition("2021-12-09"), edition("2021-12-10"))
    assert len(found.added) == 25
    assert (found.removed, found.changed) == ((), ())
    added = {one.party.id: one.party.name for one in found.added}
    assert added["us-ofac:34079"] == "ZAKIR, Shohrat"
    assert added["us-ofac:34119"] == "TUNIYAZ, Erken"


@pytest.mark.real
def test_three_captures_of_the_uflpa_list_say_the_same(real_lists: Path) -> None:
    editions = [
        US_UFLPA.parse({"list": open_source(path)}).parties
        for path in sorted((real_lists / "us-dhs-uflpa").glob("*/*.html"))
    ]
    assert [len(one) for one in editions] == [144, 144, 144]
    assert not difference(editions[0], editions[1])
    assert not difference(editions[1], editions[2])


@pytest.mark.real
def test_three_months_of_the_security_council(real_lists: Path) -> None:
    old, new = (
        UN_SC.parse({"list": open_source(path)}).parties
        for path in sorted((real_lists / "un-sc").glob("*/consolidated.xml"))
    )
    found = difference(old, new)
    assert (len(found.added), len(found.removed), len(found.changed)) == (4, 1, 2)
    assert [one.party.name for one in found.removed] == ["MUNIR AL QUBAYSI"]


def test_what_changed_among_fifteen_thousand_parties() -> None:
    old = [replace(OLD, id=f"x:{number}", names=(Name(f"Company {number}"),)) for number in range(15_000)]
    new = [replace(one, notes=()) if number % 150 == 0 else replace(one) for number, one in enumerate(old)]
    found = difference(old, new)
    assert len(found.changed) == 100
