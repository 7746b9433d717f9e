from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given

from brightline.errors import LayoutError, SpecialCategoryError, UnreadableFileError, UnsafeFileError
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
from brightline.model.ftm import (
    FtmContent,
    FtmEntity,
    from_entities,
    ftm_id,
    read_lines,
    tie_entities,
    to_entities,
)
from brightline.model.ftm_terms import percentage, shares

from .ftm_examples import VALID, parties, ties

# Of followthemoney's schemata, the properties that we write: typed out so that the test needs no package.
_THING = {"name", "alias", "weakAlias", "previousName", "country", "topics", "notes", "sourceUrl", "address"}
_THING |= {"addressEntity"}
_LEGAL = _THING | {
    "leiCode",
    "uscCode",
    "registrationNumber",
    "taxNumber",
    "dunsCode",
    "swiftBic",
    "idNumber",
}
_INTEREST = {"role", "startDate", "endDate", "publisher", "description", "summary", "status"}
ALLOWED = {
    "LegalEntity": _LEGAL,
    "Person": _LEGAL | {"passportNumber", "birthDate", "birthPlace", "position", "firstName", "lastName"},
    "Organization": _LEGAL | {"imoNumber"},
    "PublicBody": _LEGAL | {"imoNumber"},
    "Company": _LEGAL | {"imoNumber", "isinCode", "ticker"},
    "Vessel": _THING | {"imoNumber", "mmsi", "callSign", "registrationNumber"},
    "Airplane": _THING | {"serialNumber", "registrationNumber"},
    "Address": {"full", "street", "city", "region", "postalCode", "country"},
    "Identification": {"holder", "number", "type", "country", "description"},
    "Passport": {"holder", "number", "type", "country", "description"},
    "Sanction": {
        "entity", "publisher", "recordId", "program", "authority", "provisions", "reason", "listingDate",
        "startDate", "endDate", "summary", "description", "sourceUrl",
    },
    "Ownership": _INTEREST | {"owner", "asset", "percentage"},
    "Directorship": _INTEREST | {"director", "organization"},
    "UnknownLink": _INTEREST | {"subject", "object"},
}  # fmt: skip
LISTING = Listing(
    "us_csl",
    "1",
    "Entity List (EL)",
    "BIS",
    Effect.LICENCE_REQUIREMENT,
    Direction.EXPORTS_TO,
    listed_on="2019-10-09",
)
HIKVISION = Party(
    id="us-csl:1",
    schema=Schema.COMPANY,
    names=(
        Name("Hangzhou Hikvision Digital Technology Co., Ltd."),
        Name("杭州海康威视数字技术股份有限公司", NameKind.ORIGINAL_SCRIPT),
        Name("Hikvision", NameKind.ALIAS),
        Name("HIK", NameKind.WEAK),
        Name("Haikang", NameKind.FORMER),
    ),
    countries=("cn",),
    identifiers=(Identifier(Scheme.USCC, "91330000733796106P"), Identifier(Scheme.TICKER, "002415.SZ")),
    addresses=(Address("555 Qianmo Road, Hangzhou", city="Hangzhou", country="cn"), Address("Urumqi")),
    listings=(LISTING,),
)


def _read(*entities: dict[str, object] | FtmEntity) -> FtmContent:
    return from_entities(dict(one) for one in entities)


def _raw(id_: str, schema: str, **properties: object) -> dict[str, object]:
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    return {"id": id_, "schema": schema, "properties": lists}


# Round trips


def test_a_company_comes_back_whole() -> None:
    content = _read(*to_entities(HIKVISION))
    (party,) = content.parties
    assert set(party.names) == set(HIKVISION.names)
    assert party.names[0] == HIKVISION.names[0]
    assert replace(party, names=(), addresses=()) == replace(HIKVISION, names=(), addresses=())
    assert set(party.addresses) == set(HIKVISION.addresses)
    assert content.left_out == ()


@given(parties())
def test_no_party_loses_a_name_a_number_an_address_or_a_listing(party: Party) -> None:
    lines = "\n".join(json.dumps(one) for one in to_entities(party))
    content = from_entities(read_lines(lines))
    (back,) = content.parties
    assert (back.id, back.schema, back.name, content.left_out) == (party.id, party.schema, party.name, ())
    assert set(back.names) == set(party.names)
    assert set(back.identifiers) == set(party.identifiers)
    assert set(back.addresses) == set(party.addresses)
    assert back.listings == party.listings
    for field in ("countries", "birth_dates", "birth_places", "positions", "topics", "notes", "sources"):
        assert getattr(back, field) == getattr(party, field), field


