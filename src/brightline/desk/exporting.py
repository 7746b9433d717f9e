"""Everything in use as FollowTheMoney entities."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from brightline.desk.intake import take_in_starter
from brightline.lists.snapshot import choose, merged_parties
from brightline.lists.store import Store
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
    parties = merged_parties(store.parties(one) for one in editions)
    for party in parties:
        yield from to_entities(party)
    ties = dict.fromkeys(tie for one in editions for tie in store.ties(one))
    yield from tie_entities(ties, {party.id: party.schema for party in parties})
