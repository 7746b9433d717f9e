from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError, UnsafeFileError
from brightline.lists.importing import Outcome, Recogniser, import_paths
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_ofac import PUBLISHER as CSV
from brightline.lists.publishers.us_ofac_xml import PUBLISHER, enhanced, read_delta, wording
from brightline.lists.publishers.us_ofac_xml.party import party, read_statements
from brightline.lists.store import Store
from brightline.model import (
    Direction,
    Effect,
    Identifier,
    Name,
    NameKind,
    Party,
    Schema,
    Scheme,
    Tie,
    TieKind,
)

SAMPLES = Path(__file__).parents[2] / "samples" / "us_ofac_xml"
LEGACY, ADVANCED, ENHANCED = "sdn.xml", "sdn_advanced.xml", "sdn_enhanced.xml"
GENERATIONS = (LEGACY, ADVANCED, ENHANCED)
SDN = Part("us_ofac_sdn", "list")
CONSOLIDATED = Part("us_ofac_consolidated", "list")
INVESTMENT_BAN = (Effect.INVESTMENT_BAN, Direction.SECURITIES_OF)


def sample(name: str, *changes: tuple[str, str], as_name: str | None = None) -> SourceFile:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return source_from_bytes(as_name or name, text.encode())


def parsed(file: SourceFile) -> ParsedEdition:
    return PUBLISHER.parse({"list": file})


def by_id(edition: ParsedEdition) -> Mapping[str, Party]:
    return {one.id: one for one in edition.parties}


def names(one: Party, kind: NameKind) -> list[str]:
    return [name.text for name in one.names if name.kind is kind]


def effects(one: Party) -> list[tuple[Effect, Direction]]:
    return [(listing.effect, listing.direction) for listing in one.listings]


@pytest.fixture(scope="module", params=GENERATIONS)
def sdn(request: pytest.FixtureRequest) -> ParsedEdition:
    return parsed(sample(request.param))


@pytest.fixture(scope="module")
def whole() -> Mapping[str, Party]:
    return by_id(parsed(sample(ENHANCED)))


# Recognising


@pytest.mark.parametrize(
    ("file", "part"),
    [
        (sample(LEGACY), SDN),
        (sample(LEGACY, as_name="download"), SDN),
        (sample(LEGACY, ("http://tempuri.org/sdnList.xsd", "urn:new")), SDN),
        (sample(LEGACY, as_name="/lists/CONSOLIDATED.XML"), CONSOLIDATED),
        (sample(LEGACY, ("NPWMD", "NS-PLC"), as_name="download"), CONSOLIDATED),
        (sample(ADVANCED), SDN),
        (sample(ADVANCED, ("http://www.un.org/sanctions/1.0", "urn:new")), SDN),
        (sample(ADVANCED, ('ListID="1550"', 'ListID="91512"')), CONSOLIDATED),
        (sample(ENHANCED), SDN),
        (sample(ENHANCED, ('"1550">SDN List', '"91512">Consolidated List')), CONSOLIDATED),
    ],
)
def test_the_first_elements_tell_the_generation_and_the_list(file: SourceFile, part: Part) -> None:
    assert PUBLISHER.recognise(file) == part


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-02-27"/>',
        b"<sanctionsData><other/></sanctionsData>",
        b"<Sanctions><Entry/></Sanctions>",
        b"<!DOCTYPE html><html><body>Access denied</body></html>",
        b'36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n',
        b"\x00\x01\x02",
    ],
)
def test_other_files_are_not_claimed(content: bytes) -> None:
    file = source_from_bytes("sdn.xml", content)
    assert PUBLISHER.recognise(file) is None
    with pytest.raises(LayoutError, match="not one of OFAC's XML files"):
        parsed(file)


def test_the_lists_are_those_of_the_csv_publisher() -> None:
    plain = [replace(about, format="", url="") for about in PUBLISHER.lists]
    assert plain == [replace(about, format="", url="") for about in CSV.lists]
    assert [about.url.rsplit("/")[-1] for about in PUBLISHER.lists] == [
        "SDN_ENHANCED.ZIP",
        "CONS_ENHANCED.ZIP",
    ]


# What every generation gives


def test_the_day_and_the_records_come_from_the_file(sdn: ParsedEdition) -> None:
    assert (sdn.list_id, sdn.published, sdn.records) == ("us_ofac_sdn", "2025-03-04", 5)
    assert sdn.counts == {"NPWMD": 1, "IFSR": 1, "GLOMAG": 1, "IRAN": 2, "SDGT": 1}


