"""``brightline lists update``: newer editions of the lists, from their publishers or a copy of them."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from brightline.cli import EXIT_ERROR, clock

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from brightline.desk.updating import Updated
    from brightline.lists.recipes import Recipe
    from brightline.lists.store import Store


@click.command()
@click.option("--source", "sources", metavar="ID", multiple=True, help="Only this list; may be repeated.")
@click.option(
    "--from",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Take the lists from a folder, not the network; in it a folder for each list, called by its id.",
)
@click.option("--proxy", metavar="URL", help="HTTP proxy; otherwise HTTPS_PROXY and NO_PROXY say it.")
@click.option(
    "--mirror",
    metavar="URL",
    help="Fetch every list from URL/LIST/FILE instead; with --dry-run it says which files.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be fetched from where; nothing is sent.")
def update(
    sources: tuple[str, ...], folder: Path | None, proxy: str | None, mirror: str | None, *, dry_run: bool
) -> int:
    """Fetch newer editions of the lists and take them in.

    Only what changed is downloaded. A new edition comes into use once it is here whole and has passed the
    same guards as an import; until then, and if anything fails, the old one stays in use. A list that fails
    stops no other. Nothing is sent but the request for each file, with the name and version of this program.

    Exit status: 0 if every list is current, 1 if any failed or was held back.
    """
    from brightline.desk.updating import choose_recipes, update_from_folder
    from brightline.lists.store import Store, default_home

    if folder and (proxy or mirror):
        raise click.UsageError("--from uses no network: leave out --proxy and --mirror")
    store, recipes = Store(default_home()), choose_recipes(sources)
    if dry_run:
        _print_plan(store, recipes, mirror)
        return 0
    if folder:
        return _report(update_from_folder(store, recipes, folder, now=clock.now(), named=bool(sources)))
    return _report(_downloaded(store, recipes, proxy, mirror))


def _downloaded(
    store: Store, recipes: Sequence[Recipe], proxy: str | None, mirror: str | None
) -> Iterable[Updated]:
    from brightline.desk.updating import update_lists
    from brightline.lists.connecting import Line
    from brightline.lists.downloading import Network

    bar = _Bar()
    network = Network(Line(proxy=proxy), mirror=mirror)
    try:
        for one in update_lists(store, recipes, now=clock.now(), network=network, notify=bar.show):
            bar.clear()
            yield one
    finally:
        bar.clear()


def _print_plan(store: Store, recipes: Sequence[Recipe], mirror: str | None) -> None:
    from brightline.desk.updating import plan

    for one in plan(store, recipes, mirror):
        click.echo(f"{one.list_id}: last checked {one.checked or 'never'}")
        for address in one.addresses:
            click.echo(f"  {address}")


def _report(updates: Iterable[Updated]) -> int:
    counts: Counter[str] = Counter()
    is_fine = True
    for one in updates:
        click.echo(_line(one))
        counts[one.state.value.partition(",")[0]] += 1
        is_fine = is_fine and one.is_fine
    said = ", ".join(f"{count} {state}" for state, count in counts.items())
    click.echo(f"{counts.total()} editions looked at: {said}.")
    return 0 if is_fine else EXIT_ERROR


def _line(one: Updated) -> str:
    if one.manifest is None:
        return f"{one.state.value}: {one.list_id}: {one.problem}"
    edition = one.manifest
    line = (
        f"{one.state.value}: {edition.list} {edition.published}: {edition.records:,} records,"
        f" {edition.parties:,} parties"
    )
    held = [f"held back: {reason}" for reason in edition.held_back] if edition.is_held_back else []
    return "; ".join([line, *edition.missing, *edition.warnings, *held, *one.warnings])


class _Bar:
    """A progress bar on a terminal, nothing in a pipe."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None

    def show(self, what: str, got: int, total: int | None) -> None:
        """Of one file, how much has come."""
        if not sys.stderr.isatty():
            return
        progress = self._progress or self._started()
        if self._task is None or progress.tasks[-1].description != what:
            self._task = progress.add_task(what, total=None)
        progress.update(self._task, completed=got, total=total)

    def clear(self) -> None:
        """Take the bar away, so that a line can be printed."""
        if self._progress:
            self._progress.stop()
        self._progress = self._task = None

    def _started(self) -> Progress:
        from rich.console import Console
        from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

        # Standard output is not ours to redirect: it may be a pipe while standard error is a terminal.
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            DownloadColumn(),
            console=Console(stderr=True),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._progress.start()
        return self._progress
