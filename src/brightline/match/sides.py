"""Every word of a query name against every word of a listed name, for all pairs at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats, Ints
from brightline.match.table import ROLE_WEIGHTS, NameTable, Role, Vocabulary
from brightline.match.words import (
    SAME_SOUND,
    SAME_SOUND_BRAND,
    likeness,
    same_given,
    same_skeleton,
)

# Forms of one given name: the bearer may use either, and so may a namesake.
_SAME_GIVEN_NAME = 0.8
_SHARED = (Role.PLACE, Role.BUSINESS)
# Words as alike as this are the same word for places and business words.
_SAME_WORD = 0.7
# ... and less alike than this, another one.
_STRANGE = 0.5


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which names to compare: ``rows[k]`` of the queries with ``names[k]`` of the listed.

    ``persons[k]`` says whether they are compared as persons' names, by sound and given name too.
    """

    rows: Ints
    names: Ints
    persons: npt.NDArray[np.bool_]


class Side:
    """One side of all pairs: for each of its words, how well the other side has it.

    Words are laid out pair after pair, so that sums over a pair are sums over a bin.
    """

    def __init__(self, table: NameTable, vocabulary: Vocabulary, names: Ints) -> None:
        self.lengths = table.lengths[names].astype(np.int64)
        self.starts = np.cumsum(self.lengths) - self.lengths
        self.offsets = table.offsets[names]
        self.pairs = len(names)
        self.pair = np.repeat(np.arange(len(names), dtype=np.int32), self.lengths)
        position = np.arange(int(self.lengths.sum())) - np.repeat(self.starts, self.lengths)
        place = np.repeat(self.offsets, self.lengths) + position
        self.ids = table.words[place]
        self.roles = table.roles[place]
        self.rarity = vocabulary.rarity[self.ids]
        shared_only = table.shared_only[names][self.pair] > 0
        self.core = (self.roles == Role.CORE) | (shared_only & np.isin(self.roles, _SHARED))
        # Shared words weigh in full where a name has no others.
        self.weights = self.rarity * np.where(self.core, 1.0, ROLE_WEIGHTS[self.roles])
        self.best = np.zeros(len(place), dtype=np.float32)

    def take_best(self, pair: Ints, word: Ints, alike: Floats) -> None:
        """For each word, the likest of the other side's words."""
        np.maximum.at(self.best, self.starts[pair] + word - self.offsets[pair], alike)

    def sum(self, values: Floats) -> Floats:
        """Values of words, summed over each pair."""
        return np.bincount(self.pair, weights=values, minlength=self.pairs).astype(np.float32)

    def count(self, role: Role) -> Floats:
        """How many words of a role each pair has on this side."""
        return self.sum((self.roles == role).astype(np.float32))

    def share(self, which: npt.NDArray[np.bool_]) -> Floats:
        """The share of some words that the other side has, by weight; 0 where there are none."""
        weights = np.where(which, self.weights, 0.0)
        return self.sum(weights * self.best) / np.maximum(self.sum(weights), 1e-9)

    def missing(self) -> Floats:
        """The weight of the telling words that the other side lacks, in nats."""
        return self.sum(np.where(self.core, self.rarity * (1 - self.best), 0.0))

    def strangers(self) -> Floats:
        """How many telling words the other side has nothing like."""
        return self.sum((self.core & (self.best < _STRANGE)).astype(np.float32))

    def agreed(self) -> Floats:
        """The weight of the telling words and numbers that the other side has, in nats."""
        telling = self.core | (self.roles == Role.NUMBER)
        return self.sum(np.where(telling, self.weights * self.best, 0.0))

    def agreeing(self, which: npt.NDArray[np.bool_]) -> Floats:
        """How many of some words the other side has."""
        return self.sum((which & (self.best >= _SAME_WORD)).astype(np.float32))


def both_sides(
    queries: NameTable, listed: NameTable, vocabulary: Vocabulary, pairs: Pairs
) -> tuple[Side, Side]:
    """The two sides of all pairs, each word with the likest of the other side's."""
    rows, names = pairs.rows, pairs.names
    query_side, listed_side = Side(queries, vocabulary, rows), Side(listed, vocabulary, names)
    widths, heights = listed_side.lengths, query_side.lengths
    sizes = widths * heights
    pair = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = np.maximum(widths[pair], 1)
    query = (queries.offsets[rows][pair] + within // width).astype(np.int32)
    other = (listed.offsets[names][pair] + within % width).astype(np.int32)
    alike = _alike(queries, listed, vocabulary, pairs, (pair, query, other))
    query_side.take_best(pair, query, alike)
    listed_side.take_best(pair, other, alike)
    return query_side, listed_side


def _alike(
    queries: NameTable,
    listed: NameTable,
    vocabulary: Vocabulary,
    pairs: Pairs,
    cells: tuple[Ints, Ints, Ints],
) -> Floats:
    """How alike the two words of each cell are, by letters, sound, consonants or given name."""
    pair, query, other = cells
    first, second = queries.words[query], listed.words[other]
    letters, sounds = likeness(vocabulary.words, first, second)
    persons = pairs.persons[pair]
    alike = np.maximum(letters, np.where(persons, SAME_SOUND, SAME_SOUND_BRAND) * sounds)
    without_vowels = (queries.abjad[pairs.rows] | listed.abjad[pairs.names])[pair] > 0
    for some, rule, degree in (
        (np.flatnonzero(without_vowels & (alike < SAME_SOUND)), same_skeleton, SAME_SOUND),
        (np.flatnonzero(persons & (alike < _SAME_GIVEN_NAME)), same_given, _SAME_GIVEN_NAME),
    ):
        alike[some] = np.maximum(alike[some], degree * rule(vocabulary.words, first[some], second[some]))
    return alike.astype(np.float32)
