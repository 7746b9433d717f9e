"""``brightline lists diff``, ``accept``, ``merges``, ``unmerge``: what changed, and what a person decides."""

from __future__ import annotations

import json
import shutil
import textwrap
from typing import TYPE_CHECKING

import click

from brightline.cli import EXIT_HITS, clock
from brightline.cli.parameters import comma_separated

if TYPE_CHECKING:
    from brightline.desk.editions import Comparison
    from brightline.desk.merges import Merges


@click.command()
@click.argument("first")
@click.argument("second")
@click.option(
    "--list", "list_id", metavar="LIST", help="Of which list, where the editions are given by date."
)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for programs (docs/difference.schema.json).")
def diff(first: str, second: str, list_id: str | None, *, as_json: bool) -> int:
    """Say what changed between two editions of a list: parties added, removed, changed.

    FIRST and SECOND are ids of editions, as the status shows them, or dates with --list, or LIST@DATE: of a
    day without an edition the one that was current then. Exit status: 0 nothing changed, 2 changes, 1 an
    error.
    """
    from brightline.desk.editions import compare_editions
    from brightline.lists.store import Store, default_home
    from brightline.report.differences import difference_json

    compared = compare_editions(Store(default_home()), first, second, list_id=list_id)
    if as_json:
        click.echo(json.dumps(difference_json(compared), ensure_ascii=False, indent=1))
    else:
        _print_difference(compared)
    return EXIT_HITS if compared.difference else 0


def _print_difference(compared: Comparison) -> None:
    found = compared.difference
    click.secho(f"{compared.new.list}: from {compared.old.edition} to {compared.new.edition}", bold=True)
    for note in compared.notes:
        _print_under(note, "  ! ")
    for word, parties in (("added", found.added), ("removed", found.removed)):
        for one in parties:
            programmes = ", ".join(dict.fromkeys(listing.program for listing in one.party.listings))
            click.echo(f"{word:8} {one.party.id}  {one.party.name}  {programmes}".rstrip())
    for changed in found.changed:
        click.echo(f"changed  {changed.new.id}  {changed.new.name}")
        for change in changed.changes:
            _print_under(str(change), "           ")
    click.echo(f"{len(found.added):,} added, {len(found.removed):,} removed, {len(found.changed):,} changed.")


def _print_under(text: str, indent: str) -> None:
    width = shutil.get_terminal_size().columns
    click.echo(textwrap.fill(text, width, initial_indent=indent, subsequent_indent=" " * len(indent)))


@click.command()
@click.argument("edition")
@click.option("--because", required=True, metavar="REASON", help="Why it may be used all the same.")
@click.option("--by", metavar="NAME", help="Who decided, if you want it kept.")
def accept(edition: str, because: str, by: str | None) -> None:
    """Let in an edition that was held back, for a reason that is kept and shown.

    EDITION is LIST@EDITION or the id of an edition, as the status shows them. It comes into use if it is the
    newest of its list.
    """
    from brightline.desk.editions import accept_edition
    from brightline.lists.store import Store, default_home

    manifest, in_use = accept_edition(Store(default_home()), edition, because=because, now=clock.now(), by=by)
    state = "in use" if in_use else "kept: a newer edition is in use"
    click.echo(f"let in: {manifest.list} {manifest.published}: {manifest.records:,} records ({state})")


@click.command()
@click.option("--lists", "only", metavar="ID,ID", callback=comma_separated, help="Only these lists.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, with the records that share a number.")
def merges(only: tuple[str, ...], *, as_json: bool) -> None:
    """Which records of the lists in use are one party, and for which reasons.

    Records of one publisher's number on two lists are one party always, and only counted here.
    """
    from brightline.desk.merges import list_merges
    from brightline.lists.store import Store, default_home

    found = list_merges(Store(default_home()), now=clock.now(), lists=only)
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=1))
        return
    _print_merges(found)


def _print_merges(found: Merges) -> None:
    shown = [one for one in found.parties if len(one.records) > 1]
    for party in shown:
        click.echo(f"{party.id}  {party.name}  ({', '.join(party.lists)})")
        for one in party.merges:
            if one.first != one.second:
                _print_under(f"{one.first} and {one.second}: {one.reason}", "    ")
    for pair in found.apart:
        click.echo(f"kept apart since {pair.when[:10]}: {pair.first} and {pair.second}: {pair.because}")
    click.echo(
        f"{len(shown):,} parties of several records;"
        f" {len(found.parties) - len(shown):,} more have one record on several lists."
    )


@click.command()
@click.argument("first")
@click.argument("second")
@click.option("--because", required=True, metavar="REASON", help="Why they are two parties.")
def unmerge(first: str, second: str, because: str) -> None:
    """Keep two records apart that were taken for one party, from now on.

    FIRST and SECOND are ids of records, as the merges show them.
    """
    from brightline.desk.merges import unmerge as keep_apart
    from brightline.lists.store import Store, default_home

    keep_apart(Store(default_home()), first, second, because=because, now=clock.now())
    click.echo(f"kept apart: {first} and {second}")