def test_an_entity(sdn: ParsedEdition) -> None:
    one = by_id(sdn)["us-ofac:101"]
    assert one.schema is Schema.ORGANIZATION
    assert one.names[0] == Name("EXAMPLE TRADING COMPANY LIMITED")
    assert names(one, NameKind.ALIAS) == ["EXAMPLE TRADING CO."]
    assert names(one, NameKind.FORMER) == ["EXAMPLE IMPORT EXPORT"]
    assert "ETC" in names(one, NameKind.WEAK)
    assert set(one.identifiers) == {
        Identifier(Scheme.OFAC, "101"),
        Identifier(Scheme.REGISTRATION, "12345", country="ir", label="Registration Number"),
        Identifier(Scheme.BIC, "EXAMIRTH", label="SWIFT/BIC"),
    }
    address = one.addresses[0]
    assert address.full == "1 Example Street, Floor 2, Tehran, Tehran Province 11369, Iran"
    assert (address.street, address.city) == ("1 Example Street, Floor 2", "Tehran")
    assert (address.region, address.postcode, address.country) == ("Tehran Province", "11369", "ir")
    assert one.countries == ("ir",)
    assert "Website www.example.test" in one.notes


def test_its_listing(sdn: ParsedEdition) -> None:
    (listing,) = by_id(sdn)["us-ofac:101"].listings
    assert (listing.list, listing.record_id) == ("us_ofac_sdn", "101")
    assert (listing.program, listing.citation) == ("NPWMD; IFSR", "Executive Order 13382")
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert listing.covers == "All offices worldwide"
    assert listing.notes == ("Additional Sanctions Information - Subject to Secondary Sanctions",)
    assert listing.url == "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=101"


def test_an_individual(sdn: ParsedEdition) -> None:
    one = by_id(sdn)["us-ofac:102"]
    assert one.schema is Schema.PERSON
    assert one.names == (
        Name("DOE, John Paul", given="John Paul", family="DOE"),
        Name("DO, Jon", NameKind.ALIAS, given="Jon", family="DO"),
        Name("JD", NameKind.WEAK),
    )
    assert one.birth_dates == ("1955-03-25", "1957")
    assert "DOB circa 1957" in one.notes
    assert one.birth_places == ("Exampletown, Henan, China",)
    assert one.countries == ("cn",)
    assert one.positions == ("Minister of Examples", "Member of Parliament")
    assert set(one.identifiers) == {
        Identifier(Scheme.OFAC, "102"),
        Identifier(Scheme.PASSPORT, "G1234567", country="cn", label="Passport"),
        Identifier(Scheme.NATIONAL_ID, "110101195501011234", country="cn", label="Identification Number"),
    }
    assert "Passport G1234567 (China) issued 01 Jan 2010 expires 01 Jan 2020" in one.notes


def test_a_vessel(sdn: ParsedEdition) -> None:
    one = by_id(sdn)["us-ofac:103"]
    assert one.schema is Schema.VESSEL
    assert one.name == "EXAMPLE STAR"
    assert {(number.scheme, number.value) for number in one.identifiers} == {
        (Scheme.OFAC, "103"),
        (Scheme.CALL_SIGN, "EPXX9"),
        (Scheme.IMO, "1234567"),
        (Scheme.MMSI, "123456789"),
    }
    assert set(one.countries) == {"ir", "mt"}
    assert set(one.notes) >= {
        "Vessel type: Crude Oil Tanker",
        "Vessel flag: Iran",
        "Vessel owner: Example Line S.A.",
        "Tonnage: 318,000",
        "Gross registered tonnage: 163,660",
        "Former Vessel Flag Malta",
    }


def test_an_aircraft(sdn: ParsedEdition) -> None:
    one = by_id(sdn)["us-ofac:105"]
    assert one.schema is Schema.AIRPLANE
    assert one.name == "EP-XXX"
    label = "Aircraft Manufacturer's Serial Number (MSN)"
    assert Identifier(Scheme.AIRCRAFT, "1023409999", label=label) in one.identifiers
    assert "Aircraft Model IL76-TD" in one.notes


def test_gender_and_special_categories_are_never_taken_in(sdn: ParsedEdition) -> None:
    for word in ("Male", "tribe", "Exampleish", "Ethnicity"):
        assert word not in str(sdn.parties)
        assert word not in str([one.what for one in sdn.left_out]).replace("ethnicity, tribe", "")


def test_what_is_left_out_of_a_person_is_counted() -> None:
    (left_out,) = parsed(sample(ENHANCED)).left_out
    assert left_out.where.endswith("us-ofac:102")
    assert left_out.what.startswith("2 statement")
    labelled = sample(LEGACY, ("<idType>Gender</idType>", "<idType>Religion</idType>"))
    (left_out,) = parsed(labelled).left_out
    assert left_out.what.startswith("1 statement")


