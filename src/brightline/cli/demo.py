"""``brightline demo``: what a screen looks like, with what ships in the package and nothing else."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

import click

from brightline.cli import clock


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path("demo"))
def demo(folder: Path) -> None:
    """Screen the bundled example book against the bundled starter list.

    Prints the table and writes report.html and hits.xlsx into FOLDER (demo, if not given). Needs no network.
    """
    from rich.console import Console

    from brightline.desk.book import open_book
    from brightline.desk.screening import open_desk
    from brightline.lists.store import Store, default_home
    from brightline.report.html import write_html
    from brightline.report.tables import show
    from brightline.report.xlsx import write_xlsx

    desk = open_desk(Store(default_home()), today=clock.today(), now=clock.now(), lists=["starter"])
    with as_file(files("brightline").joinpath("data", "demo", "book.csv")) as path:
        screened = list(desk.screen(open_book(path).subjects()))
    show(Console(highlight=False), screened, desk.lists, made_on=desk.on)
    folder.mkdir(parents=True, exist_ok=True)
    write_html(folder / "report.html", screened, desk.lists, made_on=desk.on)
    write_xlsx(folder / "hits.xlsx", screened, desk.lists, made_on=desk.on)
    click.echo(f"\nWritten: {folder / 'report.html'} and {folder / 'hits.xlsx'}")
