"""``brightline lists``: take in publishers' lists, see which editions are here."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brightline.cli import EXIT_ERROR, clock
from brightline.cli.parameters import pairs

if TYPE_CHECKING:
    from brightline.lists.edition import Manifest
    from brightline.lists.importing import Imported

# Left-out records that a terminal shows; the manifest and --json have all.
_LEFT_OUT_SHOWN = 5


@click.group()
def lists() -> None:
    """Take in lists and see what is here."""


@lists.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as", "publisher", metavar="PUBLISHER", help="The publisher, where its files are not recognised."
)
@click.option(
    "--map",
    "columns",
    metavar="FIELD=HEADING",
    multiple=True,
    help="With --as own_csv: which column is what.",
)
@click.option("--list", "list_id", metavar="NAME", help="With --as own_csv: what to call your list.")
def import_(
    paths: tuple[Path, ...], publisher: str | None, columns: tuple[str, ...], list_id: str | None
) -> int:
    """Take in lists from files, or from folders of them.

    The publisher is recognised by content. Files of one folder that belong together (OFAC's four) are one
    edition. A folder whose name is a date (2022-05) dates the editions in it. Files that no publisher
    recognises are refused by name; the others are taken in all the same.
    """
    from brightline.desk.intake import Named, import_lists
    from brightline.lists.store import Store, default_home

    named = Named(publisher, list_id, pairs(columns))
    with _progress() as notify:
        imported = import_lists(Store(default_home()), paths, now=clock.now(), named=named, notify=notify)
    for one in imported:
        click.echo(_import_line(one))
    refused = sum(one.problem is not None for one in imported)
    taken = len(imported) - refused
    click.echo(f"{taken} editions taken in or already here, {refused} files or sets refused.")
    return 0 if taken else EXIT_ERROR


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A spinner with the file's name on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading") as status:
        yield lambda name: status.update(f"reading {name}")


def _import_line(one: Imported) -> str:
    if one.manifest is None:
        return f"refused    {one.problem}"
    edition = one.manifest
    line = (
        f"{one.outcome.value}: {edition.list} {edition.published}: {edition.records:,} records,"
        f" {edition.parties:,} parties"
    )
    notes = [*edition.missing, *(f"held back: {reason}" for reason in edition.held_back)]
    if edition.left_out:
        notes.append(f"{len(edition.left_out):,} records or fields left out")
    return "; ".join([line, *notes])


@lists.command()
@click.option(
    "--json", "as_json", is_flag=True, help="As JSON, for programs, with everything that was left out."
)
def status(*, as_json: bool) -> None:
    """Which editions are here, which is in use, how old they are, and what they lack."""
    from brightline.desk.intake import list_status
    from brightline.lists.store import Store, default_home

    editions = list_status(Store(default_home()), now=clock.now(), today=clock.today())
    if as_json:
        click.echo(json.dumps([one.as_json() for one in editions], ensure_ascii=False, indent=1))
        return
    _print_status([(one.manifest, one.in_use, one.age_days) for one in editions])


def _print_status(editions: Sequence[tuple[Manifest, bool, int]]) -> None:
    from rich.box import SIMPLE
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE)
    for heading in ("List", "Edition", "Published", "Age"):
        table.add_column(heading, no_wrap=True)
    table.add_column("Records", justify="right")
    table.add_column("State", overflow="fold")
    for edition, in_use, age in editions:
        table.add_row(
            edition.list,
            edition.edition,
            edition.published,
            f"{age:,} days",
            f"{edition.records:,}",
            _state(edition, in_use=in_use),
        )
    Console(soft_wrap=not sys.stdout.isatty(), highlight=False).print(table)


def _state(edition: Manifest, *, in_use: bool) -> str:
    notes = ["in use" if in_use else "kept"]
    if edition.held_back:
        notes = [f"HELD BACK: {'; '.join(edition.held_back)}"]
    notes += edition.missing
    if edition.left_out:
        shown = [f"{one.where}: {one.what} ({one.why})" for one in edition.left_out[:_LEFT_OUT_SHOWN]]
        more = len(edition.left_out) - len(shown)
        notes.append("left out: " + "; ".join(shown) + (f"; and {more:,} more" if more else ""))
    return "\n".join(notes)
