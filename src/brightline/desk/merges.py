"""Which records of the lists in use became one party, and why; and taking a wrong merge back."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from brightline.desk.intake import DATED_LISTS, take_in_starter
from brightline.errors import InputError, UnknownValueError
from brightline.lists.apart import Apart, keep_apart, kept_apart
from brightline.lists.merging import SAME_ID, Merge, Merged, merged
from brightline.lists.snapshot import choose
from brightline.lists.store import Store


@dataclass(frozen=True, slots=True)
class MergedParty:
    """One party made of several records.

    Attributes:
        id: Of the party.
        name: To show.
        lists: On which it is listed.
        records: Ids of its records, the party's own first.
        merges: Which two records each reason brought together.
    """

    id: str
    name: str
    lists: tuple[str, ...]
    records: tuple[str, ...]
    merges: tuple[Merge, ...]

    def as_json(self) -> dict[str, object]:
        """As ``brightline lists merges --json`` tells of it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Merges:
    """Everything that was merged, and what a person keeps apart."""

    parties: tuple[MergedParty, ...]
    apart: tuple[Apart, ...]

    def as_json(self) -> dict[str, object]:
        """As ``brightline lists merges --json`` tells of it."""
        return {
            "parties": [one.as_json() for one in self.parties],
            "apart": [asdict(one) for one in self.apart],
        }


def list_merges(store: Store, *, now: str, lists: Sequence[str] = ()) -> Merges:
    """The parties that several records of the lists in use were found to be.

    Args:
        store: The data directory; the starter list is taken in first.
        now: ISO date-time, UTC.
        lists: Only these lists; all if empty.

    Raises:
        UnknownValueError: A named list was never imported.
        StoreError: The data directory is damaged.
    """
    take_in_starter(store, now=now)
    whole = _merged(store, lists)
    found: dict[str, list[Merge]] = {}
    for one in whole.merges:
        found.setdefault(one.party, []).append(one)
    records: dict[str, list[str]] = {party: [] for party in found}
    for record, party in whole.ids.items():
        if party in records and record != party:
            records[party].append(record)
    return Merges(
        parties=tuple(
            MergedParty(
                id=party.id,
                name=party.name,
                lists=tuple(sorted({listing.list for listing in party.listings})),
                records=(party.id, *sorted(records[party.id])),
                merges=tuple(found[party.id]),
            )
            for party in whole.parties
            if party.id in found
        ),
        apart=kept_apart(store),
    )


def _merged(store: Store, lists: Sequence[str] = ()) -> Merged:
    editions = choose(store, lists=lists, dated=DATED_LISTS).editions
    return merged((store.parties(one) for one in editions), {one.pair for one in kept_apart(store)})


def unmerge(store: Store, first: str, second: str, *, because: str, now: str) -> None:
    """Keep two records apart that were found to be one party, from now on and in every later edition.

    Other records of the party stay with the one that they agree with.

    Args:
        store: The data directory.
        first: Id of one record, as ``brightline lists merges`` shows it.
        second: Id of the other.
        because: Why they are two.
        now: ISO date-time, UTC.

    Raises:
        InputError: No reason is given, or they are not one party.
        UnknownValueError: There is no such record.
        StoreError: The data directory is locked or cannot be written.
    """
    if not because.strip():
        raise InputError("no reason is given", remedy='say why, with --because "..."', id=f"{first} {second}")
    if first == second:
        raise InputError(f"both are one record ({SAME_ID})", remedy="give the ids of two records", id=first)
    take_in_starter(store, now=now)
    with store.lock():
        ids = _merged(store).ids
        for one in (first, second):
            if one not in ids:
                raise _unknown(one, ids)
        if ids[first] != ids[second]:
            raise InputError(
                "they are not one party", remedy="see: brightline lists merges", id=f"{first} {second}"
            )
        keep_apart(store, Apart(first, second, because.strip(), now))


def _unknown(one: str, known: Iterable[str]) -> UnknownValueError:
    close = difflib.get_close_matches(one, list(known), n=1)
    hint = f"did you mean {close[0]}?" if close else "see: brightline lists merges"
    return UnknownValueError("no record of the lists in use has this id", remedy=hint, id=one)
