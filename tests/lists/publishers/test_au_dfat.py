"""The Australian Consolidated List: references, casing, lists in cells, newer columns, the real file."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.au_dfat import PUBLISHER
from brightline.model import Direction, Effect, NameKind, Schema, Scheme

from .seen import named, shown

Workbook = Callable[[object], SourceFile]

HEADER = [
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth", "Place of Birth",
    "Citizenship", "Address", "Additional Information", "Listing Information", "Committees", "Control Date",
]  # fmt: skip
DAY = dt.date(2014, 12, 15)


def row(reference: object, name: str, kind: str = "Primary Name", **cells: object) -> list[object]:
    """A row of an individual; other cells by the first word of their heading."""
    known = {
        "Reference": reference,
        "Name": name,
        "Type": "Individual",
        "Kind": kind,
        "Committees": "1988 (Taliban)",
        "Control": DAY,
        **cells,
    }
    keys = ["Reference", "Name", "Type", "Kind", "Birth", "Place", "Citizenship", "Address", "Information"]
    return [known.get(key, "") for key in [*keys, "Listing", "Committees", "Control"]]


def edition(workbook: Workbook, *rows: list[object], more: tuple[str, ...] = ()) -> ParsedEdition:
    return PUBLISHER.parse({"list": workbook({"Sheet1": [[*HEADER, *more, ""], *rows, [], ["", " "]]})})


def test_the_list_is_recognised_by_its_headings(workbook: Workbook) -> None:
    assert PUBLISHER.recognise(workbook({"x": [HEADER]})) == Part("au_dfat")
    assert PUBLISHER.recognise(workbook({"x": [["Name Type", "Committees"]]})) is None
    assert PUBLISHER.recognise(source_from_bytes("a.csv", ",".join(HEADER).encode())) is None


def test_a_reference_ties_its_names_whatever_their_order_and_casing(workbook: Workbook) -> None:
    found = edition(
        workbook,
        row("2a", "محمد", "original Script"),
        row("2b ", "M. Doe", "aka "),
        row(2.0, "Mohammad Doe", "primary Name"),
        row("2b1", "Moe", "AKA"),
        row("3", "Other"),
        row("2c", "Old Doe", "Formerly known as"),
    )
    assert shown(found.parties[0]) == [
        ("Mohammad Doe", "primary"),
        ("محمد", "original_script"),
        ("M. Doe", "alias"),
        ("Moe", "alias"),
        ("Old Doe", "former"),
    ]
    assert [one.id for one in found.parties] == ["au-dfat:2", "au-dfat:3"]
    assert (found.records, found.counts) == (6, {"1988 (Taliban)": 6})


def test_a_person(workbook: Workbook) -> None:
    one = edition(
        workbook,
        row(
            7,
            "Doe",
            Birth="a) Approximately 1955- 1956 b) 21 Jun. 1960",
            Place="a) Kabul, Afghanistan b) Herat",
            Citizenship="Afghan\xa0",
            Address="a) Kabul, Afghanistan; b) Pakistan (at time of listing)",
            Information="Title: Mullah. Belongs to Kakar tribe. Hair: Dark. Speaks Dari.",
            Listing="Listed by UN 1267 Committee on 25 January 2001 (amended on 9 July 2007)",
        ),
    ).parties[0]
    assert one.schema is Schema.PERSON
    assert one.birth_dates == ("1955", "1956", "1960-06-21")
    assert one.birth_places == ("Kabul, Afghanistan", "Herat")
    assert [address.country for address in one.addresses] == ["af", "pk"]
    assert one.countries == ("af", "pk")
    assert one.notes == (
        "Title: Mullah. Speaks Dari.",
        "Date of birth as published: a) Approximately 1955- 1956 b) 21 Jun. 1960",
    )


def test_a_listing(workbook: Workbook) -> None:
    listing = edition(workbook, row(7, "Doe", Listing="Listed on: 20 Jul. 2017")).parties[0].listings[0]
    assert (listing.effect, listing.direction) == (Effect.ASSET_FREEZE, Direction.DEALINGS_WITH)
    assert (listing.program, listing.listed_on) == ("1988 (Taliban)", "2017-07-20")
    assert listing.citation == "Listed on: 20 Jul. 2017"
    assert listing.notes == ("Control date: 2014-12-15",)


@pytest.mark.parametrize(
    ("information", "remarks", "day"),
    [
        ("Listed on: 20 Jul. 2017", "", "2017-07-20"),
        ("Listed by UN 1267 Committee on 25 January 2001 (amended on3 Sep 2003)", "", "2001-01-25"),
        (
            "Designated under the Regulations 2011 on 2 March 2012. Relisted on 12 January 2024.",
            "",
            "2012-03-02",
        ),
        ("26 Feb. 2021", "", "2021-02-26"),
        ("2024-03-01", "", "2024-03-01"),
        ("Amendment (No. 14) Instrument 2022", "New listing start date 31 March 2023", "2023-03-31"),
        ("Amendment (No. 14) Instrument 2022", "", None),
        ("Resolution 1596 (2005), amended 16 December 2008", "", None),
    ],
)
def test_the_day_of_listing(workbook: Workbook, information: str, remarks: str, day: str | None) -> None:
    found = edition(workbook, row(1, "Doe", Listing=information, Information=remarks))
    assert found.parties[0].listings[0].listed_on == day


def test_what_the_rows_of_one_party_say_is_united(workbook: Workbook) -> None:
    one = edition(
        workbook,
        row(1, "Doe", Birth=1960.0, Citizenship="na"),
        row("1a", "Moe", "aka", Birth=dt.date(1961, 2, 3), Citizenship="Congolese"),
    ).parties[0]
    assert one.birth_dates == ("1960", "1961-02-03")
    assert one.notes == ("Citizenship as published: Congolese",)


def test_an_entity_has_no_birth_and_keeps_its_remarks(workbook: Workbook) -> None:
    one = edition(
        workbook, row(1, "Acme", Type="Entity ", Birth="1960", Information="Member of Example tribe.")
    ).parties[0]
    assert (one.schema, one.birth_dates) == (Schema.ORGANIZATION, ())
    assert one.notes == ("Member of Example tribe.",)


def test_newer_columns_are_used(workbook: Workbook) -> None:
    more = ("Alias Strength", "IMO Number", "Instrument of Designation", "Targeted Financial Sanction",
            "Travel Ban", "Colour")  # fmt: skip
    found = edition(
        workbook,
        [*row(1, "SHIP", Type="Vessel"), "", 9123456, "Instrument 2025", "No", "Yes", "red"],
        [*row("1a", "Sh", "Alias", Type="Vessel"), "Weak", "", "", "", "", ""],
        more=more,
    )
    ship = found.parties[0]
    assert (ship.schema, ship.identifiers[0].scheme, ship.identifiers[0].value) == (
        Schema.VESSEL,
        Scheme.IMO,
        "9123456",
    )
    assert shown(ship)[1] == ("Sh", "weak")
    listing = ship.listings[0]
    assert (listing.effect, listing.direction) == (Effect.NOTICE, Direction.NONE)
    assert listing.terms == "Targeted Financial Sanction: No; Travel Ban: Yes"
    assert listing.citation == "Instrument 2025"
    assert [one.what for one in found.left_out] == ["column 'Colour'"]


def test_what_is_not_known_is_said(workbook: Workbook) -> None:
    found = edition(workbook, row(1, "Doe", Type="Aircraft"), row("1a", "Moe", "nickname"))
    assert found.parties[0].schema is Schema.LEGAL_ENTITY
    assert [(one.where, one.what) for one in found.left_out] == [
        ("row 3, reference 1", "nickname"),
        ("row 2, reference 1", "type 'Aircraft'"),
    ]


def test_statements_left_out_are_counted(workbook: Workbook) -> None:
    found = edition(workbook, row(1, "Doe", Information="Belongs to X tribe. Gender: male."))
    assert [one.what[:14] for one in found.left_out] == ["2 statement(s)"]
    assert found.parties[0].notes == ()


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([row("", "Doe")], "row 2: a row without reference or name"),
        ([row("x1", "Doe")], "row 2: a row without reference or name"),
        ([row(1, "")], "row 2: a row without reference or name"),
        ([row(1, "Doe", "aka")], "row 2: the reference 1 has no primary name"),
    ],
)
def test_a_broken_row_is_refused(workbook: Workbook, rows: list[list[object]], problem: str) -> None:
    with pytest.raises(LayoutError, match=problem):
        edition(workbook, *rows)


def test_a_missing_column_is_named(workbook: Workbook) -> None:
    with pytest.raises(LayoutError, match="row 1: no column 'Committees'"):
        PUBLISHER.parse({"list": workbook({"x": [[one for one in HEADER if one != "Committees"]]})})
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


def test_a_cut_off_file_is_refused(workbook: Workbook) -> None:
    raw = workbook({"x": [HEADER]}).raw
    with pytest.raises(UnreadableFileError):
        PUBLISHER.parse({"list": source_from_bytes("list.xlsx", raw[: len(raw) // 2])})


# --- the real file -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def real(real_lists: Path) -> ParsedEdition:
    file = open_source(real_lists / "au-dfat" / "2024-11-11" / "regulation8_consolidated.xlsx")
    assert PUBLISHER.recognise(file) == Part("au_dfat")
    return PUBLISHER.parse({"list": file})


@pytest.mark.real
def test_real_counts(real: ParsedEdition) -> None:
    assert (real.records, len(real.parties), real.newest_entry) == (9553, 3062, "2024-11-11")
    assert len({one.id for one in real.parties}) == 3062
    assert Counter(one.schema for one in real.parties) == {Schema.PERSON: 2316, Schema.ORGANIZATION: 746}
    kinds = Counter(name.kind for one in real.parties for name in one.names)
    assert (kinds[NameKind.PRIMARY], kinds[NameKind.FORMER]) == (3062, 4)
    assert (kinds[NameKind.ALIAS], kinds[NameKind.ORIGINAL_SCRIPT]) == (6013, 439)


@pytest.mark.real
def test_real_names_are_lost_only_where_they_repeat(real: ParsedEdition) -> None:
    """9,553 rows; 35 repeat a name of their own party."""
    assert sum(len(one.names) for one in real.parties) == 9553 - 35


@pytest.mark.real
def test_real_left_out_is_only_what_is_never_kept(real: ParsedEdition) -> None:
    assert all("statement(s)" in one.what for one in real.left_out)
    assert len(real.left_out) == 162
    notes = " ".join(note for one in real.parties if one.schema is Schema.PERSON for note in one.notes)
    for word in (" tribe.", "complexion", "Physical description", "Gender:", "hair colour", "eye colour"):
        assert word not in notes


@pytest.mark.real
def test_real_parties(real: ParsedEdition) -> None:
    akhund = named(real, "MOHAMMAD HASSAN AKHUND")
    assert (akhund.id, akhund.countries) == ("au-dfat:2", ("af",))
    assert akhund.birth_dates[0] == "1955"
    assert shown(akhund)[1] == ("محمد حسن أخوند", "original_script")
    assert sum(bool(one.birth_dates) for one in real.parties) == 2222
    assert sum(bool(one.listings[0].listed_on) for one in real.parties) == 1357
