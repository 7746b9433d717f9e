"""The answer on a terminal."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.cells import cell_len
from rich.console import Console

from brightline.model import Name
from brightline.model.screening import EditionUsed, Hit, Screened, Subject
from brightline.report.tables import show
from brightline.report.words import CAVEAT

Lists = dict[str, EditionUsed]


def shown(screened: list[Screened], lists: Lists, width: int = 80, most: int | None = None) -> str:
    stream = io.StringIO()
    show(Console(file=stream, width=width), screened, lists, made_on="2026-11-22", most=most)
    return stream.getvalue()


@pytest.mark.parametrize("width", [60, 80, 109, 110, 140])
def test_it_fits_and_says_it_all(screened: list[Screened], lists: Lists, width: int) -> None:
    text = shown(screened, lists, width)
    assert all(cell_len(line) <= width for line in text.splitlines())
    flat = " ".join(text.replace("\n", " ").split())
    for said in (
        "海康威視",
        "Hikvision",
        "0.99",
        "us_csl",
        "GLOMAG",
        "2019-10-09",
        "114 days old",
        "2026-07-31-abc",
    ):
        assert said in flat, said
    assert "3 screened: 2 with hits, 1 without." in flat
    assert "WARNING: The list is stale." in flat
    assert CAVEAT in flat
    assert "1.00" not in flat


def test_no_colours_where_there_is_no_terminal(screened: list[Screened], lists: Lists) -> None:
    assert "\x1b" not in shown(screened, lists)


def test_a_name_cannot_speak_to_the_terminal_or_to_markup(hit: Hit) -> None:
    evil = replace(hit, party=replace(hit.party, names=(Name("\x1b[31mRed\x07 [bold]x[/bold]\u202e"),)))
    text = shown([Screened(Subject(1, "[/red] \x9b2J"), (evil,))], {}, 140)
    assert "\x1b" not in text
    assert "\x9b" not in text
    assert "\u202e" not in text
    assert "[/red]" in text
    assert "[bold]x[/bold]" in text


def test_no_hits(screened: list[Screened], lists: Lists) -> None:
    text = shown(screened[2:], lists)
    assert "1 screened: 0 with hits, 1 without." in text
    assert CAVEAT in text


def test_no_lists_is_loud(screened: list[Screened]) -> None:
    assert "No list was screened against." in shown(screened, {})


def test_most_says_how_many_more(screened: list[Screened], lists: Lists) -> None:
    text = shown(screened, lists, most=1)
    assert "1 more rows with hits" in text
    assert "Söhne" not in text
