"""Which edition of each list an answer rests on, today or as of an earlier day, and what to warn of."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from brightline.errors import NoListsError, UnknownValueError
from brightline.lists.edition import Manifest
from brightline.lists.fetched import read_fetched
from brightline.lists.merging import merged
from brightline.lists.store import Store
from brightline.model import Party
from brightline.model.dates import days_between
from brightline.model.screening import EditionUsed

# The publishers of the first wave amend their lists weekly or oftener; a month-old copy has missed changes.
_STALE_DAYS = 30


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One edition for each list, and the day that it stands for (``None`` for the newest)."""

    editions: tuple[Manifest, ...]
    as_of: str | None
    not_covered: tuple[str, ...] = ()


def choose(
    store: Store, *, lists: Sequence[str] = (), as_of: str | None = None, dated: Iterable[str] = ()
) -> Snapshot:
    """The editions to screen against.

    Args:
        store: Where editions are kept.
        lists: Only these; all if empty.
        as_of: A full ISO date: of each list the last edition published by then.
        dated: Lists whose listings carry their first and last day, so that the newest edition answers for
            any day.

    Raises:
        NoListsError: Nothing was imported, or nothing is as old as ``as_of``.
        UnknownValueError: A named list was never imported.
    """
    current = store.current()
    wanted = [_known(name, current) for name in lists] or sorted(current)
    if as_of is None:
        return _some(Snapshot(tuple(store.manifest(name, current[name]) for name in wanted), None))
    chosen, missing = [], []
    for name in wanted:
        usable = [one for one in store.manifests(name) if not one.is_held_back]
        edition = usable[-1] if name in dated else _last_by(usable, as_of)
        if edition:
            chosen.append(edition)
        else:
            missing.append(name)
    return _some(Snapshot(tuple(chosen), as_of, tuple(missing)))


def _last_by(editions: Sequence[Manifest], day: str) -> Manifest | None:
    return next((one for one in reversed(editions) if one.published <= day), None)


def _some(snapshot: Snapshot) -> Snapshot:
    if snapshot.editions:
        return snapshot
    if snapshot.as_of:
        raise NoListsError(
            f"no edition here is as old as {snapshot.as_of}",
            remedy="import older editions, or leave out --as-of",
        )
    raise NoListsError("no list was imported", remedy="run: brightline lists import PATH")


def _known(name: str, current: Mapping[str, str]) -> str:
    wanted = name.strip().lower().replace("-", "_")
    if wanted in current:
        return wanted
    close = difflib.get_close_matches(wanted, current, n=1)
    hint = f"did you mean {close[0]}?" if close else f"imported are: {', '.join(sorted(current)) or 'none'}"
    raise UnknownValueError("no such list was imported", remedy=hint, id=name)


def describe(snapshot: Snapshot, store: Store, *, today: str) -> dict[str, EditionUsed]:
    """What each answer says of the editions that it rests on."""
    day = snapshot.as_of or today
    return {
        edition.list: EditionUsed(
            list=edition.list,
            title=edition.title,
            edition=edition.edition,
            published=edition.published,
            fetched=edition.fetched,
            records=edition.records,
            warnings=tuple(_warnings(edition, store, day)),
        )
        for edition in snapshot.editions
    }


def _warnings(edition: Manifest, store: Store, day: str) -> Iterator[str]:
    age = days_between(_last_known_current(edition, store, day), day)
    if age > _STALE_DAYS:
        yield f"this edition is {age:,} days old"
    for newer in store.manifests(edition.list, since=edition.published):
        if newer.is_held_back and edition.published <= newer.published <= day:
            yield f"the edition of {newer.published} is held back: {'; '.join(newer.held_back)}"
    if edition.accepted:
        yield (
            f"this edition was let in on {edition.accepted.when[:10]} ({edition.accepted.because}),"
            f" although {'; '.join(edition.held_back)}"
        )
    yield from edition.warnings
    yield from edition.missing
    if edition.left_out:
        yield f"{len(edition.left_out):,} records or fields were not taken in (see brightline lists status)"


def _last_known_current(edition: Manifest, store: Store, day: str) -> str:
    """The last day on which an edition was the newest: a list that does not change is not stale."""
    fetched = read_fetched(store, edition.list)
    checked = fetched.checked[:10] if fetched and fetched.edition == edition.edition else edition.published
    return max(edition.published, checked) if checked <= day else edition.published


def merged_parties(
    editions: Iterable[Sequence[Party]], apart: Collection[frozenset[str]] = ()
) -> list[Party]:
    """The parties of several lists, each once; for the reasons and ids, :func:`~.merging.merged`."""
    return list(merged(editions, apart).parties)