# What CSV and XML must agree on


def facts(one: Party) -> dict[str, object]:
    """What must be the same whatever file a record is read from."""
    return {
        "schema": one.schema,
        "shown": one.names[0],
        "names": {(name.text, name.kind) for name in one.names if name.language is None},
        "identifiers": set(one.identifiers),
        "effects": effects(one),
        "programmes": [set(listing.program.split("; ")) for listing in one.listings],
        "birth dates": set(one.birth_dates),
        "birth places": set(one.birth_places),
        "positions": set(one.positions),
    }


def differing(csv: Mapping[str, Party], xml: Mapping[str, Party]) -> dict[str, set[str]]:
    """For each fact, the parties of both files that differ in it."""
    found: dict[str, set[str]] = {}
    for one in csv.keys() & xml.keys():
        first, second = facts(csv[one]), facts(xml[one])
        for fact, value in first.items():
            if value != second[fact]:
                found.setdefault(fact, set()).add(one)
    return found


def test_the_same_record_gives_the_same_party_from_csv_and_from_xml(sdn: ParsedEdition) -> None:
    row = (
        '102,"DOE, John Paul","individual","GLOMAG","Minister of Examples; Member of Parliament"'
        + ",-0- " * 6
        + ',"DOB 25 Mar 1955; alt. DOB circa 1957; POB Exampletown, Henan, China; nationality China; '
        "Gender Male; Passport G1234567 (China) issued 01 Jan 2010 expires 01 Jan 2020; "
        "Identification Number 110101195501011234 (China); a.k.a. 'JD'.\"\r\n\x1a"
    )
    alias = '102,1,"aka","DO, Jon",-0- \r\n\x1a'
    parts = {"main": source_from_bytes("sdn.csv", row.encode())}
    csv = CSV.parse({**parts, "aliases": source_from_bytes("alt.csv", alias.encode())})
    assert differing(by_id(csv), by_id(sdn)) == {}
    assert by_id(csv)["us-ofac:102"].countries == by_id(sdn)["us-ofac:102"].countries


def test_the_generations_agree_with_each_other() -> None:
    first, *others = (by_id(parsed(sample(name))) for name in GENERATIONS)
    for other in others:
        assert list(first) == list(other)
        assert differing(first, other) == {}


# What only the newer generations have


@pytest.mark.parametrize("name", [ADVANCED, ENHANCED])
def test_days_of_listing(name: str) -> None:
    edition = parsed(sample(name))
    days = {one.id: one.listings[0].listed_on for one in edition.parties}
    assert days["us-ofac:101"] == "2010-06-16"
    assert days["us-ofac:102"] == "2020-07-09"
    assert edition.newest_entry == "2020-07-09"
    assert "On OFAC's lists: SDN List (2010-06-16)" in by_id(edition)["us-ofac:101"].notes


def test_the_legacy_file_has_no_days_of_listing() -> None:
    edition = parsed(sample(LEGACY))
    assert {listing.listed_on for one in edition.parties for listing in one.listings} == {None}
    assert edition.newest_entry is None


@pytest.mark.parametrize("name", [ADVANCED, ENHANCED])
def test_names_in_their_own_script(name: str) -> None:
    one = by_id(parsed(sample(name)))["us-ofac:101"]
    assert [name for name in one.names if name.kind is NameKind.ORIGINAL_SCRIPT] == [
        Name("شرکت نمونه", NameKind.ORIGINAL_SCRIPT, "und-Arab")
    ]


def test_a_name_in_another_script_alone_is_the_one_to_show() -> None:
    latin = '<translation id="12"><isPrimary>true</isPrimary><script refId="20122">Latin</script>'
    cyrillic = latin.replace("20122", "20107").replace("Latin", "Cyrillic")
    one = by_id(parsed(sample(ENHANCED, (latin, cyrillic))))["us-ofac:105"]
    assert one.names == (Name("EP-XXX", language="und-Cyrl"),)


def test_a_weak_name_stays_weak_in_any_script(whole: Mapping[str, Party]) -> None:
    assert Name("例子", NameKind.WEAK, "zh-Hans") in whole["us-ofac:101"].names


def test_documents_with_a_flaw_say_so(whole: Mapping[str, Party]) -> None:
    assert set(whole["us-ofac:102"].notes) >= {
        "Passport G1234567: not valid",
        "Passport G1234567: in the name DO, Jon",
        "Identification Number 110101195501011234: issuing authority Ministry",
    }
    assert "Passport G1234567: not valid" in by_id(parsed(sample(ADVANCED)))["us-ofac:102"].notes


