from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brightline.lists.agreement import folded_address, folded_name
from brightline.lists.importing import Recogniser, import_paths
from brightline.lists.merging import OTHER_ID, SAME_ID, Merged, merged
from brightline.lists.publishers import all_publishers
from brightline.lists.publishers.starter import PUBLISHER as STARTER
from brightline.lists.publishers.starter import package_parts
from brightline.lists.snapshot import choose
from brightline.lists.store import Store
from brightline.model import Direction, Effect, NameKind, Party, Schema, Scheme

from .parties import OFAC, drawn_editions, listing, party

STREET = "No. 555 Qianmo Road, Binjiang District, Hangzhou, 310052, CN"
STREET_AGAIN = "555, Qianmo Rd., Binjiang Dist., Hangzhou 310051, China"
ON_CSL = listing("us_csl", citation="84 FR 54002; 85 FR 44159")
ON_STARTER = listing("starter", citation="84 FR 54004, 10/9/19", record="starter:a")

REAL_REASONS = {
    "same record": 9_947,
    "same name and address": 278,
    "same name and entry": 202,
    "number": 26,
}


@dataclass(frozen=True)
class Case:
    """Two records, and whether they are one party."""

    told: str
    first: Party
    second: Party
    one: bool
    others: tuple[Party, ...] = field(default=())


