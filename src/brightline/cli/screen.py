"""``brightline screen``: one name, or a book of counterparties."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brightline.cli import EXIT_HITS, clock
from brightline.cli.parameters import comma_separated, full_date, pairs
from brightline.errors import InputError, UnknownValueError
from brightline.model.screening import Screened, Subject

if TYPE_CHECKING:
    from brightline.desk.book import Book
    from brightline.desk.screening import Desk

FORMATS = ("table", "jsonl", "csv", "xlsx", "parquet", "html")
# Rows with hits that a terminal shows; a file has all.
_ROWS_SHOWN = 200


@click.command()
@click.argument("book", required=False, type=click.Path(path_type=Path))
@click.option("--name", "names", multiple=True, help="A name to screen in place of a book; may be repeated.")
@click.option("--country", "countries", multiple=True, help="With --name: a country, by name or code.")
@click.option(
    "--type", "kind", help="With --name: person, company, organization, public body, vessel, airplane."
)
@click.option("--birth-date", help="With --name: date of birth of a person, such as 1970-03-25 or 1970.")
@click.option(
    "--map", "columns", metavar="FIELD=HEADING", multiple=True, help="Which column of the book is what."
)
@click.option(
    "--format", "format_", type=click.Choice(FORMATS), help="Of the answer; by -o's ending, else table."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file for the answer."
)
@click.option("--threshold", type=float, help="The least score of a hit, from 0 to 1.  [default: 0.4]")
@click.option("--lists", metavar="ID,ID", callback=comma_separated, help="Only these lists.")
@click.option(
    "--as-of", metavar="DATE", callback=full_date, help="With the editions and listings of that day."
)
def screen(
    book: Path | None,
    names: tuple[str, ...],
    countries: tuple[str, ...],
    kind: str | None,
    birth_date: str | None,
    columns: tuple[str, ...],
    format_: str | None,
    output: Path | None,
    threshold: float | None,
    lists: tuple[str, ...],
    as_of: str | None,
) -> int:
    """Screen one name or a book of counterparties against the lists.

    BOOK is CSV, XLSX, Parquet or JSON lines with a column of names; its columns are recognised by their
    headings. Exit status: 0 nothing found, 2 hits found, 1 an error. A hit is a candidate to verify; no hit
    is no clearance.
    """
    if (book is None) == (not names):
        raise click.UsageError("give either a BOOK or --name")
    if book and (countries or kind or birth_date):
        raise click.UsageError(
            "--country, --type and --birth-date go with --name; a book has columns for them"
        )
    format_ = _format(format_, output)
    if book and output and output.exists() and book.exists() and output.samefile(book):
        raise InputError(
            "the answer would replace the book", remedy="name another file with -o", file=str(output)
        )
    opened = _opened(book, columns) if book else None
    subjects = opened.subjects() if opened else _named(names, countries, kind, birth_date)
    desk = _desk(lists, as_of)
    with _progress(opened, subjects) as counted:
        hits = _write(desk, desk.screen(counted, threshold=threshold), format_, output)
    if opened:
        _say_what_was_not_screened(opened)
    for name in desk.not_covered:
        click.echo(f"brightline: {name} has no edition as old as {as_of}: not screened against", err=True)
    return EXIT_HITS if hits else 0


def _format(format_: str | None, output: Path | None) -> str:
    """The format asked for, or the one that the file's ending says."""
    if format_ is None:
        format_ = output.suffix.lower().lstrip(".") if output else "table"
        if format_ not in FORMATS:
            raise UnknownValueError(
                "no format has this ending", remedy=f"use one of: {', '.join(FORMATS[1:])}", file=str(output)
            )
    if output is None and format_ in {"xlsx", "parquet"}:
        raise InputError(f"{format_} cannot be printed", remedy="name a file with -o", id="--format")
    return format_


def _opened(book: Path, columns: Sequence[str]) -> Book:
    from brightline.desk.book import open_book

    opened = open_book(book, pairs(columns))
    for note in opened.notes:
        click.echo(f"brightline: {note}", err=True)
    return opened