def test_legal_authorities_and_types_are_notes(whole: Mapping[str, Party]) -> None:
    assert set(whole["us-ofac:101"].notes) >= {
        "Sanctions types: Block",
        "Legal authorities: Executive Order 13382 (Non-proliferation)",
        "Website www.example.test: in English",
    }


def test_addresses_in_their_own_script() -> None:
    one = by_id(parsed(sample(ADVANCED)))["us-ofac:101"]
    assert [address.full for address in one.addresses[1:]] == ["تهران, Iran"]


@pytest.mark.parametrize(
    ("list_name", "programme", "effect", "day"),
    [
        ("Non-SDN CMIC List", "CMIC-EO13959", Effect.INVESTMENT_BAN, "2010-06-16"),
        ("Non-SDN CMIC List", "CMIC-EO", Effect.INVESTMENT_BAN, "2010-06-16"),
        (
            "Sectoral Sanctions Identifications List",
            "UKRAINE-EO13662",
            Effect.SECTORAL_RESTRICTION,
            "2010-06-16",
        ),
        ("FSE List", "FSE-IR", Effect.ACCOUNT_RESTRICTION, "2010-06-16"),
        # The days of lists that were merged from others, and of another list, say nothing of the listing.
        ("CAPTA List", "561-Related", Effect.ACCOUNT_RESTRICTION, None),
        ("Consolidated List", "UKRAINE-EO13662", Effect.SECTORAL_RESTRICTION, None),
        ("SDN List", "UKRAINE-EO13662", Effect.SECTORAL_RESTRICTION, None),
    ],
)
def test_the_list_that_dates_a_listing(
    list_name: str, programme: str, effect: Effect, day: str | None
) -> None:
    file = sample(
        ENHANCED,
        ('refId="1550">SDN List', 'refId="91512">Consolidated List'),
        ('datePublished="2010-06-16">SDN List', f'datePublished="2010-06-16">{list_name}'),
        ('<sanctionsProgram refId="91167" id="1">IFSR</sanctionsProgram>', ""),
        ("NPWMD", programme),
    )
    (listing,) = by_id(parsed(file))["us-ofac:101"].listings
    assert (listing.list, listing.effect) == ("us_ofac_consolidated", effect)
    assert listing.listed_on == day


# Ties


def test_relationships_by_number() -> None:
    ties = parsed(sample(ENHANCED)).ties
    assert ties == (
        Tie(
            "us-ofac:101",
            "us-ofac:102",
            TieKind.LINKED_TO,
            target_name="DOE, John Paul",
            source="us_ofac_sdn 101",
            confidence="low",
            note="Acting for or on behalf of",
        ),
        Tie(
            "us-ofac:103",
            "us-ofac:104",
            TieKind.LINKED_TO,
            target_name="EXAMPLE STAR",
            source="us_ofac_sdn 103",
            note="Property in the interest of",
        ),
        # "Owned or Controlled By" is read from the owner.
        Tie(
            "us-ofac:101",
            "us-ofac:104",
            TieKind.CONTROLS,
            target_name="EXAMPLE STAR",
            source="us_ofac_sdn 104",
            note="Owned or Controlled By",
        ),
    )


@pytest.mark.parametrize(
    ("stated", "kind", "origin"),
    [
        ("Owned or Controlled By", TieKind.CONTROLS, "us-ofac:102"),
        ("Owns, controls, or operates", TieKind.CONTROLS, "us-ofac:101"),
        ("Leader or official of", TieKind.DIRECTS, "us-ofac:101"),
        ("Principal Executive Officer", TieKind.DIRECTS, "us-ofac:101"),
        ("Providing support to", TieKind.LINKED_TO, "us-ofac:101"),
        ("A relationship of the future", TieKind.LINKED_TO, "us-ofac:101"),
    ],
)
def test_kinds_of_relationship(stated: str, kind: TieKind, origin: str) -> None:
    tie = parsed(sample(ENHANCED, ("Acting for or on behalf of", stated))).ties[0]
    assert (tie.kind, tie.origin, tie.note) == (kind, origin, stated)
    assert {tie.origin, tie.target} == {"us-ofac:101", "us-ofac:102"}


def test_the_advanced_file_has_relationships_in_a_section_of_their_own() -> None:
    edition = parsed(sample(ADVANCED))
    assert [(tie.origin, tie.target, tie.kind, tie.note) for tie in edition.ties] == [
        ("us-ofac:101", "us-ofac:102", TieKind.LINKED_TO, "Acting for or on behalf of (former)"),
        ("us-ofac:101", "us-ofac:104", TieKind.CONTROLS, "Owned or Controlled By"),
    ]
    assert [one.what for one in edition.left_out if "999" in one.what] == [
        "relationship 'Acting for or on behalf of' between 999 and 101"
    ]


