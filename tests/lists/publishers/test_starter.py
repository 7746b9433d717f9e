from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from brightline.errors import LayoutError, SpecialCategoryError, UnreadableFileError
from brightline.lists.intake import SourceFile, source_from_bytes
from brightline.lists.publisher import LeftOut, ParsedEdition
from brightline.lists.publishers.starter import PUBLISHER, package_parts
from brightline.lists.publishers.starter_party import TYPES
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

COUNTS = {
    "UFLPA Entity List": 148,
    "BIS Entity List": 90,
    "OFAC SDN List": 16,
    "CBP Withhold Release Orders": 14,
    "OFAC NS-CMIC List": 13,
    "Canada special economic measures": 12,
    "DoD section 1260H list": 10,
    "FCC Covered List": 6,
    "EU human-rights sanctions": 5,
    "UK human-rights sanctions": 5,
    "NDAA FY2019 section 889": 5,
}
OWN = """\
format: brightline-parties 1
part: own
list: team
title: What we know
compiled: 2026-01-02
lists:
  board: {title: Board decisions, authority: The board, effect: own_list, direction: dealings_with}
remarks:
  late: Pays late.
parties:
- id: acme
  type: company
  names: {en: Acme Ltd, zh: 阿克米, alias: [ACME], former: Old Acme}
  country: CN
  place: {city: Urumqi, province: Xinjiang}
  listings:
  - {list: board, from: 2024-03-01, to: '2025', citation: Minute 12, notes: [late, As it is.]}
  - {list: us.uflpa, sublists: [i, v]}
  ties:
  - {kind: subsidiary_of, to: holding, percent: 51.5, note: n}
  - {kind: affiliate_of, to: 'starter:hikvision'}
- id: holding
  names: {en: Acme Holding}
"""


@pytest.fixture(scope="module")
def edition() -> ParsedEdition:
    return PUBLISHER.parse(package_parts())


@pytest.fixture(scope="module")
def by_id(edition: ParsedEdition) -> dict[str, Party]:
    return {party.id.removeprefix("starter:"): party for party in edition.parties}


def _own(text: str = OWN) -> ParsedEdition:
    return PUBLISHER.parse({"own": _file(text)})


def _file(text: str) -> SourceFile:
    return source_from_bytes("team.yaml", text.encode())


# The starter list itself


def test_it_has_the_parties_and_listings_that_it_should(edition: ParsedEdition) -> None:
    assert len(edition.parties) == len({party.id for party in edition.parties}) == edition.records == 246
    assert sum(len(party.listings) for party in edition.parties) == 324
    assert edition.counts == COUNTS
    assert (edition.list_id, edition.published, edition.newest_entry) == (
        "starter",
        "2026-11-22",
        "2025-01-15",
    )
    assert (edition.left_out, edition.missing) == ((), ())


def test_28_parties_came_onto_the_entity_list_on_9_october_2019(edition: ParsedEdition) -> None:
    first = [
        party
        for party in edition.parties
        for one in party.listings
        if (one.program, one.listed_on, one.citation) == ("BIS Entity List", "2019-10-09", "84 FR 54002")
    ]
    assert len(first) == 28
    assert Counter(party.schema for party in first) == {Schema.PUBLIC_BODY: 20, Schema.COMPANY: 8}


def test_schemata_follow_the_types(edition: ParsedEdition) -> None:
    assert Counter(party.schema for party in edition.parties) == {
        Schema.COMPANY: 207,
        Schema.PUBLIC_BODY: 21,
        Schema.PERSON: 14,
        Schema.ORGANIZATION: 3,
        Schema.LEGAL_ENTITY: 1,
    }


def test_it_answers_who_is_on_the_entity_list_because_of_xinjiang(edition: ParsedEdition) -> None:
    found = {
        party.id
        for party in edition.parties
        for one in party.listings
        if one.program == "BIS Entity List" and "Xinjiang" in (one.terms or "")
    }
    assert {"starter:xuar-psb", "starter:hikvision", "starter:sensetime"} <= found
    assert not found & {"starter:nso", "starter:sandvine", "starter:huawei"}
    assert len(found) == 56  # 54 for surveillance and detention, and two with grounds of their own
    inside = [party for party in edition.parties if any("XUAR" in note for note in party.notes)]
    assert len(inside) == 105


