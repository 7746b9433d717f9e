"""The same party on several lists, or twice on one, becomes one party with several listings.

Nothing is lost: every name, number, address and listing is kept, each listing with its own effect and
direction; so are the ids of the records. Which records may be one, :mod:`brightline.lists.agreement` says.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TypeVar

from brightline.lists.agreement import (
    Number,
    Profile,
    agree_by_name,
    contradict,
    folded_name,
    most_exact,
    numbers,
)
from brightline.model import Effect, Identifier, Name, Party, Schema, Scheme
from brightline.model.codec import encode

# Raised whenever the same records would be merged otherwise: indexes built before are then built anew.
RULES = 1

# What is said of the same record of an authority on two of our lists (OFAC's, and Commerce's copy of it).
SAME_ID = "same record of the same publisher"
# The label under which a merged party keeps the ids of its other records.
OTHER_ID = "also listed as"
# A name or number that more records than this bear tells none of them from the others ("Unknown").
_LARGEST_GROUP = 50
# Ids that we derived from content, as brightline.model.identity.content_id does.
_DERIVED = re.compile(r"[^:]+:[0-9a-f]{15}(-\d+)?")
_STARTER = "starter:"

_Value = TypeVar("_Value")
_Key = TypeVar("_Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Merge:
    """That two records were found to be one party.

    Attributes:
        party: Id of the party that they became.
        first: Id of one record.
        second: Id of the other; the same where two lists carry one record of one publisher.
        reason: In words.
    """

    party: str
    first: str
    second: str
    reason: str


@dataclass(frozen=True, slots=True)
class Merged:
    """Parties, each once.

    Attributes:
        parties: In the order in which their first record came.
        merges: What was merged, and why.
        ids: The party of each record.
    """

    parties: tuple[Party, ...]
    merges: tuple[Merge, ...]
    ids: Mapping[str, str]


def merged(editions: Iterable[Sequence[Party]], apart: Collection[frozenset[str]] = ()) -> Merged:
    """Bring the records of several lists together; the order of lists and records changes nothing.

    Args:
        editions: The records of each list.
        apart: Pairs of ids of records that a person found to be two parties.
    """
    records = _by_id(editions)
    united = _United(records, apart)
    by_number, by_name = _candidates(records)
    names = by_name
    while grown := united.unite_by_number(by_number) | united.unite_by_name(names):
        # What was united may agree with a third that neither agreed with alone.
        names = {name: ids for name, ids in by_name.items() if not grown.isdisjoint(ids)}
    return united.result()


def _by_id(editions: Iterable[Sequence[Party]]) -> dict[str, tuple[Party, ...]]:
    records: dict[str, tuple[Party, ...]] = {}
    repeated: dict[str, list[Party]] = {}
    for parties in editions:
        for party in parties:
            if party.id in records:
                repeated.setdefault(party.id, [*records[party.id]]).append(party)
            else:
                records[party.id] = (party,)
    records.update((one, _ordered(several)) for one, several in repeated.items())
    return records


def _ordered(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Records of one id, by their lists; what we read of it alone decides where they are of the same."""
    by_list = [tuple(listing.list for listing in party.listings) for party in parties]
    if len(set(by_list)) == len(parties):
        return tuple(party for _, party in sorted(zip(by_list, parties, strict=True), key=lambda one: one[0]))
    return tuple(sorted(parties, key=encode))