def test_the_legacy_file_links_by_name() -> None:
    ties = parsed(sample(LEGACY)).ties
    assert [(tie.origin, tie.target, tie.target_name) for tie in ties] == [
        ("us-ofac:101", None, "DOE, John"),
        ("us-ofac:103", "us-ofac:104", "EXAMPLE STAR"),
        ("us-ofac:105", "us-ofac:101", "EXAMPLE TRADING COMPANY LIMITED"),
        ("us-ofac:105", None, "NOBODY (N) S.A."),
    ]
    assert {tie.kind for tie in ties} == {TieKind.LINKED_TO}


# Refusals


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        (sample(LEGACY, ("<Record_Count>5", "<Record_Count>6")), "announces 6"),
        (sample(LEGACY, ("<Publish_Date>03/04/2025</Publish_Date>", "")), "Publish_Date"),
        (sample(LEGACY, ("<uid>104</uid>", "<uid>103</uid>")), "103: a second party"),
        (sample(LEGACY, ("<uid>104</uid>", "<uid>x</uid>")), "without OFAC's number"),
        (sample(LEGACY, ("<lastName>EP-XXX</lastName>", "")), "105: a party without a name"),
        (sample(LEGACY, ("<program>SDGT</program>", "")), "105: a party without a programme"),
        (sample(LEGACY, (">Vessel<", ">Submarine<")), "103: 'Submarine' is no kind of party"),
        (sample(ADVANCED, ('IDRegDocTypeID="91761"', 'IDRegDocTypeID="7"')), "IDRegDocType 7"),
        (sample(ADVANCED, ('LocationID="501"', 'LocationID="7"')), "7: a party at a place"),
        (sample(ADVANCED, ('ProfileID="105" ListID', 'ProfileID="7" ListID')), "7: a listing of a party"),
        (sample(ADVANCED, ("<Year>2025</Year>", "")), "DateOfIssue"),
        (sample(ADVANCED, ("<Comment>SDGT</Comment>", "")), "105: a party without a programme"),
        (sample(ENHANCED, ("2025-03-04T00:00:00", "")), "dataAsOf"),
        (sample(ENHANCED, ('<entity id="104">', '<entity id="103">')), "103: a second party"),
        (sample(ENHANCED, (">Aircraft<", ">Balloon<")), "105: 'Balloon' is no kind of party"),
    ],
)
def test_a_file_in_another_layout_is_refused_by_name(file: SourceFile, problem: str) -> None:
    with pytest.raises(LayoutError) as caught:
        parsed(file)
    assert file.name in str(caught.value)
    assert problem in str(caught.value)
    assert "download" in caught.value.remedy


ONE_LIST = '<sanctionsList refId="1550">SDN List</sanctionsList></sanctionsLists>'


@pytest.mark.parametrize(
    ("filters", "problem"),
    [
        (
            f"{ONE_LIST}<sanctionsPrograms><sanctionsProgram>IRGC</sanctionsProgram></sanctionsPrograms>",
            "a selection (sanctionsPrograms: IRGC)",
        ),
        (f"{ONE_LIST}<minimumScore/>", "a selection (minimumScore)"),
        (ONE_LIST.replace("SDN List", "Non-SDN CMIC List"), "of 1 lists (Non-SDN CMIC List)"),
        ("</sanctionsLists>", "of 0 lists (none named)"),
        (
            '<sanctionsList refId="91512">Consolidated List</sanctionsList>' + ONE_LIST,
            "of 2 lists (Consolidated List, SDN List)",
        ),
    ],
)
def test_a_selection_is_never_taken_for_the_whole_list(filters: str, problem: str) -> None:
    file = sample(ENHANCED, (ONE_LIST, filters))
    assert PUBLISHER.recognise(file) == SDN
    with pytest.raises(LayoutError) as caught:
        parsed(file)
    assert problem in str(caught.value)
    assert "SDN_ENHANCED.ZIP" in caught.value.remedy


