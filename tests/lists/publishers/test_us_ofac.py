from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_ofac import PUBLISHER
from brightline.model import Direction, Effect, Name, NameKind, Party, Schema, Scheme, TieKind

SAMPLES = Path(__file__).parents[2] / "samples" / "us_ofac"
SDN_FILES = ("sdn.csv", "add.csv", "alt.csv", "sdn_comments.csv")
NULL = b"-0- "
LONGEST = 1_000


def parts_of(folder: Path, *names: str) -> dict[str, SourceFile]:
    parts = {}
    for name in names:
        file = open_source(folder / name)
        part = PUBLISHER.recognise(file)
        assert part, name
        parts[part.role] = file
    return parts


def by_id(edition: ParsedEdition) -> Mapping[str, Party]:
    return {party.id: party for party in edition.parties}


def names(party: Party, kind: NameKind) -> list[str]:
    return [name.text for name in party.names if name.kind is kind]


def numbers(party: Party, scheme: Scheme) -> list[str]:
    return [one.value for one in party.identifiers if one.scheme is scheme]


def main_file(*rows: bytes, name: str = "sdn.csv", end: bytes = b"\r\n\x1a") -> SourceFile:
    return source_from_bytes(name, b"\r\n".join(rows) + end)


def row(uid: int, name: str = "EXAMPLE", remarks: str = "-0- ", programmes: str = "CUBA") -> bytes:
    quoted = remarks if remarks == "-0- " else f'"{remarks}"'
    return f'{uid},"{name}",-0- ,"{programmes}"'.encode() + b",-0- " * 7 + f",{quoted}".encode()


@pytest.fixture(scope="module")
def sdn() -> ParsedEdition:
    return PUBLISHER.parse(parts_of(SAMPLES, *SDN_FILES))


@pytest.fixture(scope="module")
def consolidated() -> ParsedEdition:
    return PUBLISHER.parse(parts_of(SAMPLES, "cons_prim.csv"))


# Recognising


@pytest.mark.parametrize(
    ("file", "part"),
    [
        ("sdn.csv", Part("us_ofac_sdn", "main")),
        ("add.csv", Part("us_ofac_sdn", "addresses")),
        ("alt.csv", Part("us_ofac_sdn", "aliases")),
        ("sdn_comments.csv", Part("us_ofac_sdn", "comments")),
        ("cons_prim.csv", Part("us_ofac_consolidated", "main")),
    ],
)
def test_the_columns_tell_the_parts_apart(file: str, part: Part) -> None:
    assert PUBLISHER.recognise(open_source(SAMPLES / file)) == part


def test_a_download_under_another_name_is_recognised_by_its_content() -> None:
    addresses = source_from_bytes("ADD(1).CSV", (SAMPLES / "add.csv").read_bytes())
    assert PUBLISHER.recognise(addresses) == Part("us_ofac_sdn", "addresses")
    consolidated = source_from_bytes("download", (SAMPLES / "cons_prim.csv").read_bytes())
    assert PUBLISHER.recognise(consolidated) == Part("us_ofac_consolidated", "main")


def test_the_name_tells_the_attached_files_of_the_two_lists_apart() -> None:
    for name in ("cons_add.csv", "/tmp/x/CONS_ADD.CSV", r"C:\lists\CONS_ADD.CSV"):  # noqa: S108  a name only
        file = source_from_bytes(name, (SAMPLES / "add.csv").read_bytes())
        assert PUBLISHER.recognise(file) == Part("us_ofac_consolidated", "addresses")


@pytest.mark.parametrize(
    "content",
    [
        b"uid,name,type,programs,alt\r\n36,AEROCARIBBEAN AIRLINES,entity,CUBA,\r\n",
        b"name,country\r\nExample,CN\r\n",
        b"1,Example Company\r\n2,Another Company\r\n",
        b"1,2,3,4,5,6\r\n",
        b"1,2,3,4,5\r\n",
        b"1,2,3,4,5,6,7,8,9,10,11,12\r\n",
        b"<!DOCTYPE html><html><body>Access denied</body></html>",
        b'{"results": []}',
        b"\x00\x01\x02",
        b'1,"unclosed',
    ],
)
def test_other_files_are_not_claimed(content: bytes) -> None:
    assert PUBLISHER.recognise(source_from_bytes("sdn.csv", content)) is None