@given(ties())
def test_no_tie_is_changed(tie: Tie) -> None:
    ends = [replace(HIKVISION, id="a:1"), replace(HIKVISION, id="b:2")]
    entities = [one for end in ends for one in to_entities(end)]
    links = tie_entities([tie], {end.id: end.schema for end in ends})
    assert _read(*entities, *links).ties == (tie,)


def test_a_person_keeps_which_name_is_the_family_name() -> None:
    person = replace(
        HIKVISION,
        schema=Schema.PERSON,
        names=(Name("Chen Quanguo", given="Quanguo", family="Chen"),),
        identifiers=(),
    )
    assert _read(*to_entities(person)).parties[0].names == person.names


@given(parties())
def test_only_properties_that_the_schema_has_are_written(party: Party) -> None:
    for entity in to_entities(party):
        assert set(entity["properties"]) <= ALLOWED[entity["schema"]]
        assert all(values and all(values) for values in entity["properties"].values())


@given(ties())
def test_only_properties_that_the_tie_s_schema_has_are_written(tie: Tie) -> None:
    for schema in Schema:
        (entity,) = tie_entities([tie], {"a:1": Schema.COMPANY, "b:2": schema})
        assert set(entity["properties"]) <= ALLOWED[entity["schema"]]


# Writing


@pytest.mark.parametrize(
    ("kind", "target", "schema"),
    [
        (TieKind.OWNS, Schema.COMPANY, "Ownership"),
        (TieKind.OWNS, Schema.VESSEL, "Ownership"),
        (TieKind.OWNS, Schema.PUBLIC_BODY, "UnknownLink"),
        (TieKind.INVESTS_IN, Schema.COMPANY, "Ownership"),
        (TieKind.DIRECTS, Schema.PUBLIC_BODY, "Directorship"),
        (TieKind.DIRECTS, Schema.VESSEL, "UnknownLink"),
        (TieKind.PART_OF, Schema.COMPANY, "UnknownLink"),
    ],
)
def test_a_tie_takes_the_schema_that_its_ends_allow(kind: TieKind, target: Schema, schema: str) -> None:
    (entity,) = tie_entities([Tie("a", "b", kind)], {"a": Schema.COMPANY, "b": target})
    assert entity["schema"] == schema


def test_a_tie_without_an_id_at_its_other_end_is_passed_over() -> None:
    assert list(tie_entities([Tie("a", None, TieKind.OWNS, target_name="Acme")], {})) == []


def test_listings_have_ids_that_do_not_depend_on_their_terms_or_order() -> None:
    amended = replace(LISTING, terms="presumption of denial")
    other = replace(LISTING, list="other")
    first = [one["id"] for one in to_entities(replace(HIKVISION, listings=(LISTING, other)))][-2:]
    second = [one["id"] for one in to_entities(replace(HIKVISION, listings=(other, amended)))][-2:]
    assert first == second[::-1]
    assert len(set(first)) == 2


def test_two_listings_alike_in_all_that_makes_the_id_are_both_kept() -> None:
    twice = replace(HIKVISION, listings=(LISTING, replace(LISTING, terms="other terms")))
    assert _read(*to_entities(twice)).parties[0].listings == twice.listings


@pytest.mark.parametrize("scheme", VALID)
def test_a_number_with_wrong_check_digits_is_written_as_a_document(scheme: Scheme) -> None:
    def schemata(value: str) -> list[str]:
        return [one["schema"] for one in to_entities(replace(bare, identifiers=(Identifier(scheme, value),)))]

    bare = replace(HIKVISION, listings=(), addresses=())
    assert schemata(VALID[scheme]) == ["Company"]
    assert schemata(VALID[scheme][:-1] + "A?") == ["Company", "Identification"]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("us-ofac:20264", "us-ofac-20264"),
        ("NK-abc.def", "NK-abc.def"),
        ("starter:ends-with-", None),
        ("a:b:c", None),
        (":", None),
        ("海康", None),
        ("x" * 300, None),
    ],
)
def test_ids_are_written_in_letters_digits_hyphens_and_points(ours: str, theirs: str | None) -> None:
    written = ftm_id(ours)
    assert written == (theirs or written)
    assert len(written) <= 200
    assert written.replace("-", "").replace(".", "").isalnum()
    assert written.isascii()
    assert written[0].isalnum()
    assert written[-1].isalnum()
    assert _read(*to_entities(replace(HIKVISION, id=ours))).parties[0].id == ours