@pytest.mark.parametrize("name", GENERATIONS)
def test_damaged_and_hostile_files_are_refused(name: str) -> None:
    data = (SAMPLES / name).read_bytes()
    with pytest.raises(UnreadableFileError):
        parsed(source_from_bytes(name, data[: len(data) * 3 // 4]))
    root = {LEGACY: b"<sdnList", ADVANCED: b"<Sanctions", ENHANCED: b"<sanctionsData"}[name]
    bomb = data.replace(root, b'<!DOCTYPE x [<!ENTITY y "z">]>' + root, 1)
    with pytest.raises(UnsafeFileError):
        parsed(source_from_bytes(name, bomb))


@pytest.mark.parametrize(
    ("name", "inside"),
    [(LEGACY, "<programList>"), (ADVANCED, "<NamePartGroups>"), (ENHANCED, "<generalInfo>")],
)
def test_an_unknown_element_is_reported_once(name: str, inside: str) -> None:
    left_out = parsed(sample(name, (inside, f"<novelty>x</novelty>{inside}"))).left_out
    assert [one.what for one in left_out if "novelty" in one.what] == [
        "element novelty, in 5 records, first 101"
    ]


# Deltas


def test_a_delta_is_no_list() -> None:
    file = sample("delta.xml")
    # Claimed, so that the refusal can say what it is, under the role that keeps it apart from whole lists.
    assert PUBLISHER.recognise(file) == SDN
    with pytest.raises(LayoutError, match=r"a delta, which holds the changes of one day, not a list"):
        parsed(file)


def test_a_delta_or_a_selection_keeps_no_list_beside_it_from_being_taken_in(tmp_path: Path) -> None:
    folder = tmp_path / "ofac"
    folder.mkdir()
    selection = sample(ENHANCED, (ONE_LIST, f"{ONE_LIST}<countries/>"))
    for name, file in (
        ("a.xml", sample("delta.xml")),
        ("b.xml", selection),
        ("c.xml", sample(ENHANCED)),
        ("d.xml", sample(LEGACY)),
    ):
        (folder / name).write_bytes(file.raw)
    found = import_paths(
        Store(tmp_path / "home"), [folder], Recogniser([CSV, PUBLISHER]), now="2026-11-22T10:00:00Z"
    )
    assert {Path(one.files[0]).name: one.outcome for one in found} == {
        "a.xml": Outcome.REFUSED,
        "b.xml": Outcome.REFUSED,
        "c.xml": Outcome.KEPT,
        "d.xml": Outcome.IN_USE,
    }


def test_what_a_delta_adds_changes_and_removes() -> None:
    delta = read_delta(sample("delta.xml"))
    assert delta.published == "2025-03-05"
    assert [(one.id, one.name) for one in delta.added] == [
        ("us-ofac:301", "ROE, Richard"),
        ("us-ofac:302", "EXAMPLE GROUP"),
    ]
    assert [(one.id, one.name) for one in delta.changed] == [
        ("us-ofac:101", "EXAMPLE TRADING COMPANY LIMITED")
    ]
    assert [(one.id, one.name) for one in delta.removed] == [
        ("us-ofac:102", "DOE, John Paul"),
        ("us-ofac:105", ""),
    ]
    assert delta.left_out == ()


def test_a_new_party_is_whole() -> None:
    first, second = read_delta(sample("delta.xml")).added
    assert first.party is not None
    assert first.party.birth_dates == ("1987-01-10",)
    assert first.party.listings[0].listed_on == "2025-03-05"
    assert first.lists == ("us_ofac_sdn",)
    assert second.party is not None
    assert second.lists == ("us_ofac_consolidated", "us_ofac_sdn")
    assert effects(second.party) == [INVESTMENT_BAN, (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)]


def test_a_change_says_which_parts() -> None:
    (change,) = read_delta(sample("delta.xml")).changed
    assert change.party is None
    assert change.changes == ("add name", "remove address")


def test_ties_of_new_parties() -> None:
    (tie,) = read_delta(sample("delta.xml")).ties
    assert (tie.origin, tie.target, tie.kind) == ("us-ofac:301", "us-ofac:302", TieKind.DIRECTS)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('action="modify"', 'action="merge"'), "101: the action 'merge'"),
        (('action="modify"', ""), "101: the action ''"),
        (("2025-03-05T00:00:00-05:00", ""), "datePublished"),
        (
            ('<sanctionsProgram id="1" refId="92795">CYBER3</sanctionsProgram>', ""),
            "301: a party without a pro",
        ),
        (('id="302"', 'id="301"'), "301: a second party"),
    ],
)
def test_a_delta_in_another_layout_is_refused(change: tuple[str, str], problem: str) -> None:
    with pytest.raises(LayoutError) as caught:
        read_delta(sample("delta.xml", change))
    assert problem in str(caught.value)


@pytest.mark.parametrize("name", GENERATIONS)
def test_a_list_is_no_delta(name: str) -> None:
    with pytest.raises(LayoutError, match="not one of OFAC's delta files"):
        read_delta(sample(name))


# Wording


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("1957-10-10", "1957-10-10", "10 Oct 1957"),
        ("1962-01-01", "1962-12-31", "1962"),
        ("1981-06-01", "1981-06-30", "Jun 1981"),
        ("1960-01-01", "1965-12-31", "1960 to 1965"),
        ("1960-02-03", "1960-03-04", "03 Feb 1960 to 04 Mar 1960"),
        ("1960-02-01", "1960-03-31", "01 Feb 1960 to 31 Mar 1960"),
    ],
)
def test_periods(first: str, last: str, words: str) -> None:
    days = (date.fromisoformat(first), date.fromisoformat(last))
    assert wording.period(*days) == words
    assert wording.period(*days, approximate=True) == f"circa {words}"


