"""``brightline export``: everything imported, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from brightline.cli import clock
from brightline.cli.parameters import comma_separated


@click.command()
@click.option(
    "--format", "format_", type=click.Choice(["ftm"]), default="ftm", help="FollowTheMoney JSON lines."
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False), help="A file; else printed.")
@click.option("--lists", metavar="ID,ID", callback=comma_separated, help="Only these lists.")
def export(format_: str, output: Path | None, lists: tuple[str, ...]) -> None:
    """Write everything in use, parties with their listings and ties, as FollowTheMoney entities.

    One JSON object a line, as the followthemoney package, OpenSanctions' and Aleph's tools read it.
    """
    del format_  # the only one so far
    lines = _lines(lists)
    if output is None:
        for line in lines:
            click.echo(line)
        return
    from brightline.report.atomic import written_whole

    count = 0
    with written_whole(output) as part, part.open("w", encoding="utf-8", newline="\n") as stream:
        for line in lines:
            stream.write(line + "\n")
            count += 1
    click.echo(f"{count:,} entities written to {output}.", err=True)


def _lines(lists: tuple[str, ...]) -> Iterator[str]:
    from brightline.desk.exporting import entities
    from brightline.lists.store import Store, default_home

    for entity in entities(Store(default_home()), now=clock.now(), lists=lists):
        yield json.dumps(entity, ensure_ascii=False)
