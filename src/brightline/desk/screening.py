"""Screening as a whole: choose the editions, have their index, screen, and say what the answer rests on."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from brightline.errors import UnknownValueError
from brightline.lists.apart import kept_apart
from brightline.lists.merging import RULES
from brightline.lists.snapshot import Snapshot, choose, describe, merged_parties
from brightline.lists.store import Store
from brightline.model.screening import EditionUsed, Screened, Subject

if TYPE_CHECKING:
    from brightline.match.index import Index

# One for each recent choice of lists or day; an index takes 50 to 200 MB and is rebuilt in seconds.
_INDEXES_KEPT = 4


@dataclass(frozen=True)
class Desk:
    """Lists, index and day, ready to screen.

    Attributes:
        index: Of the listed parties.
        lists: The editions it is made of, with their warnings.
        on: The day screened for, a full ISO date.
        not_covered: Lists that have no edition as old as that day.
    """

    index: Index
    lists: Mapping[str, EditionUsed]
    on: str
    not_covered: tuple[str, ...] = ()

    def screen(
        self, subjects: Iterable[Subject], *, threshold: float | None = None, threads: int | None = None
    ) -> Iterator[Screened]:
        """Screen subjects, one result each, in their order.

        Args:
            subjects: Who to screen; taken in batches.
            threshold: The least score of a hit, from 0 to 1.
            threads: For the bulk product; the machine's cores if not given.

        Raises:
            UnknownValueError: The threshold is not between 0 and 1.
        """
        from brightline.match.screen import DEFAULT_THRESHOLD, screen

        least = DEFAULT_THRESHOLD if threshold is None else threshold
        if not 0 <= least <= 1:
            raise UnknownValueError(
                "the threshold must be from 0 to 1",
                remedy=f"leave it out for {DEFAULT_THRESHOLD}",
                id=str(least),
            )
        workers = threads or os.cpu_count() or 1
        return screen(self.index, subjects, on=self.on, threshold=least, threads=workers)


def open_desk(
    store: Store, *, today: str, now: str, lists: Sequence[str] = (), as_of: str | None = None
) -> Desk:
    """Make ready to screen against the lists imported, or some of them, today or as of an earlier day.

    The starter list that ships with the package is taken in first, so that there always is one. The index of
    a choice of editions is built once and then mapped from disk.

    Args:
        store: The data directory.
        today: A full ISO date, for the age of the lists and for listings in force.
        now: ISO date-time, UTC, for what is imported.
        lists: Only these lists; all if empty.
        as_of: A full ISO date to screen as of.

    Raises:
        NoListsError: No edition is as old as ``as_of``.
        UnknownValueError: A named list was never imported.
        StoreError: The data directory is damaged or cannot be written.
    """
    from brightline.desk.intake import DATED_LISTS, take_in_starter

    take_in_starter(store, now=now)
    snapshot = choose(store, lists=lists, as_of=as_of, dated=DATED_LISTS)
    return Desk(
        index=_index(store, snapshot),
        lists=describe(snapshot, store, today=today),
        on=as_of or today,
        not_covered=snapshot.not_covered,
    )


def _index(store: Store, snapshot: Snapshot) -> Index:
    """The index of these editions: mapped from disk, or built where it is not there or damaged."""
    from brightline.match.index import load_index

    apart = frozenset(one.pair for one in kept_apart(store))
    folder = store.index_folder / _digest(snapshot, apart)
    try:
        index = load_index(folder)
    except (OSError, ValueError):
        with store.lock():
            _build(store, snapshot, apart, folder)
        index = load_index(folder)
    folder.touch()
    return index


def _digest(snapshot: Snapshot, apart: frozenset[frozenset[str]]) -> str:
    """What an index depends on: another index is built where any of it is another."""
    from brightline.match.index import FORMAT

    editions = sorted(f"{one.list}/{one.edition}" for one in snapshot.editions)
    pairs = sorted(" ".join(sorted(pair)) for pair in apart)
    whole = "\n".join((f"format {FORMAT}", f"merging {RULES}", *editions, *pairs))
    return hashlib.sha256(whole.encode()).hexdigest()[:16]


def _build(store: Store, snapshot: Snapshot, apart: frozenset[frozenset[str]], folder: Path) -> None:
    from brightline.match.index import build_index, save_index

    index = build_index(merged_parties((store.parties(one) for one in snapshot.editions), apart))
    unfinished = folder.with_name(f".unfinished-{folder.name}")
    for leftover in (unfinished, folder):
        shutil.rmtree(leftover, ignore_errors=True)
    unfinished.mkdir(parents=True)
    save_index(index, unfinished)
    unfinished.rename(folder)
    _forget_old_indexes(store.index_folder)


def _forget_old_indexes(folder: Path) -> None:
    newest = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime, reverse=True)
    for old in newest[_INDEXES_KEPT:]:
        shutil.rmtree(old, ignore_errors=True)