@pytest.mark.parametrize(
    ("remarks", "pieces"),
    [
        ("", []),
        ("HAMAS - Hebron", ["HAMAS - Hebron"]),
        ("(Linked To: A)", ["Linked To: A"]),
        ("(Linked To: A (B))", ["Linked To: A (B)"]),
        ("(Linked To: A (B); Linked To: C)", ["Linked To: A (B)", "Linked To: C"]),
        ("(Linked To: A); (Linked To: B)", ["Linked To: A", "Linked To: B"]),
        ("(Head Office); x", ["(Head Office)", "x"]),
    ],
)
def test_remarks_lose_the_brackets_around_links(remarks: str, pieces: list[str]) -> None:
    assert wording.remark_pieces(remarks) == pieces


# Real files


@pytest.fixture(scope="module")
def real(real_lists: Path) -> Callable[[str], ParsedEdition]:
    editions: dict[str, ParsedEdition] = {}

    def read(path: str) -> ParsedEdition:
        if path not in editions:
            editions[path] = parsed(open_source(real_lists / "us-ofac-consolidated" / path))
        return editions[path]

    return read


@pytest.fixture(scope="module")
def cons_csv(real_lists: Path) -> Mapping[str, Party]:
    folder = real_lists / "us-ofac-consolidated" / "2025-12"
    files = [open_source(path) for path in sorted(folder.glob("cons_*.csv"))]
    return by_id(CSV.parse({part.role: file for file in files if (part := CSV.recognise(file))}))


REAL_LEGACY = "2024-05-06/consolidated.xml"
REAL_ENHANCED = "2025-01-14/CONS_ENHANCED.ZIP"
REAL_ADVANCED = "2021-06-03/cons_advanced.xml"


MEASURED = {
    REAL_LEGACY: ("2024-05-06", 443, {"CMIC-EO13959": 68}, {TieKind.LINKED_TO: 284}),
    REAL_ENHANCED: (
        "2025-01-10",
        443,
        {"CMIC-EO13959": 68},
        {TieKind.CONTROLS: 282, TieKind.LINKED_TO: 1},
    ),
    REAL_ADVANCED: ("2021-06-03", 446, {"CMIC-EO": 59}, {TieKind.CONTROLS: 296}),
}


@pytest.mark.real
@pytest.mark.parametrize("path", MEASURED)
def test_a_real_list_is_taken_in_whole(
    real: Callable[[str], ParsedEdition], real_lists: Path, path: str
) -> None:
    day, records, cmic, ties = MEASURED[path]
    assert PUBLISHER.recognise(open_source(real_lists / "us-ofac-consolidated" / path)) == CONSOLIDATED
    edition = real(path)
    assert (edition.list_id, edition.published) == ("us_ofac_consolidated", day)
    assert edition.records == len(edition.parties) == records
    assert edition.counts.items() >= cmic.items()
    assert sum(INVESTMENT_BAN in effects(one) for one in edition.parties) == sum(cmic.values())
    assert Counter(tie.kind for tie in edition.ties) == ties
    assert edition.left_out == ()


@pytest.mark.real
def test_names_of_the_real_files(real: Callable[[str], ParsedEdition]) -> None:
    def kinds(path: str) -> Mapping[NameKind, int]:
        return Counter(name.kind for one in real(path).parties for name in one.names)

    assert kinds(REAL_LEGACY)[NameKind.WEAK] == 66
    assert kinds(REAL_ENHANCED)[NameKind.WEAK] == 71
    assert kinds(REAL_ENHANCED)[NameKind.ORIGINAL_SCRIPT] == 43
    gazprombank = by_id(real(REAL_ENHANCED))["us-ofac:17016"]
    cyrillic = Name("ГАЗПРОМБАНК АКЦИОНЕРНОЕ ОБЩЕСТВО", NameKind.ORIGINAL_SCRIPT, "und-Cyrl")
    assert cyrillic in gazprombank.names


@pytest.mark.real
@pytest.mark.parametrize("path", [REAL_ENHANCED, REAL_ADVANCED])
def test_days_of_listing_in_the_newer_real_files(real: Callable[[str], ParsedEdition], path: str) -> None:
    undated = {one.id for one in real(path).parties for listing in one.listings if not listing.listed_on}
    # Bank of Kunlun, of which the file has only the day on which another list took it in.
    assert undated == {"us-ofac:15268"}
    first = by_id(real(path))["us-ofac:17016"].listings[0]
    # On the sectoral list since July 2014; the merged list, and the SDN List since 2024, are others.
    assert (first.effect, first.listed_on) == (Effect.SECTORAL_RESTRICTION, "2014-07-16")


