"""What speaks for and against two names being one party's: measured for all candidate pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from brightline.match.arrays import Floats, Ints
from brightline.match.table import ROLE_WEIGHTS, NameTable, Role, Vocabulary
from brightline.match.words import SAME_SOUND, SAME_SOUND_BRAND, likeness

# Joined core words below this length agree by chance too often to outweigh their parts.
_SHORTEST_COMPACT = 5
# The joined words must agree this far (indel ratio) to count, and lose thrice what they lack: joining is for
# blanks that moved, not for words that are missing.
_LEAST_COMPACT = 0.88
_COST_OF_COMPACT = 3.0
# See the weight "short_core".
_SHORT_CORE = 4
# Initials that stand for three words or more, against a name of one short word.
_SHORTEST_ACRONYM = 3
_LONGEST_ACRONYM = 6
# "China" in a name says nothing against "Hangzhou": cities contradict each other, countries contain them.
_COUNTRY_LIKE_PLACES = ("china", "hongkong", "taiwan")
_TOLD = (Role.CORE, Role.PLACE, Role.BUSINESS, Role.NUMBER)
# Words as alike as this are the same word for places and business words.
_SAME_WORD = 0.7


@dataclass(frozen=True, slots=True)
class Evidence:
    """One column a kind of evidence, one row a pair (query name, listed name). Absence is not disagreement.

    Attributes:
        core_query: Share of the query's telling words, by rarity, that the listed name has (0 to 1).
        core_listed: Share of the listed name's telling words that the query has.
        compact: Agreement of the telling words joined, whatever the blanks (0 to 1).
        whole: Share of all words on both sides, by weight, that the other side has.
        acronym: 1 where one name is the other's initials, by half as much for only three letters.
        rarity: Summed rarity of the telling words that agree, in nats.
        place: 1 the same place, -1 different places, 0 not both say one.
        business: From -1 (both say their business, nothing agrees) to 1 (the same); 0 where one says none.
        number: 1 the same numbers, -1 different ones, -0.25 only one has any, 0 none.
        form: 1 the same class of legal form, -1 different, 0 not both have one.
        short: 1 where the telling words of either name are four letters or fewer in all.
    """

    core_query: Floats
    core_listed: Floats
    compact: Floats
    whole: Floats
    acronym: Floats
    rarity: Floats
    place: Floats
    business: Floats
    number: Floats
    form: Floats
    short: Floats

    def some(self, which: npt.NDArray[np.intp]) -> Evidence:
        """The evidence of some of the pairs."""
        return Evidence(*(getattr(self, one.name)[which] for one in fields(self)))

    def at(self, position: int) -> dict[str, float]:
        """The evidence of one pair, by kind."""
        return {one.name: float(getattr(self, one.name)[position]) for one in fields(self)}


@dataclass(frozen=True, slots=True)
class _Cells:
    """Every word of a query name against every word of a listed name, pair after pair."""

    pair: Ints
    query: Ints
    listed: Ints
    alike: Floats


@dataclass(frozen=True, slots=True)
class Pairs:
    """Which names to compare: ``rows[k]`` of the queries with ``names[k]`` of the listed.

    ``persons[k]`` says whether the listed party is a person, whose names are compared by sound too.
    """

    rows: Ints
    names: Ints
    persons: npt.NDArray[np.bool_]


def gather(queries: NameTable, listed: NameTable, vocabulary: Vocabulary, pairs: Pairs) -> Evidence:
    """Measure the evidence of each pair; the vocabulary has the words of both tables."""
    rows, names = pairs.rows, pairs.names
    cells = _cells(queries, listed, vocabulary, pairs)
    by_query, by_listed = _Side(queries, vocabulary, rows), _Side(listed, vocabulary, names)
    by_query.take_best(cells.pair, cells.query, cells.alike)
    by_listed.take_best(cells.pair, cells.listed, cells.alike)
    return Evidence(
        core_query=by_query.share((Role.CORE,)),
        core_listed=by_listed.share((Role.CORE,)),
        compact=_compact(queries, listed, rows, names),
        whole=by_query.share(_TOLD) * by_listed.share(_TOLD),
        acronym=_acronyms(queries, listed, vocabulary, rows, names),
        rarity=np.minimum(by_query.agreed_rarity(), by_listed.agreed_rarity()),
        place=_places(by_query, by_listed, vocabulary),
        business=_business(by_query, by_listed),
        number=_numbers(by_query, by_listed),
        form=_forms(queries, listed, rows, names),
        short=_short(queries, listed, rows, names),
    )


def _cells(queries: NameTable, listed: NameTable, vocabulary: Vocabulary, pairs: Pairs) -> _Cells:
    rows, names = pairs.rows, pairs.names
    widths, heights = listed.lengths[names].astype(np.int64), queries.lengths[rows].astype(np.int64)
    sizes = widths * heights
    pair = np.repeat(np.arange(len(rows), dtype=np.int32), sizes)
    within = np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    width = widths[pair]
    query = (queries.offsets[rows][pair] + within // np.maximum(width, 1)).astype(np.int32)
    other = (listed.offsets[names][pair] + within % np.maximum(width, 1)).astype(np.int32)
    letters, sounds = likeness(vocabulary.words, queries.words[query], listed.words[other])
    by_sound = np.where(pairs.persons[pair], SAME_SOUND, SAME_SOUND_BRAND) * sounds
    return _Cells(pair, query, other, np.maximum(letters, by_sound).astype(np.float32))


class _Side:
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
        self.best = np.zeros(len(place), dtype=np.float32)

    def take_best(self, pair: Ints, word: Ints, alike: Floats) -> None:
        """For each word, the likest of the other side's words."""
        np.maximum.at(self.best, self.starts[pair] + word - self.offsets[pair], alike)

    def _sum(self, values: Floats, roles: tuple[Role, ...]) -> Floats:
        weights = np.where(np.isin(self.roles, roles), values, 0.0)
        return np.bincount(self.pair, weights=weights, minlength=self.pairs).astype(np.float32)

    def count(self, roles: tuple[Role, ...]) -> Floats:
        return self._sum(np.ones(len(self.pair), np.float32), roles)

    def share(self, roles: tuple[Role, ...]) -> Floats:
        """The share of the words of these roles that the other side has, by rarity."""
        weights = self.rarity * ROLE_WEIGHTS[self.roles]
        return self._sum(weights * self.best, roles) / np.maximum(self._sum(weights, roles), 1e-9)

    def agreed_rarity(self) -> Floats:
        return self._sum(self.rarity * self.best * ROLE_WEIGHTS[self.roles], (Role.CORE, Role.NUMBER))

    def agreeing(self, which: npt.NDArray[np.bool_]) -> Floats:
        """How many of the words at ``which`` the other side has."""
        found = (which & (self.best >= _SAME_WORD)).astype(np.float64)
        return np.bincount(self.pair, weights=found, minlength=self.pairs).astype(np.float32)