OTHER_WAY_ROUND = ", ".join(ON_CSL.authority.split(", ")[::-1])
ACME = party("us-csl:000000000000001", addresses=[STREET], listings=[ON_CSL])
# ruff: noqa: E501  a case a line
CASES = [
    Case("the same company number",
         party("us-ofac:1", "Acme", numbers=[(Scheme.USCC, "91330000733796106P")]),
         party("starter:a", "Other", numbers=[(Scheme.USCC, "91330000733796106p")]), one=True),
    Case("the same number, but OFAC numbers them apart",
         party("us-ofac:1", numbers=[(Scheme.USCC, "91330000733796106P"), (Scheme.OFAC, "1")]),
         party("us-ofac:2", numbers=[(Scheme.USCC, "91330000733796106P"), (Scheme.OFAC, "2")]), one=False),
    Case("the number that a listing cites",
         party("us-ofac:29220", "CHEN, Quanguo", schema=Schema.PERSON, numbers=[(Scheme.OFAC, "29220")]),
         party("starter:chen", "Chen Quanguo", schema=Schema.PERSON,
               listings=[listing("starter", record="29220", authority=OFAC)]), one=True),
    Case("a person and a company of one number",
         party("us-ofac:1", schema=Schema.PERSON, numbers=[(Scheme.LEI, "5")]),
         party("starter:a", numbers=[(Scheme.LEI, "5")]), one=False),
    Case("the IMO number of a ship",
         party("a:1", "Wonder", schema=Schema.VESSEL, numbers=[(Scheme.IMO, "9103087")]),
         party("b:1", "Marvel", schema=Schema.VESSEL, numbers=[(Scheme.IMO, "9103087")]), one=True),
    Case("the IMO number of companies, which OFAC gives to two",
         party("a:1", "Zuzagbong Maritime Ltd", numbers=[(Scheme.IMO, "1991835")]),
         party("b:1", "Tonghung Shipping", numbers=[(Scheme.IMO, "1991835")]), one=False),
    Case("one security, one name", party("a:1", numbers=[(Scheme.ISIN, "CNE100000PM8")]),
         party("b:1", "ACME CO LTD", countries=["hk"], numbers=[(Scheme.ISIN, "CNE100000PM8")]), one=True),
    Case("one security, another name: perhaps a parent", party("a:1", numbers=[(Scheme.ISIN, "CNE100000PM8")]),
         party("b:1", "Acme Group", numbers=[(Scheme.ISIN, "CNE100000PM8")]), one=False),
    Case("one tax number", party("a:1", "A", numbers=[(Scheme.TAX, "7")]),
         party("b:1", "B", numbers=[(Scheme.TAX, "7")]), one=False),
    Case("one name and address, spelled otherwise", ACME,
         party("b:1", "ACME COMPANY LIMITED", addresses=[STREET_AGAIN]), one=True),
    Case("one name and country alone", ACME, party("b:1"), one=False),
    Case("one name, another town: a branch", ACME, party("b:1", addresses=["9 Main Street, Beijing"]), one=False),
    Case("one name and town", party("a:1", addresses=["Hangzhou, Zhejiang"]),
         party("b:1", addresses=["Hangzhou, Zhejiang"]), one=False),
    Case("one name and address, another country", ACME,
         party("b:1", countries=["hk"], addresses=[STREET]), one=False),
    Case("one address, another legal form", ACME, party("b:1", "Acme GmbH", addresses=[STREET]), one=False),
    Case("one name and address of people", party("a:1", "Li Wei", schema=Schema.PERSON, addresses=[STREET]),
         party("b:1", "Li Wei", schema=Schema.PERSON, addresses=[STREET]), one=False),
    Case("one name and address, perhaps of people",
         party("a:1", "Li Wei", schema=Schema.LEGAL_ENTITY, addresses=[STREET]),
         party("b:1", "Li Wei", schema=Schema.LEGAL_ENTITY, addresses=[STREET]), one=False),
    Case("the same with the same order", party(
            "a:1", "Li Wei", schema=Schema.LEGAL_ENTITY, addresses=[STREET], listings=[ON_CSL]),
         party("b:1", "Li Wei", schema=Schema.LEGAL_ENTITY, addresses=[STREET], listings=[ON_STARTER]), one=True),
    Case("of unknown kind, but no person's name",
         party("a:1", "Acme Trading Ltd", schema=Schema.LEGAL_ENTITY, addresses=[STREET]),
         party("b:1", "Acme Trading Ltd", schema=Schema.LEGAL_ENTITY, addresses=[STREET]), one=True),
    Case("one alias, shown by neither", party("a:1", "Acme Holding", "Acme", addresses=[STREET]),
         party("b:1", "Acme Trading", "Acme", addresses=[STREET]), one=False),
    Case("the other's alias on another list",
         party("a:1", "Acme", addresses=[STREET], listings=[ON_CSL]),
         party("b:1", "Akme", "Acme", addresses=[STREET], listings=[ON_STARTER]), one=True),
    Case("the other's alias on the same list: it knows them as two",
         party("a:1", "Acme", addresses=[STREET], listings=[ON_CSL]),
         party("b:1", "Akme", "Acme", addresses=[STREET], listings=[ON_CSL]), one=False),
    Case("the same page of the Federal Register", ACME, party("starter:a", listings=[ON_STARTER]), one=True),
    Case("the same day and authority", party("a:1", listings=[listing("a")]),
         party("starter:a", listings=[listing("starter", authority=OTHER_WAY_ROUND)]), one=True),
    Case("another document", ACME, party("starter:a", listings=[
         listing("starter", on="2021-07-12", citation="86 FR 36496")]), one=False),
    Case("another authority", ACME, party("starter:a", listings=[listing("starter", authority=OFAC)]), one=False),
    Case("another effect", ACME,
         party("starter:a", listings=[listing("starter", effect=Effect.IMPORT_BAN)]), one=False),
    Case("the same entry, addresses that differ", ACME,
         party("starter:a", addresses=["9 Main Street, Beijing"], listings=[ON_STARTER]), one=False),
    Case("the same entry, but a third bears the name on that list", ACME,
         party("starter:a", listings=[ON_STARTER]), one=False,
         others=(party("us-csl:000000000000002", addresses=["9 Main Street, Beijing"], listings=[ON_CSL]),)),
    Case("two entries of one list, one without an address", ACME,
         party("us-csl:000000000000002", listings=[ON_CSL]), one=False),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.told for case in CASES])