# What a record becomes


def test_records_are_counted_as_ofac_counts_them(sdn: ParsedEdition) -> None:
    assert sdn.list_id == "us_ofac_sdn"
    assert sdn.records == len(sdn.parties) == 10
    assert sdn.counts["CUBA"] == 3
    assert sdn.counts["NPWMD"] == sdn.counts["IFSR"] == 1
    assert sdn.published is None
    assert sdn.missing == ()


@pytest.mark.parametrize(
    ("uid", "schema"),
    [(101, Schema.ORGANIZATION), (102, Schema.PERSON), (103, Schema.VESSEL), (105, Schema.AIRPLANE)],
)
def test_the_type_gives_the_schema(sdn: ParsedEdition, uid: int, schema: Schema) -> None:
    assert by_id(sdn)[f"us-ofac:{uid}"].schema is schema


def test_an_entity(sdn: ParsedEdition) -> None:
    party = by_id(sdn)["us-ofac:101"]
    assert names(party, NameKind.PRIMARY) == ["EXAMPLE TRADING COMPANY LIMITED"]
    assert names(party, NameKind.ALIAS) == ["EXAMPLE TRADING CO.", "EXAMPLE HOLDING"]
    assert names(party, NameKind.FORMER) == ["EXAMPLE IMPORT EXPORT"]
    assert [address.full for address in party.addresses] == ["1 Example Street, Tehran 11369, Iran"]
    assert party.addresses[0].street == "1 Example Street"
    assert party.countries == ("ir",)
    assert numbers(party, Scheme.OFAC) == ["101"]
    assert numbers(party, Scheme.REGISTRATION) == ["12345"]
    assert numbers(party, Scheme.BIC) == ["EXAMIRTH"]
    assert party.notes == ("Website www.example.test",)


def test_its_listing(sdn: ParsedEdition) -> None:
    (listing,) = by_id(sdn)["us-ofac:101"].listings
    assert listing.record_id == "101"
    assert listing.program == "NPWMD; IFSR"
    assert listing.effect is Effect.ASSET_FREEZE
    assert listing.direction is Direction.DEALINGS_WITH
    assert listing.citation == "Executive Order 13382"
    assert listing.covers == "all offices worldwide"
    assert listing.notes == ("Additional Sanctions Information - Subject to Secondary Sanctions",)
    assert listing.url == "https://sanctionssearch.ofac.treas.gov/Details.aspx?id=101"
    assert listing.listed_on is None


def test_a_person(sdn: ParsedEdition) -> None:
    party = by_id(sdn)["us-ofac:102"]
    assert party.names[0] == Name("DOE, John", given="John", family="DOE")
    assert Name("DO, Jon", NameKind.ALIAS, given="Jon", family="DO") in party.names
    assert names(party, NameKind.WEAK) == ["JD", "DOE SENIOR, Johnny"]
    assert party.birth_dates == ("1955", "1957")
    assert party.birth_places == ("Exampletown, Henan, China",)
    assert party.positions == ("Minister of Examples", "Member of Parliament")
    assert party.countries == ("cn",)
    assert numbers(party, Scheme.PASSPORT) == ["G1234567"]
    assert numbers(party, Scheme.NATIONAL_ID) == ["110101195501011234"]


def test_what_has_no_field_stays_in_the_notes_and_gender_does_not(sdn: ParsedEdition) -> None:
    assert by_id(sdn)["us-ofac:102"].notes == (
        "alt. DOB circa 1957",
        "citizen Ruritania",
        "Passport G1234567 (China) issued 01 Jan 2010 expires 01 Jan 2020",
    )