def test_a_party_carries_everything_known_of_it(by_id: dict[str, Party]) -> None:
    party = by_id["xuar-psb"]
    assert (
        party.names[0].text
        == "Xinjiang Uighur Autonomous Region (XUAR) People's Government Public Security Bureau"
    )
    assert party.names[1] == Name("新疆维吾尔自治区公安厅", NameKind.ORIGINAL_SCRIPT, language="zh")
    assert len(party.names) == 10
    assert party.countries == ("cn",)
    assert party.addresses[0].full == "Urumqi, Xinjiang, China"
    entity_list, sdn = party.listings
    assert (entity_list.effect, entity_list.direction) == (Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO)
    assert (entity_list.listed_on, entity_list.removed_on) == ("2019-10-09", None)
    assert entity_list.url == "https://www.federalregister.gov/d/2019-22210"
    assert "1A004.c" in (entity_list.terms or "")
    assert "The entry cites 84 FR 54004, 10/9/19. 85 FR 44161, 7/22/20." in entity_list.notes
    assert (sdn.program, sdn.record_id, sdn.effect) == ("OFAC SDN List: GLOMAG", "29159", Effect.ASSET_FREEZE)
    assert (sdn.citation, sdn.url) == (
        "EO 13818; Treasury sm1055",
        "https://home.treasury.gov/news/press-releases/sm1055",
    )
    assert party.topics == ("export.control", "sanction")


