"""Everything in use as FollowTheMoney entities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from brightline.desk.intake import take_in_starter
from brightline.lists.apart import kept_apart
from brightline.lists.merging import merged
from brightline.lists.snapshot import choose
from brightline.lists.store import Store
from brightline.model import Tie
from brightline.model.ftm import FtmEntity, tie_entities, to_entities


def entities(store: Store, *, now: str, lists: Sequence[str] = ()) -> Iterator[FtmEntity]:
    """Parties with their listings, then the ties between them, of the editions in use.

    Args:
        store: The data directory; the starter list is taken in first.
        now: ISO date-time, UTC.
        lists: Only these lists; all if empty.

    Raises:
        UnknownValueError: A named list was never imported.
    """
    take_in_starter(store, now=now)
    editions = choose(store, lists=lists).editions
    apart = frozenset(one.pair for one in kept_apart(store))
    whole = merged((store.parties(one) for one in editions), apart)
    for party in whole.parties:
        yield from to_entities(party)
    ties = dict.fromkeys(_between(tie, whole.ids) for one in editions for tie in store.ties(one))
    yield from tie_entities(ties, {party.id: party.schema for party in whole.parties})


def _between(tie: Tie, ids: Mapping[str, str]) -> Tie:
    """The tie between the parties that its records became."""
    target = ids.get(tie.target, tie.target) if tie.target else None
    return replace(tie, origin=ids.get(tie.origin, tie.origin), target=target)
