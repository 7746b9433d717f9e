"""ITAR debarments: both hand-made files, damaged ones, and both real ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.us_ddtc_debarred import PUBLISHER
from brightline.model import Direction, Effect, NameKind, Party, Schema

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "us_ddtc_debarred"
ROLES = ("statutory", "administrative")


def parts() -> dict[str, SourceFile]:
    return {role: open_source(SAMPLES / f"{role}.csv") for role in ROLES}


def named(edition: ParsedEdition, name: str) -> list[Party]:
    return [one for one in edition.parties if one.name == name]


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse(parts())


@pytest.mark.parametrize("role", ROLES)
def test_each_file_is_a_part(role: str) -> None:
    assert PUBLISHER.recognise(open_source(SAMPLES / f"{role}.csv")) == Part("us_ddtc_debarred", role)


@pytest.mark.parametrize(
    "text", ["Name,Date\nx,y\n", "Party Name,Notice Date\nx,y\n", "<html>Party Name</html>"]
)
def test_other_files_are_not_claimed(text: str) -> None:
    assert PUBLISHER.recognise(source_from_bytes("x", text.encode())) is None


def test_both_files_are_one_edition(sample: ParsedEdition) -> None:
    assert (sample.records, sample.counts) == (13, {"statutory": 9, "administrative": 4})
    assert sample.newest_entry == "2024-06-25"
    assert sample.missing == ()
    assert [one.name for one in sample.parties] == [
        "Sample Trade, Inc.",
        "Doe, Jane",
        "Doe, Jane",
        "Poe, Jr., Edgar",
        "Roe, Eric",
        "Far Sample Company, Inc.",
        "Moe, Max",
        "Doe, John",
        "Doe, Carlos",
        "Elsam, S.A.",
        "Sample Vision, S.A.",
        "SNV, S.A",
        "Sam-Tech Systems, Ltd.",
        "David Doe",
        "Roe III, Henry L.",
        "Sample Assistance International, Inc.",
    ]


def test_a_missing_file_is_said() -> None:
    edition = PUBLISHER.parse({"statutory": parts()["statutory"]})
    assert edition.records == 9
    assert edition.missing == ("the administrative debarments (another CSV of the same page)",)


def test_several_rows_of_a_party_are_listings(sample: ParsedEdition) -> None:
    (trade,) = named(sample, "Sample Trade, Inc.")
    assert [(one.listed_on, one.citation) for one in trade.listings] == [
        ("1994-02-07", "59 FR 5664"),
        ("1993-09-27", "58 FR 50382"),
    ]
    assert {one.record_id for one in trade.listings} == {trade.id}
    assert trade.schema is Schema.LEGAL_ENTITY


def test_two_birth_dates_are_two_people(sample: ParsedEdition) -> None:
    older, younger = named(sample, "Doe, Jane")
    assert (older.birth_dates, younger.birth_dates) == (("1975-11",), ("1980-05",))
    assert younger.id == f"{older.id}-2"
    assert older.schema is younger.schema is Schema.PERSON
    assert younger.listings[0].citation == "84 FR 26500"


def test_names_of_people_and_their_aliases(sample: ParsedEdition) -> None:
    jane = named(sample, "Doe, Jane")[0]
    assert [(one.text, one.kind, one.family, one.given) for one in jane.names] == [
        ("Doe, Jane", NameKind.PRIMARY, "Doe", "Jane"),
        ("Janie Doe", NameKind.ALIAS, None, None),
        ("Roe, Jane", NameKind.ALIAS, "Roe", "Jane"),
    ]
    poe = named(sample, "Poe, Jr., Edgar")[0].names[0]
    assert (poe.family, poe.given) == ("Poe", "Edgar")
    assert [one.text for one in named(sample, "Roe, Eric")[0].names] == ["Roe, Eric", "Rowe, Eric"]
    company = named(sample, "Far Sample Company, Inc.")[0]
    assert [(one.text, one.family) for one in company.names] == [
        ("Far Sample Company, Inc.", None),
        ("FASCO, Inc.", None),
    ]


def test_what_a_listing_says(sample: ParsedEdition) -> None:
    (poe,) = named(sample, "Poe, Jr., Edgar")[0].listings
    assert (poe.effect, poe.direction) == (Effect.DEBARMENT, Direction.EXPORTS_TO)
    assert (poe.program, poe.terms) == ("AECA debarred, statutory", "22 CFR 127.7(b)")
    assert poe.notes == ("Corrected notice: 85 FR 39967, 2020-07-02",)
    (john,) = named(sample, "Doe, John")[0].listings
    assert (john.program, john.terms) == ("AECA debarred, administrative", "22 CFR 127.7(a)")
    assert (john.listed_on, john.citation) == ("2022-08-29", "87 FR 52834")


def test_what_is_left_out_is_said(sample: ParsedEdition) -> None:
    assert [(one.where, one.what) for one in sample.left_out] == [
        ("statutory, row 9, Notice Date", "June of 2024"),
        ("statutory, row 9, Date Of Birth", "Spring, 1981"),
        ("statutory, row 10", "a row without a name"),
    ]
    (moe,) = named(sample, "Moe, Max")
    assert (moe.schema, moe.birth_dates) == (Schema.LEGAL_ENTITY, ())
    assert moe.listings[0].notes == ("Date as published: June of 2024",)


def test_an_unknown_column_is_said() -> None:
    text = (SAMPLES / "administrative.csv").read_text(encoding="utf-8").replace("Debarment Order", "Order")
    edition = PUBLISHER.parse({"administrative": source_from_bytes("a.csv", text.encode())})
    assert [one.what for one in edition.left_out] == ["column 'Order'"]


def test_a_changed_layout_is_named() -> None:
    text = (SAMPLES / "statutory.csv").read_text(encoding="utf-8").replace("Date Of Birth", "Born")
    with pytest.raises(LayoutError, match="no column 'Date Of Birth'"):
        PUBLISHER.parse({"statutory": source_from_bytes("s.csv", text.encode())})


def test_a_file_cut_off_is_refused() -> None:
    raw = (SAMPLES / "statutory.csv").read_bytes()
    with pytest.raises(UnreadableFileError, match="cut off"):
        PUBLISHER.parse({"statutory": source_from_bytes("s.csv", raw[: raw.index(b"Janie")])})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="both files are missing"):
        PUBLISHER.parse({})


@pytest.mark.real
def test_the_real_files(real_lists: Path) -> None:
    """779 and 8 rows: four names stand on two statutory rows, and the 8 rows name 13 parties."""
    folder = real_lists / "us-ddtc-debarred/2026-06-18"
    given = [open_source(one) for one in sorted(folder.iterdir())]
    roles = [PUBLISHER.recognise(one) for one in given]
    assert roles == [Part("us_ddtc_debarred", "administrative"), Part("us_ddtc_debarred", "statutory")]
    edition = PUBLISHER.parse({part.role: one for part, one in zip(roles, given, strict=True) if part})
    assert (edition.records, edition.counts) == (787, {"statutory": 779, "administrative": 8})
    assert (edition.left_out, edition.missing) == ((), ())
    assert edition.newest_entry == "2025-08-19"
    assert len(edition.parties) == len({one.id for one in edition.parties}) == 788
    assert sum(len(one.listings) for one in edition.parties) == 792
    assert Counter(one.schema for one in edition.parties) == {Schema.PERSON: 479, Schema.LEGAL_ENTITY: 309}
    assert not [one for one in edition.parties if one.birth_dates and one.names[0].family is None]
    names = [name.text for one in edition.parties for name in one.names]
    assert not [text for text in names if "a.k.a" in text or "a/k/a" in text or ";" in text]