def _named(
    names: Sequence[str], countries: Sequence[str], kind: str | None, birth_date: str | None
) -> Iterator[Subject]:
    from brightline.model.dates import partial_date
    from brightline.model.party import schema_named

    codes = tuple(_country(one) for one in countries)
    schema = schema_named(kind) if kind else None
    born = partial_date(birth_date)
    if birth_date and not born:
        raise UnknownValueError("not a date", remedy="write it as 1970-03-25 or 1970", id=birth_date)
    given = {"country": ", ".join(countries), "type": kind or "", "birth_date": birth_date or ""}
    for row, name in enumerate(names, start=1):
        if not name.strip():
            raise InputError("the name is empty", remedy="give a name", id="--name")
        said: Mapping[str, str] = {"name": name, **{key: value for key, value in given.items() if value}}
        yield Subject(row, name, schema=schema, countries=codes, birth_date=born, input=said)


def _country(text: str) -> str:
    from brightline.model.countries import country_code

    if code := country_code(text):
        return code
    raise UnknownValueError(
        "no such country", remedy="use an English name or an ISO code, such as cn", id=text
    )


def _desk(lists: Sequence[str], as_of: str | None) -> Desk:
    from brightline.desk.screening import open_desk
    from brightline.lists.store import Store, default_home

    return open_desk(Store(default_home()), today=clock.today(), now=clock.now(), lists=lists, as_of=as_of)


@contextmanager
def _progress(book: Book | None, subjects: Iterable[Subject]) -> Iterator[Iterable[Subject]]:
    """The subjects, counted by a bar on a terminal; none in a pipe or for a single name."""
    if book is None or not sys.stderr.isatty():
        yield subjects
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("screening"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        yield bar.track(subjects, total=book.rows)


def _write(desk: Desk, screened: Iterator[Screened], format_: str, output: Path | None) -> int:
    """Write the answers as they come; the number of rows with hits."""
    count = _Count()
    counted = count.of(screened)
    if format_ == "table":
        _print_table(desk, list(counted), output)
    elif output is None:
        _print_text(desk, counted, format_)
    else:
        from brightline.report.files import writer_for

        writer_for(Path(f"answer.{format_}"))(output, counted, desk.lists, made_on=desk.on)
        click.echo(f"{count.rows:,} screened: {count.hits:,} with hits. Written to {output}.", err=True)
    return count.hits


class _Count:
    """Counts what passes through."""

    def __init__(self) -> None:
        self.rows = 0
        self.hits = 0

    def of(self, screened: Iterable[Screened]) -> Iterator[Screened]:
        for one in screened:
            self.rows += 1
            self.hits += bool(one.hits)
            yield one


def _print_table(desk: Desk, screened: Sequence[Screened], output: Path | None) -> None:
    from rich.console import Console

    from brightline.report.atomic import written_whole
    from brightline.report.tables import show

    if output is None:
        show(Console(highlight=False), screened, desk.lists, made_on=desk.on, most=_ROWS_SHOWN)
        return
    with written_whole(output) as part, part.open("w", encoding="utf-8") as stream:
        show(Console(file=stream, highlight=False, width=140), screened, desk.lists, made_on=desk.on)


def _print_text(desk: Desk, screened: Iterable[Screened], format_: str) -> None:
    from brightline.report.files import csv_lines, json_lines
    from brightline.report.html import render

    if format_ == "html":
        text = render(list(screened), desk.lists, title="Screening report", made_on=desk.on)
        click.echo(text, nl=False)
        return
    if format_ == "csv":
        lines = csv_lines(screened, desk.lists, made_on=desk.on)
    else:
        lines = json_lines(screened, desk.lists)
    for line in lines:
        click.echo(line, nl=False)


def _say_what_was_not_screened(book: Book) -> None:
    if book.skipped.nameless:
        rows = ", ".join(map(str, book.skipped.nameless_rows))
        click.echo(
            f"brightline: {book.skipped.nameless:,} rows have no name and were not screened: row {rows}"
            + (" ..." if book.skipped.nameless > len(book.skipped.nameless_rows) else ""),
            err=True,
        )
