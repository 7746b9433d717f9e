"""``brightline lists``: take in publishers' lists, see which editions are here."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brightline.cli import EXIT_ERROR, clock
from brightline.cli.lists_changes import accept, diff, merges, unmerge
from brightline.cli.lists_update import update
from brightline.cli.parameters import pairs

if TYPE_CHECKING:
    from brightline.desk.intake import EditionStatus
    from brightline.lists.edition import Manifest
    from brightline.lists.importing import Imported
    from brightline.lists.publisher import LeftOut

# Left-out records that a terminal shows for each reason; the manifest and --json have all.
_LEFT_OUT_SHOWN = 2


@click.group()
def lists() -> None:
    """Take in lists and see what is here."""


@lists.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--as",
    "publisher",
    metavar="PUBLISHER",
    help="Whose files these are: a publisher's id, or a YAML file that describes one.",
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
    notes = [*edition.missing, *edition.warnings, *_held_back(edition)]
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
    _print_status(editions)


def _print_status(editions: Sequence[EditionStatus]) -> None:
    width = shutil.get_terminal_size().columns
    for list_id, some in groupby(editions, key=lambda one: one.manifest.list):
        ordered = list(some)
        click.secho(f"{list_id}  {ordered[0].manifest.title}", bold=True)
        for one in ordered:
            click.echo(f"  {_state(one)}")
            for note in _notes(one.manifest):
                click.echo(textwrap.fill(note, width, initial_indent="    ! ", subsequent_indent="      "))


def _state(one: EditionStatus) -> str:
    edition = one.manifest
    state = "HELD BACK" if edition.is_held_back else "in use" if one.in_use else "kept"
    return (
        f"{state:9}  {edition.published:10}  {one.age_days:>6,} days old"
        f"  {edition.records:>7,} records  {edition.parties:>7,} parties  {edition.edition}"
    )


def _notes(edition: Manifest) -> Iterator[str]:
    yield from _held_back(edition)
    if edition.is_held_back:
        yield f'let it in with: brightline lists accept {edition.list}@{edition.edition} --because "..."'
    yield from edition.warnings
    yield from edition.missing
    for why, some in _by_reason(edition.left_out).items():
        places = "; ".join(f"{one.where}: {one.what}" for one in some[:_LEFT_OUT_SHOWN])
        more = f" and {len(some) - _LEFT_OUT_SHOWN:,} more" if len(some) > _LEFT_OUT_SHOWN else ""
        yield f"left out {len(some):,}: {why}: {places}{more}"


def _held_back(edition: Manifest) -> Iterator[str]:
    if edition.accepted is None:
        yield from (f"held back: {reason}" for reason in edition.held_back)
        return
    by = f" by {edition.accepted.by}" if edition.accepted.by else ""
    yield (
        f"let in on {edition.accepted.when[:10]}{by} ({edition.accepted.because}),"
        f" although {'; '.join(edition.held_back)}"
    )


def _by_reason(left_out: Sequence[LeftOut]) -> dict[str, list[LeftOut]]:
    reasons: dict[str, list[LeftOut]] = {}
    for one in left_out:
        reasons.setdefault(one.why, []).append(one)
    return reasons


for command in (update, diff, accept, merges, unmerge):
    lists.add_command(command)