def _candidates(
    records: Mapping[str, Sequence[Party]],
) -> tuple[dict[Number, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """Ids that share a number, and ids that share a name, in an order that depends on nothing else."""
    by_number: dict[Number, set[str]] = defaultdict(set)
    by_name: dict[str, set[str]] = defaultdict(set)
    folded: dict[str, str] = {}  # one text stands on several lists
    for one, parties in records.items():
        for party in parties:
            for number in numbers(party):
                by_number[number].add(one)
            if party.schema is not Schema.PERSON:
                for name in party.names:
                    text = name.text
                    if text not in folded:
                        folded[text] = folded_name(text)
                    by_name[folded[text]].add(one)
    return _shared(by_number), _shared(by_name)


def _shared(groups: Mapping[_Key, set[str]]) -> dict[_Key, tuple[str, ...]]:
    shared = ((key, ids) for key, ids in groups.items() if 1 < len(ids) <= _LARGEST_GROUP)
    return {key: tuple(sorted(ids)) for key, ids in sorted(shared, key=lambda one: str(one[0]))}


def _rank(party: Party) -> tuple[int, str]:
    """Whose id a merged party bears: an official list's, by its own number before one that we derived."""
    if party.id.startswith(_STARTER):
        return 4, party.id
    if any(listing.effect is Effect.OWN_LIST for listing in party.listings):
        return 3, party.id
    if ":" not in party.id:  # ids of other programs' entities
        return 2, party.id
    return int(_DERIVED.fullmatch(party.id) is not None), party.id


class _United:
    """Records as they come together; the first id of each party, by rank, stands for it."""

    def __init__(self, records: Mapping[str, tuple[Party, ...]], apart: Collection[frozenset[str]]) -> None:
        self._records = records
        self._apart: dict[str, set[str]] = defaultdict(set)
        for pair in apart:
            for one in pair:
                self._apart[one] |= pair - {one}
        self._root: dict[str, str] = {}
        self._members: dict[str, tuple[str, ...]] = {}
        self._profiles: dict[str, Profile] = {}
        self._reasons: list[tuple[str, str, str]] = []

    def unite_by_number(self, groups: Mapping[Number, Sequence[str]]) -> set[str]:
        """Unite whom a number says to be one; returns the records of the parties that grew."""
        grown: set[str] = set()
        for (scheme, value), ids in groups.items():
            for first, second in combinations(ids, 2):
                if self._may_be_one(first, second):
                    grown.update(self._unite(first, second, f"same {scheme.upper()} number {value}"))
        return grown

    def unite_by_name(self, groups: Mapping[str, Sequence[str]]) -> set[str]:
        """Unite whom a name and what goes with it say to be one; returns as :meth:`unite_by_number`."""
        grown: set[str] = set()
        for name, ids in groups.items():
            for first, second in combinations(ids, 2):
                if self._may_be_one(first, second):
                    ours = {self._root_of(first), self._root_of(second)}
                    others = sorted({self._root_of(one) for one in ids} - ours)
                    reason = agree_by_name(
                        name, self._profile(first), self._profile(second), map(self._profile, others)
                    )
                    if reason:
                        grown.update(self._unite(first, second, reason))
        return grown

    def _may_be_one(self, first: str, second: str) -> bool:
        if self._root_of(first) == self._root_of(second) or contradict(
            self._profile(first), self._profile(second)
        ):
            return False
        if not self._apart:
            return True
        others = set(self._members_of(second))
        return not any(self._apart.get(one, set()) & others for one in self._members_of(first))

    def _unite(self, first: str, second: str, reason: str) -> Sequence[str]:
        members = sorted((*self._members_of(first), *self._members_of(second)), key=self._rank)
        self._members[members[0]] = tuple(members)
        self._root.update(dict.fromkeys(members, members[0]))
        self._profiles.pop(members[0], None)
        self._reasons.append((first, second, reason))
        return members

    def _rank(self, one: str) -> tuple[int, str]:
        return _rank(self._records[one][0])

    def _root_of(self, one: str) -> str:
        return self._root.get(one, one)

    def _members_of(self, one: str) -> tuple[str, ...]:
        root = self._root_of(one)
        return self._members.get(root, (root,))

    def _profile(self, one: str) -> Profile:
        root = self._root_of(one)
        if root not in self._profiles:
            self._profiles[root] = Profile(
                tuple(party for member in self._members_of(root) for party in self._records[member])
            )
        return self._profiles[root]

    def result(self) -> Merged:
        parties = {}
        for one in self._records:
            root = self._root_of(one)
            if root not in parties:
                parties[root] = _one_party(self._records[member] for member in self._members_of(root))
        same = [Merge(self._root_of(one), one, one, SAME_ID) for one in self._repeated()]
        found = [Merge(self._root_of(first), first, second, why) for first, second, why in self._reasons]
        return Merged(
            parties=tuple(parties.values()),
            merges=(*found, *same),
            ids={one: self._root_of(one) for one in self._records},
        )

    def _repeated(self) -> Iterator[str]:
        return (one for one in sorted(self._records) if len(self._records[one]) > 1)


def _one_party(groups: Iterable[tuple[Party, ...]]) -> Party:
    (first, *others) = (party for group in groups for party in group)
    if not others:
        return first
    whole = first
    for other in others:
        whole = _both_said(whole, other)
    ids = dict.fromkeys(other.id for other in others if other.id != first.id)
    also = tuple(Identifier(Scheme.OTHER, one, label=OTHER_ID) for one in ids)
    if not also:
        return whole
    return replace(whole, identifiers=_both(whole.identifiers, also))


def _both_said(first: Party, second: Party) -> Party:
    """Everything that both say; the first gives the id and the name to show, the more exact one the kind."""
    return Party(
        id=first.id,
        schema=most_exact((first.schema, second.schema)),
        names=_names(first.names, second.names),
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


def _names(first: tuple[Name, ...], second: tuple[Name, ...]) -> tuple[Name, ...]:
    """Each text once, as the first to give it does."""
    by_text: dict[str, Name] = {}
    for name in (*first, *second):
        by_text.setdefault(name.text, name)
    return tuple(by_text.values())


def _both(first: tuple[_Value, ...], second: tuple[_Value, ...]) -> tuple[_Value, ...]:
    if first == second or not second:
        return first
    return tuple(dict.fromkeys((*first, *second))) if first else second