def test_ids_that_differ_are_written_differently() -> None:
    ids = ["a:b:c", "a:b-c", "a-b:c", "a b-c", "海", "康"]
    assert len({ftm_id(one) for one in ids}) >= len(ids) - 1  # "a:b-c" and "a-b:c" are never both ids of ours


# Shares


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (0.51, 0.51, "51"),
        (1.0, 1.0, "100"),
        (0.0, 0.0, "0"),
        (0.25, 0.5, "25-50"),
        (0.251, None, ">=25.1"),
        (None, 0.1, "<=10"),
        (None, None, None),
    ],
)
def test_shares_are_percentages_and_back(low: float | None, high: float | None, text: str | None) -> None:
    assert percentage(low, high) == text
    if text is not None:
        assert shares(text) == (low, high)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("50 %", (0.5, 0.5)),
        ("25,1", (0.251, 0.251)),
        ("50 - 75%", (0.5, 0.75)),
        ("25% to 50%", (0.25, 0.5)),
        ("100.0", (1.0, 1.0)),
        (">50", (0.5, None)),
        ("< 25 %", (None, 0.25)),
        ("75-50", None),
        ("101", None),
        ("majority", None),
        ("", None),
    ],
)
def test_percentages_of_registers_are_read(
    text: str, found: tuple[float | None, float | None] | None
) -> None:
    assert shares(text) == found


# Reading what others write


def test_sanctions_addresses_papers_and_securities_of_opensanctions_are_joined() -> None:
    content = _read(
        _raw(
            "s1", "Sanction", entity="NK-1", authority="OFAC", program="SDN", startDate="2018-04-06T00:00:00"
        ),
        _raw("sec", "Security", issuer="NK-1", isin="RU0007661625", ticker="GAZP", name="Share"),
        {
            **_raw(
                "NK-1",
                "Company",
                name=["Acme", "Акме"],
                alias="ACME",
                addressEntity="addr",
                topics="sanction",
                innCode="7736050003",
                jurisdiction="ru",
                country="RU",
                modifiedAt="2024",
            ),
            "caption": "Acme",
            "target": True,
            "datasets": ["us_ofac_sdn"],
            "referents": ["ofac-1"],
            "first_seen": "2020-01-01",
        },
        _raw("addr", "Address", full="1 Main St, Moscow", city="Moscow", country="ru"),
        _raw("id1", "Identification", holder="NK-1", number="77", type="Registration Number", country="ru"),
    )
    (party,) = content.parties
    assert content.left_out == ()
    assert party.id == "NK-1"
    assert party.names == (
        Name("Acme"),
        Name("Акме", NameKind.ORIGINAL_SCRIPT),
        Name("ACME", NameKind.ALIAS),
    )
    assert party.countries == ("ru",)
    assert party.addresses == (Address("1 Main St, Moscow", city="Moscow", country="ru"),)
    assert set(party.identifiers) == {
        Identifier(Scheme.ISIN, "RU0007661625"),
        Identifier(Scheme.TICKER, "GAZP"),
        Identifier(Scheme.TAX, "7736050003", label="INN"),
        Identifier(Scheme.REGISTRATION, "77", "ru", "Registration Number"),
    }
    (listing,) = party.listings
    assert (listing.list, listing.record_id, listing.program, listing.listed_on) == (
        "ftm",
        "s1",
        "SDN",
        "2018-04-06",
    )
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)


def test_a_nested_export_reads_as_the_plain_one() -> None:
    sanction = _raw("s1", "Sanction", authority="OFAC", program="SDN")
    owned = {**_raw("b", "Company", name="Sub"), "caption": "Sub"}
    ownership = _raw("o", "Ownership", asset=[owned], percentage="60")
    address = _raw("addr", "Address", full="1 Main St")
    nested = _raw(
        "a", "Company", name="Acme", sanctions=[sanction], ownershipOwner=[ownership], addressEntity=[address]
    )
    content = _read(nested)
    by_id = {party.id: party for party in content.parties}
    assert set(by_id) == {"a", "b"}
    assert by_id["a"].listings[0].program == "SDN"
    assert by_id["a"].addresses == (Address("1 Main St"),)
    assert content.ties == (Tie("a", "b", TieKind.OWNS, share_low=0.6, share_high=0.6),)
    assert content.left_out == ()