def test_one_party_or_two(case: Case) -> None:
    for records in ((case.first, case.second), (case.second, case.first)):
        found = merged([(one,) for one in (*records, *case.others)])
        assert (found.ids[case.first.id] == found.ids[case.second.id]) is case.one
        assert len(found.merges) == case.one


def test_nothing_is_lost_and_each_listing_keeps_its_direction() -> None:
    ban = listing("starter", effect=Effect.INVESTMENT_BAN, direction=Direction.SECURITIES_OF)
    first = party(
        "us-ofac:1", "ACME CO LTD", addresses=[STREET], listings=[ON_CSL], schema=Schema.LEGAL_ENTITY
    )
    second = replace(
        party("starter:a", "Acme Co., Ltd.", "Acme", addresses=[STREET], listings=[ban]),
        notes=("n",),
        sources=("s",),
    )
    [one] = merged([(second,), (first,)]).parties
    assert (one.id, one.name, one.schema) == ("us-ofac:1", "ACME CO LTD", Schema.COMPANY)
    assert [name.text for name in one.names] == ["ACME CO LTD", "Acme Co., Ltd.", "Acme"]
    assert one.listings == (ON_CSL, ban)
    assert [(one.value, one.label) for one in one.identifiers] == [("starter:a", OTHER_ID)]
    assert (one.notes, one.sources) == (("n",), ("s",))


@pytest.mark.parametrize(
    ("ids", "first"),
    [
        (("starter:a", "us-ofac:1"), "us-ofac:1"),
        (("us-csl:1ccdd562713c400", "us-ofac:1"), "us-ofac:1"),
        (("starter:a", "us-csl:1ccdd562713c400"), "us-csl:1ccdd562713c400"),
        (("NK-abc", "us-csl:1ccdd562713c400-2"), "us-csl:1ccdd562713c400-2"),
        (("us-ofac:2", "us-ofac:1"), "us-ofac:1"),
    ],
)
def test_whose_id_the_party_bears(ids: tuple[str, str], first: str) -> None:
    found = merged([[party(one, addresses=[STREET])] for one in ids])
    assert [one.id for one in found.parties] == [first]


def test_a_companys_own_list_gives_no_id_that_an_official_one_has() -> None:
    own = party("a-watch:1", addresses=[STREET], listings=[listing("watch", effect=Effect.OWN_LIST)])
    assert merged([[own], [replace(ACME, id="us-csl:1ccdd562713c400")]]).parties[0].id.startswith("us-csl")


def test_one_record_on_two_lists_is_counted_as_such() -> None:
    sdn, csl = (
        party("us-ofac:1", name, listings=[listing(on)]) for name, on in (("A", "us_sdn"), ("B", "us_csl"))
    )
    found = merged([[sdn], [csl]])
    assert [(one.first, one.second, one.reason) for one in found.merges] == [
        ("us-ofac:1", "us-ofac:1", SAME_ID)
    ]
    assert [name.text for name in found.parties[0].names] == ["B", "A"]


def test_what_was_united_agrees_with_a_third_that_neither_agreed_with_alone() -> None:
    number = [(Scheme.LEI, "529900T8BM49AURSDO55")]
    named = party("a:1", "Acme Co., Ltd.", numbers=number)
    placed = party("b:1", "Akme Holding", addresses=[STREET], numbers=number)
    third = party("c:1", addresses=[STREET])
    assert len(merged([[third], [placed], [named]]).parties) == 1
    assert len(merged([[third], [placed]]).parties) == 2


def test_a_name_that_everybody_bears_tells_nobody() -> None:
    several = [party(f"a:{number}", "Unknown Company", addresses=[STREET]) for number in range(60)]
    assert len(merged([several]).parties) == 60


