"""Withhold Release Orders: a hand-made file with every kind of entity, damaged files, and the real orders.

No real copy of the CSV is at hand. The real orders, as somebody else took them from it, are written into its
columns here, in memory, and read back.
"""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_cbp_wro import PUBLISHER, read_orders
from brightline.model import Direction, Effect, NameKind, Party, Schema

SAMPLE = (
    Path(__file__).resolve().parents[2] / "samples" / "us_cbp_wro" / "withhold-release-orders-findings.csv"
)


COTTON = "All Turkmenistan Cotton or products produced in whole or in part with Turkmenistan cotton."
TOMATOES = "Cotton, Tomatoes and Downstream Products"


def changed(*replacements: tuple[str, str], encoding: str = "cp1252") -> SourceFile:
    text = SAMPLE.read_bytes().decode("cp1252")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    return source_from_bytes("orders.csv", text.encode(encoding))


def named(edition: ParsedEdition, name: str) -> Party:
    return next(one for one in edition.parties if one.name == name)


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


def test_the_file_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("us_cbp_wro")


@pytest.mark.parametrize(
    "text",
    [
        "Merchandise,Status,Entity\nTea,Active,Acme\n",
        '{"WRO/Finding": "Merchandise"}',
        "<html><title>WRO/Finding, Merchandise</title></html>",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(source_from_bytes("x", text.encode())) is None


def test_counts_and_dates(sample: ParsedEdition) -> None:
    assert sample.records == 12
    assert sample.counts == {"Finding": 3, "WRO": 9}
    assert (sample.published, sample.newest_entry) == (None, "2024-04-10")


def test_parties(sample: ParsedEdition) -> None:
    assert [(one.name, one.countries) for one in sample.parties] == [
        ("State Sampleprison, Ciudad Sample, Mexico", ("mx",)),
        ("Sample Machinery", ("cn",)),
        ("Sample Tree Farm", ("cn",)),
        ("Sample Tea Co., Ltd.", ("cn",)),
        ("Sampei Tea Co., Ltd.", ("jp",)),
        ("Kumar Sample Pvt.", ("np",)),
        ("Sample Carpet", ("np",)),
        ("K.S. Carpet Industries", ("np",)),
        ("Da Sample", ()),
        ("Sample Production Corporation (SPC)", ("cn",)),
        ("Sample Ocean Co. Ltd.", ()),
        ("Sample Safety Company, Limited", ("cn",)),
        ("Select (Nantong) Sample Co. Limited", ("cn",)),
        ("Select Sample (HK) Limited", ("cn",)),
        ("Samplo Aluminio S.R.L.", ("do",)),
    ]
    assert {one.schema for one in sample.parties if one.name != "Da Sample"} == {Schema.ORGANIZATION}
    assert named(sample, "Da Sample").schema is Schema.VESSEL


def test_an_order_and_a_finding_are_two_listings_of_one_party(sample: ParsedEdition) -> None:
    machinery = named(sample, "Sample Machinery")
    assert [(one.text, one.kind) for one in machinery.names[1:]] == [
        ("Golden Sample (JinMa) Factory", NameKind.ALIAS),
        ("Sample 1st Prison", NameKind.ALIAS),
    ]
    order, finding = machinery.listings
    assert (order.program, order.listed_on) == ("Withhold Release Order", "1991-11-14")
    assert (finding.program, finding.listed_on) == ("Finding", "1992-03-18")
    assert (order.effect, order.direction) == (Effect.IMPORT_BAN, Direction.IMPORTS_FROM)
    assert order.terms == "Merchandise: Diesel Engines"
    assert finding.notes == (
        "Industry: Automotive",
        "Status: Active",
        "Remarks: T.D. 92-27 See China WRO.",
    )
    assert finding.url == "https://www.cbp.gov/newsroom/sample"
    assert order.record_id == finding.record_id == machinery.id


def test_a_place_in_the_cell_is_the_partys(sample: ParsedEdition) -> None:
    assert [one.full for one in named(sample, "Sampei Tea Co., Ltd.").addresses] == ["Nagoya, Japan"]
    assert [one.full for one in named(sample, "Kumar Sample Pvt.").addresses] == ["Kathmandu"]


def test_whom_an_order_covers_besides(sample: ParsedEdition) -> None:
    corporation = named(sample, "Sample Production Corporation (SPC)")
    assert corporation.listings[0].covers == "and its subordinates"
    assert named(sample, "Sample Ocean Co. Ltd.").listings[0].covers == "Fishing Vessels owned by"


def test_a_party_taken_off_an_order_has_the_day(sample: ParsedEdition) -> None:
    names = ("Kumar Sample Pvt.", "Sample Carpet", "K.S. Carpet Industries")
    removed = {name: named(sample, name).listings[0].removed_on for name in names}
    assert removed == {
        "Kumar Sample Pvt.": None,
        "Sample Carpet": "2021-07-23",
        "K.S. Carpet Industries": "1998-10-06",
    }


def test_an_inactive_finding_restricts_nothing_and_says_so(sample: ParsedEdition) -> None:
    listing = named(sample, "Samplo Aluminio S.R.L.").listings[0]
    assert (listing.effect, listing.direction) == (Effect.NOTICE, Direction.NONE)
    assert "Status: Inactive-Pending Litigation" in listing.notes
    assert "Remarks: 89 FR 96265 – stayed" in listing.notes
    assert "Effective date as published: Winter 2024" in listing.notes


def test_regions_and_products_are_left_out_whole(sample: ParsedEdition) -> None:
    assert [(one.where, one.what) for one in sample.left_out] == [
        (
            "row 7",
            f"WRO, 2018-05-18, Turkmenistan, {COTTON}: Cotton; Active",
        ),
        (
            "row 10",
            f"WRO, 2021-01-13, China, Sample Autonomous Region (SAR): {TOMATOES}; Active",
        ),
        ("row 13, Effective Date", "Winter 2024"),
    ]


def test_every_order_can_be_read() -> None:
    orders = read_orders(open_source(SAMPLE))
    assert len(orders) == 12
    assert [one.row for one in orders if not one.names_a_party] == [7, 10]
    assert [one.row for one in orders if not one.in_force] == [13]


def test_an_id_hangs_on_name_and_country_only(sample: ParsedEdition) -> None:
    other = PUBLISHER.parse({"list": changed(("1st Prison", "2nd Prison"), ("Partially Modified", "Active"))})
    assert [one.id for one in other.parties] == [one.id for one in sample.parties]


def test_a_later_edition_in_utf_8_gives_the_same(sample: ParsedEdition) -> None:
    assert PUBLISHER.parse({"list": changed(encoding="utf-8")}) == sample


def test_columns_in_another_order_and_a_new_one(sample: ParsedEdition) -> None:
    rows = list(csv.reader(io.StringIO(SAMPLE.read_bytes().decode("cp1252"), newline="")))
    turned = io.StringIO()
    csv.writer(turned).writerows(
        [["Port" if place == 0 else "x", *reversed(row)] for place, row in enumerate(rows)]
    )
    edition = PUBLISHER.parse({"list": source_from_bytes("x.csv", turned.getvalue().encode("cp1252"))})
    assert edition.parties == sample.parties
    assert edition.left_out[0].what == "column 'Port'"


# --- damaged files -------------------------------------------------------------------------------------


def test_a_missing_column_is_named() -> None:
    with pytest.raises(LayoutError, match="no column 'Entity'"):
        PUBLISHER.parse({"list": changed(("Status,Entity,", "Status,Who,"))})


def test_a_file_cut_off_is_refused() -> None:
    raw = SAMPLE.read_bytes()
    with pytest.raises(UnreadableFileError, match="damaged or cut off"):
        PUBLISHER.parse({"list": source_from_bytes("x.csv", raw[: raw.index(b"K.S. Carpet Industries;")])})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


# --- the real orders -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rebuilt(real_lists: Path) -> SourceFile:
    file = real_lists / "us-cbp-wro/2026-06-23-derived/cbp_wro.json"
    cells = []
    for one in json.loads(file.read_text(encoding="utf-8"))["entities"]:
        notes, _, remarks = one["notes"].partition("; Remarks: ")
        kind, *facts = notes.split("; ")
        fact = dict(text.split(": ", 1) for text in facts)
        year, month, day = one["effective_date"].split("-")
        cells.append(
            {
                "Calendar Year": year,
                "Effective Date": f"{int(month)}/{int(day)}/{year}",
                "Country": one["country"],
                "Merchandise": fact.get("Merchandise", ""),
                "WRO/Finding": kind,
                "Industry": fact.get("Industry", ""),
                "Status": one["status"],
                "Entity": ", a/k/a ".join([one["name"], *one["aliases"]]),
                "Remarks": remarks,
            }
        )
    text = io.StringIO()
    writer = csv.DictWriter(text, list(cells[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(cells)
    return source_from_bytes("orders.csv", text.getvalue().encode("cp1252"))


@pytest.mark.real
def test_the_real_orders(rebuilt: SourceFile) -> None:
    """67 orders and findings, 62 active; five name no party."""
    orders = read_orders(rebuilt)
    assert len(orders) == 67
    assert sum(one.status == "Active" for one in orders) == 62
    assert sum(one.in_force for one in orders) == 66
    edition = PUBLISHER.parse({"list": rebuilt})
    assert edition.records == 67
    assert edition.counts == {"Finding": 9, "WRO": 58}
    assert edition.newest_entry == "2026-06-23"
    assert [one.where for one in edition.left_out] == ["row 34", "row 36", "row 37", "row 38", "row 51"]
    assert all("Turkmenistan" in one.what for one in edition.left_out[:1])
    assert "Xinjiang Uyghur Autonomous Region (XUAR)" in edition.left_out[4].what
    assert len(edition.parties) == 68
    assert sum(len(one.listings) for one in edition.parties) == 75


@pytest.mark.real
def test_real_parties(rebuilt: SourceFile) -> None:
    edition = PUBLISHER.parse({"list": rebuilt})
    corps = named(edition, "Xinjiang Production and Construction Corporation (XPCC)")
    assert corps.listings[0].covers == "and its subordinates"
    assert named(edition, "Hoshine Silicon Industry Co. Ltd.").listings[0].covers == "and Subsidiaries"
    assert named(edition, "Annapurna Carpet").listings[0].removed_on == "2021-07-23"
    assert named(edition, "Valley Carpet").listings[0].removed_on is None
    stevia = "Inner Mongolia Hengzheng Group Baoanzhao Agriculture, Industry, and Trade Co., Ltd."
    assert len(named(edition, stevia).listings) == 2
    assert named(edition, "Kingtom Aluminio S.R.L.").listings[0].effect is Effect.NOTICE
    assert {one.name for one in edition.parties if one.schema is Schema.VESSEL} == {
        "Da Wang",
        "Lien Yi Hsing No. 12",
        "Hangton No. 112",
        "Zhen Fa 7",
    }