def test_a_special_category_is_left_out_and_said_so_without_repeating_it(sdn: ParsedEdition) -> None:
    assert "Exampleish" not in str(sdn.parties)
    (said,) = [one for one in sdn.left_out if "us-ofac:102" in one.where]
    assert "row 2" in said.where
    assert "Exampleish" not in said.what + said.why


def test_a_suffix_does_not_hide_family_and_given_name(sdn: ParsedEdition) -> None:
    assert by_id(sdn)["us-ofac:107"].names[0] == Name("ROE, Jane Mary, Jr.", given="Jane Mary", family="ROE")
    assert by_id(sdn)["us-ofac:110"].names[0] == Name("MONONYM")


def test_a_span_of_births_gives_its_years_unless_it_is_too_long(sdn: ParsedEdition) -> None:
    party = by_id(sdn)["us-ofac:107"]
    assert party.birth_dates == ("1960", "1961", "1962")
    assert party.notes == ("DOB 01 Jan 1960 to 31 Dec 1962", "alt. DOB 1940 to 1960")


def test_a_vessel(sdn: ParsedEdition) -> None:
    party = by_id(sdn)["us-ofac:103"]
    assert numbers(party, Scheme.IMO) == ["1234567"]
    assert numbers(party, Scheme.MMSI) == ["123456789"]
    assert numbers(party, Scheme.CALL_SIGN) == ["EPXX9"]
    assert party.countries == ("mt", "ir")
    assert party.addresses[0].full == "2 Quay, Port, Region: Nowhere"
    assert party.notes == (
        "Former Vessel Flag Malta",
        "Vessel type: Crude Oil Tanker",
        "Tonnage: 318,000",
        "Gross registered tonnage: 163,660",
        "Vessel flag: Iran",
        "Vessel owner: Example Line S.A.",
    )


def test_remarks_go_on_in_the_comments_file_in_the_middle_of_a_word(sdn: ParsedEdition) -> None:
    party = by_id(sdn)["us-ofac:106"]
    assert "alt. Phone Number 8613300000000" in party.notes
    assert names(party, NameKind.WEAK) == ["blackjack"]
    assert len(numbers(party, Scheme.WALLET)) == 16


# Ties


def test_linked_to_is_resolved_only_where_one_other_party_bears_the_name(sdn: ParsedEdition) -> None:
    ties = {(tie.origin, tie.target_name): tie.target for tie in sdn.ties}
    assert ties == {
        ("us-ofac:101", "DOE, John"): "us-ofac:102",
        ("us-ofac:103", "EXAMPLE STAR"): "us-ofac:104",
        ("us-ofac:105", "EXAMPLE TRADING COMPANY LIMITED"): "us-ofac:101",
        ("us-ofac:106", "EXAMPLE TRADING COMPANY LIMITED"): "us-ofac:101",
        ("us-ofac:107", "AMBIGUOUS NAME"): None,
        ("us-ofac:107", "NOBODY S.A."): None,
    }
    assert {tie.kind for tie in sdn.ties} == {TieKind.LINKED_TO}
    assert sdn.ties[0].source == "us_ofac_sdn 101"


# What is left out or missing


def test_rows_without_a_party_are_left_out_each_by_name(sdn: ParsedEdition) -> None:
    orphans = [(one.where.rsplit("/", 1)[-1], one.what) for one in sdn.left_out if "main file" in one.why]
    assert orphans == [
        ("add.csv, row 5", "999, 5, Havana, Cuba"),
        ("alt.csv, row 5", "998, 5, aka, NOT IN MAIN"),
        ("sdn_comments.csv, row 2", "997, Tax ID No. 1 (Russia)."),
    ]


def test_a_main_file_alone_is_taken_and_says_what_is_missing() -> None:
    edition = PUBLISHER.parse(parts_of(SAMPLES, "sdn.csv"))
    assert edition.records == 10
    assert [sentence.split(" file")[0] for sentence in edition.missing] == [
        "the addresses",
        "the aliases",
        "the comments",
    ]


