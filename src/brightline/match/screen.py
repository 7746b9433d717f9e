"""Screening: subjects against an index, a batch at a time, best hits first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats, Ints
from brightline.match.candidates import (
    distinct_pairs,
    name_keys,
    name_vectors,
    same_key,
    similar,
)
from brightline.match.evidence import Evidence, Pairs, gather
from brightline.match.explain import Verdicts, explain
from brightline.match.index import Index, country_bits, number_hashes
from brightline.match.readings import PERSONS, readings
from brightline.match.score import model, name_log_odds, probability
from brightline.match.table import NameTable, Vocabulary, make_table
from brightline.model import Listing, Party
from brightline.model.dates import compatible, years_apart
from brightline.model.screening import Hit, Screened, Subject
from brightline.names import NameParts

# Candidate pairs compared at once: bounds memory at about 200 MB whatever the book.
_PAIRS_AT_ONCE = 150_000
_SUBJECTS_AT_ONCE = 2_000
# One misspelt letter in a single-word brand is still found, and of 1,000 invented people none has a hit on
# the United Nations list (docs/matching.md).
DEFAULT_THRESHOLD = 0.4
# Lists themselves give years of birth that differ by one for the same person (circa, other calendars).
_YEARS_OF_DOUBT = 1


@dataclass(frozen=True, slots=True)
class _Queries:
    """The names of a batch of subjects, each with the kinds of party that it is compared with."""

    subjects: Ints
    groups: npt.NDArray[np.int8]
    vocabulary: Vocabulary
    table: NameTable


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Candidate pairs with their log-odds and the evidence behind them."""

    subject: Ints
    party: Ints
    name: Ints
    log_odds: Floats
    country: Floats
    evidence: Evidence

    def at(self, which: npt.NDArray[np.intp]) -> _Pairs:
        """Some of the pairs."""
        return _Pairs(
            self.subject[which],
            self.party[which],
            self.name[which],
            self.log_odds[which],
            self.country[which],
            self.evidence.some(which),
        )


def screen(
    index: Index,
    subjects: Iterable[Subject],
    *,
    on: str,
    threshold: float = DEFAULT_THRESHOLD,
    threads: int = 2,
) -> Iterator[Screened]:
    """Screen subjects against an index; one result for each, in their order.

    Args:
        index: Of the listed parties.
        subjects: Taken in batches, so that a book need not fit into memory.
        on: The day screened for, a full ISO date: listings not in force on it give no hit.
        threshold: The least score of a hit.
        threads: For the product of candidates.
    """
    remaining = iter(subjects)
    while batch := list(islice(remaining, _SUBJECTS_AT_ONCE)):
        yield from _screen_batch(index, batch, on=on, threshold=threshold, threads=threads)


def _screen_batch(
    index: Index, subjects: Sequence[Subject], *, on: str, threshold: float, threads: int
) -> Iterator[Screened]:
    queries = _queries(index, subjects)
    rows, names = _candidates(index, queries, threads)
    pairs = _best_by_party(_compared(index, subjects, queries, rows, names))
    found: list[list[Hit]] = [[] for _ in subjects]
    for position, log_odds, verdicts in _settled(index, subjects, pairs):
        score = float(probability(np.array([log_odds]))[0])
        if score < threshold:
            continue
        subject, party = int(pairs.subject[position]), index.party(int(pairs.party[position]))
        in_force = tuple(listing for listing in party.listings if listing.in_force(on))
        if party.listings and not in_force:
            continue
        name = index.texts[int(pairs.name[position])]
        why = explain(subjects[subject], party, name, pairs.evidence.at(position), verdicts)
        found[subject].append(_hit(party, score, name, in_force, why))
    for subject_, hits in zip(subjects, found, strict=True):
        yield Screened(subject_, tuple(sorted(hits, key=lambda hit: (-hit.score, hit.party.id))))


def _hit(party: Party, score: float, name: str, listings: tuple[Listing, ...], why: tuple[str, ...]) -> Hit:
    return Hit(party=party, score=round(score, 4), matched_name=name, listings=listings, why=why)


def _queries(index: Index, subjects: Sequence[Subject]) -> _Queries:
    """Every name of every subject; one of unknown kind is read as a person's and as an organization's."""
    owners: list[int] = []
    groups: list[int] = []
    parts: list[NameParts] = []
    for position, subject in enumerate(subjects):
        for text in dict.fromkeys((subject.name, *subject.other_names)):
            for group, one in readings(text, subject.schema):
                owners.append(position)
                groups.append(group)
                parts.append(one)
    vocabulary = index.vocabulary.extended(parts)
    return _Queries(
        subjects=np.array(owners, dtype=np.int32),
        groups=np.array(groups, dtype=np.int8),
        vocabulary=vocabulary,
        table=make_table(parts, vocabulary),
    )


