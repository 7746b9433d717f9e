"""Answers on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from brightline.model.screening import EditionUsed, Hit, Screened
from brightline.report.words import CAVEAT, SHORT_EFFECTS, age_in_words, harmless, score_in_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

# From this width on, the name given, the party and the reasons have columns of their own.
_WIDE = 110
# Reasons of a hit on a terminal; the files have all.
_REASONS = 2
# Listings likewise.
_LISTINGS = 5


def show(
    console: Console,
    screened: Sequence[Screened],
    lists: Mapping[str, EditionUsed],
    *,
    made_on: str,
    most: int | None = None,
) -> None:
    """Print the hits as a table, then how many rows had none, the lists with their ages, and the caveat.

    Args:
        console: Where to; colours are its own affair (none where it is no terminal).
        screened: The answers.
        lists: What they rest on.
        made_on: The day, a full ISO date: the ages of the lists are counted to it.
        most: At most so many rows with hits, saying how many more there are.
    """
    with_hits = [one for one in screened if one.hits]
    shown = with_hits[:most]
    if shown:
        console.print(_hits_table(shown, wide=console.width >= _WIDE))
    if len(with_hits) > len(shown):
        console.print(
            f"... and {len(with_hits) - len(shown):,} more rows with hits; write a file to see all."
        )
    console.print(_summary(screened, len(with_hits)))
    show_footer(console, lists, made_on=made_on)


def show_footer(console: Console, lists: Mapping[str, EditionUsed], *, made_on: str) -> None:
    """Print which lists an answer rests on, how old they are, their warnings, and the caveat."""
    from rich.text import Text

    if not lists:
        console.print(Text("No list was screened against.", style="bold red"))
    for name, one in lists.items():
        published = f"published {one.published}, " if one.published else ""
        line = Text(f"{name}", style="bold")
        line.append(f"  {published}{age_in_words(one, made_on)}; {one.records:,} records", style="not bold")
        line.append(f"; edition {one.edition}", style="not bold dim")
        console.print(line)
        for said in one.warnings:
            console.print(Text(f"  WARNING: {harmless(said)}", style="bold red"))
    console.print(Text(CAVEAT, style="bold"))


def _summary(screened: Sequence[Screened], hits: int) -> Text:
    from rich.text import Text

    return Text(f"{len(screened):,} screened: {hits:,} with hits, {len(screened) - hits:,} without. Against:")


def _hits_table(screened: Sequence[Screened], *, wide: bool) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.HORIZONTALS, show_lines=True, expand=True, pad_edge=False, header_style="bold")
    table.add_column("Row", justify="right", no_wrap=True)
    if wide:
        table.add_column("Name given", ratio=3, overflow="fold")
        table.add_column("Listed party", ratio=3, overflow="fold")
    else:
        table.add_column("Name given > listed party", ratio=5, overflow="fold")
    table.add_column("Score", justify="right", no_wrap=True)
    table.add_column("Listed", ratio=4, overflow="fold")
    if wide:
        table.add_column("Why", ratio=4, overflow="fold")
    for one in screened:
        for number, hit in enumerate(one.hits):
            table.add_row(*_cells(one, hit, first=number == 0, wide=wide))
    return table


def _cells(one: Screened, hit: Hit, *, first: bool, wide: bool) -> Iterator[Text]:
    from rich.text import Text

    given = Text(harmless(one.subject.name) if first else "")
    party = Text(harmless(hit.party.name), style="bold")
    if hit.matched_name != hit.party.name:
        party.append(f"\nas {harmless(hit.matched_name)}", style="not bold dim")
    why = Text("; ".join(map(harmless, hit.why[:_REASONS])), style="dim")
    yield Text(str(one.subject.row) if first else "")
    if wide:
        yield given
        yield party
    else:
        yield Text("\n").join(part for part in (given, Text("> ") + party, why) if part.plain)
    yield Text(score_in_words(hit.score), style="bold")
    yield _listed(hit)
    if wide:
        yield why


def _listed(hit: Hit) -> Text:
    """Each listing in a line or two: programme, since when, and what it does."""
    from rich.text import Text

    lines = Text()
    for number, listing in enumerate(hit.listings[:_LISTINGS]):
        lines.append("\n" if number else "")
        lines.append(harmless(listing.program), style="bold")
        lines.append(f" {listing.listed_on}" if listing.listed_on else "", style="dim")
        lines.append(f" {SHORT_EFFECTS[listing.effect]}")
    if len(hit.listings) > _LISTINGS:
        lines.append(f"\nand {len(hit.listings) - _LISTINGS} more listings", style="dim")
    return lines if hit.listings else Text("no listing in force on that day", style="dim")
