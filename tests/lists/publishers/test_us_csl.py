"""The Consolidated Screening List: invented rows for each quirk, damaged files, and the real bytes."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_csl import PUBLISHER
from brightline.lists.publishers.us_csl.identifiers import label_comes_first, read_ids
from brightline.lists.publishers.us_csl.sources import source_of
from brightline.lists.publishers.us_csl.text import addresses_in, birth_dates, linked_to, repaired
from brightline.model import Direction, Effect, NameKind, Party, Schema, Scheme, TieKind

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "us_csl"
SAMPLE = SAMPLES / "consolidated_2022.csv"


def parsed(path: Path) -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(path)})


def given(text: str | bytes, name: str = "consolidated.csv") -> SourceFile:
    return source_from_bytes(name, text.encode() if isinstance(text, str) else text)


def party(edition: ParsedEdition, name: str) -> Party:
    found = [one for one in edition.parties if one.name == name]
    assert found, f"no {name!r} among {[one.name for one in edition.parties]}"
    return found[0]


def texts(one: Party, kind: NameKind) -> list[str]:
    return [name.text for name in one.names if name.kind is kind]


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return parsed(SAMPLE)


# --- recognising -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["consolidated_2022.csv", "consolidated_2025.csv", "csl_2019.csv"])
def test_each_header_is_recognised(name: str) -> None:
    assert PUBLISHER.recognise(open_source(SAMPLES / name)) == Part("us_csl")


@pytest.mark.parametrize(
    "text",
    [
        "name,country\nExample Ltd,CN\n",
        "source,name,alt_names,addresses\nx,y,z,w\n",
        '{"fieldKey": {"source": "s", "entity_number": "e"}}',
        '36,"AEROCARIBBEAN AIRLINES",-0- ,"CUBA",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n',
        "<!DOCTYPE html><html><title>503</title></html>",
        '"an unfinished quotation',
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(given(text)) is None


# --- rows, by quirk ----------------------------------------------------------------------------------


def test_every_row_is_counted_and_none_is_lost(sample: ParsedEdition) -> None:
    assert sample.records == 15
    assert sum(sample.counts.values()) == 15
    assert sample.counts["EL"] == 4
    assert len(sample.parties) == 14, "the two rows of OFAC number 990002 are one party"
    assert len({one.id for one in sample.parties}) == 14
    assert sum(len(one.listings) for one in sample.parties) == 15


def test_the_newest_entry_is_the_latest_start(sample: ParsedEdition) -> None:
    assert (sample.published, sample.newest_entry) == (None, "2022-04-21")


def test_names_lose_joining_commas_and_words_only(sample: ParsedEdition) -> None:
    one = party(sample, "Example Optics Co., Ltd.")
    assert texts(one, NameKind.ALIAS) == ["Exemplary Optics", "EOC"]
    assert texts(one, NameKind.FORMER) == ["Sample Glass Works"]


def test_addresses_are_split_with_their_countries(sample: ParsedEdition) -> None:
    one = party(sample, "Example Optics Co., Ltd.")
    assert [(address.full, address.country) for address in one.addresses] == [
        ("1 Sample Road, Beijing, CN", "cn"),
        ("Room 2, Sample Tower, Kowloon, Hong Kong", "hk"),
    ]
    assert one.countries == ("cn", "hk")


def test_terms_are_the_publishers_words(sample: ParsedEdition) -> None:
    listing = party(sample, "Example Optics Co., Ltd.").listings[0]
    assert listing.terms == (
        "Licence requirement: For all items subject to the EAR. (See §744.11 of the EAR)"
        " Licence review policy: Presumption of denial."
    )
    assert listing.program == "Entity List (EL)"
    assert listing.authority == "Bureau of Industry and Security, US Department of Commerce"
    assert (listing.effect, listing.direction) == (Effect.LICENCE_REQUIREMENT, Direction.EXPORTS_TO)
    assert listing.citation == "84 FR 11111; 85 FR 22222"
    assert listing.url == "https://example.org/list"


def test_a_repeated_entity_keeps_both_rows_the_oldest_numbered_first(sample: ParsedEdition) -> None:
    same = [one for one in sample.parties if one.name == "Example Optics Co., Ltd."]
    dates = {one.id[-2:] == "-2": one.listings[0].listed_on for one in same}
    assert dates == {False: "2018-01-02", True: "2019-05-21"}
    assert all(one.listings[0].record_id == one.id for one in same)


def test_a_blank_citation_is_none(sample: ParsedEdition) -> None:
    assert party(sample, "Sample Labs?s Trading").listings[0].citation is None


def test_an_impossible_start_is_reported_and_kept_in_words(sample: ParsedEdition) -> None:
    one = party(sample, "Example Holding Corp. (Exco). Affiliated Entity: Example Cable Ltd.")
    assert one.listings[0].listed_on is None
    assert one.listings[0].notes == ("start_date as published: 0097-06-30",)
    assert [(left.where, left.what) for left in sample.left_out] == [("row 4, start_date", "0097-06-30")]


def test_a_body_under_a_parent_is_also_found_by_its_own_name(sample: ParsedEdition) -> None:
    one = party(sample, "Example Holding Corp. (Exco). Affiliated Entity: Example Cable Ltd.")
    assert texts(one, NameKind.ALIAS) == ["Example Cable Ltd."]
    part_of = [tie for tie in sample.ties if tie.kind is TieKind.PART_OF]
    assert [(tie.origin, tie.target, tie.target_name) for tie in part_of] == [
        (one.id, None, "Example Holding Corp. (Exco)")
    ]


def test_characters_are_repaired_and_said_so(sample: ParsedEdition) -> None:
    engine = party(sample, "Xi’an Example Engine Factory")
    assert engine.notes == (r"repaired: name was published as 'Xi\x92an Example Engine\nFactory'",)
    assert engine.addresses[0].full == "Room 7, Building 1, Xian , CN"
    assert party(sample, "Example Coöperatief U.A.").notes[0].startswith("repaired: name was published as")
    assert party(sample, "Sample Labs?s Trading").notes == (), "a lost character stays lost"


def test_hong_kong_counts_beside_china(sample: ParsedEdition) -> None:
    one = party(sample, "Sample Labs?s Trading")
    assert one.countries == ("cn", "hk")
    assert one.listings[0].effect is Effect.UNVERIFIED_END_USER


def test_a_denied_person_has_an_alias_an_end_and_a_state(sample: ParsedEdition) -> None:
    one = party(sample, "JANE SAMPLE")
    assert texts(one, NameKind.ALIAS) == ["JENNY SAMPLE"]
    assert one.countries == ("us",), "a state with a ZIP code says so"
    listing = one.listings[0]
    assert (listing.terms, listing.removed_on) == ("Standard order", "2027-01-01")
    assert not listing.in_force("2027-01-01")
    assert listing.in_force("2026-12-31")


def test_wording_that_covers_others_leaves_the_name(sample: ParsedEdition) -> None:
    one = party(sample, "Example Missile Works")
    assert texts(one, NameKind.ALIAS) == ["EMW, Example Rocket Works"]
    assert one.listings[0].covers == "and any successor, sub-unit, or subsidiary thereof"
    assert one.listings[0].program == "Nonproliferation Sanctions (ISN): INKSNA"


def test_a_person_of_the_treasury(sample: ParsedEdition) -> None:
    one = party(sample, "SAMPLE, Ana Maria")
    assert (one.id, one.schema) == ("us-ofac:990001", Schema.PERSON)
    assert (one.names[0].family, one.names[0].given) == ("SAMPLE", "Ana Maria")
    assert [(name.text, name.family) for name in one.names[1:]] == [
        ("SAMPLE, Anna", "SAMPLE"),
        ("UMM SAMPLE", None),
    ]
    assert one.countries == ("sy", "lb")
    assert one.birth_dates == ("1965", "1970", "1971", "1972")
    assert "Birth date as published: 1950 to 1990" in one.notes
    assert one.birth_places == ("Sampletown, Syria", "Otherville, Syria")
    assert one.positions == ("General", "Former Minister of Samples")
    assert one.listings[0].program == "Specially Designated Nationals (SDN): SYRIA; IRAN"
    assert one.listings[0].record_id == "990001"


def test_identifiers_of_a_person_and_what_is_no_number(sample: ParsedEdition) -> None:
    one = party(sample, "SAMPLE, Ana Maria")
    assert [(number.scheme, number.value, number.country) for number in one.identifiers] == [
        (Scheme.OFAC, "990001", None),
        (Scheme.PASSPORT, "123456789", "kp"),
    ]
    assert "Passport 123456789 (dated 2030-01-02, 2020-01-02)" in one.notes
    assert {"Gender: Female", "Phone Number: 2001-111"} <= set(one.notes)


def test_links_name_the_other_party_and_its_id_where_it_is_here(sample: ParsedEdition) -> None:
    links = [(tie.target_name, tie.target) for tie in sample.ties if tie.kind is TieKind.LINKED_TO]
    assert links == [("EXAMPLE HOLDING", "us-ofac:990002"), ("NOBODY KNOWN", None)]


def test_a_party_on_two_treasury_lists_is_one_with_two_listings(sample: ParsedEdition) -> None:
    one = party(sample, "EXAMPLE HOLDING")
    assert [listing.effect for listing in one.listings] == [Effect.ASSET_FREEZE, Effect.SECTORAL_RESTRICTION]
    assert texts(one, NameKind.ALIAS) == ["EXAMPLE HOLDING OAO"]
    assert one.countries == ("sy", "ru")
    schemes = {number.scheme: number.value for number in one.identifiers}
    assert schemes[Scheme.USCC] == "91110000MA005UCQ5P"
    assert schemes[Scheme.LEI] == "25340038P8SYW80B9W34"
    assert schemes[Scheme.BIC] == "SAMPSYDA"


def test_a_vessel_and_an_aircraft(sample: ParsedEdition) -> None:
    vessel = party(sample, "SAMPLE STAR")
    assert (vessel.schema, vessel.countries) == (Schema.VESSEL, ("pa",))
    assert {(number.scheme, number.value) for number in vessel.identifiers} >= {
        (Scheme.CALL_SIGN, "5IM000"),
        (Scheme.IMO, "9569683"),
    }
    assert vessel.notes == (
        "Vessel type: Crude Oil Tanker",
        "Gross tonnage: 1000",
        "Gross registered tonnage: 900",
        "Flag: Panama",
        "Vessel owner: SAMPLE LINES",
    )
    aircraft = party(sample, "EP-XXX")
    assert aircraft.schema is Schema.AIRPLANE
    assert aircraft.notes == ("Aircraft Model: A320",)


def test_an_unknown_list_stays_as_a_notice_with_its_words(sample: ParsedEdition) -> None:
    listing = party(sample, "Example Unknown Ltd").listings[0]
    assert listing.program == "Register of Invented Concerns - Department of Examples"
    assert (listing.effect, listing.direction) == (Effect.NOTICE, Direction.NONE)
    assert listing.authority == "Department of Examples"
    assert listing.terms == "Licence review policy: As the Department says."
    assert listing.notes


def test_the_same_entity_keeps_its_id_over_layouts() -> None:
    old, new = parsed(SAMPLES / "csl_2019.csv"), parsed(SAMPLES / "consolidated_2025.csv")
    assert party(old, "Example Optics Co., Ltd.").id == party(new, "Example Optics Co., Ltd.").id


def test_the_later_order_of_ids_is_told_by_the_file(sample: ParsedEdition) -> None:
    person = party(parsed(SAMPLES / "consolidated_2025.csv"), "Ana Maria SAMPLE")
    assert person.names[0].family is None, "the source does not say which part is the family name"
    assert person.id == party(sample, "SAMPLE, Ana Maria").id
    assert [(number.scheme, number.value, number.country) for number in person.identifiers] == [
        (Scheme.OFAC, "990001", None),
        (Scheme.PASSPORT, "123456789", "kp"),
    ]
    assert person.notes == (
        "Gender: Female",
        "Secondary sanctions risk: Sample Regulations, 31 CFR 589.201",
    )


def test_statements_of_tribe_or_faith_are_withheld_and_said_so() -> None:
    row = dict.fromkeys(header(), "") | {
        "source": "Specially Designated Nationals (SDN) - Treasury Department",
        "entity_number": "990009",
        "type": "Individual",
        "name": "SAMPLE, Omar",
        "remarks": "Belongs to the Sample tribe; Chief of Samples",
    }
    edition = PUBLISHER.parse({"list": given(as_csv([row]))})
    assert edition.parties[0].notes == ("Chief of Samples",)
    assert [left.where for left in edition.left_out] == ["row 2"]
    assert "Sample tribe" not in str(edition)


# --- the small readers --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "code", "title", "effect"),
    [
        ("Capta List (CAP) - Treasury Department", "CAP", "Capta List (CAP)", Effect.ACCOUNT_RESTRICTION),
        (
            "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
            "NS-MBS",
            "Non-SDN Menu-Based Sanctions List (NS-MBS List)",
            Effect.SECTORAL_RESTRICTION,
        ),
        (
            "Military End User (MEU) List - Bureau of Industry and Security",
            "MEU",
            "Military End User (MEU) List",
            Effect.LICENCE_REQUIREMENT,
        ),
        (
            "Foreign Sanctions Evaders (FSE) - Treasury Department",
            "FSE",
            "Foreign Sanctions Evaders (FSE)",
            Effect.SECTORAL_RESTRICTION,
        ),
        ("ITAR Debarred (DTC) - State Department", "DTC", "ITAR Debarred (DTC)", Effect.DEBARMENT),
        ("Sample List (XYZ)", "Sample List (XYZ)", "Sample List (XYZ)", Effect.NOTICE),
        ("", "", "", Effect.NOTICE),
    ],
)
def test_sources(source: str, code: str, title: str, effect: Effect) -> None:
    found = source_of(source)
    assert (found.code, found.title, found.effect) == (code, title, effect)


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("Borisov, 222512, BY", "by"),
        ("SY", "sy"),
        ("1 Sample Drive, Phoenix, AZ, 85043", "us"),
        ("1 Sample Drive, Portsmouth, NH, 3801", "us"),
        ("1 Sample Drive, Anthony, 88021, NM", "us"),
        ("Ivanovskoe, Stavropol Region, RS, 357020", None),
        ("Ostrov 363 01, Czech Republic", "cz"),
        ("Istanbul, Turkey 34134", "tr"),
        ("c/o SAMPLE LTDA", None),
    ],
)
def test_the_country_of_an_address(address: str, country: str | None) -> None:
    assert [one.country for one in addresses_in(address)] == [country]


def test_empty_cells_have_nothing() -> None:
    assert addresses_in("") == ()
    assert birth_dates("") == ((), ())
    assert linked_to("") == ()
    assert read_ids("", label_first=False, person=False).identifiers == ()


@pytest.mark.parametrize("text", ["“Radiosviaz” Plant", "Plant “Detal”", "“Baltia,” 1", "11¢ Store", "Åby ö"])
def test_sound_text_is_left_alone(text: str) -> None:
    assert repaired(text) == text


def test_the_order_of_ids_is_decided_by_the_majority() -> None:
    assert label_comes_first(["Passport, A1, KP; Gender, Male"])
    assert not label_comes_first(["KP, A1, Passport; Male, Gender"])
    assert not label_comes_first(["", "one, two"])


# --- damaged files -----------------------------------------------------------------------------------


def header() -> list[str]:
    return next(csv.reader(io.StringIO(SAMPLE.read_text(encoding="utf-8"))))


def as_csv(rows: list[dict[str, str]], columns: list[str] | None = None) -> str:
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns or header(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def test_a_file_cut_inside_a_quotation_is_refused() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    cut = text[: text.index("Room 2, Sample Tower")]
    with pytest.raises(UnreadableFileError, match=r"consolidated\.csv, row 2: damaged or cut off"):
        PUBLISHER.parse({"list": given(cut)})


def test_a_file_cut_inside_a_row_is_refused() -> None:
    text = as_csv([dict.fromkeys(header(), "x")])
    with pytest.raises(UnreadableFileError, match="row 2: 26 cells where the header has 29"):
        PUBLISHER.parse({"list": given(text[: text.rindex("x,x,x,x") + 1])})


def test_a_wrong_encoding_is_refused_with_its_line() -> None:
    text = as_csv([dict.fromkeys(header(), "x"), dict.fromkeys(header(), "Coöperatief")])
    with pytest.raises(UnreadableFileError, match="row 3: not valid utf-8-sig: byte 0xf6"):
        PUBLISHER.parse({"list": given(text.encode("latin-1"))})


def test_a_web_page_in_place_of_the_list_is_refused() -> None:
    with pytest.raises(UnreadableFileError, match="a web page, not the list"):
        PUBLISHER.parse({"list": given("<html><body>Access Denied</body></html>")})


@pytest.mark.parametrize("column", ["alt_names", "entity_number", "end_date", "ids"])
def test_a_missing_column_is_named(column: str) -> None:
    columns = [one for one in header() if one != column]
    file = given(as_csv([dict.fromkeys(columns, "x")], columns))
    assert PUBLISHER.recognise(file), "it is this list, and the error must say what is wrong with it"
    with pytest.raises(LayoutError, match=f"no column '{column}'"):
        PUBLISHER.parse({"list": file})


def test_a_column_that_stands_twice_is_refused() -> None:
    text = ",".join([*header(), "ids"]) + "\n"
    with pytest.raises(LayoutError, match="the column 'ids' stands twice"):
        PUBLISHER.parse({"list": given(text)})


def test_a_new_column_is_reported_and_the_rest_taken() -> None:
    columns = [*header(), "shoe_size"]
    row = dict.fromkeys(columns, "") | {"source": "x", "name": "Example Ltd", "shoe_size": "9"}
    edition = PUBLISHER.parse({"list": given(as_csv([row], columns))})
    assert [left.what for left in edition.left_out] == ["column 'shoe_size'"]
    assert edition.parties[0].name == "Example Ltd"


def test_a_row_without_a_name_is_reported() -> None:
    row = dict.fromkeys(header(), "") | {"source": "x", "name": " , "}
    edition = PUBLISHER.parse({"list": given(as_csv([row]))})
    assert (edition.records, edition.parties) == (1, ())
    assert [(left.where, left.why) for left in edition.left_out] == [("row 2", "it has no name")]


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real bytes ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def full(real_lists: Path) -> ParsedEdition:
    return parsed(real_lists / "us-csl" / "2022-05" / "consolidated.csv.gz")


@pytest.mark.real
def test_the_full_edition_of_2022(full: ParsedEdition) -> None:
    assert full.records == 14_160
    assert full.counts == {
        "SDN": 10_026, "EL": 2_001, "DTC": 727, "DPL": 462, "SSI": 290, "UVL": 201, "ISN": 163, "PLC": 78,
        "MEU": 71, "CMIC": 68, "CAP": 53, "NS-MBS": 17, "FSE": 3,
    }  # fmt: skip
    assert full.newest_entry == "2022-04-21"
    # 71 OFAC numbers stand on two or three rows each, 112 rows more than parties.
    assert len(full.parties) == 14_048
    assert len({one.id for one in full.parties}) == 14_048
    assert sum(len(one.listings) for one in full.parties) == 14_160


@pytest.mark.real
def test_the_full_edition_says_what_it_left_out(full: ParsedEdition) -> None:
    slips = [left.what for left in full.left_out if "start_date" in left.where]
    assert slips == ["0097-06-30", "0097-06-30", "0017-05-26"]
    others = [left for left in full.left_out if "start_date" not in left.where]
    assert all("ethnicity, tribe, religion or health" in left.what for left in others)


@pytest.mark.real
def test_real_quirks_are_survived(full: ParsedEdition) -> None:
    names = Counter(one.name for one in full.parties)
    for expected in (
        "CAST Xi’an Spaceflight Engine Factory",
        "Huawei Technologies Coöperatief U.A.",
        "Government Flying Service",
        "Gaobeidian Kaituo Precise Instrument Co. Ltd",
        "Huawei Technical Service Co., Ltd.",
        "I. ASH",
    ):
        assert expected in names
    every = [name.text for one in full.parties for name in one.names]
    assert not [text for text in every if "\n" in text or text != text.strip(" ,;") or not text]
    assert not [text for text in every if text.startswith("and ") and not text.startswith("and the")]
    assert sum("repaired:" in note for one in full.parties for note in one.notes) == 6


@pytest.mark.real
def test_the_real_xinjiang_rules_are_there(full: ParsedEdition) -> None:
    cited = Counter(
        rule
        for one in full.parties
        for listing in one.listings
        for rule in ("84 FR 54002", "86 FR 33120", "86 FR 36496")
        if listing.citation and rule in listing.citation and listing.program == "Entity List (EL)"
    )
    assert cited["84 FR 54002"] == 27
    assert cited["86 FR 33120"] == 5
    assert cited["86 FR 36496"] == 36


@pytest.mark.real
def test_a_real_party_on_three_treasury_lists(full: ParsedEdition) -> None:
    one = next(one for one in full.parties if one.id == "us-ofac:18725")
    assert one.name == "BANCO VTB AFRICA SA"
    assert {listing.effect for listing in one.listings} == {
        Effect.ACCOUNT_RESTRICTION,
        Effect.ASSET_FREEZE,
        Effect.SECTORAL_RESTRICTION,
    }


@pytest.mark.real
def test_real_ids_survive_from_2019_to_2022(real_lists: Path, full: ParsedEdition) -> None:
    old = parsed(real_lists / "us-csl" / "2019-12-sample" / "csl.csv")
    assert old.records == len(old.parties) == 115
    now = {one.id for one in full.parties}
    gone = sorted(one.name for one in old.parties if one.id not in now)
    # Nine left the lists or were renamed by them; of one the list changed the address from HK to CN.
    assert len(gone) == 10
    assert "ZDAS (HK) Company" in gone


@pytest.mark.real
def test_the_real_sample_of_2025(real_lists: Path, full: ParsedEdition) -> None:
    new = parsed(real_lists / "us-csl" / "2025-06-sample" / "consolidated.csv")
    assert new.records == len(new.parties) == 13
    passport = next(one for one in new.parties if one.id == "us-ofac:52291").identifiers[1]
    assert (passport.scheme, passport.value, passport.country) == (Scheme.PASSPORT, "836238033", "kp")
    institute = next(one for one in new.parties if "(CETC 13)" in one.name)
    assert [address.country for address in institute.addresses] == ["cn", "cn", "cn"]
    assert institute.id in {one.id for one in full.parties}


@pytest.mark.real
def test_derived_and_foreign_files_are_not_claimed(real_lists: Path) -> None:
    for path in (
        "us-csl/2026-07-31-derived/screening-list.json",
        "us-ofac-sdn/2026-08-20-derived/ofac-sdn.csv",
        "us-ofac-sdn/2021-07/add.csv",
        "us-state-isn/2016-12/isn.csv",
        "us-bis-dpl/2022-09/dpl.txt",
        "us-bis-dpl/2026-04-14/dpl_04142026.csv",
        "us-dhs-uflpa/2026-07-09/uflpa-entity-list.html",
    ):
        assert PUBLISHER.recognise(open_source(real_lists / path)) is None, path