def _candidates(index: Index, queries: _Queries, threads: int) -> tuple[Ints, Ints]:
    table, vocabulary = queries.table, queries.vocabulary
    vectors = name_vectors(vocabulary, table, index.features)
    near = similar(vectors, index.postings, threads=threads)
    owners, keys = name_keys(table, vocabulary)
    equal = same_key(owners, keys, index.keys, index.key_names)
    rows, names = distinct_pairs(np.concatenate([near[0], equal[0]]), np.concatenate([near[1], equal[1]]))
    possible = (queries.groups[rows] & index.groups[index.owners[names]]) != 0
    return rows[possible], names[possible]


def _compared(
    index: Index, subjects: Sequence[Subject], queries: _Queries, rows: Ints, names: Ints
) -> _Pairs:
    chunks = []
    for start in range(0, max(len(rows), 1), _PAIRS_AT_ONCE):
        some = slice(start, start + _PAIRS_AT_ONCE)
        persons = index.groups[index.owners[names[some]]] == PERSONS
        evidence = gather(
            queries.table, index.table, queries.vocabulary, Pairs(rows[some], names[some], persons)
        )
        chunks.append((name_log_odds(evidence), evidence))
    columns = (
        np.concatenate([getattr(evidence, name) for _, evidence in chunks]) for name in Evidence.__slots__
    )
    subject, party = queries.subjects[rows], index.owners[names]
    country = _countries(index, subjects, subject, party)
    w = model().context
    log_odds = np.concatenate([one for one, _ in chunks])
    log_odds = log_odds + np.where(index.weak[names] > 0, w.weak_alias, 0.0)
    log_odds += np.where(country > 0, w.country_agrees, np.where(country < 0, w.country_differs, 0.0))
    return _Pairs(subject, party, names, log_odds, country, Evidence(*columns))


def _countries(index: Index, subjects: Sequence[Subject], subject: Ints, party: Ints) -> Floats:
    """1 where a country is shared, -1 where both name countries and none is shared, else 0."""
    ours = country_bits([one.countries for one in subjects])[subject]
    theirs = index.countries[party]
    both = ours.any(axis=1) & theirs.any(axis=1)
    shared = (ours & theirs).any(axis=1)
    return np.where(shared, 1.0, np.where(both, -1.0, 0.0)).astype(np.float32)


def _best_by_party(pairs: _Pairs) -> _Pairs:
    """For each subject and listed party the pair of names with the best log-odds: aliases can only help."""
    order = np.lexsort((pairs.name, -pairs.log_odds, pairs.party, pairs.subject))
    subject, party = pairs.subject[order], pairs.party[order]
    first = np.ones(len(order), dtype=bool)
    first[1:] = (subject[1:] != subject[:-1]) | (party[1:] != party[:-1])
    return pairs.at(order[first])


def _settled(
    index: Index, subjects: Sequence[Subject], pairs: _Pairs
) -> Iterator[tuple[int, float, Verdicts]]:
    """Each pair's log-odds once dates of birth and identifiers, which few rows have, are looked at too."""
    # The most that a date of birth adds: pairs further below even odds than that need no closer look.
    w = model().context
    numbers = _parties_by_number(index, subjects)
    for position in range(len(pairs.subject)):
        subject = subjects[int(pairs.subject[position])]
        log_odds = float(pairs.log_odds[position])
        birth = number = None
        if subject.birth_date and log_odds > -w.birth_agrees:
            birth = _births(subject.birth_date, index.party(int(pairs.party[position])).birth_dates)
            log_odds += {"day": w.birth_agrees, "year": w.birth_year_agrees, "differs": w.birth_differs}.get(
                birth or "", 0.0
            )
        if int(pairs.party[position]) in numbers.get(int(pairs.subject[position]), ()):
            number, log_odds = True, max(log_odds, w.same_number)
        yield position, log_odds, Verdicts(country=int(pairs.country[position]), birth=birth, number=number)


def _parties_by_number(index: Index, subjects: Sequence[Subject]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for position, subject in enumerate(subjects):
        for number in number_hashes(subject.identifiers):
            low, high = (
                int(np.searchsorted(index.numbers, np.uint64(number), side=side))
                for side in ("left", "right")
            )
            found.setdefault(position, set()).update(index.number_parties[low:high].tolist())
    return found


def _births(given: str, listed: Sequence[str]) -> str | None:
    if not listed:
        return None
    if any(len(one) > 4 and len(given) > 4 and compatible(given, one) for one in listed):
        return "day"
    if any(one[:4] == given[:4] for one in listed):
        return "year"
    return "near" if any(years_apart(one, given) <= _YEARS_OF_DOUBT for one in listed) else "differs"
