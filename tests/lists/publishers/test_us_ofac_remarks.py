from __future__ import annotations

import pytest

from brightline.lists.publishers.us_ofac.identifiers import read_identifier
from brightline.lists.publishers.us_ofac.programmes import CONSOLIDATED, SDN, listings, programmes_of
from brightline.lists.publishers.us_ofac.remarks import Remarks, read_remarks, without_full_stop
from brightline.model import Effect, Identifier, Scheme


@pytest.mark.parametrize(
    ("remark", "expected", "is_all"),
    [
        ("Tax ID No. 7702070139 (Russia)", Identifier(Scheme.TAX, "7702070139", "ru", "Tax ID No."), True),
        ("Passport 1084010", Identifier(Scheme.PASSPORT, "1084010", None, "Passport"), True),
        (
            "Passport K47248790 (Iran) expires 20 Oct 2023",
            Identifier(Scheme.PASSPORT, "K47248790", "ir", "Passport"),
            False,
        ),
        (
            "Registration Number HRA 738077 (Stuttgart) (Germany)",
            Identifier(Scheme.REGISTRATION, "HRA 738077", "de", "Registration Number"),
            False,
        ),
        (
            "Folio Mercantil No. 343997 (Mexico) issued 14 Dec 2005",
            Identifier(Scheme.REGISTRATION, "343997", "mx", "Folio Mercantil No."),
            False,
        ),
        (
            "Matricula Mercantil No 57622 (Uraba)",
            Identifier(Scheme.REGISTRATION, "57622", None, "Matricula Mercantil No"),
            False,
        ),
        (
            "Identification Number IMO 5342883",
            Identifier(Scheme.IMO, "5342883", None, "Identification Number IMO"),
            True,
        ),
        (
            "Unified Social Credit Code (USCC) 9111000071093019X7 (China)",
            Identifier(Scheme.USCC, "9111000071093019X7", "cn", "Unified Social Credit Code (USCC)"),
            True,
        ),
        ("SWIFT/BIC CKLBCNBJ", Identifier(Scheme.BIC, "CKLBCNBJ", None, "SWIFT/BIC"), True),
        ("Equity Ticker 0728 HK", Identifier(Scheme.TICKER, "0728 HK", None, "Equity Ticker"), True),
        (
            "Digital Currency Address - ETH 0x39D908dac893CBCB53Cc86e0ECc369aA4DeF1A29",
            Identifier(
                Scheme.WALLET,
                "0x39D908dac893CBCB53Cc86e0ECc369aA4DeF1A29",
                None,
                "Digital Currency Address - ETH",
            ),
            True,
        ),
        (
            "Legal Entity Number 253400V1H6ART1UQ0N98 (Russia)",
            Identifier(Scheme.LEI, "253400V1H6ART1UQ0N98", "ru", "Legal Entity Number"),
            True,
        ),
        # Under the label of the LEI, OFAC also gives a chamber of commerce's number.
        (
            "Legal Entity Number 852499097 (Netherlands)",
            Identifier(Scheme.OTHER, "852499097", "nl", "Legal Entity Number"),
            True,
        ),
        (
            "Aircraft Construction Number (also called L/N or S/N or F/N) 8401",
            Identifier(
                Scheme.AIRCRAFT,
                "8401",
                None,
                "Aircraft Construction Number (also called L/N or S/N or F/N)",
            ),
            True,
        ),
        (
            "Aircraft Tail Number EP-MMH",
            Identifier(Scheme.AIRCRAFT, "EP-MMH", None, "Aircraft Tail Number"),
            True,
        ),
    ],
)
def test_numbers(remark: str, expected: Identifier, is_all: bool) -> None:
    assert read_identifier(remark, person=False) == (expected, is_all)


@pytest.mark.parametrize(
    "remark",
    [
        "Phone Number 982188526300",
        "Website www.example.test",
        "Passport issued in Sarajevo, Bosnia-Herzegovina",
        "Passport and National ID were issued in Ulm",
        "Passport OR801168 and Kuwaiti National ID No. 281020505755",
        "Passport unknown",
        "Passport",
        "Holder of Passport 123",
    ],
)
def test_what_is_not_a_number_is_not_made_one(remark: str) -> None:
    assert read_identifier(remark, person=True) is None


@pytest.mark.parametrize(("person", "scheme"), [(True, Scheme.NATIONAL_ID), (False, Scheme.OTHER)])
def test_an_identification_number_is_a_national_one_for_people(person: bool, scheme: Scheme) -> None:
    found = read_identifier("Identification Number 123 (China)", person=person)
    assert found
    assert found[0].scheme is scheme