@pytest.mark.parametrize(
    ("program", "topics", "effect", "direction"),
    [
        ("UFLPA Entity List", ["sanction"], Effect.IMPORT_BAN, Direction.IMPORTS_FROM),
        ("Entity List", [], Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO),
        ("NS-CMIC", [], Effect.INVESTMENT_BAN, Direction.SECURITIES_OF),
        ("Debarred firms", [], Effect.DEBARMENT, Direction.PURCHASES_FROM),
        ("X", ["export.control"], Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO),
        ("X", ["sanction"], Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("X", [], Effect.NOTICE, Direction.DEALINGS_WITH),
    ],
)
def test_the_effect_of_a_foreign_sanction_follows_from_its_words_or_topics(
    program: str, topics: list[str], effect: Effect, direction: Direction
) -> None:
    party = _raw("a", "Company", name="A", topics=topics)
    (listing,) = _read(party, _raw("s", "Sanction", entity="a", program=program)).parties[0].listings
    assert (listing.effect, listing.direction) == (effect, direction)


def test_fragments_of_one_entity_are_merged() -> None:
    content = _read(_raw("a", "Company", name="A"), _raw("a", "Company", name="A", alias="B", country="cn"))
    (party,) = content.parties
    assert [name.text for name in party.names] == ["A", "B"]
    assert party.countries == ("cn",)


def test_a_party_without_a_name_bears_its_caption() -> None:
    assert _read({**_raw("a", "Vessel", imoNumber="IMO9074729"), "caption": "Ship"}).parties[0].name == "Ship"


def test_a_person_without_a_name_bears_its_parts() -> None:
    person = _raw("p", "Person", firstName="Ada", lastName="Smith")
    (party,) = _read(person, _raw("s", "Sanction", entity="p")).parties
    assert party.names == (Name("Ada Smith", given="Ada", family="Smith"),)


def test_an_address_that_says_nothing_is_none() -> None:
    content = _read(_raw("a", "Company", name="A", addressEntity="x"), _raw("x", "Address", remarks="?"))
    assert content.parties[0].addresses == ()


def test_what_is_not_taken_is_counted_by_schema_property_and_reason() -> None:
    content = _read(
        _raw("a", "Company", name="A", capital="5", mystery="x"),
        _raw("p", "Payment", payer="a"),
        _raw("q", "Payment", payer="a"),
        _raw("s", "Sanction", entity="gone"),
        _raw("o", "Ownership", owner="gone", asset="a"),
    )
    found = {one.where: one.what for one in content.left_out}
    assert found == {
        "Payment": "2",
        "Sanction": "1",
        "Ownership": "1",
        "Company.capital": "1",
        "Company.mystery": "1",
    }
    assert content.counts["Payment"] == 2


# People


def test_people_come_in_only_as_listed_or_as_owners_and_officers() -> None:
    people = [
        _raw(id_, "Person", name=id_) for id_ in ("listed", "owner", "officer", "donor", "member", "friend")
    ]
    content = _read(
        *people,
        _raw("c", "Company", name="C"),
        _raw("s", "Sanction", entity="listed"),
        _raw("o", "Ownership", owner="owner", asset="c"),
        _raw("d", "Directorship", director="officer", organization="c", role="director"),
        _raw("d2", "Directorship", director="donor", organization="not-in-the-file"),
        _raw("m", "Membership", member="member", organization="c"),
        _raw("u", "UnknownLink", subject="friend", object="c", role="friend"),
    )
    assert [party.id for party in content.parties] == ["listed", "owner", "officer", "c"]
    assert {one.where: one.what for one in content.left_out} == {
        "Person": "3",
        "Directorship": "1",
        "Membership": "1",
        "UnknownLink": "1",
    }


def test_a_listed_person_s_membership_is_left_out_as_it_may_tell_an_opinion() -> None:
    content = _read(
        _raw("p", "Person", name="P"),
        _raw("s", "Sanction", entity="p"),
        _raw("o", "Organization", name="The Party"),
        _raw("m", "Membership", member="p", organization="o"),
    )
    assert content.ties == ()
    assert [one.where for one in content.left_out] == ["Membership"]


def test_a_fragment_of_unknown_kind_does_not_let_a_person_in() -> None:
    for order in (1, -1):
        fragments = [_raw("p", "LegalEntity", name="P"), _raw("p", "Person", name="P")][::order]
        assert _read(*fragments).parties == ()


def test_topics_that_tell_a_belief_or_opinion_stay_off_people_but_not_off_bodies() -> None:
    person = _raw("p", "Person", name="P", topics=["sanction", "pol.party"])
    content = _read(
        person, _raw("s", "Sanction", entity="p"), _raw("o", "Organization", name="O", topics="rel")
    )
    assert content.parties[0].topics == ("sanction",)
    assert content.parties[1].topics == ("rel",)
    assert [one.where for one in content.left_out] == ["Person.topics.pol.party"]


@pytest.mark.parametrize("name", ["religion", "ethnicity", "political"])
def test_a_special_category_is_refused_with_file_line_id_and_remedy(name: str) -> None:
    lines = [
        json.dumps(_raw("c", "Company", name="C")),
        "",
        json.dumps(_raw("p", "Person", name="P", **{name: "x"})),
    ]
    with pytest.raises(SpecialCategoryError) as caught:
        from_entities(read_lines("\n".join(lines), file="e.json"), file="e.json")
    problem = caught.value
    assert (problem.file, problem.row, problem.id) == ("e.json", 3, "p")
    assert name in problem.problem
    assert f"del(.properties.{name})" in problem.remedy
    assert "x" not in problem.problem.split()  # the value itself is nowhere repeated


def test_a_special_category_is_refused_in_a_nested_entity_too() -> None:
    person = _raw("p", "Person", name="P", religion="x")
    with pytest.raises(SpecialCategoryError):
        _read(_raw("o", "Ownership", owner=[person], asset="c"))


# Bad lines


@pytest.mark.parametrize("line", ['{"id": ', "{'id': 1}", '{"id": "\\ud800"}', "1" * 5000])
def test_a_line_that_is_not_json_is_named(line: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        list(read_lines(f'{{"id": "a"}}\n{line}', file="e.json"))
    assert (caught.value.file, caught.value.row) == ("e.json", 2)


def test_nesting_without_bound_is_refused() -> None:
    with pytest.raises(UnsafeFileError) as caught:
        list(read_lines("{}\n" + "[" * 100_000, file="e.json"))
    assert (caught.value.file, caught.value.row) == ("e.json", 2)
    entity = _raw("x", "Company", name="X")
    for depth in range(200):
        entity = _raw(f"x{depth}", "Company", parent=[entity])
    with pytest.raises(UnsafeFileError):
        _read(entity)


@pytest.mark.parametrize(
    "line",
    [
        "[]",
        "1",
        "{}",
        '{"id": "a", "schema": "Company"}',
        '{"id": "", "schema": "Company", "properties": {}}',
        '{"id": 5, "schema": "Company", "properties": {}}',
        '{"id": "a", "schema": "Company", "properties": []}',
    ],
)
def test_a_line_that_is_no_entity_is_named(line: str) -> None:
    good = json.dumps(_raw("a", "Company", name="A"))
    with pytest.raises(LayoutError) as caught:
        from_entities(read_lines(f"{good}\n{line}", file="e.json"), file="e.json")
    assert (caught.value.file, caught.value.row) == ("e.json", 2)


@pytest.mark.real
def test_real_donations_give_companies_and_no_donor(shared: Path) -> None:
    path = shared / "data" / "ownership" / "ftm" / "parteispenden_entities.ftm.json"
    content = from_entities(read_lines(path.read_text("utf-8")))
    assert content.counts == {"Organization": 18, "Address": 89, "Person": 22, "Payment": 290, "Company": 56}
    assert len(content.parties) == 56 + 18
    assert {party.schema for party in content.parties} == {Schema.COMPANY, Schema.ORGANIZATION}
    assert sum(len(party.addresses) for party in content.parties) >= 56
    assert {one.where: one.what for one in content.left_out} == {"Payment": "290", "Person": "22"}