@settings(deadline=None)  # the machine may be busy
@given(drawn_editions, drawn_editions, st.randoms(use_true_random=False))
def test_the_order_changes_nothing(
    first: tuple[Party, ...], second: tuple[Party, ...], chance: object
) -> None:
    assert hasattr(chance, "sample")
    there = merged([first, second])
    back = merged([chance.sample(second, len(second)), chance.sample(first, len(first))])
    assert sorted(there.parties, key=lambda one: one.id) == sorted(back.parties, key=lambda one: one.id)
    assert there.ids == back.ids
    assert there.merges == back.merges


@settings(deadline=None)  # the machine may be busy
@given(drawn_editions, drawn_editions)
def test_merging_what_is_merged_changes_nothing(first: tuple[Party, ...], second: tuple[Party, ...]) -> None:
    once = merged([first, second])
    again = merged([once.parties])
    assert again.parties == once.parties
    assert again.merges == ()


@settings(deadline=None)  # the machine may be busy
@given(drawn_editions, drawn_editions)
def test_no_value_is_lost(first: tuple[Party, ...], second: tuple[Party, ...]) -> None:
    found = merged([first, second])
    whole = {one.id: one for one in found.parties}
    assert set(found.ids) == {one.id for one in (*first, *second)}
    for record in (*first, *second):
        one = whole[found.ids[record.id]]
        assert {name.text for name in record.names} <= {name.text for name in one.names}
        assert set(record.listings) <= set(one.listings)
        assert set(record.identifiers) <= set(one.identifiers)
        assert set(record.addresses) <= set(one.addresses)
        assert set(record.countries) <= set(one.countries)
        assert record.id == one.id or record.id in {number.value for number in one.identifiers}


@settings(deadline=None)  # the machine may be busy
@given(drawn_editions, drawn_editions)
def test_unmerging_undoes(first: tuple[Party, ...], second: tuple[Party, ...]) -> None:
    found = merged([first, second])
    for merge in found.merges:
        if merge.first == merge.second:
            continue
        apart = merged([first, second], {frozenset((merge.first, merge.second))})
        assert apart.ids[merge.first] != apart.ids[merge.second]
    every = {frozenset((a, b)) for a in found.ids for b in found.ids if a != b}
    alone = merged([first, second], every)
    assert all(one == party_id for one, party_id in alone.ids.items())


def test_spellings_that_are_one_and_are_not() -> None:
    assert folded_name("S.A. Acme & Cie.") == folded_name("SA ACME AND CIE")
    assert folded_name("People’s Store") == folded_name("PEOPLES STORE")
    assert folded_name("Acme Co Ltd") != folded_name("Acme Ltd")
    assert folded_address(STREET) == folded_address(STREET_AGAIN)
    assert folded_address("P.O. Box 28515, Dubai, AE") != folded_address("P.O. Box 28516, Dubai, AE")


def test_the_starter_list_alone_has_each_party_once() -> None:
    parties = STARTER.parse(package_parts()).parties
    assert merged([parties]).parties == parties


def test_a_hundred_thousand_parties_lose_nobody() -> None:
    # As on the real lists: a third of the records are one authority's on two lists, some agree by name.
    # 3 s is the aim on a quiet machine; the double of it tells a slow machine from a slow algorithm.
    first = [
        party(
            f"a:{number}",
            f"Company {number} Ltd",
            f"Alias {number}",
            addresses=[f"{number % 999} Main Road, Town"],
            listings=[listing("us_sdn", record=f"r{number}")],
        )
        for number in range(70_000)
    ]
    second = [
        replace(
            one,
            id=f"b{one.id}" if number % 20 == 0 else one.id,
            listings=(replace(one.listings[0], list="us_csl"),),
        )
        for number, one in enumerate(first[:30_000])
    ]
    found = merged([first, second])
    assert len(found.parties) == 70_000
    assert Counter(one.reason for one in found.merges) == {SAME_ID: 28_500, "same name and address": 1_500}