@pytest.mark.parametrize(
    ("piece", "dates", "notes"),
    [
        ("DOB 10 Dec 1948", ["1948-12-10"], []),
        ("alt. DOB 1936", ["1936"], []),
        ("DOB Jan 1960.", ["1960-01"], []),
        ("DOB circa 1951", ["1951"], ["DOB circa 1951"]),
        ("DOB circa 1960-1962", ["1960", "1961", "1962"], ["DOB circa 1960-1962"]),
        ("DOB Jan 1970 to Mar 1971", ["1970", "1971"], ["DOB Jan 1970 to Mar 1971"]),
        ("DOB 1940 to 1960", [], ["DOB 1940 to 1960"]),
        ("DOB 1960 to 1940", [], ["DOB 1960 to 1940"]),
        ("DOB unknown", [], ["DOB unknown"]),
        ("DOB 31 Feb 1960", [], ["DOB 31 Feb 1960"]),
    ],
)
def test_births(piece: str, dates: list[str], notes: list[str]) -> None:
    remarks = read_remarks(piece, person=True)
    assert (remarks.birth_dates, remarks.notes) == (dates, notes)


def test_only_people_have_births() -> None:
    remarks = read_remarks("DOB 1955; POB Gaza", person=False)
    assert (remarks.birth_dates, remarks.birth_places) == ([], [])
    assert remarks.notes == ["DOB 1955", "POB Gaza"]


@pytest.mark.parametrize(
    ("piece", "name"),
    [
        ("a.k.a. 'BNC'.", "BNC"),
        ("f.k.a. 'ANA I'", "ANA I"),
        ("n.k.a. 'LGOK'", "LGOK"),
        ("a.k.a. 'AL-KURDI, 'Amid'", "AL-KURDI, 'Amid"),
        ("a.k.a. 'LLC 'DSD''", "LLC 'DSD'"),
    ],
)
def test_weak_names_are_those_in_quotes(piece: str, name: str) -> None:
    assert read_remarks(piece, person=False).weak_names == [name]


def test_a_semicolon_without_a_blank_divides_too() -> None:
    remarks = read_remarks(
        "nationality possibly Palestinian;arrested 23 Apr 2002; citizen Egypt.", person=True
    )
    assert remarks.notes == ["nationality possibly Palestinian", "arrested 23 Apr 2002"]
    assert remarks.countries == ["eg"]


@pytest.mark.parametrize(
    ("text", "shorter"),
    [
        ("LAZARUS GROUP.", "LAZARUS GROUP"),
        ("R D I S.A.", "R D I S.A."),
        ("EXAMPLE CO., LTD.", "EXAMPLE CO., LTD."),
        ("EXAMPLE BANK", "EXAMPLE BANK"),
    ],
)
def test_the_closing_full_stop_goes_and_an_abbreviations_stays(text: str, shorter: str) -> None:
    assert without_full_stop(text) == shorter


def test_a_link_is_looked_up_in_every_spelling() -> None:
    (spellings,) = read_remarks("Linked To: YAS AIR CO.", person=False).linked_to
    assert spellings == ("YAS AIR CO.", "YAS AIR CO")


def test_standing_warnings_belong_to_the_listing_and_gender_to_nothing() -> None:
    remarks = read_remarks("Gender Female; Secondary sanctions risk: See Section 11 of EO.", person=True)
    assert remarks == Remarks(listing_notes=["Secondary sanctions risk: See Section 11 of EO."])


def test_no_piece_is_lost() -> None:
    pieces = ["Member ETA.", "All about it", "Chinese Commercial Code 1728 4320", "alt. Website a.test"]
    assert read_remarks("; ".join(pieces), person=True).notes == pieces


def test_an_empty_text_says_nothing() -> None:
    assert read_remarks("", person=True) == Remarks()


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("CUBA", ("CUBA",)),
        ("NPWMD] [IFSR", ("NPWMD", "IFSR")),
        ("IRAN] [NPWMD] [CAATSA - RUSSIA", ("IRAN", "NPWMD", "CAATSA - RUSSIA")),
    ],
)
def test_programmes_whose_outer_brackets_are_missing(cell: str, tags: tuple[str, ...]) -> None:
    assert programmes_of(cell) == tags


def test_on_the_sdn_list_every_programme_blocks() -> None:
    remarks = read_remarks("Listing Date (EO 14024 Directive 2): 24 Feb 2022", person=False)
    (listing,) = listings(SDN, "1", ["RUSSIA-EO14024", "NS-PLC"], remarks)
    assert listing.effect is Effect.ASSET_FREEZE
    # A directive's listing date is not the day of the blocking.
    assert listing.listed_on is None


def test_a_blocking_tag_on_the_consolidated_list_adds_no_effect_there() -> None:
    (listing,) = listings(CONSOLIDATED, "9647", ["SDGT", "NS-PLC"], Remarks())
    assert listing.effect is Effect.ACCOUNT_RESTRICTION
    assert listing.program == "NS-PLC; SDGT"


@pytest.mark.parametrize(
    ("tags", "citation"),
    [
        (["IRAN-EO13876"], "Executive Order 13876"),
        (["GLOMAG", "SDGT"], "Executive Order 13818; Executive Order 13224"),
        (["FSE-SY", "FSE-IR"], "Executive Order 13608"),
        (["NOT YET KNOWN"], None),
    ],
)
def test_a_citation_only_where_it_is_certain(tags: list[str], citation: str | None) -> None:
    assert listings(SDN, "1", tags, Remarks())[0].citation == citation
