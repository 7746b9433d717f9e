"""The FCC's Covered List: a hand-made page, changed and damaged ones, and the real page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_fcc_covered import PUBLISHER
from brightline.model import Direction, Effect, Schema, TieKind

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us_fcc_covered" / "coveredlist.html"
EVERYBODY = "subsidiaries and affiliates of the producer or provider"


def given(text: str) -> SourceFile:
    return source_from_bytes("coveredlist.html", text.encode())


def changed(old: str, new: str) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    return given(text.replace(old, new))


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


def test_the_page_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("us_fcc_covered")


@pytest.mark.parametrize(
    "text",
    [
        "<html><title>UFLPA Entity List</title><a href='https://www.fcc.gov/supplychain/coveredlist'>x</a></html>",
        '{"canonical": "https://www.fcc.gov/supplychain/coveredlist"}',
        "<html><title>Access Denied</title></html>",
    ],
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(given(text)) is None


def test_producers_are_parties(sample: ParsedEdition) -> None:
    assert (sample.records, sample.counts) == (6, {"entries": 6})
    assert [(one.name, len(one.listings)) for one in sample.parties] == [
        ("Sample Technologies Company", 2),
        ("Sample Vision Co., Ltd.", 1),
        ("AO Sample Lab", 1),
        ("Sample Networks Corp", 1),
        ("SamNet (USA) LLC", 1),
    ]
    assert {one.schema for one in sample.parties} == {Schema.ORGANIZATION}


def test_a_listing_has_the_whole_entry(sample: ParsedEdition) -> None:
    listing = sample.parties[1].listings[0]
    assert listing.terms == (
        "Video surveillance equipment produced by Sample Vision Co., Ltd., to the extent it is used for the "
        "purpose of public safety."
    )
    assert (listing.effect, listing.direction) == (
        Effect.EQUIPMENT_AUTHORISATION_BAN,
        Direction.PURCHASES_FROM,
    )
    assert (listing.listed_on, listing.notes) == ("2021-03-12", ("Updated: 2026-06-15",))
    assert listing.record_id == sample.parties[1].id


def test_whom_an_entry_covers(sample: ParsedEdition) -> None:
    assert sample.parties[1].listings[0].covers == EVERYBODY
    assert sample.parties[2].listings[0].covers == (
        f"or any of its predecessors, successors, parents, subsidiaries, or affiliates; {EVERYBODY}"
    )
    plain = PUBLISHER.parse({"list": changed("should be read to include", "may include")})
    assert plain.parties[1].listings[0].covers is None
    assert plain.parties[2].listings[0].covers is not None


def test_a_subsidiary_is_tied_to_its_owner(sample: ParsedEdition) -> None:
    (tie,) = sample.ties
    assert (tie.origin, tie.target, tie.kind) == (
        sample.parties[3].id,
        sample.parties[4].id,
        TieKind.OWNS,
    )
    assert (tie.share_low, tie.share_high) == (1.0, 1.0)


def test_dates(sample: ParsedEdition) -> None:
    assert (sample.published, sample.newest_entry) == ("2026-07-21", "2026-03-23")
    undated = sample.parties[0].listings[1]
    assert undated.listed_on is None
    assert undated.notes == ("Date of inclusion as published: the summer",)


def test_classes_of_equipment_and_approvals_are_left_out(sample: ParsedEdition) -> None:
    routers = "Routers^ produced in a foreign country, except routers which have been granted a"
    assert [(one.where, one.what) for one in sample.left_out] == [
        ("row 7", f"{routers} Conditional Approval. (March 23, 2026)"),
        ("table 2", "Routers Conditional Approvals | Dates of Conditional Approval: 1 rows"),
    ]


def test_an_id_hangs_on_the_name_only(sample: ParsedEdition) -> None:
    other = PUBLISHER.parse({"list": changed("Telecommunications equipment", "All equipment")})
    assert [one.id for one in other.parties] == [one.id for one in sample.parties]


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("<th>Covered Equipment or Services*</th>", "<th>Products</th>", "0 tables of covered equipment"),
        ("<td>March 25, 2022</td>", "", "row 4 is not an entry and its date"),
    ],
)
def test_a_changed_layout_is_named(old: str, new: str, problem: str) -> None:
    with pytest.raises(LayoutError, match=problem):
        PUBLISHER.parse({"list": changed(old, new)})


def test_a_page_cut_off_is_refused() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    with pytest.raises(UnreadableFileError, match="the page is cut off"):
        PUBLISHER.parse({"list": given(text[: text.index("AO Sample Lab")])})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the page itself is missing"):
        PUBLISHER.parse({})


@pytest.mark.real
def test_the_real_page(real_lists: Path) -> None:
    """14 entries: 12 name 13 producers, two are classes of equipment; three more tables are no list."""
    folder = real_lists / "us-fcc-covered-list"
    file = open_source(folder / "2026-07-24" / "coveredlist.html")
    assert PUBLISHER.recognise(file) == Part("us_fcc_covered")
    edition = PUBLISHER.parse({"list": file})
    assert (edition.records, len(edition.parties)) == (14, 13)
    assert (edition.published, edition.newest_entry) == ("2026-07-21", "2026-07-07")
    assert [one.where for one in edition.left_out] == ["row 13", "row 14", "table 2", "table 3", "table 4"]
    assert [one.what.rsplit(": ", 1)[1] for one in edition.left_out[2:]] == ["15 rows", "14 rows", "1 rows"]
    assert all(EVERYBODY in (one.listings[0].covers or "") for one in edition.parties)
    derived = json.loads((folder / "2026-07-09-derived" / "fcc_covered.json").read_text(encoding="utf-8"))
    named = {one["name"].rstrip(".") for one in derived["entities"] if "Category listing" not in one["notes"]}
    assert {one.name.rstrip(".") for one in edition.parties} == named
