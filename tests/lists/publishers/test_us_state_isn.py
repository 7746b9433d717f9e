"""Nonproliferation sanctions: a hand-made CSV, damaged ones, and the real one of 2016."""

from __future__ import annotations

from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_state_isn import PUBLISHER
from brightline.model import Direction, Effect, NameKind, Schema

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "us_state_isn" / "isn.csv"


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


def test_the_file_is_recognised() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("us_state_isn")


@pytest.mark.parametrize("text", ["Source List,Name\nISN,x\n", '{"Source List": "Remarks/Notes"}'])
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(source_from_bytes("x", text.encode())) is None


def test_rows_of_a_name_and_country_are_one_party(sample: ParsedEdition) -> None:
    assert sample.records == 5
    assert sample.counts == {"INKSNA": 3, "E.O. 13382": 1, "Missile Sanctions": 1}
    assert [(one.name, one.countries, len(one.listings)) for one in sample.parties] == [
        ("150th Sample Plant (SP) (Samplegrad)", ("ru",), 1),
        ("Sample Organization", ("ir",), 2),
        ("Sample Organization", (), 1),
    ]
    assert {one.schema for one in sample.parties} == {Schema.LEGAL_ENTITY}


def test_names(sample: ParsedEdition) -> None:
    assert [(one.text, one.kind) for one in sample.parties[1].names] == [
        ("Sample Organization", NameKind.PRIMARY),
        ("SO", NameKind.ALIAS),
        ("Sampel Organisation", NameKind.ALIAS),
        ("Office of Samples (OS)", NameKind.FORMER),
        ("Sample Co Ltd.", NameKind.ALIAS),
        ("Sample organization", NameKind.ALIAS),
    ]


def test_listings(sample: ParsedEdition) -> None:
    first, second = sample.parties[1].listings
    assert (first.program, first.listed_on) == ("E.O. 13382", "2016-03-15")
    assert (first.effect, first.direction) == (Effect.NONPROLIFERATION_MEASURE, Direction.DEALINGS_WITH)
    assert second.citation == "Notice 2061, Vol. 59, No. 165, 8/26/94"
    assert second.notes == ("Remarks: Procurement ban ended 02/03, all other sanctions remain",)
    assert first.url == "http://www.state.gov/t/isn/c15231.htm"
    assert second.url is not None
    assert second.url.endswith("/nonproliferation-sanctions")
    assert sample.newest_entry == "2016-06-28"


def test_what_is_left_out_is_said(sample: ParsedEdition) -> None:
    assert [(one.where, one.what) for one in sample.left_out] == [
        ("row 5, Country", "Ruritania"),
        ("row 5, Effective Date", "Autumn 2015"),
        ("row 6", "a row without a name"),
    ]
    assert sample.parties[2].listings[0].notes == ("Date as published: Autumn 2015",)


def test_a_changed_layout_is_named() -> None:
    text = SAMPLE.read_text(encoding="utf-8").replace("Effective Date", "Day")
    with pytest.raises(LayoutError, match="no column 'Effective Date'"):
        PUBLISHER.parse({"list": source_from_bytes("x.csv", text.encode())})


def test_a_file_cut_off_is_refused() -> None:
    raw = SAMPLE.read_bytes()
    with pytest.raises(UnreadableFileError, match="cut off"):
        PUBLISHER.parse({"list": source_from_bytes("x.csv", raw[: raw.index(b"Sampel")])})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the list itself is missing"):
        PUBLISHER.parse({})


@pytest.mark.real
def test_the_real_file(real_lists: Path) -> None:
    edition = PUBLISHER.parse({"list": open_source(real_lists / "us-state-isn/2016-12/isn.csv")})
    assert edition.records == sum(edition.counts.values()) == 213
    assert edition.counts["INKSNA"] == 80
    assert edition.newest_entry == "2016-06-28"
    assert [one.what for one in edition.left_out] == ["Kong Kong"]
    assert len(edition.parties) == len({one.id for one in edition.parties}) == 177
    assert sum(len(one.listings) for one in edition.parties) == 213
    corps = next(one for one in edition.parties if one.name == "Islamic Revolutionary Guard Corps")
    assert len(corps.names) == 16
    assert not [name for one in edition.parties for name in one.names if ";" in name.text]
