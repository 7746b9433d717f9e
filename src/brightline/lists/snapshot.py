"""Which edition of each list an answer rests on, today or as of an earlier day, and what to warn of."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from brightline.errors import NoListsError, UnknownValueError
from brightline.lists.edition import Manifest
from brightline.lists.store import Store
from brightline.model import Party
from brightline.model.dates import days_between
from brightline.model.screening import EditionUsed

_Value = TypeVar("_Value")

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
        usable = [one for one in store.manifests(name) if not one.held_back]
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
    age = days_between(edition.published, day)
    if age > _STALE_DAYS:
        yield f"this edition is {age:,} days old"
    for newer in store.manifests(edition.list):
        if newer.held_back and edition.published <= newer.published <= day:
            yield f"the edition of {newer.published} is held back: {'; '.join(newer.held_back)}"
    yield from edition.missing
    if edition.left_out:
        yield f"{len(edition.left_out):,} records or fields were not taken in (see brightline lists status)"


def merged_parties(editions: Iterable[tuple[Party, ...]]) -> list[Party]:
    """The parties of several lists; those with one id (the same authority's own number) become one."""
    merged: dict[str, Party] = {}
    for parties in editions:
        for party in parties:
            merged[party.id] = _united(merged[party.id], party) if party.id in merged else party
    return list(merged.values())


def _united(first: Party, second: Party) -> Party:
    """Everything that both say; the first gives the kind and the name to show."""
    names = {name.text: name for name in reversed((*first.names, *second.names))}
    ordered = tuple(dict.fromkeys(names[name.text] for name in (*first.names, *second.names)))
    return Party(
        id=first.id,
        schema=first.schema,
        names=ordered,
        countries=_both(first.countries, second.countries),
        identifiers=_both(first.identifiers, second.identifiers),
        addresses=_both(first.addresses, second.addresses),
        birth_dates=_both(first.birth_dates, second.birth_dates),
        birth_places=_both(first.birth_places, second.birth_places),
        positions=_both(first.positions, second.positions),
        topics=_both(first.topics, second.topics),
        listings=_both(first.listings, second.listings),
        notes=_both(first.notes, second.notes),
        sources=_both(first.sources, second.sources),
    )


def _both(first: tuple[_Value, ...], second: tuple[_Value, ...]) -> tuple[_Value, ...]:
    return tuple(dict.fromkeys((*first, *second)))
