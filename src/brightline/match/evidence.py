"""What speaks for and against two names being one party's: measured for all candidate pairs at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from brightline.match.acronyms import acronyms
from brightline.match.arrays import Floats, Ints
from brightline.match.scripts import characters, heard
from brightline.match.sides import Pairs, Side, both_sides
from brightline.match.table import NameTable, Role, Vocabulary

__all__ = ["Evidence", "Pairs", "gather"]

# Joined core words below this length agree by chance too often to outweigh their parts.
_SHORTEST_COMPACT = 5
# The joined words must agree this far (indel ratio) to count, and lose thrice what they lack: joining is for
# blanks that moved, not for words that are missing.
_LEAST_COMPACT = 0.88
_COST_OF_COMPACT = 3.0
# Joined words that agree say nothing of the shared words around them.
_WHOLE_OF_COMPACT = 0.9
# Telling words of so few letters in all have many namesakes.
_SHORT_CORE = 4
# "China" in a name says nothing against "Hangzhou": cities contradict each other, countries contain them.
_COUNTRY_LIKE_PLACES = ("china", "hongkong", "taiwan", "asia", "europe", "america", "africa", "asiapacific")


@dataclass(frozen=True, slots=True)
class Evidence:
    """One column a kind of evidence, one row a pair (query name, listed name). Absence is not disagreement.

    Attributes:
        core_query: Share of the query's telling words, by rarity, that the listed name has (0 to 1).
        core_listed: Share of the listed name's telling words that the query has.
        contradiction: Weight of telling words that both sides lack of each other, in nats: they differ.
        omission: Weight of telling words that only one side has, in nats: it leaves them out.
        clashes: How many telling words of each side have no counterpart on the other: of both, the fewer.
        compact: Agreement of the telling words joined, whatever the blanks (0 to 1).
        whole: Share of all words on both sides, by weight, that the other side has.
        acronym: How well one name is the other's initials.
        rarity: Summed rarity of the telling words that agree, in nats.
        place: 1 the same place, -1 different places, 0 not both say one.
        place_missing: 1 where only one says a place.
        business: From -1 (both say their business, nothing agrees) to 1 (the same); 0 where one says none.
        number: 1 the same numbers, -1 different ones, -0.25 only one has any, 0 none.
        form: 1 the same class of legal form, -1 different, 0 not both have one.
        short: 1 where the telling words of either name are four letters or fewer in all.
        person: 1 where they are compared as persons' names.
        han: Share of the shorter name's Chinese characters that the other has in order; 0 unless both have.
        han_ratio: Share of both names' Chinese characters that agree in order.
        both_han: 1 where both names have Chinese characters.
        heard: Share of a Latin name that is heard in a Chinese one; 0 unless exactly one is Chinese.
        heard_covers: Share of the Chinese name that this accounts for.
        one_han: 1 where exactly one name has Chinese characters.
    """

    core_query: Floats
    core_listed: Floats
    contradiction: Floats
    omission: Floats
    clashes: Floats
    compact: Floats
    whole: Floats
    acronym: Floats
    rarity: Floats
    place: Floats
    place_missing: Floats
    business: Floats
    number: Floats
    form: Floats
    short: Floats
    person: Floats
    han: Floats
    han_ratio: Floats
    both_han: Floats
    heard: Floats
    heard_covers: Floats
    one_han: Floats

    def some(self, which: npt.NDArray[np.intp]) -> Evidence:
        """The evidence of some of the pairs."""
        return Evidence(*(getattr(self, one.name)[which] for one in fields(self)))

    def at(self, position: int) -> dict[str, float]:
        """The evidence of one pair, by kind."""
        return {one.name: float(getattr(self, one.name)[position]) for one in fields(self)}


def gather(queries: NameTable, listed: NameTable, vocabulary: Vocabulary, pairs: Pairs) -> Evidence:
    """Measure the evidence of each pair; the vocabulary has the words of both tables."""
    rows, names = pairs.rows, pairs.names
    ours, theirs = both_sides(queries, listed, vocabulary, pairs)
    compact = _compact(queries, listed, rows, names)
    acronym = acronyms(queries, listed, rows, names)
    # Where joined words agree, blanks moved: what word by word looks like a contradiction is none.
    missing_ours, missing_theirs = ours.missing() * (1 - compact), theirs.missing() * (1 - compact)
    han, han_ratio = characters(queries, listed, rows, names)
    sound, sound_covers = heard(queries, listed, rows, names)
    ours_han, theirs_han = _with_han(queries, rows), _with_han(listed, names)
    place, place_missing = _places(ours, theirs, vocabulary)
    return Evidence(
        core_query=ours.share(ours.core),
        core_listed=theirs.share(theirs.core),
        contradiction=np.minimum(missing_ours, missing_theirs),
        omission=np.abs(missing_ours - missing_theirs),
        clashes=np.minimum(ours.strangers(), theirs.strangers()) * ((compact == 0) & (acronym == 0)),
        compact=compact,
        whole=np.maximum(
            ours.share(ours.weights >= 0) * theirs.share(theirs.weights >= 0), compact**2 * _WHOLE_OF_COMPACT
        ),
        acronym=acronym,
        rarity=np.maximum(
            np.minimum(ours.agreed(), theirs.agreed()),
            compact * np.minimum(ours.sum(ours.rarity * ours.core), theirs.sum(theirs.rarity * theirs.core)),
        ),
        place=place,
        place_missing=place_missing,
        business=_business(ours, theirs),
        number=_numbers(ours, theirs),
        form=_forms(queries, listed, rows, names),
        short=_short(queries, listed, rows, names),
        person=pairs.persons.astype(np.float32),
        han=han,
        han_ratio=han_ratio,
        both_han=(ours_han & theirs_han).astype(np.float32),
        heard=sound,
        heard_covers=sound_covers,
        one_han=(ours_han != theirs_han).astype(np.float32),
    )


def _with_han(table: NameTable, names: Ints) -> npt.NDArray[np.bool_]:
    return np.fromiter((bool(table.hans[name]) for name in names.tolist()), np.bool_, count=len(names))


def _compact(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> Floats:
    """The better of the two orders: given name and surname change places, blanks move with them."""
    left = [queries.compacts[row] for row in rows.tolist()]
    forward = _joined_agreement(left, [listed.compacts[name] for name in names.tolist()])
    backward = _joined_agreement(left, [listed.reversed_compacts[name] for name in names.tolist()])
    joined = np.maximum(forward, backward)
    # With as many words on either side no blank has moved, unless the letters are the very same.
    blanks_moved = queries.lengths[rows] != listed.lengths[names]
    return np.where(blanks_moved | (joined == 1), joined, 0.0).astype(np.float32)


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


def _places(ours: Side, theirs: Side, vocabulary: Vocabulary) -> tuple[Floats, Floats]:
    general = np.array([vocabulary.ids.get(place, -1) for place in _COUNTRY_LIKE_PLACES], dtype=np.int32)
    agreeing, said = [], []
    for side in (ours, theirs):
        place = (side.roles == Role.PLACE) & ~np.isin(side.ids, general)
        agreeing.append(side.agreeing(place))
        said.append(side.sum(place.astype(np.float32)))
    agrees = np.maximum(*agreeing) > 0
    differs = (said[0] > 0) & (said[1] > 0)
    missing = (said[0] > 0) != (said[1] > 0)
    place = np.where(agrees, 1.0, np.where(differs, -1.0, 0.0)).astype(np.float32)
    return place, missing.astype(np.float32)


def _business(ours: Side, theirs: Side) -> Floats:
    both = (ours.count(Role.BUSINESS) > 0) & (theirs.count(Role.BUSINESS) > 0)
    shared = (ours.share(ours.roles == Role.BUSINESS) + theirs.share(theirs.roles == Role.BUSINESS)) / 2
    return np.where(both, 2 * shared - 1, 0.0).astype(np.float32)


def _numbers(ours: Side, theirs: Side) -> Floats:
    has, have = ours.count(Role.NUMBER) > 0, theirs.count(Role.NUMBER) > 0
    agreed = [side.share(side.roles == Role.NUMBER) > 1 - 1e-6 for side in (ours, theirs)]
    both = np.where(agreed[0] & agreed[1], 1.0, -1.0)
    return np.where(has & have, both, np.where(has != have, -0.25, 0.0)).astype(np.float32)


def _forms(queries: NameTable, listed: NameTable, rows: Ints, names: Ints) -> Floats:
    ours, theirs = queries.forms[rows], listed.forms[names]
    both = (ours >= 0) & (theirs >= 0)
    return np.where(both, np.where(ours == theirs, 1.0, -1.0), 0.0).astype(np.float32)