# Parties of the CSV of December 2025 that differ from an older XML, because OFAC changed them in between:
# names added and replaced, numbers added, with a country or under another label, listings under a further
# order (Executive Order 14024 is of 2021, its directive on accounts of 2022).
CHANGED_SINCE = {
    REAL_ENHANCED: {"shown": 1, "names": 6, "identifiers": 22, "programmes": 12},
    REAL_LEGACY: {"shown": 3, "names": 20, "identifiers": 28, "programmes": 26},
    REAL_ADVANCED: {
        "shown": 53,
        "names": 80,
        "identifiers": 77,
        "programmes": 147,
        "effects": 14,
        "birth places": 1,
    },
}


@pytest.mark.real
@pytest.mark.parametrize(("path", "both"), [(REAL_ENHANCED, 442), (REAL_LEGACY, 441), (REAL_ADVANCED, 425)])
def test_real_records_give_the_same_party_from_csv_and_from_xml(
    real: Callable[[str], ParsedEdition], cons_csv: Mapping[str, Party], path: str, both: int
) -> None:
    xml = by_id(real(path))
    assert len(cons_csv.keys() & xml.keys()) == both
    assert {fact: len(ids) for fact, ids in differing(cons_csv, xml).items()} == CHANGED_SINCE[path]


@pytest.mark.real
def test_real_sdn_records_give_the_same_party_from_csv_and_from_xml(real_lists: Path) -> None:
    """Of an export of 293 SDN parties, against the SDN list four months older, without its aliases."""
    csv = by_id(CSV.parse({"main": open_source(real_lists / "us-ofac-sdn" / "2024-05-03" / "sdn.csv")}))
    file = open_source(real_lists / "us-ofac-enhanced-xml" / "2024-08-28" / "IRGC_sanctions.xml")
    entries = [enhanced.entry_of(element, file) for element in file.iter_xml("entity")]
    xml = {one.id: one for one in (party(entry, "us_ofac_sdn", read_statements(entry)) for entry in entries)}
    assert len(xml) == len(csv.keys() & xml.keys()) == 293
    differences = differing(csv, xml)
    # Two blanks in the CSV's name; the aliases stand in a CSV file of their own, which is not at hand.
    assert differences.pop("shown") == {"us-ofac:13116"}
    # Designated under a further programme in between (CAATSA - IRAN).
    assert differences.pop("programmes") == {"us-ofac:28924", "us-ofac:40601", "us-ofac:40602"}
    assert differences.keys() == {"names"}
    weak = {
        one: (names(csv[one], NameKind.WEAK), [name.text for name in xml[one].names if not name.language])
        for one in xml
    }
    assert all(set(quoted) <= set(every) for quoted, every in weak.values())


@pytest.mark.real
def test_a_real_export_of_a_selection_is_refused(real_lists: Path) -> None:
    file = open_source(real_lists / "us-ofac-enhanced-xml" / "2024-08-28" / "IRGC_sanctions.xml")
    with pytest.raises(LayoutError, match=r"a selection \(sanctionsPrograms: IRGC\), not a whole list"):
        parsed(file)


@pytest.mark.real
@pytest.mark.parametrize(("day", "added", "removed"), [("2025-01-13", 4, 14), ("2025-02-11", 3, 0)])
def test_real_deltas(real_lists: Path, day: str, added: int, removed: int) -> None:
    delta = read_delta(open_source(real_lists / "us-ofac-delta" / f"{day}_delta.xml"))
    assert delta.published == day
    assert (len(delta.added), len(delta.changed), len(delta.removed)) == (added, 0, removed)
    assert delta.left_out == ()
    assert all(one.party and one.lists == ("us_ofac_sdn",) for one in (*delta.added, *delta.removed))
    assert all(one.party.listings[0].listed_on == day for one in delta.added if one.party)


@pytest.mark.real
def test_what_a_real_delta_removes_was_in_the_list_before(real_lists: Path) -> None:
    csv = by_id(CSV.parse({"main": open_source(real_lists / "us-ofac-sdn" / "2024-05-03" / "sdn.csv")}))
    delta = read_delta(open_source(real_lists / "us-ofac-delta" / "2025-01-13_delta.xml"))
    removed = {one.id: one.party for one in delta.removed if one.party}
    assert removed.keys() <= csv.keys()
    assert differing(csv, removed).keys() <= {"names"}
    assert not any(one.id in csv for one in delta.added)
