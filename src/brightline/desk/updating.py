"""Keeping the lists current: from the publishers, from a mirror of them, or from a folder carried in."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from brightline.errors import (
    BrightlineError,
    NotRecognisedError,
    StoreError,
    UnknownValueError,
    UnreadableFileError,
)
from brightline.lists.connecting import checked_address, checked_proxy
from brightline.lists.downloading import Downloaded, Downloader, Network, NotifyOf
from brightline.lists.edition import Manifest
from brightline.lists.fetched import Fetched, fetched_folder, read_fetched, write_fetched
from brightline.lists.importing import Imported, Outcome, Recogniser, import_edition, import_paths
from brightline.lists.leftovers import remove_leftovers
from brightline.lists.publisher import Part
from brightline.lists.recipes import BY_HAND, RECIPES, Recipe
from brightline.lists.store import Store

if TYPE_CHECKING:
    from brightline.lists.intake import SourceFile
    from brightline.lists.publisher import Publisher

_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TITLE = re.compile(r"<title[^>]*>\s*(.*?)\s*</title", re.IGNORECASE | re.DOTALL)
_QUOTED_CHARACTERS = 60


class State(StrEnum):
    """What became of one list in an update."""

    NEW = "new, in use"
    UNCHANGED = "unchanged"
    KEPT = "kept, a newer edition is in use"
    HELD_BACK = "held back"
    FAILED = "failed"


_STATES = {
    Outcome.IN_USE: State.NEW,
    Outcome.ALREADY_HERE: State.UNCHANGED,
    Outcome.KEPT: State.KEPT,
    Outcome.HELD_BACK: State.HELD_BACK,
    Outcome.REFUSED: State.FAILED,
}


@dataclass(frozen=True, slots=True)
class Updated:
    """What became of one list, or of one edition of it from a folder.

    Attributes:
        list_id: Which list.
        state: In a word.
        manifest: Of the edition, unless it failed.
        problem: Why it failed.
        warnings: What is odd about it all the same.
    """

    list_id: str
    state: State
    manifest: Manifest | None = None
    problem: BrightlineError | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_fine(self) -> bool:
        """Whether nobody needs to look: what was offered is in use, or something newer is."""
        return self.state not in {State.FAILED, State.HELD_BACK}


@dataclass(frozen=True, slots=True)
class Planned:
    """What an update would ask for, and when the list was last known to be current."""

    list_id: str
    addresses: tuple[str, ...]
    checked: str | None


def choose_recipes(sources: Sequence[str] = ()) -> tuple[Recipe, ...]:
    """The lists to update: those named by list or by publisher, else every one that can be downloaded.

    Raises:
        UnknownValueError: There is no such list, or it can only be had by hand.
    """
    known = _registered()
    if not sources:
        return tuple({one.list_id: one for one in reversed(known)}.values())[::-1]
    chosen: dict[str, Recipe] = {}
    for source in sources:
        name = source.strip().lower().replace("-", "_")
        found = [one for one in known if one.list_id == name][:1] or [
            one for one in known if one.publisher == name
        ]
        if not found:
            raise _unknown(source, name, known)
        chosen |= {one.list_id: one for one in found}
    return tuple(chosen.values())


def _registered() -> list[Recipe]:
    from brightline.lists.publishers import all_publishers

    lists = {(one.id, about.id) for one in all_publishers() for about in one.lists}
    return [one for one in RECIPES if (one.publisher, one.list_id) in lists]


def _unknown(source: str, name: str, known: Sequence[Recipe]) -> UnknownValueError:
    if name in BY_HAND:
        return UnknownValueError(
            f"this list is not downloaded: {BY_HAND[name]}",
            remedy="get it by hand, then run: brightline lists import PATH",
            id=source,
        )
    ids = ", ".join(dict.fromkeys(one.list_id for one in known))
    return UnknownValueError("no such list to update", remedy=f"use one of: {ids}", id=source)


def plan(store: Store, recipes: Sequence[Recipe], mirror: str | None = None) -> tuple[Planned, ...]:
    """What :func:`update_lists` would ask for; nothing is sent."""
    return tuple(
        Planned(
            one.list_id, tuple(dict.fromkeys(part.where for part in one.parts.values())), _checked(store, one)
        )
        for one in (_from(one, mirror) for one in recipes)
    )


def _checked(store: Store, recipe: Recipe) -> str | None:
    last = read_fetched(store, recipe.list_id)
    return last.checked if last else None


def _from(recipe: Recipe, mirror: str | None) -> Recipe:
    return recipe.mirrored(mirror) if mirror else recipe


def update_lists(
    store: Store,
    recipes: Sequence[Recipe],
    *,
    now: str,
    network: Network,
    notify: NotifyOf = lambda _what, _got, _total: None,
) -> Iterator[Updated]:
    """Download each list and take it in; one that fails never stops the others.

    A new edition comes into use like an imported one: parsed whole, past the guards, in one step.

    Args:
        store: The data directory.
        recipes: From :func:`choose_recipes`.
        now: ISO date-time, UTC.
        network: How, and from where.
        notify: Called as bytes come, for a progress bar.

    Raises:
        UnknownValueError: The proxy is none.
        FetchError: The mirror's address is none that may be fetched.
        StoreError: The data directory cannot be written.
    """
    if network.mirror:
        checked_address(network.mirror)
    if network.line.proxy:
        checked_proxy(network.line.proxy)
    remove_leftovers(store.home, now=now)
    with _unfinished_folder(store) as folder:
        downloader = Downloader(store, network, folder, now=now, notify=notify)
        for recipe in recipes:
            try:
                yield _update(store, _from(recipe, network.mirror), downloader, now)
            except BrightlineError as problem:
                yield Updated(recipe.list_id, State.FAILED, problem=problem)


@contextmanager
def _unfinished_folder(store: Store) -> Iterator[Path]:
    try:
        fetched_folder(store.home).mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(prefix=".unfinished-", dir=fetched_folder(store.home))
    except OSError as problem:
        raise StoreError(
            f"the data directory cannot be used ({problem.strerror or problem})",
            remedy="check its permissions and free space, or set BRIGHTLINE_HOME to another folder",
            file=str(store.home),
        ) from problem
    with folder as name:
        yield Path(name)


def _update(store: Store, recipe: Recipe, downloader: Downloader, now: str) -> Updated:
    publisher = _publisher(recipe)
    last = read_fetched(store, recipe.list_id)
    downloaded = downloader.edition(recipe, last)
    manifest = _in_use(store, last, publisher) if downloaded.unchanged else None
    if manifest:
        done = Imported((), Outcome.ALREADY_HERE, manifest)
    else:
        _check_kind(recipe, publisher, downloaded)
        done = import_edition(store, publisher, recipe.list_id, downloaded.parts, now=now)
    if done.manifest:
        write_fetched(store, Fetched(recipe.list_id, done.manifest.edition, now, downloaded.files))
    return _updated(store, recipe, done, downloaded.warnings)


def _updated(store: Store, recipe: Recipe, done: Imported, warnings: tuple[str, ...] = ()) -> Updated:
    state = _STATES[done.outcome]
    if done.manifest and state is State.UNCHANGED:
        in_use = store.current().get(recipe.list_id) == done.manifest.edition
        state = State.UNCHANGED if in_use else State.KEPT
    return Updated(recipe.list_id, state, done.manifest, done.problem, warnings)


def _publisher(recipe: Recipe) -> Publisher:
    from brightline.lists.publishers import all_publishers

    return next(one for one in all_publishers() if one.id == recipe.publisher)


def _in_use(store: Store, last: Fetched | None, publisher: Publisher) -> Manifest | None:
    """The edition of the last download, if it is in use and this version of the parser made it."""
    if last is None or store.current().get(last.list_id) != last.edition:
        return None
    manifest = store.manifest(last.list_id, last.edition)
    same_parser = (manifest.publisher, manifest.parser_version) == (publisher.id, publisher.parser_version)
    return manifest if same_parser else None


def _check_kind(recipe: Recipe, publisher: Publisher, downloaded: Downloaded) -> None:
    """Say what came, where it is not the list: a page of maintenance, a log-in, another list."""
    for role, file in downloaded.parts.items():
        part = publisher.recognise(file)
        # A side file (OFAC's comments) may be too plain to be recognised; the parser still judges it.
        plain = part is None and role != recipe.main and not _WEB_PAGE.match(file.head)
        if part != Part(recipe.list_id, role) and not plain:
            raise NotRecognisedError(
                f"what came is not the list but {_described(file, downloaded.kinds.get(role))}",
                remedy="try again later; or download it with a browser and import it",
                file=downloaded.files[role].url,
            )


def _described(file: SourceFile, kind: str | None) -> str:
    size = f"{len(file.raw):,} bytes, {kind or 'from an earlier download'}"
    title = _TITLE.search(file.head)
    if _WEB_PAGE.match(file.head):
        titled = f' titled "{" ".join(title[1].split())[:_QUOTED_CHARACTERS]}"' if title else ""
        return f"a web page{titled} ({size})"
    return f"something that begins with {file.head[:_QUOTED_CHARACTERS]!r} ({size})"


def update_from_folder(
    store: Store, recipes: Sequence[Recipe], folder: Path, *, now: str, named: bool = False
) -> tuple[Updated, ...]:
    """Take in lists from a folder that was carried in, where there is no network.

    It has a folder for each list, called by the list's id, as a mirror has; folders in it whose name begins
    with a date date what is in them.

    Args:
        store: The data directory.
        recipes: From :func:`choose_recipes`.
        folder: The folder.
        now: ISO date-time, UTC.
        named: The user named the lists, so that one without a folder has failed.

    Raises:
        UnreadableFileError: It has no folder of any of the lists.
        StoreError: The data directory is locked or cannot be written.
    """
    remove_leftovers(store.home, now=now)
    here = [one for one in recipes if (folder / one.list_id).is_dir()]
    if not here:
        raise UnreadableFileError(
            "no folder in it is called like a list to update",
            remedy=f"put each list into a folder of its id, such as {recipes[0].list_id}",
            file=str(folder),
        )
    updated = [one for recipe in here for one in _from_folder(store, recipe, folder, now)]
    if named:
        updated += [_no_folder(one, folder) for one in recipes if one not in here]
    return tuple(updated)


def _from_folder(store: Store, recipe: Recipe, folder: Path, now: str) -> Iterator[Updated]:
    recogniser = Recogniser([_publisher(recipe)])
    for one in import_paths(store, [folder / recipe.list_id], recogniser, now=now):
        yield _updated(store, recipe, one)


def _no_folder(recipe: Recipe, folder: Path) -> Updated:
    problem = UnreadableFileError(
        "there is no such folder", remedy="put the list there", file=str(folder / recipe.list_id)
    )
    return Updated(recipe.list_id, State.FAILED, problem=problem)