def test_without_its_continuation_a_cut_piece_is_not_read() -> None:
    party = by_id(PUBLISHER.parse(parts_of(SAMPLES, "sdn.csv")))["us-ofac:106"]
    assert party.notes[-1] == "alt. Ph [breaks off here]"


def test_a_comments_file_without_the_continuation_does_not_heal_the_cut() -> None:
    comments = main_file(b'101,"Tax ID No. 1 (Russia)."', name="sdn_comments.csv")
    parts = {**parts_of(SAMPLES, "sdn.csv"), "comments": comments}
    assert by_id(PUBLISHER.parse(parts))["us-ofac:106"].notes[-1] == "alt. Ph [breaks off here]"


def test_long_remarks_that_are_at_their_end_are_read_whole() -> None:
    remarks = (
        "Website www.example.test".ljust(LONGEST - len("; Linked To: EXAMPLE."), "t")
        + "; Linked To: EXAMPLE."
    )
    (tie,) = PUBLISHER.parse({"main": main_file(row(36, remarks=remarks))}).ties
    assert len(remarks) == LONGEST
    assert tie.target_name == "EXAMPLE"


def test_without_the_main_file_there_is_no_edition() -> None:
    with pytest.raises(LayoutError, match=r"sdn\.csv.*Remedy: put it into the same folder"):
        PUBLISHER.parse(parts_of(SAMPLES, "add.csv", "alt.csv"))


# The consolidated list: each restriction in its own terms


def test_an_investment_ban_has_its_dates_and_the_numbers_of_its_securities(
    consolidated: ParsedEdition,
) -> None:
    party = by_id(consolidated)["us-ofac:202"]
    (listing,) = party.listings
    assert (listing.effect, listing.direction) == (Effect.INVESTMENT_BAN, Direction.SECURITIES_OF)
    assert listing.listed_on == "2021-06-03"
    assert listing.citation == "Executive Order 13959"
    assert listing.terms == (
        "Effective Date (CMIC) 02 Aug 2021; Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022; "
        "Listing Date (CMIC) 2021-06-03"
    )
    assert numbers(party, Scheme.ISIN) == ["US0000000001", "CNE000000001"]
    assert numbers(party, Scheme.TICKER) == ["EXM US", "9999 HK"]
    assert numbers(party, Scheme.USCC) == ["91110000710930XXXX"]
    assert names(party, NameKind.ALIAS) == ["Example Telecom Corp Ltd"]


def test_two_effects_are_two_listings(consolidated: ParsedEdition) -> None:
    sectoral, accounts = by_id(consolidated)["us-ofac:203"].listings
    assert sectoral.effect is Effect.SECTORAL_RESTRICTION
    assert sectoral.program == "UKRAINE-EO13662; RUSSIA-EO14024"
    assert sectoral.terms == "Executive Order 13662 Directive Determination - Subject to Directive 1"
    # Listed under the first programme since 2014: the later directive's date must not stand for it.
    assert sectoral.listed_on is None
    assert accounts.effect is Effect.ACCOUNT_RESTRICTION
    assert accounts.program == "RUSSIA-EO14024"
    assert accounts.listed_on == "2022-02-24"


@pytest.mark.parametrize(
    ("uid", "effect", "citation"),
    [
        (201, Effect.ACCOUNT_RESTRICTION, None),
        (204, Effect.ACCOUNT_RESTRICTION, "31 CFR 561.201"),
        (205, Effect.SECTORAL_RESTRICTION, None),
    ],
)
def test_the_other_lists_besides_sdn(
    consolidated: ParsedEdition, uid: int, effect: Effect, citation: str | None
) -> None:
    (listing,) = by_id(consolidated)[f"us-ofac:{uid}"].listings
    assert (listing.list, listing.effect) == ("us_ofac_consolidated", effect)
    assert listing.citation == citation


# Bad input


