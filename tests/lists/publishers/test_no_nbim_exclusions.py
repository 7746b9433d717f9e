"""The exclusions of the Norwegian fund, on a sample made by hand: no real page has been read."""

from __future__ import annotations

from pathlib import Path

import pytest

from brightline.errors import LayoutError, UnreadableFileError
from brightline.lists.intake import SourceFile, open_source, source_from_bytes
from brightline.lists.publisher import ParsedEdition, Part
from brightline.lists.publishers.no_nbim_exclusions import PUBLISHER
from brightline.model import Direction, Effect, Schema

from .seen import shown

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "no_nbim_exclusions" / "exclusions.html"


def changed(old: str, new: str) -> SourceFile:
    text = SAMPLE.read_text(encoding="utf-8")
    assert old in text
    return source_from_bytes("page.html", text.replace(old, new).encode())


@pytest.fixture(scope="module")
def sample() -> ParsedEdition:
    return PUBLISHER.parse({"list": open_source(SAMPLE)})


def test_the_page_is_recognised_by_its_title() -> None:
    assert PUBLISHER.recognise(open_source(SAMPLE)) == Part("no_nbim_exclusions")
    for text in ("<html><title>Exclusions</title></html>", "observation and exclusion of companies\n"):
        assert PUBLISHER.recognise(source_from_bytes("x", text.encode())) is None


def test_counts(sample: ParsedEdition) -> None:
    assert (sample.records, len(sample.parties), sample.newest_entry) == (6, 6, "2024-02-01")
    assert sample.counts["Exclusion"] == 2


@pytest.mark.parametrize(
    ("place", "effect", "listed_on", "removed_on"),
    [
        (0, Effect.INVESTMENT_BAN, "2006-08-31", None),
        (1, Effect.INVESTMENT_BAN, "2020-12-15", None),
        (2, Effect.NOTICE, "2022-09-07", None),
        (3, Effect.NOTICE, "2013-10-18", None),
        (4, Effect.INVESTMENT_BAN, None, "2024-02-01"),
        (5, Effect.NOTICE, None, None),
    ],
)
def test_decisions(
    sample: ParsedEdition, place: int, effect: Effect, listed_on: str | None, removed_on: str | None
) -> None:
    listing = sample.parties[place].listings[0]
    assert (listing.effect, listing.direction) == (effect, Direction.SECURITIES_OF)
    assert (listing.listed_on, listing.removed_on) == (listed_on, removed_on)
    assert listing.authority == "Norges Bank (Executive Board)"


def test_a_company(sample: ParsedEdition) -> None:
    one = sample.parties[1]
    assert one.schema is Schema.COMPANY
    assert shown(one) == [("Example Vision Co Ltd", "primary"), ("Exvision", "alias")]
    assert one.listings[0].program == "Conduct-based: Serious violations of human rights"
    assert one.listings[0].terms == "Exclusion"


def test_what_is_not_understood_is_said(sample: ParsedEdition) -> None:
    assert [one.what for one in sample.left_out] == ["Under review", "soon"]
    assert sample.parties[5].listings[0].notes == ("Publishing date as published: soon",)


def test_an_id_does_not_hang_on_the_decision(sample: ParsedEdition) -> None:
    other = PUBLISHER.parse({"list": changed("<td>Observation</td>", "<td>Exclusion</td>")})
    assert [one.id for one in other.parties] == [one.id for one in sample.parties]


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("<th>Criterion</th>", "<th>Reason</th>", LayoutError),
        ("<td>Exclusion</td><td>31.08.2006</td>", "<td>Exclusion</td>", LayoutError),
        ("Example Oil Plc", "", LayoutError),
        ("</html>", "", UnreadableFileError),
    ],
)
def test_a_changed_page_is_refused(old: str, new: str, error: type[Exception]) -> None:
    with pytest.raises(error, match=r"page\.html"):
        PUBLISHER.parse({"list": changed(old, new)})


def test_no_part_is_refused() -> None:
    with pytest.raises(LayoutError, match="the page itself is missing"):
        PUBLISHER.parse({})