@pytest.fixture(scope="module")
def real_editions(real_lists: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Party, ...]]:
    """The newest usable editions of the lists of the United States, and the starter list."""
    wanted = ("us_csl", "us_ofac", "us_bis_dpl", "us_uflpa")
    publishers = [one for one in all_publishers() if one.id in wanted]
    store = Store(tmp_path_factory.mktemp("home"))
    folders = [
        real_lists / one
        for one in (
            "us-csl/2022-05",
            "us-ofac-sdn/2024-05-03",
            "us-ofac-consolidated/2025-12",
            "us-dhs-uflpa/2026-07-24",
        )
    ]
    paths = [*folders, real_lists / "us-bis-dpl" / "2026-04-14"]
    import_paths(store, paths, Recogniser(publishers), now="2026-11-22T10:00:00Z")
    editions = {one.list: store.parties(one) for one in choose(store).editions}
    return editions | {"starter": STARTER.parse(package_parts()).parties}


@pytest.fixture(scope="module")
def real(real_editions: dict[str, tuple[Party, ...]]) -> Merged:
    """Them as one."""
    return merged(real_editions.values())


@pytest.mark.real
def test_hikvision_is_one_party_with_several_listings(real: Merged) -> None:
    [one] = [party for party in real.parties if party.id == real.ids["starter:hikvision"]]
    assert one.id == "us-ofac:30946"
    assert {listing.list for listing in one.listings} == {"starter", "us_csl", "us_ofac_consolidated"}
    programs = {(listing.list, listing.effect) for listing in one.listings}
    assert ("us_csl", Effect.LICENCE_REQUIREMENT) in programs
    assert ("us_ofac_consolidated", Effect.INVESTMENT_BAN) in programs
    assert {Direction.EXPORTS_TO, Direction.SECURITIES_OF} <= {listing.direction for listing in one.listings}


@pytest.mark.real
def test_look_alikes_stay_two(real: Merged, real_editions: dict[str, tuple[Party, ...]]) -> None:
    corps = [
        one
        for one in real.parties
        if any("production and construction corps" in name.text.lower() for name in one.names)
    ]
    for one in corps:
        shown = {folded_name(name.text) for name in one.names if name.kind is NameKind.PRIMARY}
        bureau = [text for text in shown if "public security" in text or "division" in text]
        assert not bureau or len(bureau) == len(shown), shown
    assert real.ids["us-ofac:19583"] != real.ids["us-ofac:23723"]  # two companies with one IMO number
    hikvisions = {
        real.ids[one.id]
        for one in real_editions["us_csl"]
        if any("hikvision" in name.text.lower() for name in one.names)
    }
    assert hikvisions == {"us-ofac:30946"}


@pytest.mark.real
def test_every_real_merge_is_one_that_a_person_would_make(
    real: Merged, real_editions: dict[str, tuple[Party, ...]]
) -> None:
    names: dict[str, set[str]] = defaultdict(set)
    kinds: dict[str, set[Schema]] = defaultdict(set)
    for one in chain.from_iterable(real_editions.values()):
        names[one.id] |= {folded_name(name.text) for name in one.names if name.kind is not NameKind.WEAK}
        kinds[one.id].add(one.schema)
    for merge in real.merges:
        if "number" not in merge.reason and merge.reason != SAME_ID:
            assert Schema.PERSON not in kinds[merge.first] | kinds[merge.second]
            assert names[merge.first] & names[merge.second], merge
    for party_of_several in real.parties:
        found = {one.value for one in party_of_several.identifiers if one.scheme is Scheme.OFAC}
        assert len(found) <= 1
    by_rule = Counter(
        "number" if "number" in one.reason else one.reason.split(" of ")[0] for one in real.merges
    )
    # The numbers of November 2026; another reading of the lists may move them a little.
    for reason, count in REAL_REASONS.items():
        assert by_rule[reason] == pytest.approx(count, rel=0.05), by_rule