def test_a_row_with_too_few_columns_refuses_the_file_by_row_and_id() -> None:
    with pytest.raises(LayoutError, match=r"sdn\.csv, row 2, 37: 3 columns .* has 12"):
        PUBLISHER.parse({"main": main_file(row(36), b'37,"SHORT",-0- ', row(38))})


def test_a_header_row_is_refused() -> None:
    header = b"ent_num,SDN_Name,a,b,c,d,e,f,g,h,i,Remarks"
    with pytest.raises(LayoutError, match="row 1, ent_num"):
        PUBLISHER.parse({"main": main_file(header, row(36))})


@pytest.mark.parametrize("end", [b"", b'\r\n37,"CUT OFF'])
def test_a_file_cut_off_in_a_line_is_refused(end: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="the last line is incomplete"):
        PUBLISHER.parse({"main": main_file(row(36), end=end)})


def test_a_file_cut_off_within_quotes_at_a_line_end_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="not a readable CSV"):
        PUBLISHER.parse({"main": main_file(row(36), b'37,"CUT OFF', end=b"\r\n")})


def test_a_file_without_the_end_mark_is_taken_with_a_warning() -> None:
    edition = PUBLISHER.parse({"main": main_file(row(36), end=b"\r\n")})
    assert edition.records == 1
    assert any("end mark" in sentence for sentence in edition.missing)


@pytest.mark.parametrize(
    "page", [b"<!DOCTYPE html><html>503</html>\n", b"\n <html><body>Denied</body></html>\n"]
)
def test_a_web_page_in_place_of_the_list_is_refused(page: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="a web page"):
        PUBLISHER.parse({"main": source_from_bytes("sdn.csv", page)})


@pytest.mark.parametrize(
    "content",
    [
        row(36) + b"\r\n" + row(37, "CAF").replace(b"CAF", b"CAF\xe9") + b"\r\n\x1a",
        (row(36) + b"\r\n").decode().encode("utf-16"),
    ],
)
def test_another_encoding_is_refused(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="not valid utf-8-sig"):
        PUBLISHER.parse({"main": source_from_bytes("sdn.csv", content)})


def test_a_number_given_twice_is_refused() -> None:
    with pytest.raises(LayoutError, match="row 2, 36: also in row 1"):
        PUBLISHER.parse({"main": main_file(row(36), row(36))})


def test_a_party_without_a_name_is_refused() -> None:
    nameless = row(36).replace(b'"EXAMPLE"', NULL)
    with pytest.raises(LayoutError, match="a party without a name"):
        PUBLISHER.parse({"main": main_file(nameless)})


def test_an_attached_file_that_is_damaged_refuses_the_edition() -> None:
    with pytest.raises(LayoutError, match="aliases file of OFAC has 5"):
        PUBLISHER.parse({"main": main_file(row(36)), "aliases": main_file(b'36,1,"aka"', name="alt.csv")})


def test_an_unknown_kind_of_alias_or_party_is_refused() -> None:
    unknown_alias = main_file(b'36,1,"zka","X",-0- ', name="alt.csv")
    with pytest.raises(LayoutError, match=r"alt\.csv, row 1, 36: 'zka' is no kind of alias"):
        PUBLISHER.parse({"main": main_file(row(36)), "aliases": unknown_alias})
    unknown_party = row(36).replace(b",-0- ,", b',"spacecraft",', 1)
    with pytest.raises(LayoutError, match="'spacecraft' is no kind of party"):
        PUBLISHER.parse({"main": main_file(unknown_party)})


# Real editions


@cache
def real(folder: Path) -> ParsedEdition:
    return PUBLISHER.parse(parts_of(folder, *(file.name for file in sorted(folder.glob("*.csv")))))