@pytest.mark.parametrize(
    ("program", "effect", "direction"),
    [
        ("BIS Entity List", Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO),
        ("UFLPA Entity List", Effect.IMPORT_BAN, Direction.IMPORTS_FROM),
        ("CBP Withhold Release Orders", Effect.IMPORT_BAN, Direction.IMPORTS_FROM),
        ("OFAC SDN List", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("OFAC NS-CMIC List", Effect.INVESTMENT_BAN, Direction.SECURITIES_OF),
        ("NDAA FY2019 section 889", Effect.PROCUREMENT_BAN, Direction.PURCHASES_FROM),
        ("DoD section 1260H list", Effect.PROCUREMENT_BAN, Direction.PURCHASES_FROM),
        ("FCC Covered List", Effect.EQUIPMENT_AUTHORISATION_BAN, Direction.PURCHASES_FROM),
        ("EU human-rights sanctions", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("UK human-rights sanctions", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
        ("Canada special economic measures", Effect.ASSET_FREEZE, Direction.DEALINGS_WITH),
    ],
)
def test_each_list_has_its_effect_and_direction(
    edition: ParsedEdition, program: str, effect: Effect, direction: Direction
) -> None:
    found = {
        (one.effect, one.direction)
        for party in edition.parties
        for one in party.listings
        if one.program.split(": ")[0] == program
    }
    assert found == {(effect, direction)}


def test_removals_keep_their_date_reason_and_doubt(by_id: dict[str, Party]) -> None:
    (removed,) = by_id["ifs-mps"].listings
    assert (removed.listed_on, removed.removed_on) == ("2020-06-05", "2023-11-16")
    assert not removed.in_force("2023-11-16")
    assert any("2023-25557" in note for note in removed.notes)
    assert by_id["ifs-mps"].topics == ()
    bitland = by_id["hefei-bitland"].listings[0]
    assert bitland.removed_on == "2026-07-09"
    assert any("latest possible" in note for note in bitland.notes)


def test_confidence_is_that_of_the_listing_else_of_the_party(edition: ParsedEdition) -> None:
    found = Counter(one.confidence for party in edition.parties for one in party.listings)
    assert found["low"] >= 3
    assert found["medium"] >= 8
    assert found["high"] > 300


def test_wording_that_extends_an_entry_is_kept(by_id: dict[str, Party]) -> None:
    covers = [one.covers for one in by_id["xpcc"].listings]
    assert covers == [
        None,
        "XPCC and subordinate and affiliated entities",
        None,
        "and its subordinate and affiliated entities",
    ]


def test_ties_run_from_owner_to_owned_and_from_part_to_whole(edition: ParsedEdition) -> None:
    assert Counter(tie.kind for tie in edition.ties) == {
        TieKind.OWNS: 57,
        TieKind.PART_OF: 20,
        TieKind.LINKED_TO: 9,
        TieKind.CONTROLS: 1,
    }  # 90 relations, three of which say the same from the other side
    ends = {(tie.origin, tie.kind, tie.target): tie for tie in edition.ties}
    zijin = ends["starter:zijin", TieKind.OWNS, "starter:xj-ashele"]
    assert (zijin.share_low, zijin.share_high, zijin.confidence) == (0.51, 0.51, "medium")
    assert ends["starter:cetc", TieKind.OWNS, "starter:xj-lianhai"].share_low == 1.0
    assert ends["starter:cetc", TieKind.CONTROLS, "starter:hikvision"].share_low is None
    assert ("starter:aksu-psb", TieKind.PART_OF, "starter:xuar-psb") in ends
    assert ("starter:fiberhome", TieKind.OWNS, "starter:fiberhome-starrysky") in ends


def test_people_are_those_whom_a_sanctions_list_names_and_are_placed_nowhere(edition: ParsedEdition) -> None:
    people = [party for party in edition.parties if party.schema is Schema.PERSON]
    assert len(people) == 14
    for person in people:
        assert any(one.effect is Effect.ASSET_FREEZE for one in person.listings)
        assert person.positions
        assert person.addresses == ()


def test_no_number_that_is_one_company_s_own_stands_on_two(edition: ParsedEdition) -> None:
    numbers = Counter(
        (one.scheme, one.value)
        for party in edition.parties
        for one in party.identifiers
        if one.scheme is not Scheme.OTHER
    )
    assert {number: count for number, count in numbers.items() if count > 1} == {}
    assert Counter(scheme for scheme, _ in numbers) == {Scheme.TICKER: 34, Scheme.USCC: 10, Scheme.ISIN: 3}


def test_the_ns_cmic_entries_bear_their_own_names_and_numbers(by_id: dict[str, Party]) -> None:
    for id_, uscc in (
        ("hikvision", "91330000733796106P"),
        ("cloudwalk", "914401153314442716"),
        ("meiya-pico", "91350200705420347R"),
        ("sugon", "91120000783342508F"),
        ("china-telecom", "91110000100017707H"),
    ):
        assert Identifier(Scheme.USCC, uscc) in by_id[id_].identifiers
    walk = {
        id_ for id_, party in by_id.items() if any("cloudwalk" in name.text.lower() for name in party.names)
    }
    assert walk == {"cloudwalk"}


def test_every_address_of_a_page_is_one_and_every_text_is_tidy(edition: ParsedEdition) -> None:
    for party in edition.parties:
        assert party.sources
        pages = [*party.sources, *(one.url for one in party.listings)]
        assert all(re.fullmatch(r"https://[\w.-]+/\S*", page or "") for page in pages)
        texts = [name.text for name in party.names] + list(party.notes)
        texts += [text for one in party.listings for text in (one.terms or "", *one.notes)]
        assert all(text == " ".join(text.split()) and ".." not in text for text in texts), party.id


def test_its_files_are_by_theme_and_small_enough_to_read() -> None:
    parts = package_parts()
    themes = "about cotton food genetics goods materials officials police state surveillance"
    assert sorted(parts) == themes.split()
    assert all(part.data.count(b"\n") < 1500 for part in parts.values())


@pytest.mark.real
def test_its_sdn_numbers_are_those_of_the_official_list(real_lists: Path, by_id: dict[str, Party]) -> None:
    text = next((real_lists / "us-ofac-sdn").rglob("[sS][dD][nN].[cC][sS][vV]")).read_text(
        "utf-8", errors="replace"
    )
    official = {row[0].strip(): row[1] for row in csv.reader(io.StringIO(text)) if len(row) > 1}
    compared = 0
    for party in by_id.values():
        for one in party.listings:
            if one.program.startswith("OFAC SDN List") and one.record_id in official:
                words = set(re.findall(r"\w+", " ".join(name.text for name in party.names).lower()))
                assert set(re.findall(r"\w+", official[one.record_id].lower())) <= words, party.id
                compared += 1
    assert compared >= 10


@pytest.mark.real
def test_every_fact_is_as_the_source_has_it(shared: Path, by_id: dict[str, Party]) -> None:
    source = yaml.load((shared / "domain" / "parties_starter.yaml").read_text("utf-8"), yaml.CSafeLoader)
    assert {party["id"] for party in source["parties"]} == set(by_id)
    corrected = {"hikvision", "meiya-pico", "sugon", "china-telecom"}  # see corrections in _about.yaml
    for raw in source["parties"]:
        party = by_id[raw["id"]]
        names = {name.text for name in party.names}
        assert {raw["names"]["en"], *raw["names"]["aliases"]} | {raw["names"]["zh"]} - {None} <= names
        assert party.name == raw["names"]["en"]
        assert party.sources == tuple(raw["sources"])
        assert party.countries == (raw["country"].lower(),)
        facts = [(one["from"], one["to"], one["citation"]) for one in raw["listings"]]
        assert facts == [(one.listed_on, one.removed_on, one.citation) for one in party.listings]
        assert [one.get("confidence", raw["confidence"]) for one in raw["listings"]] == [
            one.confidence for one in party.listings
        ]
        numbers = raw["identifiers"]
        held = {one.value for one in party.identifiers}
        assert {
            *numbers.get("ticker", []),
            *numbers.get("isin", []),
            *numbers.get("parent_ticker", []),
        } <= held
        if raw["id"] not in corrected:
            assert {
                one["entry_name"].split(" (renamed")[0] for one in raw["listings"] if "entry_name" in one
            } <= names
            assert numbers.get("uscc") in {None, *held}


# A list of one's own in the same format


def test_a_team_s_list_uses_the_starter_s_codes_and_its_own() -> None:
    edition = _own()
    acme, holding = edition.parties
    assert (edition.list_id, edition.published, edition.newest_entry) == ("team", "2026-01-02", "2024-03-01")
    assert (acme.id, acme.schema, holding.schema) == ("team:acme", Schema.COMPANY, Schema.LEGAL_ENTITY)
    assert acme.names == (
        Name("Acme Ltd", language="en"),
        Name("阿克米", NameKind.ORIGINAL_SCRIPT, language="zh"),
        Name("ACME", NameKind.ALIAS),
        Name("Old Acme", NameKind.FORMER),
    )
    board, uflpa = acme.listings
    assert (board.list, board.program, board.effect) == ("team", "Board decisions", Effect.OWN_LIST)
    assert (board.listed_on, board.removed_on, board.notes) == (
        "2024-03-01",
        "2025",
        ("Pays late.", "As it is."),
    )
    assert uflpa.program == "UFLPA Entity List: sub-list (i) and (v)"
    assert uflpa.effect is Effect.IMPORT_BAN
    assert edition.ties == (
        Tie("team:holding", "team:acme", TieKind.OWNS, share_low=0.515, share_high=0.515, source="team:acme",
            note="subsidiary of; n"),
        Tie("team:acme", "starter:hikvision", TieKind.LINKED_TO, source="team:acme", note="affiliate of"),
    )  # fmt: skip


def test_a_tie_to_nobody_is_left_out_and_said_so() -> None:
    edition = _own(OWN.replace("to: holding", "to: holdign"))
    assert edition.left_out == (
        LeftOut("team:holdign", "a tie to team:acme", "no party of this list has that id"),
    )


def test_files_of_the_format_are_recognised_by_their_first_lines() -> None:
    for role, part in package_parts().items():
        assert (found := PUBLISHER.recognise(part))
        assert (found.list_id, found.role) == ("starter", role)
    assert (own := PUBLISHER.recognise(_file(OWN)))
    assert (own.list_id, own.role) == ("team", "own")
    assert PUBLISHER.recognise(_file("\ufeff# a remark\n" + OWN.replace("\n", "\r\n")))


@pytest.mark.parametrize(
    "text",
    [
        "parties: []\n",
        "format: brightline-parties 2\npart: a\nlist: b\n",
        "format: other\n",
        "name,country\n",
    ],
)
def test_other_files_are_not(text: str) -> None:
    assert PUBLISHER.recognise(_file(text)) is None


@pytest.mark.parametrize(
    ("old", "new", "problem", "remedy"),
    [
        ("type: company", "type: compny", "unknown type 'compny'", "did you mean 'company'"),
        ("  country: CN", "  contry: CN", "unknown field 'contry'", "did you mean 'country'"),
        ("from: 2024-03-01", "form: 2024-03-01", "unknown field 'form'", "did you mean 'from'"),
        ("from: 2024-03-01", "from: 1.3.2024", "no date", "2019-10-09"),
        ("from: 2024-03-01", "from: '2024-02-31'", "no date", "2019-10-09"),
        ("list: board", "list: bord", "unknown list 'bord'", "board"),
        ("names: {en: Acme Ltd,", "names: {", "'en' is missing", "see"),
        ("{en: Acme Ltd", "{en: [Acme Ltd]", "no text", "see"),
        ("kind: subsidiary_of", "kind: daughter_of", "unknown kind of tie", "known are"),
        ("kind: subsidiary_of, ", "", "says no kind", "known are"),
        ("percent: 51.5", "percent: 515", "no percentage", "0 to 100"),
        ("percent: 51.5", "percent: half", "no percentage", "0 to 100"),
        ("  country: CN", "  confidence: sure", "unknown confidence", "known are high, low, medium"),
        ("  country: CN", "  xuar: maybe", "neither true nor false", "see"),
        ("place: {city: Urumqi, province: Xinjiang}", "place: Urumqi", "a mapping", "see"),
        ("effect: own_list", "effect: own_lst", "unknown effect", "did you mean 'own_list'"),
    ],
)
def test_a_mistake_is_named_with_its_party(old: str, new: str, problem: str, remedy: str) -> None:
    assert OWN.count(old) == 1
    with pytest.raises(LayoutError) as caught:
        _own(OWN.replace(old, new))
    assert caught.value.file == "team.yaml"
    assert caught.value.id in {"acme", "board"}
    assert problem in caught.value.problem
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(
    ("old", "new"),
    [("- id: holding", "- id: acme"), ("parties:\n", "parties:\n- 5\n"), ("parties:\n", "partys:\n"),
     ("parties 1", "parties 9"), ("- id: holding", "- di: holding"), ("- id: acme\n", "- id:\n")],
)  # fmt: skip
def test_a_list_in_the_wrong_shape_is_refused(old: str, new: str) -> None:
    with pytest.raises(LayoutError):
        _own(OWN.replace(old, new, 1))


@pytest.mark.parametrize("text", ["5", "[]", "a: b: c", "{", "format: 'x", "compiled: 2024-02-31"])
def test_what_is_no_mapping_or_no_yaml_is_refused(text: str) -> None:
    with pytest.raises((LayoutError, UnreadableFileError)) as caught:
        _own(text)
    assert caught.value.file == "team.yaml"


def test_bad_yaml_names_its_line() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        _own(OWN + "- id: [\n")
    assert caught.value.row is not None
    assert caught.value.row >= OWN.count("\n")


def test_a_python_object_in_yaml_is_refused() -> None:
    with pytest.raises(UnreadableFileError):
        _own(OWN + "title: !!python/object/apply:os.getcwd []\n")


def test_aliases_that_multiply_do_no_harm() -> None:
    levels = zip("abcdefghijklm", "bcdefghijklmn", strict=True)
    bomb = "\n".join(f"  {new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in levels)
    with pytest.raises(LayoutError, match="no text"):
        _own(OWN.replace("remarks:\n", f"remarks:\n  a: &a [x, x]\n{bomb}\n"))


@pytest.mark.parametrize("field", ["religion", "ethnicity", "political_party"])
def test_a_special_category_is_refused_by_name(field: str) -> None:
    with pytest.raises(SpecialCategoryError) as caught:
        _own(OWN.replace("  country: CN", f"  {field}: x"))
    assert (caught.value.file, caught.value.id) == ("team.yaml", "acme")
    assert field in caught.value.problem


@pytest.mark.parametrize(("word", "schema"), TYPES.items())
def test_every_type_gives_its_schema(word: str, schema: Schema) -> None:
    assert _own(OWN.replace("type: company", f"type: {word}")).parties[0].schema is schema