def _compact(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> Floats:
    """The better of the two orders: given name and surname change places, blanks move with them."""
    left = [queries.compacts[row] for row in rows.tolist()]
    forward = _joined_agreement(left, [listed.compacts[name] for name in names.tolist()])
    backward = _joined_agreement(left, [listed.reversed_compacts[name] for name in names.tolist()])
    return np.maximum(forward, backward)


def _joined_agreement(left: Sequence[str], right: Sequence[str]) -> Floats:
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    ratio = cpdist(left, right, scorer=Indel.normalized_similarity, workers=-1, dtype=np.float32)
    shortest = np.fromiter(
        (min(len(one), len(other)) for one, other in zip(left, right, strict=True)), np.int32, count=len(left)
    )
    agreed = np.where(ratio >= _LEAST_COMPACT, 1 - _COST_OF_COMPACT * (1 - ratio), 0.0)
    whole: Floats = np.where(shortest >= _SHORTEST_COMPACT, agreed, ratio == 1)
    return np.where(shortest > 0, whole, 0.0).astype(np.float32)


def _short(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> Floats:
    def core_letters(table: NameTable, of: Ints) -> Ints:
        used, place = np.unique(of, return_inverse=True)
        lengths = np.fromiter((len(table.compacts[one]) for one in used.tolist()), np.int32, count=len(used))
        return lengths[place]

    letters = np.minimum(core_letters(queries, rows), core_letters(listed, names))
    return (letters <= _SHORT_CORE).astype(np.float32)


def _acronyms(
    queries: NameTable, listed: NameTable, vocabulary: Vocabulary, rows: Ints, names: Ints
) -> Floats:
    found = np.zeros(len(rows), dtype=np.float32)
    lengths = np.stack([queries.lengths[rows], listed.lengths[names]])
    for position in np.flatnonzero((lengths.min(0) == 1) & (lengths.max(0) >= _SHORTEST_ACRONYM)).tolist():
        one = _words(queries, vocabulary, int(rows[position]))
        other = _words(listed, vocabulary, int(names[position]))
        short, long = (one[0], other) if len(one) == 1 else (other[0], one)
        is_acronym = _SHORTEST_ACRONYM <= len(short) <= _LONGEST_ACRONYM
        if is_acronym and short == "".join(word[0] for word in long):
            found[position] = 1.0 if len(short) > _SHORTEST_ACRONYM else 0.5
    return found


def _words(table: NameTable, vocabulary: Vocabulary, name: int) -> list[str]:
    ids = table.words[int(table.offsets[name]) : int(table.offsets[name + 1])]
    return [vocabulary.words[one] for one in ids.tolist()]


def _places(query: _Side, listed: _Side, vocabulary: Vocabulary) -> Floats:
    general = np.array([vocabulary.ids.get(place, -1) for place in _COUNTRY_LIKE_PLACES], dtype=np.int32)
    agreeing, said = [], []
    for side in (query, listed):
        place = (side.roles == Role.PLACE) & ~np.isin(side.ids, general)
        agreeing.append(side.agreeing(place))
        said.append(np.bincount(side.pair, weights=place, minlength=side.pairs))
    agrees = np.maximum(*agreeing) > 0
    differs = (said[0] > 0) & (said[1] > 0)
    return np.where(agrees, 1.0, np.where(differs, -1.0, 0.0)).astype(np.float32)


def _business(query: _Side, listed: _Side) -> Floats:
    roles = (Role.BUSINESS,)
    both = (query.count(roles) > 0) & (listed.count(roles) > 0)
    shared = (query.share(roles) + listed.share(roles)) / 2
    return np.where(both, 2 * shared - 1, 0.0).astype(np.float32)


def _numbers(query: _Side, listed: _Side) -> Floats:
    roles = (Role.NUMBER,)
    ours, theirs = query.count(roles), listed.count(roles)
    same = (query.share(roles) > 1 - 1e-6) & (listed.share(roles) > 1 - 1e-6)
    both = np.where(same, 1.0, -1.0)
    one_only = np.where((ours > 0) != (theirs > 0), -0.25, 0.0)
    return np.where((ours > 0) & (theirs > 0), both, one_only).astype(np.float32)


def _forms(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> Floats:
    ours, theirs = queries.forms[rows], listed.forms[names]
    both = (ours >= 0) & (theirs >= 0)
    return np.where(both, np.where(ours == theirs, 1.0, -1.0), 0.0).astype(np.float32)