@pytest.mark.real
@pytest.mark.parametrize(
    ("folder", "records"),
    [
        ("us-ofac-sdn/2021-07", 8_976),
        ("us-ofac-sdn/2021-12-09", 9_121),
        ("us-ofac-sdn/2021-12-10", 9_146),
        ("us-ofac-sdn/2024-05-03", 14_965),
        ("us-ofac-consolidated/2025-12", 442),
    ],
)
def test_every_record_of_a_real_edition_is_taken(real_lists: Path, folder: str, records: int) -> None:
    edition = real(real_lists / folder)
    assert edition.records == len(edition.parties) == len({party.id for party in edition.parties}) == records
    assert not [one for one in edition.left_out if "special category" not in one.why]


@pytest.mark.real
def test_the_complete_set_of_july_2021(real_lists: Path) -> None:
    edition = real(real_lists / "us-ofac-sdn/2021-07")
    assert Counter(party.schema for party in edition.parties) == {
        Schema.PERSON: 4_620,
        Schema.VESSEL: 406,
        Schema.AIRPLANE: 277,
        Schema.ORGANIZATION: 3_673,
    }
    assert edition.missing == ()
    assert edition.counts["GLOMAG"] == 315
    kinds = Counter(name.kind for party in edition.parties for name in party.names)
    # 11,523 aka and 18 nka are 11,541 rows, of which 6 repeat another name of the same party; 369 fka.
    assert kinds[NameKind.ALIAS] == 11_535
    assert kinds[NameKind.FORMER] == 369


@pytest.mark.real
@pytest.mark.parametrize(
    ("folder", "file", "rows"),
    [
        ("us-ofac-sdn/2021-07", "add.csv", 13_837),
        ("us-ofac-sdn/2021-07", "alt.csv", 11_910),
        ("us-ofac-sdn/2021-07", "sdn_comments.csv", 5),
        ("us-ofac-consolidated/2025-12", "cons_add.csv", 574),
        ("us-ofac-consolidated/2025-12", "cons_alt.csv", 1_073),
        ("us-ofac-consolidated/2025-12", "cons_comments.csv", 10),
    ],
)
def test_every_attached_row_finds_its_party(real_lists: Path, folder: str, file: str, rows: int) -> None:
    from brightline.lists.publishers.us_ofac.rows import read_rows

    source = open_source(real_lists / folder / file)
    part = PUBLISHER.recognise(source)
    assert part
    attached = [f"us-ofac:{one.cell(0)}" for one in read_rows(source, part.role)]
    assert len(attached) == rows
    assert set(attached) <= by_id(real(real_lists / folder)).keys()


@pytest.mark.real
def test_known_records_of_july_2021(real_lists: Path) -> None:
    edition = real(real_lists / "us-ofac-sdn/2021-07")
    parties = by_id(edition)
    bureau = parties["us-ofac:29159"]
    assert bureau.name == "XINJIANG PUBLIC SECURITY BUREAU"
    assert len(names(bureau, NameKind.ALIAS)) == 4
    assert bureau.countries == ("cn",)
    assert bureau.listings[0].citation == "Executive Order 13818"
    chen = parties["us-ofac:29220"]
    assert (chen.name, chen.birth_dates, chen.schema) == ("CHEN, Quanguo", ("1955",), Schema.PERSON)
    assert (chen.names[0].given, chen.names[0].family) == ("Quanguo", "CHEN")
    assert chen.birth_places == ("Pingyu, Henan, China",)
    (tie,) = [tie for tie in edition.ties if tie.origin == "us-ofac:29299"]
    assert (tie.kind, tie.target, tie.target_name) == (TieKind.LINKED_TO, chen.id, "CHEN, Quanguo")
    li = parties["us-ofac:28264"]
    assert {"Phone Number 8613314257947", "alt. Phone Number 8618004121000"} <= set(li.notes)
    assert names(li, NameKind.WEAK) == ["blackjack1987", "khaleesi"]
    assert numbers(li, Scheme.NATIONAL_ID) == ["210302198701102136"]
    assert len(numbers(li, Scheme.WALLET)) == 12
    vessel = parties["us-ofac:17085"]
    assert (vessel.schema, numbers(vessel, Scheme.IMO)) == (Schema.VESSEL, ["7944683"])
    assert vessel.countries == ("kp",)


@pytest.mark.real
def test_nearly_every_link_of_2024_leads_to_a_party(real_lists: Path) -> None:
    edition = real(real_lists / "us-ofac-sdn/2024-05-03")
    ids = by_id(edition).keys()
    assert len(edition.ties) == 6_375
    # The rest name parties of the non-SDN list, or names that two parties bear.
    assert sum(tie.target in ids for tie in edition.ties) == 6_365


@pytest.mark.real
def test_china_telecom_has_what_an_investor_needs(real_lists: Path) -> None:
    edition = real(real_lists / "us-ofac-consolidated/2025-12")
    assert edition.counts["CMIC-EO13959"] == 68
    party = by_id(edition)["us-ofac:30882"]
    (listing,) = party.listings
    assert (listing.effect, listing.direction) == (Effect.INVESTMENT_BAN, Direction.SECURITIES_OF)
    assert listing.listed_on == "2021-06-03"
    assert "Purchase/Sales For Divestment Date (CMIC) 03 Jun 2022" in (listing.terms or "")
    assert numbers(party, Scheme.ISIN) == [
        "US1694261033",
        "CNE1000002V2",
        "CND100020NC4",
        "CND1000248G3",
        "CND10003ND87",
    ]
    assert numbers(party, Scheme.TICKER)[:2] == ["CHA US", "CHA RU"]
    assert numbers(party, Scheme.USCC) == ["9111000071093019X7"]


@pytest.mark.real
def test_the_consolidated_list_bears_several_effects(real_lists: Path) -> None:
    edition = real(real_lists / "us-ofac-consolidated/2025-12")
    effects = Counter(listing.effect for party in edition.parties for listing in party.listings)
    assert effects == {
        Effect.SECTORAL_RESTRICTION: 295,
        Effect.ACCOUNT_RESTRICTION: 93,
        Effect.INVESTMENT_BAN: 68,
    }
    investment_bans = [
        party for party in edition.parties if party.listings[0].effect is Effect.INVESTMENT_BAN
    ]
    assert all(party.listings[0].listed_on for party in investment_bans)


@pytest.mark.real
def test_one_day_later_the_same_records_are_the_same_parties(real_lists: Path) -> None:
    before = by_id(real(real_lists / "us-ofac-sdn/2021-12-09"))
    after = by_id(real(real_lists / "us-ofac-sdn/2021-12-10"))
    added = after.keys() - before.keys()
    assert {"us-ofac:34079", "us-ofac:34119"} <= added
    assert after["us-ofac:34079"].name == "ZAKIR, Shohrat"
    assert after["us-ofac:34119"].name == "TUNIYAZ, Erken"
    main = {
        day: {
            line.split(b",", 1)[0]: line
            for line in (real_lists / f"us-ofac-sdn/2021-12-{day}/sdn.csv").read_bytes().splitlines()
        }
        for day in ("09", "10")
    }
    unchanged = [uid.decode() for uid, line in main["09"].items() if main["10"].get(uid) == line]
    compared = [f"us-ofac:{uid}" for uid in unchanged if uid.isdigit()]
    assert len(compared) > 9_000
    assert [uid for uid in compared if before[uid] != after[uid]] == []


@pytest.mark.real
def test_addresses_and_aliases_without_their_main_file_are_refused(real_lists: Path) -> None:
    with pytest.raises(LayoutError, match="is not among the files"):
        real(real_lists / "us-ofac-sdn/2025-12")


@pytest.mark.real
def test_no_file_of_another_publisher_is_claimed(real_lists: Path) -> None:
    others = [file for file in real_lists.rglob("*.*") if "us-ofac-" not in file.as_posix()]
    others.append(real_lists / "us-ofac-sdn/2026-08-20-derived/ofac-sdn.csv")
    assert len(others) > 40
    assert [file for file in others if PUBLISHER.recognise(open_source(file))] == []
